/// The hosts and commands that a text names, so that new ones can be told from known ones.
public struct OutsideNames: Sendable, Hashable, Codable {
    /// A name and where it stands.
    public struct Mention: Sendable, Hashable, Codable {
        /// The host or command, in lower case.
        public let name: String
        /// Byte offsets in the memory's content.
        public let range: Range<Int>

        /// Makes a mention.
        public init(name: String, range: Range<Int>) {
            self.name = name
            self.range = range
        }
    }

    /// Hosts of links and addresses of mail, in order.
    public var hosts: [Mention] = []
    /// First words of commands in code, in order.
    public var tools: [Mention] = []

    /// Reads the names off a content.
    public init(in content: [UInt8]) {
        let (mayNameHosts, mayNameTools) = Self.marks(in: content)
        if mayNameHosts { addHosts(content) }
        if mayNameTools { addTools(content) }
    }

    /// Whether a content has any byte without which it names no host, and no command: most have neither.
    private static func marks(in content: [UInt8]) -> (hosts: Bool, tools: Bool) {
        content.withUnsafeBufferPointer { bytes in
            var (hosts, tools) = (false, false)
            for byte in bytes {
                hosts = hosts || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@")
                tools = tools || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~")
            }
            return (hosts, tools)
        }
    }

    private mutating func addHosts(_ content: [UInt8]) {
        var index = 0
        while index < content.count {
            if content[index] == UInt8(ascii: ":"),
                SecretScanner.starts(content, at: index, with: Array("://".utf8))
            {
                index = addHost(content, from: index + 3)
            } else if content[index] == UInt8(ascii: "@"), index > 0,
                SecretScanner.isWord(content[index - 1])
            {
                index = addHost(content, from: index + 1, needsDot: true)
            } else {
                index += 1
            }
        }
    }

    private static func isHost(_ byte: UInt8) -> Bool {
        SecretScanner.isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }

    private mutating func addHost(
        _ content: [UInt8], from first: Int, needsDot: Bool = false
    ) -> Int {
        var start = first
        var end = start
        while end < content.count, Self.isHost(content[end]) { end += 1 }
        // What stands before an @ is a user, not the host.
        if !needsDot,
            let at = content[end...].prefix(128).firstIndex(where: {
                $0 <= 0x20 || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "@")
            }),
            content[at] == UInt8(ascii: "@")
        {
            start = at + 1
            end = start
            while end < content.count, Self.isHost(content[end]) { end += 1 }
        }
        while end > start, content[end - 1] == UInt8(ascii: ".") { end -= 1 }
        guard end > start, !needsDot || content[start..<end].contains(UInt8(ascii: ".")) else {
            return max(end, first)
        }
        let name = String(decoding: content[start..<end], as: UTF8.self).lowercased()
        hosts.append(Mention(name: name, range: start..<end))
        return end
    }

    /// The first word of a code span with arguments, and of the lines of a block of shell code.
    private mutating func addTools(_ content: [UInt8]) {
        var inShell = false
        var inFence = false
        var start = 0
        while start < content.count {
            let end = content[start...].firstIndex(of: UInt8(ascii: "\n")) ?? content.count
            let text = String(decoding: content[start..<end], as: UTF8.self)
            let trimmed = text.drop { $0 == " " || $0 == "\t" || $0 == ">" }
            if trimmed.hasPrefix("```") || trimmed.hasPrefix("~~~") {
                let language = trimmed.dropFirst(3).prefix { !$0.isWhitespace }.lowercased()
                inShell = !inFence && ["sh", "bash", "zsh", "shell", "console"].contains(language)
                inFence.toggle()
            } else if inFence {
                if inShell { addCommand(content, start..<end, needsArguments: false) }
            } else {
                addSpans(content, start..<end)
            }
            start = end + 1
        }
    }

    private mutating func addSpans(_ content: [UInt8], _ line: Range<Int>) {
        var open: Int?
        for index in line where content[index] == UInt8(ascii: "`") {
            if let first = open {
                addCommand(content, (first + 1)..<index, needsArguments: true)
                open = nil
            } else {
                open = index
            }
        }
    }

    private mutating func addCommand(
        _ content: [UInt8], _ range: Range<Int>, needsArguments: Bool
    ) {
        var start = range.lowerBound
        while start < range.upperBound,
            content[start] == 0x20 || content[start] == UInt8(ascii: "$")
        {
            start += 1
        }
        var end = start
        while end < range.upperBound,
            SecretScanner.isWord(content[end]) || content[end] == UInt8(ascii: "-")
        {
            end += 1
        }
        guard end > start, end - start <= 64, (0x61...0x7A).contains(content[start]) else { return }
        let hasArguments = end < range.upperBound && content[end] == 0x20
        guard hasArguments || (!needsArguments && end == range.upperBound) else { return }
        let name = String(decoding: content[start..<end], as: UTF8.self).lowercased()
        tools.append(Mention(name: name, range: start..<end))
    }
}
