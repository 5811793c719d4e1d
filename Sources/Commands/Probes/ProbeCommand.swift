import Git
import Guardrails
import MemoryDiff
import Render
import ReverieCore

/// Asks a store questions, and compares what answers with what should.
enum ProbeCommand: Command {
    static let sides = Parameter.arguments(
        "A B", atLeast: 0, atMost: 2,
        "a state or folder (default: production), and another one to compare it with")
    static let policy = Parameter.option(
        "policy", value: "FILE", "ask the probes of this policy instead of the store's")
    static let question = Parameter.repeated(
        "question", short: "q", value: "TEXT", "ask this, with nothing expected")

    static let declaration = Declaration(
        name: "probe", topic: .reading,
        summary: "which memory answers a question, before and after",
        discussion: """
            Asks the 'probes' of the policy of one state, or of two. Items are ranked by the words that they share with \
            the question (BM25, no model), with the words of their headings and path. A probe passes when the best items, \
            three unless it says otherwise, say what it expects and nothing that it forbids.

            The status is 1 when an expectation fails in the last state named.
            """,
        parameters: [sides, policy, question],
        examples: [
            Declaration.Example("reverie probe", "does production answer what it must?"),
            Declaration.Example(
                "reverie probe production 2026-11-20-kmpx", "does a dream lose an answer?"),
            Declaration.Example(
                "reverie probe -q 'how do we roll back?'", "which memories answer this?"),
        ],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let words = arguments[sides].isEmpty ? ["production"] : arguments[sides]
        let areFolders = words.allSatisfy { FileSystem.isFolder(context.path($0)) }
        let asked = arguments[question]
        var probes = asked.enumerated().map { Probe(id: "q\($0 + 1)", question: $1) }
        if let file = arguments[policy] {
            probes += try context.policy(inFile: file).probes
        } else if asked.isEmpty {
            let store = try context.store()
            probes += try context.attempt { () throws(CoreError) in
                try store.policy().policy.probes
            }
        }
        guard !probes.isEmpty else {
            throw .invalid(
                "there is nothing to ask: the policy has no probes",
                hints: [
                    "\(context.tool) probe -q QUESTION",
                    "\(context.tool) policy show   # where 'probes:' would stand",
                ])
        }
        let store = areFolders ? nil : try context.store()
        var rankings: [ItemRanking] = []
        for word in words { rankings.append(try ranking(of: word, in: store, context)) }
        let result = ProbeResult(
            names: words,
            rows: probes.map { probe in
                ProbeResult.Row(
                    probe: probe, outcomes: rankings.map { ProbeOutcome(probe, in: $0) })
            })
        context.present(result)
        return result.passes ? .success : .judgedNo
    }

    /// The items of a folder, or of a snapshot where there is a store to ask.
    private static func ranking(of word: String, in store: Store?, _ context: Context)
        throws(Failure) -> ItemRanking
    {
        if store == nil || (word.contains("/") && FileSystem.isFolder(context.path(word))) {
            return ItemRanking(try MemoryDiffSides.Part(word, in: context).memories)
        }
        guard let store else { throw .invalid("no state '\(word)'") }
        let snapshot = try context.snapshot(word, of: store)
        return try context.attempt { () throws(CoreError) in
            ItemRanking(try store.repository.memories(in: snapshot.treeID))
        }
    }
}
