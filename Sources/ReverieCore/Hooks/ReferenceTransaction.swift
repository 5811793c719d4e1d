public import Git

/// What git hands to a hook about references, as changes.
public enum ReferenceTransaction {
    /// Most lines that are read; a transaction of more is refused.
    public static let lineLimit = 100_000

    /// Reads `old new name` lines, as `pre-receive` and `reference-transaction` get them; nil for anything else.
    public static func changes(from text: some StringProtocol) -> [ReferenceChange]? {
        var changes: [ReferenceChange] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
            guard words.count == 3, changes.count < lineLimit, let new = value(words[1]),
                let old = value(words[0])
            else { return nil }
            changes.append(ReferenceChange(String(words[2]), from: old, to: new))
        }
        return changes
    }

    /// A name of an object, or of none; nil when it is neither.
    ///
    /// Newer versions of git hand on `ref:NAME` for a symbolic reference, which no store has.
    private static func value(_ word: some StringProtocol) -> ObjectID?? {
        if word.hasPrefix("ref:") { return .some(nil) }
        guard let objectID = ObjectID(word) else { return nil }
        return .some(objectID == .zero ? nil : objectID)
    }

    /// The changes that are more than housekeeping: packing references deletes files, not references.
    ///
    /// When git packs references, it has put the new `packed-refs` in place before it deletes the file of a
    /// reference, and holds no lock on it; when it deletes a reference, it holds that lock throughout
    /// (git's refs/files-backend.c). So a deletion passes whose file and packed value agree while nobody
    /// holds the lock.
    public static func substantial(
        _ changes: [ReferenceChange], in repository: MemoryRepository
    ) throws(CoreError) -> [ReferenceChange] {
        let directory = repository.directory
        var packed: [String: ObjectID]?
        var result: [ReferenceChange] = []
        for change in changes {
            guard change.new == nil, change.name.hasPrefix("refs/"),
                !FileSystem.exists(directory + "/\(PackedReferences.fileName).lock"),
                let loose = try? FileSystem.read(directory + "/" + change.name, limit: 4096)
            else {
                result.append(change)
                continue
            }
            if packed == nil {
                packed = (try? PackedReferences(in: directory))?.references ?? [:]
            }
            let value = ObjectID(
                String(decoding: loose, as: UTF8.self).filter { !$0.isWhitespace })
            if value == nil || packed?[change.name] != value { result.append(change) }
        }
        return result
    }
}
