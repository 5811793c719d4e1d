public import Hosted
import Render

/// One of the executables: its name and the commands behind it.
public struct Program: Sendable {
    /// The name that people type.
    public let name: String
    /// The version of the tool.
    public static let version = "0.1.0"
    /// One line about it.
    let summary: String
    /// Its commands.
    let commands: [any Command.Type]
    /// Whether its first command is the whole program, called without its name.
    let isSingle: Bool

    /// What its commands declare, in the order of help.
    var declarations: [Declaration] { commands.map { $0.declaration } }

    /// The tool.
    public static let reverie = Program(
        name: "reverie", summary: "keep the memory of agents the way git keeps code",
        commands: CommandTable.commands, isSingle: false)

    /// The semantic diff alone.
    public static let memdiff = Program(
        name: "memdiff", summary: MemoryDiffCommand.declaration.summary,
        commands: [MemoryDiffCommand.self], isSingle: true)

    /// The commands that speak to the hosted service; called by the tool, in the tool's name.
    public static let hosted = Program(
        name: "reverie", summary: "the tool's way to the hosted service",
        commands: [DreamCommand.self, DreamResume.self, DreamCancel.self, Publish.self],
        isSingle: false)

    /// Runs the words of the process in the surroundings of the process, and ends it.
    ///
    /// `transport` carries requests to the hosted service; a program without one has no network.
    public func start(transport: (any Transport)? = nil) -> Never {
        Platform.prepareSignals()
        let environment = Platform.environment
        var clock = Clock.ofMachine()
        #if DEBUG
            do throws(Failure) { try Self.rehearse(environment, clock: &clock) } catch {
                let errors = Output(descriptor: 2, environment: environment)
                for line in error.lines { errors.line(line) }
                errors.finish()
                Platform.end(error.kind.status)
            }
        #endif
        var context = Context(
            environment: environment, currentDirectory: Platform.currentDirectory,
            input: Input(descriptor: 0), output: Output(descriptor: 1, environment: environment),
            errors: Output(descriptor: 2, environment: environment), clock: clock,
            random: { UInt64.random(in: .min ... .max) }, program: self)
        context.ownsTerminal = true
        context.transport = transport
        Platform.end(run(Array(CommandLine.arguments.dropFirst()), in: context))
    }

    /// Runs one call and gives the exit status; nothing outside of the context is touched.
    public func run(_ words: [String], in context: Context) -> Int32 {
        var context = context
        context.program = self
        context.adopt(GlobalOptions.scan(words))
        var status = attempt(words, &context)
        context.output.finish()
        if let problem = context.output.problem, !problem.isBrokenPipe {
            let failure = Failure.unavailable("cannot write to standard output: \(problem.words)")
            for line in failure.lines { context.errors.line(line) }
            status = failure.kind.status
        }
        context.errors.finish()
        return status
    }

    private func attempt(_ words: [String], _ context: inout Context) -> Int32 {
        do throws(Failure) {
            let (command, rest) = try choose(words)
            guard let command else { return greet(words, context) }
            let arguments: Arguments
            do throws(Failure) {
                arguments = try Arguments(rest, of: command.declaration, program: name)
            } catch {
                let scanned = GlobalOptions.scan(rest)
                if scanned.isHelp { return explain(command.declaration, context) }
                if scanned.isVersion { return showVersion(context) }
                throw error
            }
            if arguments[GlobalOptions.help] { return explain(command.declaration, context) }
            if arguments[GlobalOptions.version] { return showVersion(context) }
            try context.adopt(arguments)
            if command.declaration.usesPager { context.openPager(arguments) }
            return try command.run(arguments, in: context) == .success ? 0 : 1
        } catch {
            context.output.flush()
            if context.isJSON { context.output.write(error.json) }
            for line in error.lines { context.errors.line(line) }
            return error.kind.status
        }
    }

    /// What a call without a command comes to: the version, the list of commands, or a failure.
    private func greet(_ words: [String], _ context: Context) -> Int32 {
        let scanned = GlobalOptions.scan(words)
        if scanned.isVersion { return showVersion(context) }
        let overview = HelpOverview(self)
        if scanned.isHelp {
            context.output.write(overview.lines)
            return 0
        }
        context.errors.write(overview.lines)
        return Failure.Kind.invalid.status
    }

