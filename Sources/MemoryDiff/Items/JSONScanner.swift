/// Reads JSON without recursion, so that depth costs no stack.
struct JSONScanner {
    private(set) var nodes: [JSONTree.Node] = []
    private let bytes: ByteView
    private let end: Int
    private var offset: Int
    private var open: [Int] = []

    init(_ bytes: ByteView, _ stretch: Range<Int>) {
        self.bytes = bytes
        offset = stretch.lowerBound
        end = stretch.upperBound
    }

    /// Whether the stretch is one JSON value.
    mutating func scan() -> Bool {
        guard value(named: nil) else { return false }
        while let container = open.last {
            guard step(in: container) else { return false }
        }
        skipBlanks()
        return offset == end
    }

    /// Reads one more child of the innermost open container, or its end.
    private mutating func step(in container: Int) -> Bool {
        skipBlanks()
        let isObject = nodes[container].kind == .object
        let isFirst = nodes.count == container + 1
        if take(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            open.removeLast()
            nodes[container].value = nodes[container].value.lowerBound..<offset
            nodes[container].behind = nodes.count
            return true
        }
        if !isFirst {
            guard take(UInt8(ascii: ",")) else { return false }
            skipBlanks()
        }
        guard isObject else { return value(named: nil) }
        guard let name = string() else { return false }
        skipBlanks()
        guard take(UInt8(ascii: ":")) else { return false }
        return value(named: name)
    }

    /// Reads a scalar, or the opening bracket of a container.
    private mutating func value(named name: Range<Int>?) -> Bool {
        skipBlanks()
        guard offset < end else { return false }
        let start = offset
        var kind = JSONTree.Kind.other
        switch bytes[offset] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard open.count < JSONTree.deepest else { return false }
            kind = bytes[offset] == UInt8(ascii: "{") ? .object : .array
            offset += 1
            open.append(nodes.count)
        case UInt8(ascii: "\""):
            guard string() != nil else { return false }
            kind = .string
        case UInt8(ascii: "t"): guard take("true") else { return false }
        case UInt8(ascii: "f"): guard take("false") else { return false }
        case UInt8(ascii: "n"): guard take("null") else { return false }
        default: guard number() else { return false }
        }
        nodes.append(
            JSONTree.Node(kind: kind, name: name, value: start..<offset, behind: nodes.count + 1))
        return true
    }

    private mutating func string() -> Range<Int>? {
        let start = offset
        guard take(UInt8(ascii: "\"")) else { return nil }
        while offset < end {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\""): return start..<offset
            case 0..<0x20: return nil
            case UInt8(ascii: "\\"):
                guard offset < end else { return nil }
                let escaped = bytes[offset]
                offset += 1
                if escaped == UInt8(ascii: "u") {
                    guard offset + 4 <= end,
                        bytes[offset..<offset + 4].allSatisfy({ $0.hexadecimal != nil })
                    else { return nil }
                    offset += 4
                } else if JSONTree.unescaped(escaped) == nil {
                    return nil
                }
            default: break
            }
        }
        return nil
    }

    private mutating func number() -> Bool {
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { guard digits() else { return false } }
        if take(UInt8(ascii: ".")) { guard digits() else { return false } }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            return digits()
        }
        return true
    }

    private mutating func digits() -> Bool {
        let start = offset
        while offset < end, bytes[offset].isDigit { offset += 1 }
        return offset > start
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard offset < end, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func take(_ word: StaticString) -> Bool {
        guard offset + word.utf8CodeUnitCount <= end, bytes.has(word, at: offset) else {
            return false
        }
        offset += word.utf8CodeUnitCount
        return true
    }

    private mutating func skipBlanks() {
        while offset < end,
            [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset])
        { offset += 1 }
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit.
    var hexadecimal: UInt32? {
        switch self {
        case 0x30...0x39: UInt32(self - 0x30)
        case 0x41...0x46: UInt32(self - 0x37)
        case 0x61...0x66: UInt32(self - 0x57)
        default: nil
        }
    }
}
