public import Git
public import Guardrails
internal import MemoryDiff

extension Check {
    /// The check that every part of Reverie uses, so that equal moves have equal verdicts everywhere.
    ///
    /// - Parameters:
    ///   - policy: The rules.
    ///   - key: What the fingerprints of secrets depend on beside their values: the same in every copy of a store, so
    ///     that verdicts agree, and unknown to who reads only a log. Empty where there is no store.
    public static func standard(_ policy: Policy, key: String = "") -> Check {
        Check(
            policy: policy,
            extractor: GuardrailExtractor { Digest.sha256Bytes($0) },
            scanner: SecretScanner {
                String(Digest.sha256(Array(key.utf8) + [0] + $0).prefix(12))
            })
    }
}

extension Store {
    /// The verdict on a move between two trees of the repository under a policy; reads only.
    ///
    /// `dream` is the head of the dream that the move merges, if any: its canaries count as well.
    public func verdict(
        from base: ObjectID, to result: ObjectID, under policy: AppliedPolicy,
        merging dream: Snapshot? = nil
    ) throws(CoreError) -> Judged {
        let (old, new) = try repository.changedMemories(from: base, to: result)
        return try judge(
            old: old, new: new, base: base, result: result, under: policy, merging: dream
        ).judged
    }

    /// The verdict on a move whose result may still be in a batch.
    func verdict(
        from base: ObjectID, to result: ObjectID, in batch: borrowing ObjectBatch,
        under policy: AppliedPolicy, merging dream: Snapshot?
    ) throws(CoreError) -> Judged {
        let changed = try changedMemories(from: base, to: result, in: batch)
        return try judge(
            old: changed.old, new: changed.new, base: base, result: result, under: policy,
            merging: dream
        ).judged
    }

    /// The memories at which two trees differ; the second may still be in a batch.
    func changedMemories(
        from base: ObjectID, to result: ObjectID, in batch: borrowing ObjectBatch
    ) throws(CoreError) -> (old: [Memory], new: [Memory]) {
        let differences: [PathDifference]
        do { differences = try repository.git.differences(from: base, to: result, in: batch) } catch
        {
            throw .git(error)
        }
        var old: [Memory] = []
        var new: [Memory] = []
        for difference in differences {
            let path = String(decoding: difference.path, as: UTF8.self)
            if let entry = difference.old, entry.kind != .submodule {
                old.append(Memory(path: path, content: try repository.content(of: entry.objectID)))
            }
            guard let entry = difference.new, entry.kind != .submodule else { continue }
            let pending: [UInt8]?
            do { pending = try batch.content(of: entry.objectID) } catch { throw .git(error) }
            let content: [UInt8]
            if let pending {
                content = pending
            } else {
                content = try repository.content(of: entry.objectID)
            }
            new.append(Memory(path: path, content: content))
        }
        return (old, new)
    }

    /// The verdict on a move, and the summary of the store after it.
    func judge(
        old: [Memory], new: [Memory], base: ObjectID, result: ObjectID,
        under policy: AppliedPolicy, merging dream: Snapshot?
    ) throws(CoreError) -> (judged: Judged, after: StoreSummary) {
        let check = Check.standard(policy.policy, key: try fingerprintKey())
        let change = check.change(from: old, to: new)
        let before = try summary(of: base, by: check.extractor)
        let unchanged = before.replacing(change.baseProfiles, with: [])
        let changed = Set(old.map(\.path))
        var verdict = try check.verdict(on: change, unchanged: unchanged) {
            () throws(CoreError) -> StoreIndex in
            let rest = try repository.memories(in: base).filter { !changed.contains($0.path) }
            return StoreIndex(rest.map(check.extractor.profile))
        }
        if let dream {
            verdict = verdict.adding(
                try canaryViolations(ofDream: dream, from: old, to: new, by: check))
        }
        let judged = Judged(
            verdict: verdict, base: base, result: result, policyID: policy.commitID)
        return (judged, unchanged.replacing([], with: change.resultProfiles))
    }

    /// The summary of a tree: the one that is kept, brought up to date where that is less work than a new one.
    private func summary(of treeID: ObjectID, by extractor: GuardrailExtractor) throws(CoreError)
        -> StoreSummary
    {
        if treeID == .emptyTree { return StoreSummary() }
        if let (kept, summary) = summaries.load() {
            if kept == treeID { return summary }
            // The kept tree may be gone, or of another repository: then it helps nobody.
            if let (old, new) = try? repository.changedMemories(from: kept, to: treeID) {
                return summary.replacing(
                    old.map(extractor.outline), with: new.map(extractor.outline))
            }
        }
        return StoreSummary(try repository.memories(in: treeID).map(extractor.outline))
    }

    /// The store's first snapshot, by which fingerprints of secrets differ from store to store.
    private func fingerprintKey() throws(CoreError) -> String {
        try reference(references.version(1))?.description ?? ""
    }

    /// The summary of a store whose contents are at hand, so that no later move has to read them again.
    func summary(of contents: FolderContents) -> StoreSummary {
        let extractor = Check.standard(.builtIn).extractor
        return StoreSummary(
            contents.files.lazy.map {
                extractor.outline(of: Memory(path: $0.path.description, content: $0.content))
            })
    }

    var summaries: SummaryCache { SummaryCache(folder: repository.cacheFolder, name: name) }
}
