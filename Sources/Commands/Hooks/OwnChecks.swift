import Git
import MemoryDiff
import Render
import ReverieCore

/// The checks of a team: executables in `hooks/reverie.d` of the git directory, which no clone brings along.
///
/// Each gets the memdiff of a move as JSON on standard input and answers with lines of JSON (`rule`, `severity`,
/// `change`, `message`). Status 0 lets the move pass, 1 blocks it; everything else, silence past the limit
/// included, is an error and blocks as well.
struct OwnChecks {
    /// What is checked.
    struct Subject {
        let store: StoreName
        let from: ObjectID?
        /// The snapshot; before a merge, which has none yet, the tree.
        let to: ObjectID
        /// `merge` or `push`.
        let event: String
    }

    /// One thing that a check says.
    struct Answer: Codable {
        var rule: String
        var severity: String?
        var change: String?
        var message: String
    }

    /// How long one check may take, in milliseconds.
    static let milliseconds: Int64 = 10_000
    /// How long all may take together, in nanoseconds; a hook ends a little later by itself.
    static let allNanoseconds: UInt64 = 25_000_000_000
    /// How much one may say, in bytes.
    static let bytes = 1 << 20

    /// The checks of a repository, by name.
    static func programs(in repository: MemoryRepository) -> [String] {
        let folder = repository.directory + "/hooks/reverie.d"
        guard let entries = try? FileSystem.list(folder) else { return [] }
        return entries.filter { $0.status.kind == .file && $0.status.isExecutable }
            .map { folder + "/" + String(decoding: $0.name, as: UTF8.self) }
    }
}

extension Context {
    /// Runs the checks of the repository's owner on a move.
    ///
    /// Throws a failure of kind `refused` when one blocks, or does not answer as it must.
    func runOwnChecks(
        _ subject: OwnChecks.Subject, in repository: MemoryRepository, until deadline: UInt64
    ) throws(Failure) {
        let programs = OwnChecks.programs(in: repository)
        guard !programs.isEmpty else { return }
        let changed = try attempt { () throws(CoreError) in
            let old = try subject.from.map { id throws(CoreError) in
                try repository.snapshot(id).treeID
            }
            return try repository.changedMemories(
                from: old ?? .emptyTree, to: repository.snapshot(subject.to).treeID)
        }
        try runOwnChecks(
            programs, on: subject, old: changed.old, new: changed.new, until: deadline)
    }

    /// Runs the checks of the repository's owner on what a merge would make.
    ///
    /// Answers the production that they saw; nil when there are no checks, or something is left to decide.
    func runOwnChecks(
        beforeMerging dream: String, _ resolutions: [String: Resolution], into store: Store
    ) throws(Failure) -> ObjectID? {
        let programs = OwnChecks.programs(in: store.repository)
        guard !programs.isEmpty else { return nil }
        let preview = try attempt { () throws(CoreError) in
            try store.mergePreview(dream: dream, resolutions: resolutions)
        }
        guard let preview else { return nil }
        progress("running \(programs.count) checks of this repository")
        try runOwnChecks(
            programs,
            on: OwnChecks.Subject(
                store: store.name, from: preview.production, to: preview.treeID, event: "merge"),
            old: preview.old, new: preview.new,
            until: clock.monotonic() + OwnChecks.allNanoseconds)
        return preview.production
    }

    private func runOwnChecks(
        _ programs: [String], on subject: OwnChecks.Subject, old: [Memory], new: [Memory],
        until deadline: UInt64
    ) throws(Failure) {
        var options = ReportOptions()
        options.oldName = subject.from?.description ?? ""
        options.newName = subject.to.description
        options.format = .json
        var text = ""
        ReportRenderer.write(
            Comparison.report(old: old, new: new), old: old, new: new, options: options
        ) { text += $0.string }
        for program in programs {
            let now = clock.monotonic()
            let rest = now < deadline ? Int64((deadline - now) / 1_000_000) : 0
            let left = min(OwnChecks.milliseconds, rest)
            let outcome: LimitedProgram.Outcome
            do {
                outcome = try LimitedProgram.run(
                    program,
                    environment: [
                        "PATH=" + (environment["PATH"] ?? "/usr/bin:/bin"), "LC_ALL=C.UTF-8",
                        "REVERIE_EVENT=" + subject.event,
                        "REVERIE_STORE=" + subject.store.description,
                        "REVERIE_FROM=" + (subject.from?.description ?? ""),
                        "REVERIE_TO=" + subject.to.description,
                    ], input: Array(text.utf8), milliseconds: max(1, left), bytes: OwnChecks.bytes)
            } catch { throw Failure(error, in: self) }
            try judge(outcome, of: program)
        }
    }

    private func judge(_ outcome: LimitedProgram.Outcome, of program: String) throws(Failure) {
        let name = String(program.split(separator: "/").last ?? "")
        func refused(_ why: Message, _ causes: [Message] = []) -> Failure {
            .refused(
                "the check '\(name)' " + why,
                hints: ["ls -l \(word: program)   # the owner of this repository put it there"],
                causes: causes)
        }
        switch outcome.end {
        case .tookTooLong: throw refused("did not answer in time, which counts as no")
        case .saidTooMuch:
            throw refused("said more than \(OwnChecks.bytes) bytes, which counts as no")
        case .status(let status):
            var answers: [OwnChecks.Answer] = []
            for line in outcome.output.split(separator: 0x0A) {
                guard let answer = Platform.value(OwnChecks.Answer.self, fromJSON: line) else {
                    throw refused("answered with something that is no finding, which counts as no")
                }
                answers.append(answer)
            }
            let told = answers.prefix(5).map { answer -> Message in
                let severity: Message = answer.severity.map { " (\($0))" } ?? ""
                return "\(String(answer.rule.prefix(80)))" + severity
                    + ": \(String(answer.message.prefix(200)))"
            }
            guard status != 0 else {
                for answer in told { note("\(name): " + answer) }
                return
            }
            throw refused(
                status == 1
                    ? "blocks the move" : "failed with status \(status), which counts as no",
                told)
        }
    }
}
