public import MemoryDiff

extension GuardrailExtractor {
    /// What a summary keeps of a memory: its guardrails and the names it mentions, without its lines.
    ///
    /// Equal to ``profile(of:)`` in everything that it has, and much cheaper for a memory in which no word binds.
    public func outline(of memory: Memory) -> MemoryProfile {
        let traits = MemoryTraits(of: memory)
        let guardrails =
            traits.isGuardrail || mayBind(source: memory.content)
            ? guardrails(in: memory, items: ItemParser.items(of: memory), traits: traits) : []
        let names = OutsideNames(in: memory.content)
        return MemoryProfile(
            path: memory.path, guardrails: guardrails, traits: traits, lines: [],
            hosts: Set(names.hosts.map(\.name)), tools: Set(names.tools.map(\.name)))
    }

    /// Whether the source of a memory could hold a binding word in any of its items.
    ///
    /// Must be true wherever an item's text would have such a word. Markup can hide one in the source
    /// ("ne\*v\*er", `&#110;ever`); whatever could do that counts as one.
    func mayBind(source: [UInt8]) -> Bool {
        source.withUnsafeBufferPointer { bytes in
            var seen: WordMarks.Marks = 0
            var key: UInt64 = 0
            var length = 0
            /// Since the last letter: 0 something else than markup, 1 brackets alone, 2 markup that may vanish.
            var run = 0
            for (index, byte) in bytes.enumerated() {
                let letter = byte | 0x20
                if letter >= 0x61, letter <= 0x7A {
                    if run == 2 { return true }
                    run = 0
                    if length < 8 { key = key << 8 | UInt64(letter) }
                    length += 1
                    continue
                }
                if length > 0 {
                    seen |= lexicon.bindingWords.marks(of: key)
                    if seen & 1 != 0 { return true }
                    key = 0
                    length = 0
                    run = 1
                }
                switch byte {
                case UInt8(ascii: "*"), UInt8(ascii: "~"), UInt8(ascii: "["), UInt8(ascii: "]"):
                    run = run > 0 ? 2 : 0
                case UInt8(ascii: "_"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "!"):
                    break
                case UInt8(ascii: "'"):
                    if index > 0, bytes[index - 1] | 0x20 == UInt8(ascii: "n") { return true }
                    run = 0
                case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "<"), UInt8(ascii: "&"),
                    0x7F..., 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20:
                    return true
                default: run = 0
                }
            }
            if length > 0 { seen |= lexicon.bindingWords.marks(of: key) }
            return lexicon.bindingWords.counts(seen)
        }
    }
}
