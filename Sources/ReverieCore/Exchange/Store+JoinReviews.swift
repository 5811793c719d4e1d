internal import Git

extension Store {
    /// Makes one branch of two where reviewers of two clones wrote words for the same dream.
    ///
    /// The commit has both as parents, so that no words are lost; which of them count, the journal says.
    func joinReviews(_ theirs: [String: ObjectID], _ writer: inout Writer) throws(CoreError) -> (
        changes: [ReferenceChange], pack: PackStore.Installed?
    ) {
        var batch = try newBatch()
        var changes: [ReferenceChange] = []
        let signature = signature()
        for (name, other) in theirs.sorted(by: { $0.key < $1.key }) {
            guard let (store, role) = StoreReference.read(name), store == self.name,
                case .review(let id) = role, let ours = try local(name),
                repository.history(other, includes: ours) != true,
                repository.history(ours, includes: other) != true
            else { continue }
            let treeID = try repository.snapshot(ours).treeID
            let joined: ObjectID
            do throws(GitError) {
                joined = try batch.addCommit(
                    tree: treeID, parents: [other, ours], author: signature,
                    committer: signature, message: "\(self.name): words for dream \(id)\n")
            } catch { throw .git(error) }
            changes.append(ReferenceChange(name, from: ours, to: joined))
        }
        guard !changes.isEmpty else { return ([], nil) }
        return (changes, try writer.install(batch, operation: newOperation()))
    }
}
