import Git
import Render
import ReverieCore

/// Another repository, reached by the `git` program with whatever its user set up for that.
struct Remote {
    let name: String
    private let git: GitProgram
    private let gitDirectory: String
    private let folder: String

    /// The remote of a name that the repository knows.
    ///
    /// Throws a failure of kind `invalid` when it knows none of that name.
    init(_ name: String, of repository: MemoryRepository, in context: Context) throws(Failure) {
        guard let program = context.surroundings().git else {
            throw Failure(GitError.gitMissing, in: context)
        }
        let git = program.forTransport(environment: context.environment)
        let known =
            !name.hasPrefix("-")
            && (try? git.run(
                ["config", "--get", "remote.\(name).url"], gitDirectory: repository.directory))
                != nil
        guard known else {
            throw .invalid(
                "no remote '\(name)'", hints: ["git remote add \(word: name) URL"])
        }
        self.name = name
        self.git = git
        gitDirectory = repository.directory
        folder = repository.workTree ?? repository.directory
    }

    /// Runs git where relative addresses of remotes start: at the top of the repository.
    func git(_ words: [String]) throws(GitError) -> [UInt8] {
        try git.run(["-C", folder] + words, gitDirectory: gitDirectory)
    }

    /// What the remote's references name, those of one store or of all stores.
    func references(of stores: [StoreName], in context: Context) throws(Failure) -> [String:
        ObjectID]
    {
        let patterns = stores.flatMap { ["refs/heads/\($0)/*", "refs/tags/\($0)/*"] }
        let said = try run(
            ["ls-remote", "--refs", "--", name] + (patterns.isEmpty ? ["*/journal"] : patterns),
            context)
        var found: [String: ObjectID] = [:]
        for line in String(decoding: said, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: "\t")
            if words.count == 2, let id = ObjectID(words[0]) { found[String(words[1])] = id }
        }
        return found
    }

    /// The stores that the remote has.
    func stores(in context: Context) throws(Failure) -> [StoreName] {
        try references(of: [], in: context).keys.compactMap { name in
            let parts = name.split(separator: "/")
            guard parts.count == 4, parts[1] == "heads", parts[3] == "journal" else { return nil }
            return try? StoreName(String(parts[2]))
        }
        .sorted()
    }

    /// Brings the objects of stores here, and notes what the remote's references name.
    ///
    /// Nothing of a store moves by this: everything lands below `refs/remotes`.
    func fetch(_ stores: [StoreName], withSessions: Bool, in context: Context) throws(Failure) {
        var words = [
            "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--prune", "--", name,
        ]
        for store in stores {
            words.append("+refs/heads/\(store)/*:refs/remotes/\(name)/\(store)/*")
            words.append("+refs/tags/\(store)/*:refs/remotes/\(name)/\(store)/tags/*")
            if !withSessions { words.append("^refs/heads/\(store)/sessions") }
        }
        _ = try run(words, context)
    }

    /// The address to push to.
    func address(in context: Context) throws(Failure) -> String {
        let said = try run(["remote", "get-url", "--push", "--", name], context)
        return String(
            String(decoding: said, as: UTF8.self).prefix { !$0.isNewline })
    }

    /// Runs git; what the other side says is quoted, never believed.
    func run(_ words: [String], _ context: Context) throws(Failure) -> [UInt8] {
        do { return try git(words) } catch {
            throw Self.failure(error, name, context)
        }
    }

    static func failure(_ error: GitError, _ name: String, _ context: Context) -> Failure {
        guard case .program(let words, _, let said) = error else {
            return Failure(error, in: context)
        }
        return .unavailable(
            "cannot \(words.contains("push") ? "push to" : "read from") '\(name)'",
            causes: lines(said).suffix(4).map { "\($0)" })
    }

    /// The lines of what git said, without those that only repeat.
    static func lines(_ said: String) -> [String] {
        said.split(whereSeparator: \.isNewline).map(String.init)
            .filter { !$0.isEmpty && $0 != "remote: " }
    }
}
