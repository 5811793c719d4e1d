import Git
import Render
import ReverieCore

/// Makes a copy of another repository's stores in which everything works.
enum Clone: Command {
    static let url = Parameter.argument("URL", "the other repository, as git names it")
    static let directory = Parameter.optionalArgument(
        "DIR", "where the copy shall be (default: the name in URL)", completion: .folder)
    static let bare = Parameter.flag("bare", "make a repository without a work tree")
    static let sessions = Parameter.flag("sessions", "take transcripts, too")

    static let declaration = Declaration(
        name: "clone", topic: .storing, summary: "copy the stores of another repository",
        discussion: """
            An ordinary 'git clone' can be read; here everything can be done: journal, policy, \
            dreams and tags are branches and tags of the copy itself, git is kept from tidying up \
            what is promised, and the files of the work tree are production's. Nothing that comes \
            along is ever run.
            """,
        parameters: [url, directory, bare, sessions],
        examples: [
            Declaration.Example(
                "reverie clone git@example.com:team/memory.git", "work on the team's store")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let given = arguments[url]
        guard !given.hasPrefix("-"), !given.isEmpty else {
            throw .invalid("'\(given)' is no address")
        }
        let address = FileSystem.exists(context.path(given)) ? context.realPath(given) : given
        var name = given
        while name.hasSuffix("/") { name.removeLast() }
        name = String(name.split(whereSeparator: { $0 == "/" || $0 == ":" }).last ?? "")
        if name.hasSuffix(".git") { name = String(name.dropLast(4)) }
        let shown = arguments[directory] ?? (arguments[bare] ? name + ".git" : name)
        let place = context.realPath(shown)
        guard !shown.isEmpty else { throw .invalid("missing DIR: '\(given)' names nothing") }
        let isFree = !FileSystem.exists(place) || (try? FileSystem.list(place).isEmpty) == true
        guard isFree else { throw .invalid("'\(shown)' is there already and not empty") }
        let wasThere = FileSystem.exists(place)
        do throws(Failure) {
            try copy(address, to: place, arguments, context)
        } catch {
            // What is left of a copy that failed holds nothing that the other side does not have.
            if wasThere {
                for entry in (try? FileSystem.list(place)) ?? [] {
                    try? FileSystem.removeTree(
                        place + "/" + String(decoding: entry.name, as: UTF8.self))
                }
            } else {
                try? FileSystem.removeTree(place)
            }
            throw error
        }
        return .success
    }

    private static func copy(
        _ address: String, to place: String, _ arguments: Arguments, _ context: Context
    ) throws(Failure) {
        let chosen = try context.attempt { () throws(CoreError) in try context.chosenStore() }
        let repository = try context.attempt { () throws(CoreError) in
            try MemoryRepository.create(
                at: place, bare: arguments[bare], store: chosen,
                surroundings: context.surroundings())
        }
        guard let git = context.surroundings().git else {
            throw Failure(GitError.gitMissing, in: context)
        }
        do throws(GitError) {
            for (key, value) in [
                ("remote.origin.url", address),
                ("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"),
                // Tags of versions move with their journal or not at all.
                ("remote.origin.tagOpt", "--no-tags"),
            ] {
                try git.run(["config", key, value], gitDirectory: repository.directory)
            }
        } catch { throw Failure(error, in: context) }
        let remote = try Remote("origin", of: repository, in: context)
        let present = try remote.stores(in: context)
        let stores = context.storeName == nil ? present : present.filter { $0 == chosen }
        guard let first = stores.contains(chosen) ? chosen : stores.first else {
            throw .invalid(
                "'\(address)' has no store"
                    + (context.storeName == nil ? "" : " '\(chosen.description)'"))
        }
        try context.take(
            stores, from: remote, into: repository, withSessions: arguments[sessions],
            takingTheirs: false)
        guard !arguments[bare] else { return }
        try context.attempt { () throws(CoreError) in
            try repository.checkOut(first)
        }
    }
}
