/// A buffer in which the words of one item are gathered.
struct Words {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ more: ByteView) { bytes.append(contentsOf: more) }

    mutating func append(_ more: String) { bytes.append(contentsOf: more.utf8) }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ text: UnsafePointer<CChar>?) {
        guard let text else { return }
        var position = text
        while position.pointee != 0 {
            bytes.append(UInt8(bitPattern: position.pointee))
            position += 1
        }
    }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// The words with every stretch of white space folded to one space and none at the ends.
    func folded() -> String {
        var folded: [UInt8] = []
        folded.reserveCapacity(bytes.count)
        var isPending = false
        for byte in bytes {
            if byte.isBlank {
                isPending = !folded.isEmpty
            } else {
                if isPending { folded.append(0x20) }
                isPending = false
                folded.append(byte)
            }
        }
        return String(decoding: folded, as: UTF8.self)
    }

    /// The words as they are, without the line breaks at either end.
    func withoutOuterLineBreaks() -> String {
        bytes.withUnsafeBufferPointer { view in
            var range = 0..<view.count
            while let last = range.last, view[last].isBlank { range.removeLast() }
            while let first = range.first, view[first] == 0x0A || view[first] == 0x0D {
                range.removeFirst()
            }
            return view.text(range)
        }
    }
}
