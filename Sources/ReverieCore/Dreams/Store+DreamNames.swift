internal import Git

extension Store {
    /// The proposal of this name, or the only one whose name starts so.
    ///
    /// Throws ``CoreError/unknownDream(_:)`` or ``CoreError/ambiguousDream(_:candidates:)``.
    public func dream(matching text: String) throws(CoreError) -> Dream {
        guard StoreReferences.isDreamID(text) else { throw .unknownDream(text) }
        if try reference(references.dream(text)) != nil { return try dream(text) }
        let candidates = try dreamIDs().filter { $0.hasPrefix(text) }
        guard let only = candidates.first else { throw .unknownDream(text) }
        guard candidates.count == 1 else {
            throw .ambiguousDream(text, candidates: candidates)
        }
        return try dream(only)
    }

    /// The names of all proposals, those of a remote included.
    private func dreamIDs() throws(CoreError) -> [String] {
        let local = references.dreams
        var ids: Set<String> = []
        for prefix in [local, StoreReferences.remote(local) ?? local] {
            do throws(GitError) {
                for reference in try repository.git.references(withPrefix: prefix) {
                    ids.insert(String(reference.name.dropFirst(prefix.count)))
                }
            } catch { throw .git(error) }
        }
        return ids.sorted()
    }

    /// The newest merge of a dream; nil when it never was merged.
    public func lastMerge(ofDream id: String) throws(CoreError) -> JournalEntry? {
        func fits(_ record: JournalRecord) -> Bool {
            record.entry.kind == .merge && record.entry.phase == .done && record.entry.dream == id
        }
        return try journal(until: fits).last.flatMap { fits($0) ? $0.entry : nil }
    }

    /// A name that nobody else chose: the day and four random letters.
    public func newDreamID() throws(CoreError) -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        while true {
            var bits = repository.surroundings.random()
            var word = ""
            for _ in 0..<4 {
                word.append(letters[Int(bits % UInt64(letters.count))])
                bits /= UInt64(letters.count)
            }
            let now = repository.surroundings.now()
            let id =
                Day(seconds: now, zone: repository.surroundings.zoneOffset(now)).text + "-" + word
            if try local(references.dream(id)) == nil { return id }
        }
    }
}
