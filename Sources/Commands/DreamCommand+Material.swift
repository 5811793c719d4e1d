import Engines
import Git
import Guardrails
import Render
import ReverieCore

extension DreamCommand {
    /// Whether the policy asks for a dream now; says why not.
    static func isDue(_ store: Store, in context: Context) throws(Failure) -> Bool {
        let due = try context.attempt { () throws(CoreError) in
            try store.dreamDue(under: store.policy().policy.due)
        }
        if !due.isRuled {
            context.note("the policy does not say when a dream is due")
        } else if !due.isDue {
            let waiting = Wording.count(due.waiting, "session waits", "sessions wait")
            let last = due.lastDream.map { ", the last dream was \(Moments(context).ago($0))" }
            context.note("no dream is due: \(waiting)\(last ?? "")")
        }
        return due.isDue
    }

    static func selection(_ arguments: Arguments) throws(Failure) -> SessionSelection {
        let asked = [
            arguments[isSinceLast], arguments[last] != nil, !arguments[session].isEmpty,
        ]
        guard asked.count(where: \.self) <= 1 else {
            throw .invalid("give one of '--since-last-dream', '--last' and '--session'")
        }
        if let number = arguments[last] { return .last(number) }
        return arguments[session].isEmpty ? .sinceLastDream : .named(arguments[session])
    }

    static func transcript(of session: Session, in store: Store) -> Transcript {
        let ending =
            switch TranscriptForm(rawValue: session.form) {
            case .markdown: "md"
            case .messages: "json"
            case .hostedEvents, .claudeCode, nil: "jsonl"
            }
        return Transcript(
            session: session.id, fileName: session.id + "." + ending,
            bytes: store.transcript(of: session))
    }

    static func chosen(_ arguments: Arguments, in context: Context) throws(Failure)
        -> any DreamEngine
    {
        let name = arguments[engine] ?? (arguments[program] == nil ? .consolidate : .command)
        switch (name, arguments[program]) {
        case (.consolidate, nil):
            for given in [
                arguments.gives(argument), arguments.gives(seconds), arguments.gives(mebibytes),
                arguments.gives(writable),
            ]
            where given {
                throw .invalid(
                    "'--argument', '--writable' and the limits are for a program; name it with '--exec'"
                )
            }
            return Consolidate(check: { Check.standard($0) })
        case (.command, let program?):
            let environment = context.environment.filter { !$0.key.hasPrefix("GIT_") }
            var engine = CommandEngine(
                program: try context.programPath(program), arguments: arguments[argument],
                environment: environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" },
                temporaryFolder: context.environment["TMPDIR"] ?? "/tmp")
            engine.writableFolders = try arguments[writable].map { name throws(Failure) in
                try context.folder(name)
            }
            if !CommandEngine.isConfining {
                context.warn("this system cannot keep the program to its folder")
            }
            if let limit = arguments[seconds] { engine.limits.seconds = limit }
            if let limit = arguments[mebibytes] { engine.limits.memory = limit << 20 }
            return engine
        case (.consolidate, _?), (.anthropic, _):
            throw .invalid(
                "'--exec' names a program; the engine '\(name.rawValue)' runs none")
        case (.command, nil):
            throw .invalid("name the program with '--exec'")
        }
    }
}

extension Context {
    /// Absolute path of a program: seen from the current folder where it has a slash, else from the search path.
    fileprivate func programPath(_ name: String) throws(Failure) -> String {
        if name.contains("/") {
            let path = path(name)
            guard FileSystem.exists(path) else { throw .invalid("no program '\(name)'") }
            return path
        }
        for folder in (environment["PATH"] ?? "").split(separator: ":") where folder.hasPrefix("/")
        {
            let path = folder + "/" + name
            if FileSystem.status(of: String(path)) != nil, !FileSystem.isFolder(String(path)) {
                return String(path)
            }
        }
        throw .invalid("no program '\(name)' in the search path")
    }
}
