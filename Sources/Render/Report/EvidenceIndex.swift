import MemoryDiff
import ReverieCore

/// Finds where the items of a change come from, as the engine of a dream noted it.
struct EvidenceIndex {
    private var byNewPath: [String: [Evidence]] = [:]
    private var byOldPath: [String: [Evidence]] = [:]

    init(_ evidence: [Evidence]) {
        for evidence in evidence {
            if let item = evidence.item {
                byNewPath[item.path, default: []].append(evidence)
            } else {
                for path in Set(evidence.memories.map(\.path)).sorted() {
                    byOldPath[path, default: []].append(evidence)
                }
            }
        }
    }

    /// What is known of a change, in the order of its items.
    func evidence(of change: Change) -> [Evidence] {
        var found: [Evidence] = []
        for item in change.new {
            for evidence in byNewPath[item.memoryPath] ?? []
            where evidence.item.map({ Self.overlaps($0, item) }) == true {
                if !found.contains(evidence) { found.append(evidence) }
            }
        }
        for item in change.old {
            for evidence in byOldPath[item.memoryPath] ?? []
            where evidence.memories.contains(where: { Self.overlaps($0, item) }) {
                if !found.contains(evidence) { found.append(evidence) }
            }
        }
        return found
    }

    private static func overlaps(_ place: Evidence.Place, _ item: Item) -> Bool {
        place.path == item.memoryPath && place.start < item.range.upperBound
            && item.range.lowerBound < place.end
    }
}

extension Evidence {
    /// The sources on one line: `s-0123 event e1, line 4` for sessions, a count for items of the old store.
    var sourceLine: String {
        if sessions.isEmpty { return Figures.count(memories.count, "old item", "old items") }
        let shown = sessions.prefix(5).map { passage in
            let lines =
                passage.first == passage.last
                ? "line \(passage.first)" : "lines \(passage.first)-\(passage.last)"
            return "\(passage.session) event \(passage.event), \(lines)"
        }
        let rest = sessions.count - shown.count
        return shown.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
    }

    /// The evidence as data.
    var json: JSON {
        .object([
            JSON.Field("rule", .string(rule.rawValue)),
            JSON.Field(
                "memories",
                .array(
                    memories.map { place in
                        .object([
                            JSON.Field("path", .string(place.path)),
                            JSON.Field("start", .integer(place.start)),
                            JSON.Field("end", .integer(place.end)),
                        ])
                    })),
            JSON.Field(
                "sessions",
                .array(
                    sessions.map { passage in
                        .object([
                            JSON.Field("session", .string(passage.session)),
                            JSON.Field("event", .string(passage.event)),
                            JSON.Field("first", .integer(passage.first)),
                            JSON.Field("last", .integer(passage.last)),
                        ])
                    })),
        ])
    }
}
