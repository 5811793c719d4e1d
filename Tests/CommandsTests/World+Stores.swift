import Commands
import TestSupport

extension World {
    /// Writes a folder of memories.
    func fill(_ name: String, _ files: [String: String]) throws {
        try write("\(name)/.keep", "")
        for (path, text) in files { try write("\(name)/\(path)", text) }
    }

    /// A repository without a work tree, `store.git`, with one store made from these files.
    func makeStore(_ files: [String: String]) throws {
        try fill("first", files)
        let made = run("init", "store.git", "--bare", "--from", "first")
        if made.status != 0 { throw Refusal(outcome: made) }
    }

    /// What a call that should have worked came to.
    struct Refusal: Error, CustomStringConvertible {
        let outcome: Outcome
        var description: String { outcome.description }
    }

    /// Calls `reverie` in `store.git`.
    func on(_ words: String...) -> Outcome { run(.reverie, ["-C", "store.git"] + words) }

    /// What plain git says about `store.git`.
    func gitSays(_ arguments: String) throws -> String {
        let outcome = try shell("git -C store.git \(arguments)")
        return outcome.status == 0 ? outcome.output : outcome.description
    }

    /// Every reference of `store.git` with what it names.
    func references() throws -> String { try gitSays("for-each-ref") }

    /// What production holds at a path, as plain git reads it.
    func production(_ path: String) throws -> String {
        try gitSays("show 'memory/production:\(path)'")
    }
}

extension Outcome {
    /// The outcome with every id of an object or operation replaced, since ids change with every format,
    /// and the times at which snapshots were made.
    var masked: String {
        description.replacing(/\b([0-9a-f]{40}|[0-9a-f]{16}|[0-9a-f]{10})\b/) { _ in "ID" }
            .replacing(/made \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/) { _ in "made TIME" }
    }
}
