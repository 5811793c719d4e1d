/// A running `git update-ref --stdin`: several reference transactions in one process, each durable when
/// ``apply(_:in:)`` returns.
///
/// Git's own code moves references because libgit2's loses unrelated ones beside a `pack-refs`, and because
/// a hook-free, compare-and-swapped, fsynced update is what git promises here (git-update-ref(1)).
public struct ReferenceSession: ~Copyable {
    private let program: GitProgram
    private let gitDirectory: String
    private let inherited: Int32
    /// How long an answer may take, in milliseconds.
    ///
    /// Git does not end when its answer cannot be written, and would be waited for without end. Whoever is only slow
    /// loses nothing: its input is closed, its end is awaited, and the references say what was done.
    private static let patience: Int32 = 5000
    private var process: Subprocess?

    /// Prepares a session; git is started by the first change.
    ///
    /// The lease is inherited by git, so that its work stays protected if this process dies.
    public init(program: GitProgram, gitDirectory: String, holding lease: borrowing Lease) {
        self.program = program
        self.gitDirectory = gitDirectory
        inherited = lease.descriptor
    }

    /// Applies changes as one transaction.
    ///
    /// Throws ``GitError/referenceMoved(name:expected:found:)`` when a reference is not what it must be, and
    /// ``GitError/referenceLocked(name:words:)`` when git could not lock one.
    public mutating func apply(_ changes: [ReferenceChange], in repository: borrowing Repository)
        throws(GitError)
    {
        guard let first = changes.first else { return }
        try Faults.reach("update-ref", first.name)
        if process == nil {
            process = try program.start(
                ["update-ref", "--stdin"], gitDirectory: gitDirectory, inherited: inherited)
        }
        let text = "start\n" + changes.map(\.command).joined() + "prepare\ncommit\n"
        let isDone: Bool
        if var running = process.take() {
            isDone =
                running.send(Array(text.utf8))
                && running.waitFor(line: "commit: ok", limit: Self.patience)
            if !isDone {
                let outcome = running.finish()
                try Self.explain(
                    changes, words: String(decoding: outcome.errors, as: UTF8.self),
                    repository: repository)
            } else {
                process = consume running
            }
        }
        try Faults.reach("update-ref", first.name)
    }

    /// Says why git did not report success; returns when all was done and only the report is missing, as
    /// when git is killed, wordless, right after its last step.
    private static func explain(
        _ changes: [ReferenceChange], words: String, repository: borrowing Repository
    ) throws(GitError) {
        var (done, untouched) = (0, 0)
        for change in changes {
            let found = try repository.reference(change.name)
            if found == change.new { done += 1 } else if found == change.old { untouched += 1 }
        }
        if words.isEmpty, done == changes.count { return }
        let isHalf = done > 0 && untouched > 0 && done + untouched == changes.count
        for change in changes where !isHalf {
            let found = try repository.reference(change.name)
            if found != change.old {
                throw .referenceMoved(
                    name: change.name, expected: change.old ?? .zero, found: found)
            }
        }
        throw .referenceLocked(name: changes[0].name, words: words)
    }
}
