/// What a check asks of the memories that a move leaves as they are, short enough to be kept in a file.
///
/// Holds every guardrail with the keys by which texts are found, and how many memories mention each host and
/// command; it is brought up to date by what a move changes.
public struct StoreSummary: Sendable, Hashable {
    /// A guardrail and the keys of its text.
    struct Entry: Sendable, Hashable {
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
            if one.path != other.path {
                return one.path.utf8.lexicographicallyPrecedes(other.path.utf8)
            }
            let (start, end) = (one.range.lowerBound, other.range.lowerBound)
            return start == end ? one.id < other.id : start < end
        }
    }

    /// All guardrails, by place.
    private(set) var entries: [Entry]
    /// Number of memories that mention a host.
    private(set) var hosts: [String: Int]
    /// Number of memories that mention a command.
    private(set) var tools: [String: Int]

    init(entries: [Entry], hosts: [String: Int], tools: [String: Int]) {
        self.entries = entries
        self.hosts = hosts
        self.tools = tools
    }

    /// Summarises memories; their order does not matter.
    public init(_ profiles: some Sequence<MemoryProfile> = []) {
        self.init(entries: [], hosts: [:], tools: [:])
        add(Array(profiles))
    }

    /// The summary after some memories went and others came; a changed memory does both.
    public func replacing(_ old: [MemoryProfile], with new: [MemoryProfile]) -> StoreSummary {
        var summary = self
        summary.remove(old)
        summary.add(new)
        return summary
    }

    private mutating func remove(_ profiles: [MemoryProfile]) {
        let paths = Set(profiles.lazy.filter { !$0.guardrails.isEmpty }.map(\.path))
        if !paths.isEmpty { entries.removeAll { paths.contains($0.guardrail.path) } }
        for profile in profiles {
            for host in profile.hosts { Self.lower(&hosts, host) }
            for tool in profile.tools { Self.lower(&tools, tool) }
        }
    }

    private static func lower(_ counts: inout [String: Int], _ name: String) {
        guard let count = counts[name] else { return }
        counts[name] = count > 1 ? count - 1 : nil
    }

    private mutating func add(_ profiles: [MemoryProfile]) {
        let added = profiles.flatMap(\.guardrails).map(Entry.init)
        if !added.isEmpty {
            entries += added
            entries.sort(by: Entry.precedes)
        }
        for profile in profiles {
            for host in profile.hosts { hosts[host, default: 0] += 1 }
            for tool in profile.tools { tools[tool, default: 0] += 1 }
        }
    }
}
