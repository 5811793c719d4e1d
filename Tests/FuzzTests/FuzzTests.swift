import FoundationEssentials
import FuzzTargets
import Testing

/// Every fuzz target on its corpus, and on inputs that are bent from it; the long runs are `make fuzz`.
@Suite struct FuzzTests {
    /// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same numbers everywhere.
    private struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// Pieces that mean something to some parser.
    private static let pieces = [
        "- ", "\n", "\n\n", "# ", "```\n", "| a | b |\n|---|---|\n", "---\n", "{\"", "\":", "[",
        "]", "}",
        "\0", "\u{FEFF}", "&a ", "*a", "!!binary ", "\t", "../", "/", ".git", "e\u{301}",
        "\u{202E}",
        "yesterday", "last ", "99999999999", "-1", "T24:60:61Z", "Reverie: {", "format: 1\n", "\\",
    ].map { Array($0.utf8) }

    private static func corpus(of target: FuzzTarget) -> [[UInt8]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fuzz/corpus/\(target.name)")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { name in
            (try? Data(contentsOf: folder.appending(path: name))).map { Array($0) }
        }
    }

    /// Another input made of one: bytes changed, cut, doubled, and pieces put in.
    private static func bent(_ input: [UInt8], _ chance: inout Chance) -> [UInt8] {
        var input = input
        for _ in 0..<Int.random(in: 1...6, using: &chance) {
            let at = Int.random(in: 0...input.count, using: &chance)
            let end = Int.random(in: at...min(input.count, at + 40), using: &chance)
            switch Int.random(in: 0..<5, using: &chance) {
            case 0: input.insert(contentsOf: pieces.randomElement(using: &chance) ?? [], at: at)
            case 1: input.removeSubrange(at..<end)
            case 2: input.insert(contentsOf: input[at..<end], at: at)
            case 3:
                if at < input.count { input[at] = UInt8.random(in: .min ... .max, using: &chance) }
            default:
                if at < input.count { input[at] ^= 1 << UInt8.random(in: 0..<8, using: &chance) }
            }
        }
        return input
    }

    @Test(arguments: FuzzTarget.all.map(\.name))
    func `no input makes a parser fail or say what does not hold`(name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        let corpus = Self.corpus(of: target)
        try #require(!corpus.isEmpty, "no corpus for \(name)")
        for input in corpus { #expect(target.problem(input) == nil) }
        var chance = Chance(state: 3)
        for round in 0..<400 {
            let input = Self.bent(corpus.randomElement(using: &chance) ?? [], &chance)
            let problem = target.problem(input)
            #expect(problem == nil, "round \(round): \(input)")
        }
    }
}
