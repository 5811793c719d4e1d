import Git
import Guardrails
import MemoryDiff
import Render
import ReverieCore

/// Says what the rules make of a dream, or of the way from one state to another.
enum CheckCommand: Command {
    static let sides = Parameter.arguments(
        "DREAM|A B", atLeast: 0, atMost: 2,
        "a dream (default: the only open one), or two states or folders")
    static let policy = Parameter.option(
        "policy", value: "FILE", "judge by this policy instead of the store's")
    static let everything = Parameter.flag("all", "list every violation, however many")
    static let format = Parameter<VerdictReport.Format>.choice(
        "format", value: "FORMAT", standard: .text, "the form of the answer")

    static let declaration = Declaration(
        name: "check", topic: .dreaming, summary: "judge a dream by the rules of the store",
        discussion: """
            A guardrail is a rule that limits what the agent may do: declared in the policy, marked in a memory, or a \
            sentence with must, never, only and the like. For each one that stands in production the check says \
            whether the dream keeps it, and what became of it otherwise. A dream is judged as it would be merged: \
            together with what production gained since.

            The status is 0 when the rules allow the move and 1 when something blocks it. merge, write, rm, mv, commit \
            and revert ask the same question before anything is written.
            """,
        parameters: [sides, policy, everything, format],
        examples: [
            Declaration.Example("reverie check 2026-11-20-kmpx", "may this dream be merged?"),
            Declaration.Example("reverie check v3 production", "what was lost since version 3?"),
            Declaration.Example(
                "reverie check --policy policy.yaml old/ new/", "judge two folders"),
        ],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        var result = try result(arguments[sides], file: arguments[policy], in: context)
        if arguments[everything] { result.limit = .max }
        let call = (["\(declaration.call(of: context.program.name))"] + arguments[sides])
            .joined(separator: " ")
        if arguments[format] != .text, context.isJSON {
            throw .invalid("--json and --format exclude each other")
        }
        if let text = result.report(command: call).text(as: arguments[format]) {
            context.output.write(text)
        } else {
            context.present(result)
        }
        return result.verdict.passes ? .success : .judgedNo
    }

    private static func result(
        _ words: [String], file: String?, in context: Context
    ) throws(Failure) -> CheckResult {
        let given = try file.map { name throws(Failure) in
            try AppliedPolicy(policy: context.policy(inFile: name), commitID: nil)
        }
        if words.count == 2, words.allSatisfy({ FileSystem.isFolder(context.path($0)) }) {
            let sides = try MemoryDiffSides(words, in: context)
            let (old, new) = try context.attempt { () throws(CoreError) in
                (try sides.old.memories(), try sides.new.memories())
            }
            let verdict = Check.standard(given?.policy ?? .builtIn).verdict(base: old, result: new)
            return CheckResult(
                subject: "'\(words[0])' to '\(words[1])'", verdict: verdict,
                policy: context.name(of: given, file: file), next: [],
                places: CheckResult.Places(old: old, new: new))
        }
        let store = try context.store()
        let applied = try context.attempt { () throws(CoreError) in
            if let given { return given }
            return try store.policy()
        }
        let policy = context.name(of: applied, file: file)
        if words.count == 2 {
            let (old, new) = (
                try context.snapshot(words[0], of: store), try context.snapshot(words[1], of: store)
            )
            let judged = try context.attempt { () throws(CoreError) in
                try store.verdict(from: old.treeID, to: new.treeID, under: applied)
            }
            return CheckResult(
                subject: "'\(words[0])' to '\(words[1])'", verdict: judged.verdict, policy: policy,
                next: [], digest: judged.digest,
                places: CheckResult.Places(
                    of: store.repository, old: old.treeID, new: new.treeID))
        }
        let dream = try dream(words.first, of: store, in: context)
        let judged = try context.attempt { () throws(CoreError) in
            try store.judgeMerge(dream: dream.id, under: applied)
        }
        return CheckResult(
            canaries: CanaryStanding.of(applied.policy, in: judged.verdict),
            subject: "dream \(dream.id) merged into \(store.name.description)/production",
            verdict: judged.verdict, policy: policy,
            next: context.nextSteps(for: dream, judged.verdict), digest: judged.digest,
            places: CheckResult.Places(
                of: store.repository, old: judged.base, new: dream.head.treeID))
    }

    private static func dream(_ word: String?, of store: Store, in context: Context)
        throws(Failure) -> Dream
    {
        if let word {
            return try context.attempt { () throws(CoreError) in try store.dream(matching: word) }
        }
        let open = try context.attempt { () throws(CoreError) in
            try store.dreams().filter { $0.state == .open }
        }
        guard let only = open.first, open.count == 1 else {
            throw .invalid(
                open.isEmpty
                    ? "there is no open dream to check" : "\(open.count) dreams are open; name one",
                hints: open.isEmpty
                    ? ["\(context.tool) check A B", "\(context.tool) dreams"]
                    : open.prefix(5).map { "\(context.tool) check \(word: $0.id)" })
        }
        return only
    }
}

