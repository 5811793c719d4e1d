import Git
import Render
import ReverieCore

/// A snapshot and a path in it, from one word: `SNAPSHOT:PATH`, or either of them alone.
struct Address {
    let snapshot: Snapshot
    /// The folder or memory, without slashes around it; empty for the whole store.
    let path: String

    init(snapshot: Snapshot, path: String) {
        self.snapshot = snapshot
        var segments = path[...]
        while segments.hasPrefix("/") { segments = segments.dropFirst() }
        while segments.hasSuffix("/") { segments = segments.dropLast() }
        self.path = segments == "." ? "" : String(segments)
    }

    /// Finds out what a word means.
    ///
    /// A word that is a path of production and names a snapshot too is refused with the two spellings that
    /// say which is meant.
    init(_ word: String, of store: Store, in context: Context) throws(Failure) {
        let named = try Self.snapshot(in: word, of: store, context)
        let production = try context.attempt { () throws(CoreError) in
            try store.productionSnapshot()
        }
        let plain = Address(snapshot: production, path: word)
        let isPath = try plain.exists(in: store, context)
        guard let named else {
            self = plain
            return
        }
        guard !isPath else {
            let tool = context.program.name
            throw .invalid(
                "'\(word)' is both a path of production and a snapshot",
                hints: [
                    "\(tool) ls production \(word: word)   # the path",
                    "\(tool) ls \(word: word + ":")   # the snapshot",
                ])
        }
        self = named
    }

    /// Reads `SNAPSHOT:PATH` or `SNAPSHOT`; nothing where no snapshot is named.
    static func snapshot(
        in word: String, of store: Store, _ context: Context
    ) throws(Failure) -> Address? {
        // A moment may hold colons itself, so for one the longest readable text before a colon counts.
        if word.hasPrefix("@"), !word.hasPrefix("@{") {
            var end = word.endIndex
            while true {
                let name = String(word[..<end])
                let isMoment =
                    name.utf8.count > 1 && (try? context.snapshot(name, of: store)) != nil
                if isMoment || !word.contains(":") {
                    return Address(
                        snapshot: try context.snapshot(name, of: store),
                        path: String(word[end...].dropFirst()))
                }
                guard let colon = word[..<end].lastIndex(of: ":") else { break }
                end = colon
            }
            let first = word.prefix { $0 != ":" }
            return Address(snapshot: try context.snapshot(String(first), of: store), path: "")
        }
        guard let colon = word.firstIndex(of: ":") else {
            guard let found = try context.snapshotIfAny(word, of: store) else { return nil }
            return Address(snapshot: found, path: "")
        }
        let name = String(word[..<colon])
        guard !name.isEmpty, let found = try context.snapshotIfAny(name, of: store) else {
            return nil
        }
        return Address(snapshot: found, path: String(word[colon...].dropFirst()))
    }

    /// Whether the snapshot holds the path, as a memory or a folder of memories.
    private func exists(in store: Store, _ context: Context) throws(Failure) -> Bool {
        let below = path + "/"
        return try context.attempt { () throws(CoreError) in
            try store.repository.files(in: snapshot.treeID).contains { bytes, _ in
                let found = String(decoding: bytes, as: UTF8.self)
                return found == path || found.hasPrefix(below)
            }
        }
    }
}
