import Engines
import Git
import Guardrails
import MemoryDiff
import Render
import ReverieCore

/// Says how well a store is kept.
enum HealthCommand: Command {
    /// The forms in which it is shown.
    enum Format: String, CaseIterable, Sendable {
        case text, html
    }

    static let state = Parameter.optionalArgument(
        "SNAPSHOT|FOLDER", "what to look at (default: production)")
    static let format = Parameter<Format>.choice(
        "format", value: "FORMAT", standard: .text, "the form of the report")
    static let weeks = Parameter.number(
        "weeks", in: 1...520, "how far back to show growth (default: 4, in a page 26)")

    static let declaration = Declaration(
        name: "health", topic: .reading,
        summary: "duplicates, contradictions and growth of a store",
        discussion: """
            Counts items that say the same, values that contradict each other, what sessions say is gone or has another \
            name, links to memories that are not there, and memories that never changed since they came. Reads what \
            'dream' reads and changes nothing; more than a dream may change is found. Tokens are a quarter of the bytes.

            The page of '--format html' needs no network and no script.
            """,
        parameters: [state, format, weeks],
        examples: [
            Declaration.Example("reverie health", "how is production kept?"),
            Declaration.Example("reverie health --format html > health.html", "a page with plots"),
            Declaration.Example("reverie health --json v3", "version 3, for a script"),
        ],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let span = arguments[weeks] ?? (arguments[format] == .html || context.isJSON ? 26 : 4)
        let result: HealthResult
        if let word = arguments[state], FileSystem.isFolder(context.path(word)) {
            let part = try MemoryDiffSides.Part(word, in: context)
            let check = Check.standard(.builtIn)
            result = try HealthResult(
                "'\(word)'", part.memories, health(of: part.memories, [], by: check, in: context),
                growth: nil, weeks: span, in: context)
        } else {
            result = try ofStore(arguments[state], weeks: span, in: context)
        }
        guard arguments[format] == .html, !context.isJSON else {
            context.present(result)
            return .success
        }
        context.output.write(HealthPage(result.figures).text)
        return .success
    }

    private static func ofStore(_ word: String?, weeks: Int, in context: Context) throws(Failure)
        -> HealthResult
    {
        let store = try context.store()
        let production = try context.attempt { () throws(CoreError) in
            try store.productionSnapshot()
        }
        let snapshot =
            if let word { try context.snapshot(word, of: store) } else { production }
        let isProduction = snapshot.snapshotID == production.snapshotID
        let (memories, sessions, policy, growth) = try context.attempt { () throws(CoreError) in
            (
                try store.repository.memories(in: snapshot.treeID),
                // Newer sessions say more; older ones were dreamt already.
                try store.sessions(.last(SessionSelection.limit)).sessions,
                try store.policy().policy, isProduction ? try store.growth() : nil
            )
        }
        let transcripts = sessions.map { DreamCommand.transcript(of: $0, in: store) }
        let found = try health(
            of: memories, transcripts, by: Check.standard(policy), in: context)
        return HealthResult(
            isProduction
                ? "\(store.name.description)/production" : word ?? snapshot.snapshotID.short,
            memories, found, growth: growth, weeks: weeks, in: context)
    }

    private static func health(
        of memories: [Memory], _ transcripts: [Transcript], by check: Check, in context: Context
    ) throws(Failure) -> StoreHealth {
        do throws(EngineError) {
            return try StoreHealth(memories, transcripts: transcripts, check: check)
        } catch { throw Failure(error, in: context) }
    }
}
