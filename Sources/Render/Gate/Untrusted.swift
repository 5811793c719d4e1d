/// Text that somebody else wrote: memory text, paths, names, messages of git.
///
/// It reaches a reader only through `render(_:)`. Its description is the form for a terminal, so
/// that even an interpolation into a plain string is inert.
public struct Untrusted: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    let text: String

    /// Takes text in; nothing is changed before it is rendered.
    public init(_ text: String) {
        self.text = text
    }

    /// Takes bytes in; what is not UTF-8 becomes U+FFFD.
    public init(bytes: some Collection<UInt8>) {
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// The text in a form that cannot act on the reader of the sink.
    public func render(_ sink: Sink) -> String {
        switch sink {
        case .terminal(let palette): TerminalEscaping.line(text, palette: palette)
        case .terminalBlock(let palette): TerminalEscaping.block(text, palette: palette)
        case .html: MarkupEscaping.html(text)
        case .xml: MarkupEscaping.xml(text)
        case .markdown: MarkdownEscaping.inline(text)
        case .json: JSONEscaping.string(text)
        case .workflowCommand: WorkflowEscaping.data(text)
        case .workflowProperty: WorkflowEscaping.property(text)
        }
    }

    /// The form for a terminal without colour.
    public var description: String { render(.terminal(.plain)) }

    /// The form for a terminal without colour.
    public var debugDescription: String { description }

    /// Shows nothing of the raw text to `dump` and the like.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A place where text is read, and so a set of characters that could act there.
public enum Sink: Sendable, Hashable {
    /// One line on a terminal or in a log: line breaks and tabs are shown as characters.
    case terminal(Palette)
    /// Lines on a terminal or in a log: line breaks and tabs stay.
    case terminalBlock(Palette)
    /// Text or an attribute value of an HTML page.
    case html
    /// Text or an attribute value of an XML 1.0 document.
    case xml
    /// Inline text of GitHub's Markdown.
    case markdown
    /// A JSON string, quotes included.
    case json
    /// The text of a workflow command of a CI service.
    case workflowCommand
    /// A property of a workflow command.
    case workflowProperty
}