extension Context {
    /// The policy in a file.
    func policy(inFile name: String) throws(Failure) -> Policy {
        let bytes = try content(ofFile: name)
        do { return try PolicyParser.policy(from: bytes) } catch {
            throw .invalidPolicy(error.mistakes)
        }
    }

    /// The bytes of a file that the caller names; `-` is standard input.
    func content(ofFile name: String) throws(Failure) -> [UInt8] {
        if name == "-" { return try input.readAll(limit: 1 << 20) }
        let path = realPath(name)
        guard FileSystem.exists(path) else { throw .invalid("no file '\(name)'") }
        do { return try FileSystem.read(path, limit: 1 << 20) } catch {
            throw Failure(error, in: self)
        }
    }

    /// What to call the policy that judged.
    func name(of policy: AppliedPolicy?, file: String?) -> Message {
        if let file { return "'\(file)'" }
        return policy?.commitID.map { "version \($0.short)" } ?? "built-in"
    }

    /// What to do about a verdict on a dream.
    func nextSteps(for dream: Dream, _ verdict: Verdict) -> [Message] {
        guard let first = verdict.violations.first(where: \.blocks) else {
            return ["\(tool) merge \(word: dream.id)"]
        }
        return [
            "\(tool) memdiff production \(word: dream.id)   # what the dream did",
            "put the rules back into the dream's folder, and \(tool) dream import FOLDER again",
            "\(tool) merge \(word: dream.id) --override \(word: first.id) --reason TEXT   # as its owner",
        ]
    }
}

/// What the rules say.
struct CheckResult: Presentable {
    static let schema = "reverie.check/1"

    /// What the dream made of the policy's canaries; none where no dream is judged.
    var canaries: [CanaryStanding] = []
    let subject: Message
    let verdict: Verdict
    let policy: Message
    let next: [Message]
    /// Digest of the verdict; nil for folders, which have no names of git's.
    var digest: String?
    /// Where the violations stand.
    var places = Places.unknown
    /// Most violations of each sort that are shown as text.
    var limit = 4

    private var blocking: [Violation] { verdict.violations.filter(\.blocks) }
    private var warnings: [Violation] { verdict.violations.filter { !$0.blocks } }

    private var counts: [(name: StaticString, number: Int)] {
        let counts = verdict.counts
        return [
            ("kept", counts.kept), ("moved", counts.moved), ("reworded", counts.reworded),
            ("strengthened", counts.strengthened), ("out of place", counts.outOfPlace),
            ("weakened", counts.weakened), ("contradicted", counts.contradicted),
            ("dropped", counts.dropped),
        ]
    }

    var fields: [JSON.Field] {
        [
            JSON.Field("passes", .bool(verdict.passes)),
            JSON.Field("subject", .message(subject)),
            JSON.Field("policy", .message(policy)),
            JSON.Field("digest", .optional(digest)),
            JSON.Field(
                "guardrails",
                .object(counts.map { JSON.Field("\($0.name)", .integer($0.number)) })),
            JSON.Field("canaries", .array(canaries.map(\.json))),
            JSON.Field("violations", .array(verdict.violations.map(ViolationLines.json))),
            JSON.Field("next", .array(next.map(JSON.message))),
        ]
    }

    func lines(width: Int) -> [Message] {
        let shown = counts.filter { $0.number > 0 }
        let told: [Message] = shown.map { "\($0.number) \(literal: $0.name)" }
        var lines: [Message] = [
            verdict.passes
                ? Message("passes").styled(.heading) + ": \(subject)"
                : Message("blocked").styled(.danger) + ": \(subject) "
                    + ViolationLines.count(blocking),
            "guardrails: " + (told.isEmpty ? "none" : .joined(told, separator: ", "))
                + "; policy: \(policy)",
        ]
        if !canaries.isEmpty { lines.append("canaries: " + CanaryStanding.summary(canaries)) }
        lines += ViolationLines(violations: blocking, limit: limit).lines(width: width)
        if !warnings.isEmpty {
            lines.append(Wording.count(warnings.count, "warning", "warnings"))
            let few = limit == .max ? limit : blocking.isEmpty ? 4 : 1
            lines += ViolationLines(violations: warnings, limit: few).lines(width: width)
        }
        if !next.isEmpty { lines += ["next:"] + next.map { "  " + $0 } }
        return lines
    }
}
