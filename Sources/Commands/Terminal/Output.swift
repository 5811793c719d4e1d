public import Render

/// A stream that the tool writes to: buffered, styled where it may be, and honest about failures.
public final class Output {
    /// Whether a person is likely to be reading.
    public let isTerminal: Bool
    /// Columns of the terminal, or 80.
    public let width: Int
    /// Rows of the terminal, or 24.
    public let height: Int
    /// Whether styles are shown.
    public internal(set) var palette: Palette = .plain

    /// What the last write came to; nothing more is written after a failure.
    private(set) var problem: Platform.Code?
    /// Shows what does not fit on the screen, once it is known not to fit.
    var pager: Pager?

    private let sink: ([UInt8]) throws(Platform.Code) -> Void
    private var buffer: [UInt8] = []
    private var hasProgress = false

    private static let chunk = 1 << 16

    init(
        isTerminal: Bool, width: Int, height: Int,
        sink: @escaping ([UInt8]) throws(Platform.Code) -> Void
    ) {
        self.isTerminal = isTerminal
        self.width = width
        self.height = height
        self.sink = sink
    }

    /// A stream that keeps what is written in memory.
    public init(isTerminal: Bool, width: Int, height: Int, collect: @escaping ([UInt8]) -> Void) {
        self.isTerminal = isTerminal
        self.width = width
        self.height = height
        self.sink = { bytes throws(Platform.Code) in collect(bytes) }
    }

    /// The stream of an open descriptor.
    convenience init(descriptor: Int32, environment: [String: String]) {
        let isTerminal = Platform.isTerminal(descriptor)
        let size = isTerminal ? Platform.size(of: descriptor) : nil
        let columns = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        self.init(
            isTerminal: isTerminal, width: size?.width ?? columns ?? 80, height: size?.height ?? 24,
            sink: { bytes throws(Platform.Code) in try Platform.write(bytes, to: descriptor) })
    }

    /// Whether nobody reads any more, so that further work is in vain.
    public var isClosed: Bool { problem != nil }

    /// Writes a message as it is.
    public func write(_ message: Message) {
        append(message.render(.terminal(palette)))
    }

    /// Writes a message and a line break.
    public func line(_ message: Message = "") {
        append(message.render(.terminal(palette)) + "\n")
    }

    /// Writes lines.
    public func write(_ lines: [Message]) {
        for line in lines { self.line(line) }
    }

    /// Writes a document.
    public func write(_ json: JSON) {
        append(json.text)
    }

    /// Writes a document on a line of its own.
    public func write(jsonLine json: JSON) {
        append(json.line + "\n")
    }

    /// Writes what a renderer made.
    public func write(_ text: RenderedText) {
        append(text.string)
    }

    /// Writes somebody's bytes: as they are into a pipe or a file, made visible on a terminal.
    public func write(content: [UInt8]) {
        if isTerminal {
            append(Untrusted(bytes: content).render(.terminalBlock(palette)))
        } else {
            append(content)
        }
    }

    /// Writes an instruction of ours to the terminal.
    func control(_ sequence: StaticString) {
        append("\(sequence)")
    }

    /// Shows a line that the next output replaces; only on a terminal.
    func progress(_ message: Message) {
        guard isTerminal else { return }
        let line = message.render(.terminal(palette))
        clearProgress()
        buffer += Array(line.utf8)
        hasProgress = true
        flush()
    }

    /// Takes the line of `progress` away, because another stream of the same terminal speaks next.
    func endProgress() {
        guard hasProgress else { return }
        clearProgress()
        flush()
    }

    private func clearProgress() {
        guard hasProgress else { return }
        hasProgress = false
        buffer += Array("\r\u{1B}[K".utf8)
    }

    private func append(_ text: String) {
        append(Array(text.utf8))
    }

    private func append(_ bytes: [UInt8]) {
        guard problem == nil, !bytes.isEmpty else { return }
        clearProgress()
        buffer += bytes
        if let pager, !pager.isNeeded(for: buffer, width: width, height: height) { return }
        if buffer.count >= Self.chunk { flush() }
    }

    /// Hands over what is buffered.
    public func flush() {
        guard problem == nil, !buffer.isEmpty else { return }
        let bytes = buffer
        buffer = []
        do {
            if let pager, pager.isNeeded(for: bytes, width: width, height: height) {
                try pager.write(bytes)
            } else {
                try sink(bytes)
            }
        } catch {
            problem = error
        }
    }

    /// Hands over what is buffered and waits for the pager.
    func finish() {
        clearProgress()
        flush()
        pager?.finish()
        pager = nil
    }
}
