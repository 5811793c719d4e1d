/// A text of ours that may carry other people's words.
///
/// Written as a string literal: the literal parts are ours, every interpolated string is taken as
/// `Untrusted`. So `"cannot open '\(path)'"` is inert by its type.
public struct Message: Sendable, Hashable, ExpressibleByStringInterpolation, CustomStringConvertible
{
    indirect enum Segment: Sendable, Hashable {
        case literal(String)
        case untrusted(Untrusted)
        case shellWord(String)
        case styled(Style, [Segment])
    }

    var segments: [Segment]

    /// Takes a literal of ours.
    public init(stringLiteral value: String) {
        segments = [.literal(value)]
    }

    /// Takes a literal with other people's words in it.
    public init(stringInterpolation: StringInterpolation) {
        segments = stringInterpolation.segments
    }

    private init(segments: [Segment]) {
        self.segments = segments
    }

    /// Text that this module made of literals or rendered already.
    init(trusted text: String) {
        segments = [.literal(text)]
    }

    /// Text of somebody else, alone.
    public init(_ untrusted: Untrusted) {
        segments = [.untrusted(untrusted)]
    }

    /// The same text in a style.
    public func styled(_ style: Style) -> Message {
        Message(segments: [.styled(style, segments)])
    }

    /// Several messages as one, with a separator of ours between them.
    public static func joined(_ messages: [Message], separator: StaticString = "") -> Message {
        var segments: [Segment] = []
        for (index, message) in messages.enumerated() {
            if index > 0 { segments.append(.literal("\(separator)")) }
            segments += message.segments
        }
        return Message(segments: segments)
    }

    /// Two messages as one.
    public static func + (left: Message, right: Message) -> Message {
        Message(segments: left.segments + right.segments)
    }

    /// The text in a form that cannot act on the reader of the sink.
    public func render(_ sink: Sink) -> String {
        switch sink {
        case .json: JSONEscaping.string(words)
        default: Self.render(segments, sink)
        }
    }

    /// The form for a terminal without colour.
    public var description: String { render(.terminal(.plain)) }

    /// The raw words, for a writer of this module that escapes them itself.
    var words: String { Self.plain(segments) }

    private static func render(_ segments: [Segment], _ sink: Sink) -> String {
        var result = ""
        for segment in segments {
            switch segment {
            case .literal(let text): result += literal(text, sink)
            case .untrusted(let text): result += text.render(sink)
            case .shellWord(let text): result += shellWord(text, sink)
            case .styled(let style, let inner):
                if case .terminal(let palette) = sink {
                    result += style.apply(to: render(inner, sink), palette: palette)
                } else if case .terminalBlock(let palette) = sink {
                    result += style.apply(to: render(inner, sink), palette: palette)
                } else {
                    result += render(inner, sink)
                }
            }
        }
        return result
    }

    private static func literal(_ text: String, _ sink: Sink) -> String {
        switch sink {
        case .terminal, .terminalBlock: text
        default: Untrusted(text).render(sink)
        }
    }

    private static func shellWord(_ text: String, _ sink: Sink) -> String {
        let quoted = ShellQuoting.word(text)
        return literal(quoted, sink)
    }

    private static func plain(_ segments: [Segment]) -> String {
        var result = ""
        for segment in segments {
            switch segment {
            case .literal(let text): result += text
            case .untrusted(let text): result += text.text
            case .shellWord(let text): result += ShellQuoting.word(text)
            case .styled(_, let inner): result += plain(inner)
            }
        }
        return result
    }

    /// Collects the parts of a literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        var segments: [Segment] = []

        /// Makes room; nothing is known to be worth reserving.
        public init(literalCapacity: Int, interpolationCount: Int) {
            segments.reserveCapacity(2 * interpolationCount + 1)
        }

        /// Words of ours.
        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { segments.append(.literal(literal)) }
        }

        /// Words of somebody else.
        public mutating func appendInterpolation(_ text: some StringProtocol) {
            segments.append(.untrusted(Untrusted(String(text))))
        }

        /// Words of somebody else.
        public mutating func appendInterpolation(_ text: Untrusted) {
            segments.append(.untrusted(text))
        }

        /// A number.
        public mutating func appendInterpolation(_ number: some BinaryInteger) {
            segments.append(.literal(String(number)))
        }

        /// Another message, in a style if one is given.
        public mutating func appendInterpolation(_ message: Message, _ style: Style? = nil) {
            if let style {
                segments.append(.styled(style, message.segments))
            } else {
                segments += message.segments
            }
        }

        /// Words of somebody else as one word of a command to paste, quoted where a shell needs it.
        public mutating func appendInterpolation(word text: some StringProtocol) {
            segments.append(.shellWord(String(text)))
        }

        /// Words that only this program's source can contain.
        public mutating func appendInterpolation(literal text: StaticString) {
            segments.append(.literal("\(text)"))
        }
    }
}
