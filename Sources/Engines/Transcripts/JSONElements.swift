/// Finds the elements of the array of a JSON document without reading the document as a whole.
///
/// The array is the document itself, or stands below `messages`, `events` or `data`.
struct JSONElements {
    private var cursor: ByteCursor
    private var isInside = false
    private var isOver = false

    private static let keys: Set<String> = ["messages", "events", "data"]

    init(_ cursor: ByteCursor) { self.cursor = cursor }

    /// The next element with its lines; nil behind the last.
    mutating func next() throws(EngineError) -> ([UInt8], ClosedRange<Int>)? {
        if isOver { return nil }
        if !isInside { try enter() }
        while true {
            try cursor.passBlanks()
            switch try cursor.peek() {
            case nil: throw .brokenEvent(line: cursor.line)
            case 0x2C: cursor.pass()
            case 0x5D:
                isOver = true
                try cursor.passRest()
                return nil
            default:
                let first = cursor.line
                let bytes = try value()
                guard !bytes.isEmpty else { throw .brokenEvent(line: first) }
                return (bytes, first...cursor.line)
            }
        }
    }

    /// Goes behind the bracket that opens the array.
    private mutating func enter() throws(EngineError) {
        isInside = true
        try cursor.passByteOrderMark()
        try cursor.passBlanks()
        guard let first = try cursor.peek() else { throw .emptyTranscript }
        cursor.pass()
        if first == 0x5B { return }
        guard first == 0x7B else { throw .notATranscript }
        while true {
            try cursor.passBlanks()
            guard try cursor.peek() == 0x22 else { throw .notATranscript }
            let key = String(decoding: try value().dropFirst().dropLast(), as: UTF8.self)
            try cursor.passBlanks()
            guard try cursor.peek() == 0x3A else { throw .brokenEvent(line: cursor.line) }
            cursor.pass()
            try cursor.passBlanks()
            if Self.keys.contains(key), try cursor.peek() == 0x5B {
                cursor.pass()
                return
            }
            guard try passValue() else { throw .notATranscript }
            try cursor.passBlanks()
            guard try cursor.peek() == 0x2C else { throw .notATranscript }
            cursor.pass()
        }
    }

    private mutating func value() throws(EngineError) -> [UInt8] {
        cursor.keep()
        try passValue()
        return try cursor.take()
    }

    /// Goes behind a value and answers whether there was one; whether it is well formed is decided by whoever reads it.
    @discardableResult
    private mutating func passValue() throws(EngineError) -> Bool {
        var depth = 0
        var isEmpty = true
        let first = cursor.line
        while let byte = try cursor.peek() {
            switch byte {
            case 0x22:
                try passString(from: first)
                if depth == 0 { return true }
                isEmpty = false
                continue
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D:
                if depth == 0 { return !isEmpty }
                depth -= 1
                if depth == 0 {
                    cursor.pass()
                    return true
                }
            case 0x2C where depth == 0: return !isEmpty
            case 0x3A where depth == 0: return !isEmpty
            default: break
            }
            cursor.pass()
            isEmpty = false
        }
        guard depth == 0 else { throw .brokenEvent(line: first) }
        return !isEmpty
    }

    /// Goes behind a string of a value that begins in the line `first`.
    private mutating func passString(from first: Int) throws(EngineError) {
        cursor.pass()
        while let byte = try cursor.peek() {
            cursor.pass()
            if byte == 0x22 { return }
            if byte == 0x5C, try cursor.peek() != nil { cursor.pass() }
        }
        throw .brokenEvent(line: first)
    }
}
