/// A pattern of paths: `*` stands for characters of one segment, `**` for any, `?` for one character.
public struct PathPattern: Sendable, Hashable {
    /// The pattern as written.
    public let pattern: String

    /// Makes a pattern; a leading slash is dropped, a trailing one stands for everything below.
    public init(_ pattern: String) {
        var text = Substring(pattern)
        while text.first == "/" { text.removeFirst() }
        self.pattern = text.last == "/" ? text + "**" : String(text)
    }

    /// Whether a path (slash-separated, without a leading slash) is meant.
    ///
    /// Takes time proportional to pattern times path, whatever they are.
    public func matches(_ path: String) -> Bool {
        let bytes = Array(path.utf8)
        var reached = [Bool](repeating: false, count: bytes.count + 1)
        reached[0] = true
        let pattern = Array(pattern.utf8)
        var index = 0
        while index < pattern.count {
            let star = pattern[index] == UInt8(ascii: "*")
            if star, index + 1 < pattern.count, pattern[index + 1] == UInt8(ascii: "*") {
                index += 2
                let before = reached
                if let first = reached.firstIndex(of: true) {
                    for place in first...bytes.count { reached[place] = true }
                }
                // "**/" also stands for no folder at all.
                if index < pattern.count, pattern[index] == UInt8(ascii: "/") {
                    let after = reached
                    for place in reached.indices {
                        reached[place] =
                            before[place]
                            || (place > 0 && after[place - 1]
                                && bytes[place - 1] == UInt8(ascii: "/"))
                    }
                    index += 1
                }
                continue
            }
            if star {
                for place in 0..<bytes.count
                where reached[place] && bytes[place] != UInt8(ascii: "/") {
                    reached[place + 1] = true
                }
                index += 1
                continue
            }
            var next = [Bool](repeating: false, count: bytes.count + 1)
            for place in 0..<bytes.count where reached[place] {
                let any = pattern[index] == UInt8(ascii: "?") && bytes[place] != UInt8(ascii: "/")
                next[place + 1] = any || bytes[place] == pattern[index]
            }
            reached = next
            index += 1
        }
        return reached[bytes.count]
    }
}
