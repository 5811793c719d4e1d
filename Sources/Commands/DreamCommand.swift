import Engines
import Git
import Guardrails
import MemoryDiff
import Render
import ReverieCore

/// Lets an engine make a proposal of production and of sessions.
enum DreamCommand: Command {
    /// The engines that can be named.
    enum EngineName: String, CaseIterable, Sendable {
        case consolidate, command, anthropic
    }

    static let engine = Parameter<EngineName?>.choice(
        "engine", value: "ENGINE", "what dreams (default: consolidate; command with --exec)")
    static let program = Parameter.option(
        "exec", value: "PROGRAM", "the program that dreams", completion: .file)
    static let argument = Parameter.repeated(
        "argument", value: "WORD", "a word for the program, before the folders")
    static let isSinceLast = Parameter.flag(
        "since-last-dream", "read the sessions that no dream in production has read (the default)")
    static let last = Parameter.number(
        "last", in: 0...SessionSelection.limit, "read so many of the newest sessions")
    static let session = Parameter.repeated("session", value: "ID", "read this session")
    static let isIfDue = Parameter.flag(
        "if-due", "dream only when the policy says that a dream is due, one at a time")
    static let instructions = Parameter.option(
        "instructions", value: "TEXT", "what the dream shall do or leave")
    static let id = Parameter.option(
        "id", value: "ID", "the dream's name (default: the day and four letters)")
    static let seconds = Parameter.number(
        "time-limit", in: 1...86_400,
        "end the program, or the waiting, after so many seconds (default: 600, or six hours)")
    static let mebibytes = Parameter.number(
        "memory-limit", in: 16...1_048_576, "memory of the program, in MiB (default: 4096)")
    static let writable = Parameter.repeated(
        "writable", value: "FOLDER", "let the program write there, too", completion: .file)

    static let declaration = Declaration(
        name: "dream", topic: .dreaming,
        summary: "let an engine propose a store from production and sessions",
        discussion: """
            The engine 'consolidate' needs no network and no model: it folds items that say the same, keeps the latest of \
            contradicting values with a note of the older, follows what people said in sessions about things that are gone \
            or have another name, writes down what recurs across sessions, and groups large folders by theme. It leaves \
            every item in which a guardrail stands as it is, but for copies of it in one section. Its instructions are \
            'paths: PATTERN...', 'kinds: KIND...' (duplicates, contradictions, stale, preferences, mistakes, workflows, themes) and 'topics: WORD...', \
            separated by semicolons.

            The engine 'command' calls PROGRAM with three folders: the store, the transcripts, and one that it fills with \
            the whole new store. Where the system can (Landlock), it writes nowhere else. Production does not move; the \
            proposal is a branch.

            The engine 'anthropic' is the Dreams API of the hosted service. It makes a hosted memory store equal to \
            production, starts a dream of it and of the sessions that have a name there (sesn_...), waits, and fetches \
            the result. Broken off at any point, 'dream resume' goes on; 'dream cancel' stops it. \
            \(HostedOptions.discussion)
            """,
        parameters: [
            engine, program, argument, isSinceLast, last, session, isIfDue, instructions, id,
            seconds,
            mebibytes, writable,
        ] + HostedDream.parameters,
        examples: [
            Declaration.Example(
                "reverie dream", "consolidate, with the sessions since the last dream"),
            Declaration.Example(
                "reverie dream --last 0 --instructions 'paths: notes/**; kinds: duplicates'",
                "fold duplicates in one folder, read no session"),
            Declaration.Example("reverie dream --exec ./dream.sh", "a program of your own"),
            Declaration.Example("reverie dream --engine anthropic", "the hosted service"),
            Declaration.Example("reverie -q dream --if-due", "for cron and timers"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let engine =
            try HostedDream.isAsked(arguments, in: context) ? nil : chosen(arguments, in: context)
        let selection = try selection(arguments)
        let store = try context.storeToChange()
        guard arguments[isIfDue] else {
            return try dream(engine, selection, of: store, arguments, in: context)
        }
        guard try isDue(store, in: context) else { return .success }
        let lease: Lease?
        do throws(CoreError) { lease = try store.takeDreamLease() } catch {
            throw Failure(error, in: context)
        }
        guard let lease else {
            context.note("another process dreams for this store")
            return .success
        }
        let status = try dream(engine, selection, of: store, arguments, in: context)
        _ = consume lease
        return status
    }

    private static func dream(
        _ engine: (any DreamEngine)?, _ selection: SessionSelection, of store: Store,
        _ arguments: Arguments, in context: Context
    ) throws(Failure) -> ExitStatus {
        guard let engine else {
            return try HostedDream.dream(selection, of: store, arguments, in: context)
        }
        let base = try context.attempt { () throws(CoreError) in try store.productionSnapshot() }
        let selected = try context.attempt { () throws(CoreError) in
            try store.sessions(selection)
        }
        if selected.waiting > 0 {
            context.note(
                "\(Wording.count(selected.waiting, "session waits", "sessions wait")) for the next dream; one reads at most \(SessionSelection.limit)"
            )
        }
        let policy = try context.attempt { () throws(CoreError) in try store.policy().policy }
        let material = DreamMaterial(
            memories: try context.attempt { () throws(CoreError) in
                try store.repository.memories(in: base.treeID)
            },
            transcripts: selected.sessions.map { transcript(of: $0, in: store) },
            instructions: arguments[instructions], policy: policy)
        context.progress(
            "dreaming of \(Wording.count(material.memories.count, "memory", "memories")) and \(Wording.count(material.transcripts.count, "session", "sessions"))"
        )
        let check = Check.standard(policy)
        let rehearsal: DreamRehearsal
        do throws(EngineError) {
            rehearsal = try DreamRehearsal(engine, material, check: check)
        } catch { throw Failure(error, in: context) }
        let proposal = rehearsal.proposal
        context.tell(rehearsal, by: check)
        let name = engine.name
        let dream: Dream
        do throws(CoreError) {
            var source = DreamSource(
                engine: name, sessions: selected.sessions.map(\.id),
                instructions: arguments[instructions])
            source.cursor = selected.cursor
            source.evidence = proposal.evidence
            source.take(rehearsal)
            dream = try store.propose(
                proposal.memories, from: base, id: arguments[id], source: source)
        } catch {
            guard error == .nothingProposed else { throw Failure(error, in: context) }
            context.present(
                DreamResult(store: store.name, dream: nil, base: base, summary: nil, evidence: [:]))
            return .success
        }
        context.present(
            DreamResult(
                store: store.name, dream: dream, base: base,
                summary: context.summary(of: dream, in: store),
                evidence: Dictionary(grouping: proposal.evidence, by: \.rule).mapValues(\.count)))
        context.note("production has not moved; next:")
        context.note("  \(context.tool) memdiff \(word: base.snapshotID.short) \(word: dream.id)")
        context.note("  \(context.tool) merge \(word: dream.id)")
        return .success
    }
}