    private func explain(_ declaration: Declaration, _ context: Context) -> Int32 {
        let page = HelpPage(declaration, of: self)
        context.output.write(page.lines(width: context.output.width))
        return 0
    }

    private func showVersion(_ context: Context) -> Int32 {
        if context.isJSON {
            context.output.write(
                JSON.document(
                    schema: "reverie.version/1", [JSON.Field("version", .string(Self.version))]))
        } else {
            context.output.line("\(name) \(Self.version)")
        }
        return 0
    }

    /// The command that the words name, and the words that are left for it.
    func choose(_ words: [String]) throws(Failure) -> ((any Command.Type)?, [String]) {
        if isSingle { return (commands.first, words) }
        var before: [String] = []
        var rest = words[...]
        while let option = GlobalOptions.prefix(of: rest) {
            before += option
            rest = rest.dropFirst(option.count)
        }
        let parser = ArgumentParser(parameters: GlobalOptions.all, help: "\(name) help")
        guard let word = rest.first else {
            _ = try parser.parse(words)
            return (nil, words)
        }
        guard !word.hasPrefix("-") else {
            _ = try parser.parse([word])
            throw .invalid("missing command before '\(word)'", hints: ["\(name) help"])
        }
        rest = rest.dropFirst()
        if let second = rest.first, let command = command(named: "\(word) \(second)") {
            return (command, before + rest.dropFirst())
        }
        if let command = command(named: word) { return (command, before + rest) }
        throw unknown(word, rest.first)
    }

    /// The command of a name.
    func command(named name: String) -> (any Command.Type)? {
        commands.first { $0.declaration.name == name }
    }

    /// The declaration of the command that these words name and nothing else.
    func declaration(named words: [String]) throws(Failure) -> Declaration {
        let (command, rest) = try choose(words)
        guard let command else { throw .invalid("missing command", hints: ["\(name) help"]) }
        if let word = rest.first {
            throw .invalid(
                "'\(command.declaration.name)' has no command '\(word)'", hints: ["\(name) help"])
        }
        return command.declaration
    }

    private func unknown(_ word: String, _ second: String?) -> Failure {
        let names = declarations.filter { !$0.isHidden }.map(\.name)
        let group = names.filter { $0.hasPrefix(word + " ") }
        if !group.isEmpty {
            var hints: [Message] = []
            for member in group { hints.append("\(name) \(member) --help") }
            if let second, !second.hasPrefix("-") {
                return Failure(.invalid, "unknown command '\(word) \(second)'", hints: hints)
            }
            return Failure(.invalid, "'\(word)' needs a second word", hints: hints)
        }
        if let near = Spelling.nearest(to: word, in: names) {
            let message: Message = "unknown command '\(word)'; did you mean '\(near)'?"
            return Failure(.invalid, message, hints: ["\(name) \(near) --help"])
        }
        return Failure(.invalid, "unknown command '\(word)'", hints: ["\(name) help"])
    }
}

extension Context {
    /// Takes over what must be known before the words are understood.
    mutating func adopt(_ scanned: GlobalOptions.Scan) {
        isJSON = scanned.isJSON
        let isRefused = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        let isPaged = ["true", "1"].contains(environment["GIT_PAGER_IN_USE"])
        for stream in [output, errors] {
            switch scanned.colour {
            case .always: stream.palette = .ansi
            case .never: stream.palette = .plain
            case .auto:
                let isRead = stream.isTerminal || (isPaged && stream === output)
                stream.palette = isRead && !isRefused ? .ansi : .plain
            }
        }
    }

    /// Takes over what the words say to every command.
    mutating func adopt(_ arguments: Arguments) throws(Failure) {
        isQuiet = arguments[GlobalOptions.quiet]
        storeName = arguments[GlobalOptions.store]
        for folder in arguments[GlobalOptions.directory] where !folder.isEmpty {
            let path = path(folder)
            guard Platform.isFolder(path) else {
                throw .invalid("cannot change to '\(folder)': no such folder")
            }
            currentDirectory = path
            directoryWords.append(folder)
        }
    }

    func openPager(_ arguments: Arguments) {
        guard output.isTerminal, !isJSON, !arguments[GlobalOptions.noPager] else { return }
        output.pager = Pager(environment: environment)
    }
}
