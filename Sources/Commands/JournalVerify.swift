import Git
import Render
import ReverieCore

/// Proves that no operation in the journal was altered.
enum JournalVerify: Command {
    static let since = Parameter.option(
        "since", value: "ENTRY", "an older head that you wrote down: it must be part of the journal"
    )

    static let declaration = Declaration(
        name: "journal verify", topic: .keeping, summary: "prove that no operation was altered",
        discussion: """
            Git's hashes chain the entries: who changes one changes the name of every later one. Reading checks each \
            hash, and each move must start where the one before it ended. What this cannot show is a journal that was \
            written anew as a whole; for that, write the printed head down somewhere else and give it later as ENTRY.

            Signatures are checked against the list of allowed signers beside the policy. Where the policy asks for \
            them (approvals: signed), an entry that lacks one is named; a signature that does not fit always is.

            The status is 1 when something is wrong.
            """,
        parameters: [since],
        examples: [
            Declaration.Example("reverie journal verify", "check all entries, print the head"),
            Declaration.Example(
                "reverie journal verify --since 3f2a91c07d",
                "check too that the journal still contains what it contained then"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.storeToExamine()
        let word = arguments[since]
        let remembered = try word.map { word throws(Failure) in
            try entryID(word, in: store, context)
        }
        let check = try context.attempt { () throws(CoreError) in
            try store.verifyJournal(remembered: remembered)
        }
        let proof = JournalProof(
            check: check, remembered: word, command: "\(context.program.name) journal verify",
            store: store)
        context.present(proof)
        return proof.isSound ? .success : .judgedNo
    }

    /// The entry that a word names; the zero id for digits that no entry starts with.
    private static func entryID(_ word: String, in store: Store, _ context: Context)
        throws(Failure) -> ObjectID
    {
        let digits = word.lowercased()
        guard (7...40).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit),
            digits.utf8.allSatisfy({ $0 < 0x80 })
        else {
            throw .invalid(
                "'\(word)' is not the id of an entry: 7 to 40 hexadecimal digits",
                hints: ["\(context.program.name) journal"])
        }
        if let whole = ObjectID(digits) { return whole }
        // A journal that cannot be read through is reported by the check itself.
        let records = (try? store.journal()) ?? []
        let found = records.map(\.entryID).filter { $0.description.hasPrefix(digits) }
        guard found.count < 2 else {
            throw .invalid("'\(word)' leads to more than one entry; give more digits")
        }
        return found.first ?? .zero
    }
}

/// What the check of a journal came to.
struct JournalProof: Presentable {
    static let schema = "reverie.journal-verify/1"
    let check: JournalCheck
    let remembered: String?
    let command: String
    let store: Store

    var isSound: Bool {
        check.problems.isEmpty && check.containsRemembered != false && check.head != nil
    }

    var fields: [JSON.Field] {
        [
            JSON.Field("sound", .bool(isSound)),
            JSON.Field("entries", .integer(check.entries)),
            JSON.Field("head", Wording.json(check.head)),
            JSON.Field("root", Wording.json(check.root)),
            JSON.Field("signed", .integer(check.signed)),
            JSON.Field("proven", .integer(check.proven)),
            JSON.Field(
                "unproven", .array(check.unproven.map { Self.json($0) })),
            JSON.Field("containsRemembered", check.containsRemembered.map(JSON.bool) ?? .null),
            JSON.Field(
                "problems",
                .array(check.problems.map { Self.json($0) })),
        ]
    }

    private static func json(_ problem: JournalCheck.Problem) -> JSON {
        .object([
            JSON.Field("entry", Wording.json(problem.entryID)),
            JSON.Field("problem", .message(Failure.words(for: problem.problem))),
        ])
    }

    /// What the signatures prove; nothing where there are none.
    private var signatures: [Message] {
        guard check.signed > 0 else { return [] }
        let count = Wording.count(check.signed, "entry is", "entries are")
        return [
            count + " signed, \(check.proven) of them by a key that is listed for who wrote them"
        ]
            + check.unproven.prefix(20).map { problem in
                "\(Message("warning:"), .warning) entry \(problem.entryID.short): "
                    + Failure.words(for: problem.problem)
            }
    }

    func lines(width: Int) -> [Message] {
        guard let head = check.head else {
            return [Message("the store has no journal").styled(.danger)]
        }
        var lines = check.problems.map { problem in
            let words = Failure.words(for: problem.problem)
            return "\(Message("error:"), .danger) entry \(problem.entryID.short): \(words)"
                as Message
        }
        if check.containsRemembered == false {
            lines.append(
                "\(Message("error:"), .danger) the journal does not contain \(remembered ?? ""): it was rewritten"
            )
        }
        if isSound {
            let entries = Wording.count(check.entries, "entry", "entries")
            lines.append("\(entries), each chained to the one before it; none was altered")
            lines += signatures
            if check.containsRemembered == true {
                lines.append("it contains \(remembered ?? "") and only grew since")
            } else {
                lines.append(
                    "remember the head; this proves later that nothing before it was rewritten:")
                lines.append("  \(command) --since \(head.description)")
            }
        } else {
            lines.append(
                "hint: compare with another clone: git fetch CLONE \(store.references.journal)")
        }
        if !isSound || check.containsRemembered == true {
            lines.append("head \(head.description)")
        }
        return lines
    }
}
