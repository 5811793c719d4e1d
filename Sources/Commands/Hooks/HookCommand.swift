import Git
import Render
import ReverieCore

/// What git's hooks call: judges what git is about to do.
enum HookCommand: Command {
    static let hook = Parameter.argument("NAME", "the hook's name in git")
    static let words = Parameter.arguments("WORD", "what git hands to the hook")

    static let declaration = Declaration(
        name: "hook", topic: .keeping, summary: "judge what git is about to do (for hooks)",
        discussion: """
            Called by the scripts that 'reverie hooks install' writes, with what git hands to them. \
            Status 0 lets git go on. It never writes anything.
            """,
        parameters: [hook, words], isHidden: true)

    /// Time that a hook has, in seconds; past it the answer is no.
    static let limit: UInt32 = 30

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        guard let script = HookScript(rawValue: arguments[hook]) else {
            throw .invalid("'\(arguments[hook])' is no hook of ours")
        }
        Platform.end(after: limit)
        let deadline = context.clock.monotonic() + OwnChecks.allNanoseconds
        let repository = try context.attempt { () throws(CoreError) in
            try MemoryRepository(
                path: context.currentDirectory, discovery: .environment,
                surroundings: context.surroundings())
        }
        let refusals: [Refusal]
        switch script {
        case .preReceive, .referenceTransaction:
            if script == .referenceTransaction, arguments[words].first != "prepared" {
                return .success
            }
            let changes = try changes(for: script, in: repository, context)
            refusals = try judge(changes, for: script, in: repository, until: deadline, context)
        case .prePush: return try advise(in: repository, context)
        case .preCommit, .preMergeCommit:
            let store = try context.attempt { () throws(CoreError) in
                try repository.checkedOutStore()
            }
            guard let store else { return .success }
            context.show(refusalOf: script, on: store)
            return .judgedNo
        }
        guard !refusals.isEmpty else { return .success }
        context.show(refusals, by: script)
        return .judgedNo
    }

    private static func changes(
        for script: HookScript, in repository: MemoryRepository, _ context: Context
    ) throws(Failure) -> [ReferenceChange] {
        let text = String(decoding: try context.input.readAll(limit: 1 << 26), as: UTF8.self)
        guard let changes = ReferenceTransaction.changes(from: text) else {
            throw .invalid("git handed on something that is no list of references")
        }
        guard script == .referenceTransaction else { return changes }
        return try context.attempt { () throws(CoreError) in
            try ReferenceTransaction.substantial(changes, in: repository)
        }
    }

    private static func judge(
        _ changes: [ReferenceChange], for script: HookScript, in repository: MemoryRepository,
        until deadline: UInt64, _ context: Context
    ) throws(Failure) -> [Refusal] {
        let (refusals, moves) = try context.attempt { () throws(CoreError) in
            try PushJudge(repository).judge(changes)
        }
        guard refusals.isEmpty, script == .preReceive else { return refusals }
        for move in moves {
            try context.attempt { () throws(CoreError) in
                try context.runOwnChecks(onPush: move, in: repository, until: deadline)
            }
        }
        return refusals
    }

    /// Tells early what the server would refuse; the server decides.
    private static func advise(in repository: MemoryRepository, _ context: Context)
        throws(Failure) -> ExitStatus
    {
        let text = String(decoding: try context.input.readAll(limit: 1 << 26), as: UTF8.self)
        var pushed: [(name: String, new: ObjectID?, old: ObjectID?)] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 4, let new = ObjectID(words[1]), let old = ObjectID(words[3])
            else { throw .invalid("git handed on something that is no list of references") }
            pushed.append(
                (
                    String(words[2]), new == .zero ? nil : new, old == .zero ? nil : old
                ))
        }
        var refused: [Message] = []
        for change in pushed where MemoryRepository.onlyGrows(change.name) {
            guard let new = change.new else {
                refused.append("'\(change.name)' would be deleted")
                continue
            }
            if let old = change.old, repository.history(new, includes: old) == false {
                refused.append("'\(change.name)' would go back behind what the other side has")
            }
            if let journal = MemoryRepository.journal(ofPointer: change.name),
                !pushed.contains(where: { $0.name == journal && $0.new != nil })
            {
                refused.append("'\(change.name)' would move without its journal")
            }
        }
        guard !refused.isEmpty else { return .success }
        throw .refused(
            refused[0],
            hints: ["reverie push   # sends production, journal, policy and tags together"],
            causes: Array(refused.dropFirst().prefix(5)))
    }
}
