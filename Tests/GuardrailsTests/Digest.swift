import Guardrails

/// A digest for tests: two runs of FNV-1a (Fowler, Noll, Vo) with different starts.
@Sendable func testDigest(_ bytes: [UInt8]) -> [UInt8] {
    func run(_ start: UInt64) -> [UInt8] {
        var hash = start
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * $0)) }
    }
    return run(0xCBF2_9CE4_8422_2325) + run(0x9E37_79B9_7F4A_7C15)
}

let testExtractor = GuardrailExtractor(digest: testDigest)

let testScanner = SecretScanner { bytes in
    testDigest(bytes).prefix(6).map { String($0, radix: 16) }.joined()
}

func testCheck(_ policy: Policy = .builtIn) -> Check {
    Check(policy: policy, extractor: testExtractor, scanner: testScanner)
}

/// Chance that is the same in every run (xorshift, Marsaglia 2003).
struct SeededChance: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
