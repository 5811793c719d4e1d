@_spi(_Unicode) import Swift

/// One word of a text, as the matcher sees it.
package struct ScannedWord: Sendable {
    /// UTF-8 offsets of the word in its text.
    package let range: Range<Int>
    /// Hash of the lower-case word.
    package let term: UInt64
    /// Hash of the word's beginning, which its inflected forms share.
    package let stem: UInt64
}

/// Cuts texts into words: runs of Unicode letters, marks and digits, in lower case.
///
/// Scripts without spaces give overlapping pairs of characters instead, the usual index unit for
/// them (Nie, Gao, Zhang and Zhou, "On the use of words and n-grams for Chinese information
/// retrieval", 2000). A stem is the first four to six letters: crude, but the same for every language.
package enum WordScanner {
    /// The words of a text in reading order.
    package static func words(of text: String) -> [ScannedWord] {
        var words: [ScannedWord] = []
        scan(text) { words.append($0) }
        return words
    }

    /// Calls `body` for every word of a text, in reading order.
    package static func scan(_ text: String, _ body: (ScannedWord) -> Void) {
        let isDone =
            text.utf8.withContiguousStorageIfAvailable { bytes in
                guard bytes.isPlainASCII else { return false }
                scanASCII(bytes, body)
                return true
            } ?? false
        if !isDone { scanUnicode(text, body) }
    }

    /// Calls `body` for every word of a text in UTF-8; broken sequences are repaired first.
    static func scan(_ bytes: ByteView, _ body: (ScannedWord) -> Void) {
        if bytes.isPlainASCII {
            scanASCII(bytes, body)
        } else {
            scanUnicode(String(decoding: bytes, as: UTF8.self), body)
        }
    }

    /// The same for text of ASCII letters, digits and marks, byte by byte.
    static func scanASCII(_ bytes: ByteView, _ body: (ScannedWord) -> Void) {
        var offset = 0
        while offset < bytes.count {
            guard bytes[offset].isDigit || bytes[offset].isLetter else {
                offset += 1
                continue
            }
            let start = offset
            var hash = StableHash()
            var isNumber = true
            // What the hash was behind four, five and six letters.
            var four = hash
            var five = hash
            var six = hash
            while offset < bytes.count {
                let byte = bytes[offset]
                let isDigit = byte.isDigit
                guard isDigit || byte.isLetter else { break }
                isNumber = isNumber && isDigit
                hash.combine(UInt64(isDigit ? byte : byte | 0x20))
                offset += 1
                switch offset - start {
                case 4: four = hash
                case 5: five = hash
                case 6: six = hash
                default: break
                }
            }
            let term = hash.value
            let stem =
                switch isNumber ? offset - start : Run.stemLength(of: offset - start) {
                case offset - start: term
                case 4: four.value
                case 5: five.value
                default: six.value
                }
            body(ScannedWord(range: start..<offset, term: term, stem: stem))
        }
    }

    /// The same for text of any script.
    static func scanUnicode(_ text: String, _ body: (ScannedWord) -> Void) {
        var run = Run()
        var offset = 0
        for scalar in text.unicodeScalars {
            let length = UTF8.width(scalar)
            switch Script.role(of: scalar) {
            case .word:
                if run.isUnspaced { run.close(at: offset, body) }
                run.add(scalar, at: offset, isUnspaced: false, in: text)
            case .unspaced:
                if !run.isUnspaced { run.close(at: offset, body) }
                run.add(scalar, at: offset, isUnspaced: true, in: text)
            case .invisible: break
            case .separator: run.close(at: offset, body)
            }
            offset += length
        }
        run.close(at: offset, body)
    }

    private struct Run {
        var isUnspaced = false
        private var start = 0
        private var offsets: [Int] = []
        private var scalars: [UInt32] = []
        private var isPlain = true

        init() {
            scalars.reserveCapacity(32)
            offsets.reserveCapacity(32)
        }

        mutating func add(
            _ scalar: Unicode.Scalar, at offset: Int, isUnspaced: Bool, in text: String
        ) {
            if scalars.isEmpty { start = offset }
            self.isUnspaced = isUnspaced
            let value = scalar.value
            if value < 0x80 {
                scalars.append(value &- 0x41 < 26 ? value | 0x20 : value)
            } else {
                isPlain = false
                for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                    scalars.append(lower.value)
                }
            }
            if isUnspaced { offsets.append(offset) }
        }

        mutating func close(at end: Int, _ body: (ScannedWord) -> Void) {
            guard !scalars.isEmpty else { return }
            if isUnspaced, scalars.count == offsets.count {
                closeUnspaced(at: end, body)
            } else {
                if !isPlain { compose() }
                closeSpaced(at: end, body)
            }
            scalars.removeAll(keepingCapacity: true)
            offsets.removeAll(keepingCapacity: true)
            isPlain = true
            isUnspaced = false
        }

        /// Canonically equivalent spellings must be the same word.
        private mutating func compose() {
            var word = ""
            for value in scalars {
                if let scalar = Unicode.Scalar(value) { word.unicodeScalars.append(scalar) }
            }
            scalars.removeAll(keepingCapacity: true)
            for scalar in word._nfc { scalars.append(scalar.value) }
        }

        private func closeSpaced(at end: Int, _ body: (ScannedWord) -> Void) {
            let isNumber = scalars.allSatisfy { $0 &- 0x30 < 10 }
            let stemLength = isNumber ? scalars.count : Self.stemLength(of: scalars.count)
            var hash = StableHash()
            var stem: UInt64 = 0
            for (index, scalar) in scalars.enumerated() {
                hash.combine(UInt64(scalar))
                if index + 1 == stemLength { stem = hash.value }
            }
            body(ScannedWord(range: start..<end, term: hash.value, stem: stem))
        }

        private func closeUnspaced(at end: Int, _ body: (ScannedWord) -> Void) {
            if scalars.count == 1 {
                var hash = StableHash()
                hash.combine(UInt64(scalars[0]))
                body(ScannedWord(range: start..<end, term: hash.value, stem: hash.value))
                return
            }
            for index in 0..<scalars.count - 1 {
                var hash = StableHash()
                hash.combine(UInt64(scalars[index]))
                hash.combine(UInt64(scalars[index + 1]))
                let next = index + 2 < offsets.count ? offsets[index + 2] : end
                body(
                    ScannedWord(
                        range: offsets[index]..<next, term: hash.value, stem: hash.value))
            }
        }

        static func stemLength(of length: Int) -> Int {
            switch length {
            case ..<5: length
            case 5, 6: 4
            case 7: 5
            default: 6
            }
        }
    }
}
