import Git
import Render
import ReverieCore

/// Sends stores to another repository.
enum Push: Command {
    static let remote = Parameter.optionalArgument("REMOTE", "where to (default: origin)")
    static let sessions = Parameter.flag("sessions", "send transcripts, too")

    static let declaration = Declaration(
        name: "push", topic: .keeping, summary: "send stores to another repository",
        discussion: """
            Production, journal, policy, dreams and the tags of versions and fallbacks go together, \
            or not at all, and only where the other side still has what was seen there. Its hooks \
            judge each move again. When somebody else was first, nothing changes there and the \
            status is 3: pull, then push again. Transcripts stay here without --sessions.
            """,
        parameters: [remote, sessions],
        examples: [Declaration.Example("reverie push", "send what happened here")])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let repository = try context.repository()
        let remote = try Remote(arguments[Push.remote] ?? "origin", of: repository, in: context)
        let stores = try context.exchangedStores(of: repository)
        context.progress("asking '\(remote.name)'")
        let theirs = try remote.references(of: stores, in: context)
        var changes: [ReferenceChange] = []
        for store in stores {
            let outgoing = try context.attempt { () throws(CoreError) in
                try repository.store(store).outgoing(to: theirs, withSessions: arguments[sessions])
            }
            guard outgoing.behind.isEmpty else { throw behind(outgoing.behind, remote, context) }
            changes += outgoing.changes
        }
        if !changes.isEmpty {
            context.progress("sending \(changes.count) references")
            try send(changes, to: remote, of: stores, seen: theirs, context)
        }
        context.present(PushResult(remote: remote.name, changes: changes))
        return .success
    }

    private static func behind(_ names: [String], _ remote: Remote, _ context: Context) -> Failure {
        .unavailable(
            "'\(remote.name)' has something that is not here; nothing was sent",
            hints: ["\(context.tool) pull \(word: remote.name)"],
            causes: names.prefix(3).map { "'\($0)' moved there" })
    }

    private static func send(
        _ changes: [ReferenceChange], to remote: Remote, of stores: [StoreName],
        seen: [String: ObjectID], _ context: Context
    ) throws(Failure) {
        var words = ["push", "--quiet", "--atomic"]
        for change in changes {
            words.append("--force-with-lease=\(change.name):\(change.old?.description ?? "")")
        }
        // By its address, or git would move what it remembers of the remote one reference at a time.
        words += ["--", try remote.address(in: context)]
        words += changes.map { "\($0.new?.description ?? ""):\($0.name)" }
        do { _ = try remote.git(words) } catch {
            guard case .program(_, _, let said) = error else { throw Failure(error, in: context) }
            // Whoever was first is seen by what the other side has now, whatever it says about it.
            let now = try? remote.references(of: stores, in: context)
            let pointers = changes.filter { MemoryRepository.onlyGrows($0.name) }.map(\.name)
            if let now, let moved = pointers.first(where: { now[$0] != seen[$0] }) {
                throw .unavailable(
                    "somebody else was first: '\(moved)' moved on '\(remote.name)'; nothing was sent",
                    hints: ["\(context.tool) pull \(word: remote.name)"])
            }
            guard said.contains("hook declined") || said.contains("remote: reverie: ") else {
                throw Remote.failure(error, remote.name, context)
            }
            let told = Remote.lines(said).filter { $0.hasPrefix("remote: ") }
                .map { String($0.dropFirst(8)) }
            throw .refused(
                "'\(remote.name)' refuses the push; nothing changed there",
                causes: told.prefix(16).map { "\($0.replacing("\u{1B}[K", with: ""))" })
        }
    }
}

/// What was sent.
struct PushResult: Presentable {
    static let schema = "reverie.push/1"

    let remote: String
    let changes: [ReferenceChange]

    var fields: [JSON.Field] {
        [
            JSON.Field("remote", .string(remote)),
            JSON.Field(
                "references",
                .array(
                    changes.map {
                        .object([
                            JSON.Field("name", .string($0.name)),
                            JSON.Field("old", .optional($0.old?.description)),
                            JSON.Field("new", .optional($0.new?.description)),
                        ])
                    })),
        ]
    }

    func lines(width: Int) -> [Message] {
        guard !changes.isEmpty else { return ["'\(remote)' has everything already"] }
        let pointers = changes.filter { MemoryRepository.isPointer($0.name) }
        let rest = changes.count - pointers.count
        return pointers.map { change in
            "\(String(change.name.dropFirst(11))): \(change.old?.short ?? "nothing") -> \(change.new?.short ?? "nothing")"
        }
            + ["sent \(Wording.count(changes.count, "reference", "references")) to '\(remote)'"]
            .filter { _ in rest >= 0 }
    }
}
