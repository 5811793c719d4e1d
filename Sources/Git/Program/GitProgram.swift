/// The `git` program, run so that neither a user's configuration nor a repository's can make it run others.
public struct GitProgram: Sendable, Hashable {
    /// Absolute path of the program.
    public let path: String
    private let environment: [String]
    private let settings: [String]

    /// Finds `git` in a search path (`PATH`); nil when it is not there.
    public static func find(inSearchPath searchPath: String, home: String?) -> GitProgram? {
        Subprocess.find("git", inSearchPath: searchPath).map {
            GitProgram(path: $0, searchPath: searchPath, home: home)
        }
    }

    /// The same program for talking to other repositories, which needs what the caller set up for that: ssh,
    /// credentials, proxies, certificates, and hooks such as `pre-push`.
    ///
    /// So the caller's environment and configuration count here, and nothing but this differs: git's
    /// messages are in English, nothing tidies up behind our back, what is fetched is flushed, and addresses
    /// that name a program to run (`ext::`) stay forbidden. What arrives is judged before any reference of a
    /// store moves, and those moves are made by the other kind.
    public func forTransport(environment variables: [String: String]) -> GitProgram {
        // Inside a hook these name another repository than the one that is meant.
        let own = ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "LC_ALL"]
        let pairs = variables.filter { !own.contains($0.key) }
            .sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value }
        return GitProgram(
            path: path, environment: pairs + ["LC_ALL=C"], settings: Self.transportSettings)
    }

    private init(path: String, environment: [String], settings: [String]) {
        self.path = path
        self.environment = environment
        self.settings = settings
    }

    private static let transportSettings = [
        "core.fsync=all", "gc.auto=0", "maintenance.auto=false", "core.fsmonitor=false",
        "protocol.ext.allow=never", "fetch.prune=false", "fetch.fsckObjects=true",
        "push.followTags=false", "advice.pushUpdateRejected=false",
    ]

    private init(path: String, searchPath: String, home: String?) {
        self.path = path
        settings = Self.localSettings
        environment =
            [
                "PATH=" + searchPath, "LC_ALL=C", "GIT_CONFIG_NOSYSTEM=1",
                "GIT_CONFIG_GLOBAL=/dev/null", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0",
                "GIT_ATTR_NOSYSTEM=1", "GIT_NO_REPLACE_OBJECTS=1",
                "GIT_COMMITTER_NAME=reverie", "GIT_COMMITTER_EMAIL=reverie@localhost",
            ] + (home.map { ["HOME=" + $0] } ?? [])
    }

    /// Settings that hold for every call, because local configuration does not travel with a clone.
    ///
    /// Nothing that is written may be lost to a power cut, nothing tidies up behind our back, nothing that
    /// a repository configures is run.
    private static let localSettings = [
        "core.fsync=all", "core.fsyncMethod=fsync", "gc.auto=0", "maintenance.auto=false",
        "gc.pruneExpire=never", "core.hooksPath=/dev/null", "core.fsmonitor=false",
        "core.pager=cat", "core.alternateRefsCommand=", "core.attributesFile=/dev/null",
        "diff.external=", "protocol.ext.allow=never", "core.packedRefsTimeout=5000",
        "core.filesRefLockTimeout=1000", "gpg.program=", "core.editor=false",
        "core.askPass=", "credential.helper=", "uploadpack.packObjectsHook=",
    ]

    func start(_ arguments: [String], gitDirectory: String?, inherited: Int32? = nil)
        throws(GitError) -> Subprocess
    {
        var words = ["git"]
        for setting in settings { words += ["-c", setting] }
        var variables = environment
        if let gitDirectory { variables.append("GIT_DIR=" + gitDirectory) }
        return try Subprocess(
            path: path, arguments: words + arguments, environment: variables, inherited: inherited)
    }

    /// Runs one git command to its end and answers its output.
    ///
    /// Throws ``GitError/program(arguments:status:words:)`` when it fails.
    @discardableResult
    public func run(
        _ arguments: [String], gitDirectory: String?, input: [UInt8] = []
    ) throws(GitError) -> [UInt8] {
        try run(arguments, gitDirectory: gitDirectory, input: input, inherited: nil)
    }

    /// Runs one git command while a lease is held; the child keeps the lease if this process dies.
    @discardableResult
    public func run(
        _ arguments: [String], gitDirectory: String?, holding lease: borrowing Lease
    ) throws(GitError) -> [UInt8] {
        try run(
            arguments, gitDirectory: gitDirectory, input: [], inherited: lease.descriptor)
    }

    private func run(
        _ arguments: [String], gitDirectory: String?, input: [UInt8], inherited: Int32?
    ) throws(GitError) -> [UInt8] {
        let child = try start(arguments, gitDirectory: gitDirectory, inherited: inherited)
        let outcome = child.finish(sending: input)
        guard outcome.status == 0 else {
            throw GitError.program(
                arguments: arguments, status: outcome.status,
                words: String(decoding: outcome.errors, as: UTF8.self))
        }
        return outcome.output
    }
}
