/// What a check asks of the memories that a move leaves as they are, short enough to be kept in a file.
///
/// Holds every guardrail with the keys by which texts are found, and how many memories mention each host and
/// command; it is brought up to date by what a move changes. The guardrails stay in one run of bytes, because a
/// small move looks at a handful of them and passes over all others.
public struct StoreSummary: Sendable, Hashable {
    /// All guardrails by place, as ``Record`` lays them out.
    let records: [UInt8]
    /// Number of guardrails.
    let count: Int
    /// Number of memories that mention a host.
    private(set) var hosts: [String: Int]
    /// Number of memories that mention a command.
    private(set) var tools: [String: Int]

    init(records: [UInt8], count: Int, hosts: [String: Int], tools: [String: Int]) {
        self.records = records
        self.count = count
        self.hosts = hosts
        self.tools = tools
    }

    /// Summarises memories; their order does not matter.
    public init(_ profiles: some Sequence<MemoryProfile> = []) {
        let empty = StoreSummary(records: [], count: 0, hosts: [:], tools: [:])
        self = empty.replacing([], with: Array(profiles))
    }

    /// The summary after some memories went and others came; a changed memory does both.
    public func replacing(_ old: [MemoryProfile], with new: [MemoryProfile]) -> StoreSummary {
        let gone = old.lazy.filter { !$0.guardrails.isEmpty }.map { Array($0.path.utf8) }
            .sorted { $0.lexicographicallyPrecedes($1) }
        let added = new.flatMap(\.guardrails).map { Entry($0) }.sorted(by: Entry.precedes)
        let (bytes, number) = merged(without: gone, with: added)
        var summary = StoreSummary(records: bytes, count: number, hosts: hosts, tools: tools)
        for profile in old {
            for host in profile.hosts { Self.lower(&summary.hosts, host) }
            for tool in profile.tools { Self.lower(&summary.tools, tool) }
        }
        for profile in new {
            for host in profile.hosts { summary.hosts[host, default: 0] += 1 }
            for tool in profile.tools { summary.tools[tool, default: 0] += 1 }
        }
        return summary
    }

    private static func lower(_ counts: inout [String: Int], _ name: String) {
        guard let count = counts[name] else { return }
        counts[name] = count > 1 ? count - 1 : nil
    }

    /// One pass over the records; both lists are sorted as they are.
    private func merged(without gone: [[UInt8]], with added: [Entry]) -> ([UInt8], Int) {
        if gone.isEmpty, added.isEmpty { return (records, count) }
        var output: [UInt8] = []
        output.reserveCapacity(records.count + added.count * 256)
        var number = count + added.count
        var (nextGone, nextAdded, start) = (0, 0, 0)
        forEach { record in
            while nextGone < gone.count, record.followsPath(gone[nextGone]) { nextGone += 1 }
            while nextAdded < added.count, record.follows(added[nextAdded]) {
                output += records[start..<record.start]
                start = record.start
                Record.append(added[nextAdded], to: &output)
                nextAdded += 1
            }
            if nextGone < gone.count, record.hasPath(gone[nextGone]) {
                output += records[start..<record.start]
                start = record.end
                number -= 1
            }
        }
        output += records[start...]
        for entry in added[nextAdded...] { Record.append(entry, to: &output) }
        return (output, number)
    }

    /// Visits the guardrails by place.
    func forEach(_ visit: (Record) -> Void) {
        records.withUnsafeBytes { bytes in
            var start = 0
            while let record = Record(bytes, at: start) {
                visit(record)
                start = record.end
            }
        }
    }
}

extension StoreSummary {
    /// A guardrail and the keys of its text.
    struct Entry {
        let guardrail: Guardrail
        let keys: [UInt32]

        init(_ guardrail: Guardrail) {
            self.init(guardrail, keys: TextIndex.keys(of: guardrail.text))
        }

        init(_ guardrail: Guardrail, keys: [UInt32]) {
            self.guardrail = guardrail
            self.keys = keys
        }

        /// The order in which guardrails stand in a store.
        static func precedes(_ left: Entry, _ right: Entry) -> Bool {
            let (one, other) = (left.guardrail, right.guardrail)
            if !one.path.utf8.elementsEqual(other.path.utf8) {
                return one.path.utf8.lexicographicallyPrecedes(other.path.utf8)
            }
            let (start, end) = (one.range.lowerBound, other.range.lowerBound)
            return start == end ? one.id < other.id : start < end
        }
    }
}
