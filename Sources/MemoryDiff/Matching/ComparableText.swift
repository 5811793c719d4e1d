/// The text of an item reduced to what a reader would call its content.
enum ComparableText {
    /// The text without Markdown decoration and with single spaces: equal keys are equal statements.
    static func key(of text: String) -> String { reduced(text, keepsInvisible: true) }

    /// The key without characters that a reader cannot see.
    static func visibleKey(of text: String) -> String { reduced(text, keepsInvisible: false) }

    /// True when the text has characters that a reader cannot see.
    static func hasInvisible(_ text: String) -> Bool {
        guard text.utf8.contains(where: { $0 >= 0x7F || $0 < 0x20 }) else { return false }
        return text.unicodeScalars.contains(where: Script.isInvisible)
    }

    private static func reduced(_ text: String, keepsInvisible: Bool) -> String {
        let plain = text.utf8.withContiguousStorageIfAvailable { bytes in
            bytes.isPlainASCII ? reducedASCII(bytes, keepsInvisible: keepsInvisible) : nil
        }
        return (plain ?? nil) ?? reducedUnicode(text, keepsInvisible: keepsInvisible)
    }

    private static func reducedASCII(_ bytes: ByteView, keepsInvisible: Bool) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * bytes.count) { result in
            var count = 0
            // Number of marks in front of here of which nothing is decided yet.
            var pending = 0
            var endsWord = false
            var needsSpace = false
            func append(_ byte: UInt8) {
                if needsSpace, count > 0 {
                    result[count] = 0x20
                    count += 1
                }
                needsSpace = false
                result[count] = byte
                count += 1
            }
            for (offset, byte) in bytes.enumerated() {
                if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") {
                    pending += 1
                    continue
                }
                let isWord = byte.isDigit || byte.isLetter
                if pending > 0 {
                    if endsWord, isWord { bytes[(offset - pending)..<offset].forEach(append) }
                    pending = 0
                }
                if byte.isBlank {
                    needsSpace = true
                    endsWord = false
                } else if byte == UInt8(ascii: "`") {
                    endsWord = false
                } else if keepsInvisible || (byte >= 0x20 && byte != 0x7F) {
                    append(byte)
                    endsWord = isWord
                }
            }
            return String(decoding: result[..<count], as: UTF8.self)
        }
    }

    static func reducedUnicode(_ text: String, keepsInvisible: Bool) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var pending: [Unicode.Scalar] = []
        var endsWord = false
        var needsSpace = false
        func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
            switch Script.role(of: scalar) {
            case .word, .unspaced: true
            case .invisible, .separator: false
            }
        }
        func append(_ scalar: Unicode.Scalar) {
            if needsSpace, !result.isEmpty { result.append(0x20) }
            needsSpace = false
            if scalar.value < 0x80 {
                result.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.EncodedScalar())
            }
        }
        for scalar in text.unicodeScalars {
            if scalar == "*" || scalar == "_" {
                pending.append(scalar)
                continue
            }
            let isWord = isWordScalar(scalar)
            if !pending.isEmpty {
                // `snake_case` and `2*3` keep theirs: decoration stands at the edge of a word.
                if endsWord, isWord { pending.forEach(append) }
                pending.removeAll(keepingCapacity: true)
            }
            if Script.isSpace(scalar) {
                needsSpace = true
                endsWord = false
            } else if scalar == "`" {
                endsWord = false
            } else if keepsInvisible || !Script.isInvisible(scalar) {
                append(scalar)
                endsWord = isWord
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
