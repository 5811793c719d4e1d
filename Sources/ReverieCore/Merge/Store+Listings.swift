public import Git

extension Store {
    /// Where this clone notes at which production the conflicts of a dream were listed last.
    ///
    /// A note of this machine alone, which may be lost: without it a resolution is taken as it comes.
    private func listingPath(_ dream: String) -> String {
        repository.privateFolder + "/listings/\(name)/\(dream)"
    }

    /// Notes that the conflicts of a dream were listed against a production, as far as that is possible.
    public func noteListing(ofDream id: String, at production: ObjectID) {
        guard StoreReferences.isDreamID(id) else { return }
        let path = listingPath(id)
        do throws(GitError) {
            try FileSystem.createFolder(repository.privateFolder + "/listings/\(name)")
            try FileSystem.replace(path, with: Array((production.description + "\n").utf8))
        } catch {
            // Somebody who only reads cannot leave notes; resolutions then carry the id themselves.
            return
        }
    }

    /// The production against which the conflicts of a dream were listed last; nil when nothing is noted.
    public func listing(ofDream id: String) -> ObjectID? {
        guard StoreReferences.isDreamID(id),
            let bytes = try? FileSystem.read(listingPath(id), limit: 256)
        else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").first
            .flatMap { ObjectID($0) }
    }

    /// Forgets the note about a dream's conflicts.
    public func forgetListing(ofDream id: String) {
        guard StoreReferences.isDreamID(id) else { return }
        try? FileSystem.remove(listingPath(id))
    }
}
