import Git
import Render
import ReverieCore

/// Makes a repository, or a further store in one.
enum Init: Command {
    static let directory = Parameter.optionalArgument(
        "DIR", "where the store shall be (default: here)", completion: .folder)
    static let from = Parameter.option(
        "from", value: "FOLDER", "fill the store with what FOLDER holds", completion: .folder)
    static let bare = Parameter.flag("bare", "make a repository without a work tree")

    static let declaration = Declaration(
        name: "init", topic: .storing, summary: "make a repository and version 1 of a store",
        discussion: """
            Makes an ordinary git repository. In a folder that holds memories, it adopts them; with \
            --from, it fills a new one. A store may start empty. Hidden files, and those that git \
            ignores, are passed over and counted.

            In a repository that is there already, --store NAME adds a store: with DIR its files \
            live there, otherwise it has none. A repository of code needs both, so that code never \
            becomes memory by accident. What a crash left half-made is completed.
            """,
        parameters: [directory, from, bare],
        examples: [
            Declaration.Example("reverie init", "adopt the memories in this folder"),
            Declaration.Example(
                "reverie init store.git --bare --from notes", "for agents that read an export"),
            Declaration.Example(
                "reverie init --store memory agent/memory", "a store inside a repository of code"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let shown = arguments[directory] ?? "."
        let place = context.realPath(shown)
        guard FileSystem.isFolder(place) || !FileSystem.exists(place) else {
            throw .invalid("'\(shown)' is no folder")
        }
        let source = try arguments[from].map { name throws(Failure) in try context.folder(name) }
        if let source { try check(source, shownAs: arguments[from] ?? "", in: context) }
        let request = Request(
            place: place, isNamed: arguments[directory] != nil, source: source,
            isBare: arguments[bare],
            store: try context.attempt { () throws(CoreError) in try context.chosenStore() })
        context.progress("making the store")
        let made: InitResult
        if let repository = try existing(at: place, in: context) {
            made = try context.addStore(request, to: repository)
        } else {
            made = try context.makeRepository(request, bare: request.isBare)
        }
        context.present(made)
        if let passed = made.passed.message { context.note(passed) }
        context.warnOfFiles(made.moved)
        return .success
    }

    /// What a store shall be filled with must be fit for it before anything is made.
    private static func check(_ source: String, shownAs name: String, in context: Context)
        throws(Failure)
    {
        context.progress("reading '\(name)'")
        let memories = try context.attempt { () throws(CoreError) in
            try ReverieCore.FolderReader(source).check()
        }
        guard memories > 0 else {
            throw .invalid("'\(name)' holds no memory; leave '--from' out for an empty store")
        }
    }

    /// The repository in which a folder lies or would lie; nil when there is none.
    private static func existing(at place: String, in context: Context) throws(Failure)
        -> MemoryRepository?
    {
        var start = place
        while !FileSystem.isFolder(start), let cut = start.lastIndex(of: "/") {
            start = cut == start.startIndex ? "/" : String(start[..<cut])
        }
        do {
            return try MemoryRepository(path: start, surroundings: context.surroundings())
        } catch {
            if case .git(.noRepository) = error { return nil }
            throw Failure(error, in: context)
        }
    }

    /// What was asked for.
    struct Request {
        /// Absolute path of the folder.
        let place: String
        /// Whether the words name it.
        let isNamed: Bool
        /// What to fill the store with.
        let source: String?
        /// Whether a work tree is unwanted.
        let isBare: Bool
        /// The store's name.
        let store: StoreName
    }
}
