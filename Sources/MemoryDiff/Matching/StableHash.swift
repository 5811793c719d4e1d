/// A hash that is the same in every run, machine and process, unlike `Hasher`.
///
/// FNV-1a over 64-bit words, closed with the finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
/// It orders ties and names terms; nothing secret or hostile is ever trusted because hashes agree.
package struct StableHash: Sendable {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    package init() {}

    package mutating func combine(_ value: UInt64) {
        state = (state ^ value) &* 0x0000_0100_0000_01B3
    }

    /// The hash of what was combined so far; combining may go on.
    package var value: UInt64 {
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    package static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash = StableHash()
        for byte in bytes { hash.combine(UInt64(byte)) }
        return hash.value
    }
}
