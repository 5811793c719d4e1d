import Render
import ReverieCore

/// Snapshots a folder to production.
enum Commit: Command {
    static let folder = Parameter.optionalArgument(
        "FOLDER", "the folder that holds the whole store (default: the work tree)",
        completion: .folder)
    static let message = Parameter.option("message", short: "m", value: "TEXT", "say why")
    static let session = Parameter.repeated(
        "session", value: "ID", "a session that the new content stems from")

    static let declaration = Declaration(
        name: "commit", topic: .storing, summary: "snapshot a folder to production",
        discussion: """
            The folder is the whole store: memories that are not in it leave production, and stay in \
            every earlier snapshot. Without a folder, what changed in the work tree since files \
            were last written there is taken.

            Hidden files, and in the work tree those that git ignores, are passed over and counted. \
            A file that is not UTF-8, too large or a link stops the whole commit.
            """,
        parameters: [folder, message, session] + OverrideOptions.all,
        examples: [
            Declaration.Example("reverie commit -m 'night shift'", "take the work tree as it is"),
            Declaration.Example(
                "reverie commit --session session-0117 /var/agent/memory",
                "take the folder of an agent, and say which session filled it"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let overrides = try OverrideOptions.read(arguments)
        let store = try context.storeToChange()
        var source = try arguments[folder].map { name throws(Failure) in try context.folder(name) }
        if let folder = source {
            let own = try context.attempt { () throws(CoreError) in try store.folder() }
            // The work tree by its name is the work tree: only then is what others wrote left alone.
            if own == folder { source = nil }
            context.progress("reading '\(arguments[Commit.folder] ?? "")'")
        } else {
            context.progress("reading the work tree")
        }
        let written = try context.attempt { () throws(CoreError) in
            try store.commit(
                folder: source, message: arguments[message], sessions: arguments[session],
                overrides: overrides)
        }
        context.present(
            written, to: store, idle: "nothing to commit: production has all of it already")
        return .success
    }
}
