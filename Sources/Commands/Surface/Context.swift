public import Hosted
public import Render

/// Everything that a command may touch besides its arguments.
public struct Context {
    /// The environment variables.
    public var environment: [String: String]
    /// Absolute path of the folder to work in, `-C` included.
    public var currentDirectory: String
    /// Standard input.
    public var input: Input
    /// Standard output: data.
    public var output: Output
    /// Standard error: everything about the work.
    public var errors: Output
    /// Where the time comes from.
    public var clock: Clock
    /// Where chance comes from.
    public var random: () -> UInt64
    /// The program that was called, for messages that name a command line.
    public var program: Program
    /// The store that `--store` names.
    public var storeName: String?
    /// The folders that `-C` named, as they were written; commands to paste repeat them.
    public internal(set) var directoryWords: [String] = []
    /// Whether the standard streams are those of the process, so that a command may take the whole screen.
    var ownsTerminal = false
    /// Carries requests to the hosted service; nil in a program without a network.
    public var transport: (any Transport)?
    /// Waits, in milliseconds, for the hosted service.
    public var pause: (Int64) -> Void = Platform.sleep
    /// Whether output is to be one JSON document.
    public var isJSON = false
    /// Whether to say nothing but data and errors.
    public var isQuiet = false

    /// Makes a context.
    public init(
        environment: [String: String], currentDirectory: String, input: Input, output: Output,
        errors: Output, clock: Clock, random: @escaping () -> UInt64, program: Program
    ) {
        self.environment = environment
        self.currentDirectory = currentDirectory
        self.input = input
        self.output = output
        self.errors = errors
        self.clock = clock
        self.random = random
        self.program = program
    }

    /// Absolute path of what the caller named, seen from the current directory.
    public func path(_ name: String) -> String {
        Self.join(currentDirectory, name)
    }

    static func join(_ folder: String, _ name: String) -> String {
        if name.hasPrefix("/") { return name }
        return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// Says something about the work, unless the caller wants quiet.
    public func note(_ message: Message) {
        if !isQuiet { errors.line(message) }
    }

    /// Says something that the caller should know even when all went well.
    public func warn(_ message: Message) {
        errors.line(Message("warning:").styled(.warning) + " \(message)")
    }

    /// Shows how far the work is: only on a terminal, on a line that the next output replaces.
    public func progress(_ message: Message) {
        if !isQuiet { errors.progress(message) }
    }

    /// Shows a result in the form that the caller asked for.
    public func present<Result: Presentable>(_ result: Result) {
        errors.endProgress()
        if isJSON {
            output.write(JSON.document(schema: Result.schema, result.fields))
        } else {
            for line in result.lines(width: output.width) { output.line(line) }
        }
    }
}

/// A result that a command shows as text and as JSON.
public protocol Presentable {
    /// Name and version of the JSON form: `reverie.fallback/1`.
    static var schema: String { get }
    /// The fields of the JSON document after `schema`.
    var fields: [JSON.Field] { get }
    /// The lines of text for a terminal of so many columns.
    func lines(width: Int) -> [Message]
}
