/// The four-letter sequences of a text as a set of 1,024 bits: comparing two costs nanoseconds.
///
/// A Bloom filter with one hash (Bloom, "Space/time trade-offs in hash coding", 1970).
package struct LetterSignature: Sendable {
    /// Quarters, because a whole vector would be padded to twice its size.
    private let bits: (SIMD4<UInt64>, SIMD4<UInt64>, SIMD4<UInt64>, SIMD4<UInt64>)
    private let population: Int

    fileprivate init(_ all: SIMD16<UInt64>) {
        bits = (
            all.lowHalf.lowHalf, all.lowHalf.highHalf, all.highHalf.lowHalf, all.highHalf.highHalf
        )
        population = Self.population(of: all)
    }

    /// Share of common sequences: the cosine of the two sets.
    func similarity(to other: LetterSignature) -> Float {
        guard population > 0, other.population > 0 else { return 0 }
        let common =
            Self.population(of: bits.0 & other.bits.0) + Self.population(of: bits.1 & other.bits.1)
            + Self.population(of: bits.2 & other.bits.2)
            + Self.population(of: bits.3 & other.bits.3)
        return Float(common) / Float(population * other.population).squareRoot()
    }

    private static func population(of bits: some SIMD<UInt64>) -> Int {
        var sum = 0
        for lane in bits.indices { sum += bits[lane].nonzeroBitCount }
        return sum
    }

    struct Builder {
        private var bits = SIMD16<UInt64>()
        private var window: UInt64 = 0x20
        private var letters = 1
        private var isAfterBreak = true

        /// Adds the letters of a text; what is not a letter counts as one space.
        mutating func add(_ text: String) {
            var isDone = false
            text.utf8.withContiguousStorageIfAvailable { bytes in
                guard bytes.isPlainASCII else { return }
                isDone = true
                for byte in bytes {
                    if byte.isDigit || byte.isLetter {
                        push(UInt64(byte.isDigit ? byte : byte | 0x20))
                        isAfterBreak = false
                    } else if !isAfterBreak {
                        push(0x20)
                        isAfterBreak = true
                    }
                }
                if !isAfterBreak { push(0x20) }
            }
            if !isDone { addUnicode(text) }
        }

        private mutating func addUnicode(_ text: String) {
            for scalar in text.unicodeScalars {
                let value = scalar.value
                if value < 0x80 {
                    let isLetter = (value | 0x20) &- 0x61 < 26 || value &- 0x30 < 10
                    if isLetter {
                        push(UInt64(value &- 0x41 < 26 ? value | 0x20 : value))
                    } else if !isAfterBreak {
                        push(0x20)
                        isAfterBreak = true
                        continue
                    } else {
                        continue
                    }
                } else {
                    switch Script.role(of: scalar) {
                    case .word, .unspaced: push(UInt64(value))
                    case .invisible: continue
                    case .separator:
                        if !isAfterBreak { push(0x20) }
                        isAfterBreak = true
                        continue
                    }
                }
                isAfterBreak = false
            }
            if !isAfterBreak { push(0x20) }
        }

        private mutating func push(_ letter: UInt64) {
            // 16 bits a letter are enough to tell sequences apart; the rest folds in.
            window = (window << 16) | ((letter ^ (letter >> 16)) & 0xFFFF)
            letters += 1
            guard letters >= 4 else { return }
            let mixed = (window ^ (window >> 29)) &* 0xBF58_476D_1CE4_E5B9
            let bit = Int(mixed >> 54)
            bits[bit >> 6] |= 1 << UInt64(bit & 63)
        }

        var signature: LetterSignature {
            LetterSignature(bits)
        }
    }
}
