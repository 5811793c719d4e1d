import Git
import Render
import ReverieCore

/// Puts the hooks into a repository, beside those that are there.
enum HooksInstall: Command {
    static let server = Parameter.flag(
        "server", "only those of a repository that others push to (implied without a work tree)")
    static let uninstall = Parameter.flag("uninstall", "take them out, and put back what was there")

    static let declaration = Declaration(
        name: "hooks install", topic: .keeping,
        summary: "make git itself refuse what goes round the rules",
        discussion: """
            Plain git can move any branch. With these hooks it cannot move production past the \
            journal and the policy: not by merge, rebase, reset or update-ref, not by a push, forced \
            or not. What goes through is the tool: merge, commit, write, revert here, and push.

            A hook that is there already is kept as NAME.local and runs after ours. Calling this \
            again changes nothing, except that the hooks learn where the tool is now. Executables \
            in hooks/reverie.d of the git directory are checks of your own.
            """,
        parameters: [server, uninstall],
        examples: [
            Declaration.Example("reverie hooks install", "guard this repository"),
            Declaration.Example("reverie hooks install --uninstall", "as it was before"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let repository = try context.repository()
        let folder = try context.hookFolder(of: repository)
        let isServer = arguments[server] || repository.workTree == nil
        let scripts = isServer ? HookScript.server : HookScript.allCases
        var done: [HookInstallation.Step] = []
        for script in HookScript.allCases {
            let place = HookPlace(script: script, folder: folder)
            do {
                if arguments[uninstall] {
                    done.append(HookInstallation.Step(script, try place.remove()))
                } else if scripts.contains(script) {
                    done.append(
                        HookInstallation.Step(script, try place.install(tool: context.toolPath)))
                }
            } catch { throw Failure(error, in: context) }
        }
        let result = HookInstallation(folder: folder, isServer: isServer, steps: done)
        context.present(result)
        for step in done where step.change == .taken {
            context.warn(
                "'\(step.script.rawValue)' and '\(step.script.rawValue).local' are both there and not ours; nothing was put in"
            )
        }
        return result.isComplete ? .success : .judgedNo
    }
}

/// What was done to the hooks of a repository.
struct HookInstallation: Presentable {
    static let schema = "reverie.hooks/1"

    /// What became of one hook.
    enum Change: String {
        /// It was put in.
        case installed
        /// It was put in, and what was there runs after it.
        case chained
        /// It was there and knows the tool.
        case unchanged
        /// It was there and knew another tool.
        case updated
        /// It was taken out.
        case removed
        /// It was taken out, and what was there before is back.
        case restored
        /// It was not there.
        case absent
        /// Both names are taken by somebody else.
        case taken
    }

    /// One hook.
    struct Step {
        let script: HookScript
        let change: Change

        init(_ script: HookScript, _ change: Change) {
            self.script = script
            self.change = change
        }
    }

    let folder: String
    let isServer: Bool
    let steps: [Step]

    var isComplete: Bool { !steps.contains { $0.change == .taken } }

    var fields: [JSON.Field] {
        [
            JSON.Field("folder", .string(folder)), JSON.Field("server", .bool(isServer)),
            JSON.Field(
                "hooks",
                .array(
                    steps.map {
                        .object([
                            JSON.Field("name", .string($0.script.rawValue)),
                            JSON.Field("change", .string($0.change.rawValue)),
                        ])
                    })),
        ]
    }

    func lines(width: Int) -> [Message] {
        let rows = Columns(
            steps.map { ["  \($0.script.rawValue)", Self.words(for: $0)] }
        ).lines
        return ["hooks in '\(folder)'"] + rows
    }

    private static func words(for step: Step) -> Message {
        switch step.change {
        case .installed: "installed"
        case .chained: "installed; what was there runs after it, as \(step.script.rawValue).local"
        case .unchanged: "is there already"
        case .updated: "knows the tool's new place"
        case .removed: "taken out"
        case .restored: "taken out; what was there before is back"
        case .absent: "was not there"
        case .taken: "left alone"
        }
    }
}

/// The file of one hook.
struct HookPlace {
    let script: HookScript
    let folder: String

    private var path: String { "\(folder)/\(script.rawValue)" }
    private var localPath: String { path + ".local" }

    private func isOurs() throws(GitError) -> Bool {
        guard FileSystem.status(of: path)?.kind == .file else { return false }
        let text = String(decoding: try FileSystem.read(path, limit: 1 << 20), as: UTF8.self)
        return text.contains(HookScript.mark)
    }

    /// Puts the script in; what is there already is renamed, or the script is brought up to date.
    func install(tool: String) throws(GitError) -> HookInstallation.Change {
        let text = Array(script.text(tool: tool).utf8)
        try FileSystem.createFolder(folder)
        var change = HookInstallation.Change.installed
        if FileSystem.exists(path) {
            if try isOurs() {
                if try FileSystem.read(path, limit: 1 << 20) == text { return .unchanged }
                change = .updated
            } else {
                guard !FileSystem.exists(localPath) else { return .taken }
                try FileSystem.rename(path, to: localPath)
                change = .chained
            }
        }
        try FileSystem.replace(path, with: text, mode: 0o777)
        return change
    }

    /// Takes the script out, and gives what was there before its name back.
    func remove() throws(GitError) -> HookInstallation.Change {
        guard try isOurs() else { return .absent }
        try FileSystem.remove(path)
        guard FileSystem.exists(localPath) else { return .removed }
        try FileSystem.rename(localPath, to: path)
        return .restored
    }
}

extension Context {
    /// Absolute path of this program, for hooks that shall find it again.
    var toolPath: String { Platform.programPath ?? program.name }

    /// Where git looks for hooks of a repository.
    ///
    /// Throws a failure of kind `unavailable` when somebody configured another folder, which may be shared
    /// with other repositories or belong to another tool.
    func hookFolder(of repository: MemoryRepository) throws(Failure) -> String {
        let own = repository.directory + "/hooks"
        guard let git = surroundings().git else { return own }
        let said: [UInt8]
        do {
            said = try git.forTransport(environment: environment)
                .run(["config", "--get", "core.hooksPath"], gitDirectory: repository.directory)
        } catch { return own }
        let configured = String(decoding: said.filter { $0 != 0x0A }, as: UTF8.self)
        guard !configured.isEmpty, configured != own else { return own }
        throw .unavailable(
            "git looks for hooks in '\(configured)' (core.hooksPath), not in the repository",
            hints: [
                "git config --unset core.hooksPath   # then: \(tool) hooks install",
                "or call '\(tool) hook NAME' from the hooks there, as the scripts in hooks/ do",
            ])
    }
}
