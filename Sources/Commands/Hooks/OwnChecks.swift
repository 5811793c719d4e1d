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
        /// The snapshot; before a move that is not written yet, the tree.
        let to: ObjectID
        /// `merge`, `write`, `revert` or `push`.
        let event: String
        let old: [Memory]
        let new: [Memory]
    }

    /// How long one check may take, in milliseconds.
    static let milliseconds: Int64 = 10_000
    /// How long all may take together, in nanoseconds; a hook ends a little later by itself.
    static let allNanoseconds: UInt64 = 25_000_000_000
    /// How much one may say, in bytes.
    static let bytes = 1 << 20

    private let context: Context
    private let programs: [String]

    /// The checks of a repository, by name; nil when there are none.
    init?(of repository: MemoryRepository, in context: Context) {
        let folder = repository.directory + "/hooks/reverie.d"
        guard let entries = try? FileSystem.list(folder) else { return nil }
        programs = entries.filter { $0.status.kind == .file && $0.status.isExecutable }
            .map { folder + "/" + String(decoding: $0.name, as: UTF8.self) }
        guard !programs.isEmpty else { return nil }
        self.context = context
    }

    /// Runs them one after the other.
    ///
    /// Throws ``CoreError/checkRefused(_:)`` when one blocks, or does not answer as it must.
    func run(on subject: Subject, until deadline: UInt64) throws(CoreError) {
        context.progress("running \(programs.count) checks of this repository")
        var options = ReportOptions()
        options.oldName = subject.from?.description ?? ""
        options.newName = subject.to.description
        options.format = .json
        var text = ""
        ReportRenderer.write(
            Comparison.report(old: subject.old, new: subject.new), old: subject.old,
            new: subject.new, options: options
        ) { text += $0.string }
        let environment = [
            "PATH=" + (context.environment["PATH"] ?? "/usr/bin:/bin"), "LC_ALL=C.UTF-8",
            "REVERIE_EVENT=" + subject.event, "REVERIE_STORE=" + subject.store.description,
            "REVERIE_FROM=" + (subject.from?.description ?? ""),
            "REVERIE_TO=" + subject.to.description,
        ]
        for program in programs {
            let now = context.clock.monotonic()
            let rest = now < deadline ? Int64((deadline - now) / 1_000_000) : 0
            let outcome: LimitedProgram.Outcome
            do {
                outcome = try LimitedProgram.run(
                    program, environment: environment, input: Array(text.utf8),
                    milliseconds: max(1, min(Self.milliseconds, rest)), bytes: Self.bytes)
            } catch { throw .git(error) }
            try judge(outcome, of: program)
        }
    }

    private func judge(_ outcome: LimitedProgram.Outcome, of program: String) throws(CoreError) {
        func refused(_ reason: CheckRefusal.Reason, _ answers: [CheckRefusal.Answer] = [])
            -> CoreError
        {
            .checkRefused(CheckRefusal(program: program, reason: reason, answers: answers))
        }
        switch outcome.end {
        case .tookTooLong: throw refused(.tookTooLong)
        case .saidTooMuch: throw refused(.saidTooMuch(Self.bytes))
        case .status(let status):
            var answers: [CheckRefusal.Answer] = []
            for line in outcome.output.split(separator: 0x0A) {
                guard let answer = Platform.value(CheckRefusal.Answer.self, fromJSON: line) else {
                    throw refused(.rubbish)
                }
                answers.append(answer)
            }
            guard status == 0 else {
                throw refused(status == 1 ? .blocks : .failed(status), answers)
            }
            for answer in answers.prefix(5) {
                context.note("\(Self.name(of: program)): " + Self.words(for: answer))
            }
        }
    }

    private static func name(of program: String) -> String {
        String(program.split(separator: "/").last ?? "")
    }

    private static func words(for answer: CheckRefusal.Answer) -> Message {
        let severity: Message = answer.severity.map { " (\($0))" } ?? ""
        return "\(String(answer.rule.prefix(80)))" + severity
            + ": \(String(answer.message.prefix(200)))"
    }

    /// What a refusal comes to.
    static func failure(for refusal: CheckRefusal) -> Failure {
        let why: Message =
            switch refusal.reason {
            case .blocks: "blocks the move"
            case .tookTooLong: "did not answer in time, which counts as no"
            case .saidTooMuch(let limit): "said more than \(limit) bytes, which counts as no"
            case .rubbish: "answered with something that is no finding, which counts as no"
            case .failed(let status): "failed with status \(Int(status)), which counts as no"
            }
        return .refused(
            "the check '\(name(of: refusal.program))' " + why + "; nothing was changed",
            hints: [
                "ls -l \(word: refusal.program)   # the owner of this repository put it there"
            ],
            causes: refusal.answers.prefix(5).map(words))
    }
}

extension Context {
    /// Asks the checks of a repository's owner about a move before anything of it is written.
    func runOwnChecks(on move: ProposedMove) throws(CoreError) {
        guard let checks = OwnChecks(of: move.store.repository, in: self) else { return }
        try checks.run(
            on: OwnChecks.Subject(
                store: move.store.name, from: move.from, to: move.treeID,
                event: move.kind.rawValue, old: move.old, new: move.new),
            until: clock.monotonic() + OwnChecks.allNanoseconds)
    }

    /// Asks them about a move that somebody pushes.
    func runOwnChecks(
        onPush move: (store: StoreName, from: ObjectID?, to: ObjectID),
        in repository: MemoryRepository, until deadline: UInt64
    ) throws(CoreError) {
        guard let checks = OwnChecks(of: repository, in: self) else { return }
        let old = try move.from.map { id throws(CoreError) in try repository.snapshot(id).treeID }
        let changed = try repository.changedMemories(
            from: old ?? .emptyTree, to: repository.snapshot(move.to).treeID)
        try checks.run(
            on: OwnChecks.Subject(
                store: move.store, from: move.from, to: move.to, event: "push", old: changed.old,
                new: changed.new), until: deadline)
    }
}
