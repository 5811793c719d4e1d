public import MemoryDiff

/// What a check needs to know of one memory; depends on its path and bytes alone, so that it can be cached.
public struct MemoryProfile: Sendable, Hashable, Codable {
    /// One text of a memory.
    struct Line: Sendable, Hashable, Codable {
        let text: String
        let range: Range<Int>
        /// Neither struck out nor code, and not in a section of what is over.
        let isInForce: Bool
        /// What stands above or around the text and could take its force away.
        var doubts: [Doubt] = []
    }

    /// Path of the memory.
    public let path: String
    /// Its guardrails.
    public let guardrails: [Guardrail]
    let traits: MemoryTraits
    /// The texts of its items, in order.
    let lines: [Line]
    let hosts: Set<String>
    let tools: Set<String>
}

extension GuardrailExtractor {
    /// The profile of a memory.
    public func profile(of memory: Memory) -> MemoryProfile {
        let items = ItemParser.items(of: memory)
        let traits = MemoryTraits(of: memory)
        let names = OutsideNames(in: memory.content)
        var leadIns = LeadIns(extractor: self, memory: memory)
        let lines = items.map { item in
            let leadIn = leadIns.leadIn(of: item)
            return MemoryProfile.Line(
                text: text(of: item, under: leadIn), range: item.range,
                isInForce: isInForce(item, in: memory, traits: traits, leadIn: leadIn),
                doubts: leadIns.doubts(about: item))
        }
        return MemoryProfile(
            path: memory.path,
            guardrails: guardrails(in: memory, items: items, traits: traits), traits: traits,
            lines: lines, hosts: Set(names.hosts.map(\.name)), tools: Set(names.tools.map(\.name))
        )
    }
}
