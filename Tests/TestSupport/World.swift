public import Commands
public import Hosted
#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A sealed place for one test: a private home, an empty environment, a clock that steps, fixed chance.
///
/// The folder goes with the world. `REVERIE_KEEP_WORLDS` in the environment of the tests keeps it.
public final class World {
    /// Absolute path of the private home, where calls start.
    public let home: String
    /// The environment of the calls; empty but for the home.
    public var environment: [String: String]
    /// Seconds since 1970 of the next reading; every reading of the clock adds one.
    public var time: Int64 = 1_795_154_400
    /// Whether the streams of the calls are terminals, and of what size.
    public var terminal: (width: Int, height: Int)?
    /// What the next call reads on its standard input.
    public var input: [UInt8] = []
    /// What a person types when the next call on a terminal asks; nil: nobody answers.
    public var answer: String?
    /// What carries requests to the hosted service; nil: the calls have no network, as the tool itself.
    public var transport: (any Transport)?
    private var chance: UInt64 = 0

    /// Makes a world; the name of the test is in the name of its folder.
    public init(_ name: String = #function) {
        let label = String(name.map { $0.isLetter || $0.isNumber ? $0 : "-" }.prefix(40))
        let folder = FileManager.default.temporaryDirectory.path
        home = "\(folder)/reverie-\(label)-\(UUID().uuidString.prefix(8))"
        environment = ["HOME": home, "PATH": "/usr/bin:/bin", "TZ": "UTC"]
        try? FileManager.default.createDirectory(
            atPath: home, withIntermediateDirectories: true)
    }

    deinit {
        if ProcessInfo.processInfo.environment["REVERIE_KEEP_WORLDS"] == nil {
            try? FileManager.default.removeItem(atPath: home)
        }
    }

    /// Absolute path of a name in the home.
    public func path(_ name: String) -> String { "\(home)/\(name)" }

    /// Writes a file, with the folders above it.
    public func write(_ name: String, _ text: String) throws {
        try write(name, bytes: Array(text.utf8))
    }

    /// Writes a file, with the folders above it.
    public func write(_ name: String, bytes: [UInt8]) throws {
        let path = path(name)
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        try FileManager.default.createDirectory(
            atPath: "/" + folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: path))
    }

    /// The bytes of a file; nothing where there is none.
    public func read(_ name: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(filePath: path(name)))).map { Array($0) }
    }

    /// Calls `reverie`.
    public func run(_ words: String...) -> Outcome { run(.reverie, words) }

    /// Calls one of the programs in this process.
    public func run(_ program: Program, _ words: [String]) -> Outcome {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        let isTerminal = terminal != nil
        let (width, height) = terminal ?? (80, 24)
        var context = Context(
            environment: environment, currentDirectory: home,
            input: Input(
                isTerminal: isTerminal && input.isEmpty,
                bytes: input.isEmpty ? Array((answer ?? "").utf8) : input),
            output: Output(isTerminal: isTerminal, width: width, height: height) { output += $0 },
            errors: Output(isTerminal: isTerminal, width: width, height: height) { errors += $0 },
            clock: Clock(
                now: {
                    self.time += 1
                    return (self.time - 1, 0)
                },
                monotonic: { UInt64(self.time) * 1_000_000_000 }, zone: .utc),
            random: {
                self.chance &+= 0x9E37_79B9_7F4A_7C15
                return self.chance
            },
            program: program)
        context.transport = transport
        context.pause = { self.time += $0 / 1000 }
        let status = program.run(words, in: context)
        input = []
        return Outcome(
            output: String(decoding: output, as: UTF8.self).replacing(home, with: "$HOME"),
            errors: String(decoding: errors, as: UTF8.self).replacing(home, with: "$HOME"),
            status: status, rawOutput: output)
    }
}

/// What one call came to, printable as a whole: output, errors under a rule, status.
public struct Outcome: Hashable, Sendable, CustomStringConvertible {
    /// Standard output, with the home replaced.
    public let output: String
    /// Standard error, with the home replaced.
    public let errors: String
    /// The exit status.
    public let status: Int32
    /// Standard output as it was written.
    public let rawOutput: [UInt8]

    /// Standard output, then standard error under a rule if there is any, then the status if it is not 0.
    public var description: String {
        var text = output
        if !errors.isEmpty { text += "--- errors\n" + errors }
        if status != 0 { text += "--- status \(status)\n" }
        return text
    }
}
