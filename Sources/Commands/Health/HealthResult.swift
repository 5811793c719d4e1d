import Engines
import MemoryDiff
import Render
import ReverieCore

/// How well a store is kept, as lines and as data.
struct HealthResult: Presentable {
    static let schema = "reverie.health/1"

    let figures: HealthFigures
    /// Whether there is a history to speak of.
    let hasHistory: Bool

    private static let week: Int64 = 7 * 86_400
    /// Largest number of examples of a finding.
    private static let examples = 20

    init(
        _ subject: String, _ memories: [Memory], _ health: StoreHealth, growth: StoreGrowth?,
        weeks: Int, in context: Context
    ) {
        let moments = Moments(context)
        var figures = HealthFigures()
        figures.subject = subject
        figures.date = String(CivilTime.text(of: moments.now, zone: moments.zone).prefix(16))
        figures.toolVersion = Program.version
        let bytes = memories.reduce(0) { $0 + $1.content.count }
        figures.total = HealthFigures.Size(
            name: subject, memories: memories.count, tokens: Self.tokens(bytes))
        figures.items = health.items
        figures.findings = Self.findings(health, memories, growth, moments)
        figures.folders = Self.folders(memories)
        if let growth {
            figures.weeks = Self.weeks(growth, weeks, moments)
            figures.ages = Self.ages(growth, memories, moments)
        }
        self.figures = figures
        hasHistory = growth != nil
    }

    private static func tokens(_ bytes: Int) -> Int { (bytes + 3) / 4 }

    private static func findings(
        _ health: StoreHealth, _ memories: [Memory], _ growth: StoreGrowth?, _ moments: Moments
    ) -> [HealthFigures.Finding] {
        func place(_ item: Item) -> HealthFigures.Place {
            HealthFigures.Place(path: item.memoryPath, text: item.text)
        }
        let open = health.contradictions.count { !$0.isDecidable }
        var findings = [
            HealthFigures.Finding(
                name: "duplicates", count: health.repeatedItems,
                advice: "another item says it as well; a dream folds them",
                examples: health.duplicates.prefix(examples).map { $0.items.map(place) }),
            HealthFigures.Finding(
                name: "near duplicates", count: health.nearDuplicates.count,
                advice: "pairs of nearly the same words; a person decides",
                examples: health.nearDuplicates.prefix(examples).map { $0.items.map(place) }),
            HealthFigures.Finding(
                name: "contradictions", count: health.contradictions.count,
                advice:
                    "one thing, different values; \(open) need a person",
                examples: health.contradictions.prefix(examples).map { $0.items.map(place) }),
            HealthFigures.Finding(
                name: "stale references", count: health.stale.count,
                advice: "leads nowhere, or a session says it is gone or renamed",
                examples: health.stale.prefix(examples).map { stale in
                    [place(stale.item)]
                        + (stale.target.map {
                            [HealthFigures.Place(path: $0, text: "is not there")]
                        } ?? [])
                        + (stale.passage.map {
                            [
                                HealthFigures.Place(
                                    path: $0.session, text: "line \($0.first) says otherwise")
                            ]
                        } ?? [])
                }),
        ]
        guard let growth else { return findings }
        let untouched = memories.map(\.path).filter { growth.lives[$0]?.changed == nil }
            .sorted {
                (growth.lives[$0]?.arrived ?? 0, $0) < (growth.lives[$1]?.arrived ?? 0, $1)
            }
        findings.append(
            HealthFigures.Finding(
                name: "never touched", count: untouched.count,
                advice: "memories unchanged since they came, oldest first",
                examples: untouched.prefix(examples).map { path in
                    let came = growth.lives[path]?.arrived ?? moments.now
                    let text = "came " + CivilTime.text(of: came, zone: moments.zone).prefix(10)
                    return [HealthFigures.Place(path: path, text: text)]
                }))
        return findings
    }

    /// The folders at the top, largest first; what is small is put together.
    private static func folders(_ memories: [Memory]) -> [HealthFigures.Size] {
        var sizes: [String: (memories: Int, bytes: Int)] = [:]
        for memory in memories {
            let segments = memory.path.split(separator: "/")
            let name = segments.count > 1 ? segments[0] + "/" : "(top)"
            sizes[name, default: (0, 0)].memories += 1
            sizes[name, default: (0, 0)].bytes += memory.content.count
        }
        let sorted = sizes.sorted { ($1.value.bytes, $0.key) < ($0.value.bytes, $1.key) }
        var shown = sorted.prefix(9).map {
            HealthFigures.Size(
                name: $0.key, memories: $0.value.memories, tokens: tokens($0.value.bytes))
        }
        let rest = sorted.dropFirst(9)
        if !rest.isEmpty {
            shown.append(
                HealthFigures.Size(
                    name: "\(rest.count) others",
                    memories: rest.reduce(0) { $0 + $1.value.memories },
                    tokens: tokens(rest.reduce(0) { $0 + $1.value.bytes })))
        }
        return shown
    }

    /// The store at the end of each week, which starts on Monday, up to now.
    private static func weeks(_ growth: StoreGrowth, _ count: Int, _ moments: Moments)
        -> [HealthFigures.Size]
    {
        guard let first = growth.points.first else { return [] }
        // 1970 began on a Thursday.
        let monday = moments.now - (moments.now + 3 * 86_400) % week
        var sizes: [HealthFigures.Size] = []
        for back in (0..<Int64(count)).reversed() {
            let start = monday - back * week
            let end = start + week
            guard end > first.seconds else { continue }
            // Clocks of several machines need not agree: the last move of the week counts.
            guard let point = growth.points.last(where: { $0.seconds < end }) else { continue }
            sizes.append(
                HealthFigures.Size(
                    name: String(CivilTime.text(of: start, zone: .utc).prefix(10)),
                    memories: point.memories, tokens: tokens(point.bytes)))
        }
        return sizes
    }

    private static func ages(_ growth: StoreGrowth, _ memories: [Memory], _ moments: Moments)
        -> [HealthFigures.Size]
    {
        let spans: [(name: String, days: Int64)] = [
            ("under a week", 7), ("1 to 4 weeks", 28), ("1 to 3 months", 91),
            ("3 to 12 months", 365), ("over a year", .max / 86_400),
        ]
        var sums = spans.map { _ in (memories: 0, bytes: 0) }
        for memory in memories {
            guard let life = growth.lives[memory.path] else { continue }
            let age = moments.now - (life.changed ?? life.arrived)
            guard let span = spans.firstIndex(where: { age < $0.days * 86_400 }) else { continue }
            sums[span].memories += 1
            sums[span].bytes += memory.content.count
        }
        return zip(spans, sums).map {
            HealthFigures.Size(name: $0.name, memories: $1.memories, tokens: tokens($1.bytes))
        }
    }
}
