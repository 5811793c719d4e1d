internal import Git

extension Store {
    /// Takes their line where both sides moved production, and keeps ours as a dream to merge.
    ///
    /// Our journal since the two parted told of moves that nobody else has seen; it stays readable under a
    /// tag. Numbers of versions are provisional until pushed, so ours give way to theirs.
    func replace(with theirs: [String: ObjectID], _ writer: inout Writer) throws(CoreError)
        -> Adopted
    {
        guard let ourHead = try local(references.journal),
            let ours = try local(references.production),
            let theirHead = theirs[references.journal],
            let production = theirs[references.production]
        else { throw .diverged(ours: .zero, theirs: .zero) }
        try refuseUnsaved(
            movingFrom: repository.snapshot(ours).treeID,
            to: repository.snapshot(production).treeID)
        let base = try parting(ourHead, theirHead)
        let dream = "local-\(ours.short)"

        var judged = PushJudge(repository)
        judged.present = [
            references.journal: base.journal, references.production: base.production,
            references.policy: try local(references.policy),
        ]
        var changes = [
            ReferenceChange(references.journal, from: ourHead, to: theirHead),
            ReferenceChange(references.production, from: ours, to: production),
        ]
        if let policy = theirs[references.policy] {
            let present = try local(references.policy)
            let isNewer = try present.map { id throws(CoreError) in
                repository.history(policy, includes: id) == true
            }
            if present != policy, isNewer ?? true {
                changes.append(ReferenceChange(references.policy, from: present, to: policy))
            }
        }
        let refusals = try judged.refusals(for: changes)
        guard refusals.isEmpty else { throw .refused(refusals) }

        for change in try incoming(theirs) where !Self.isLine(change.name, references) {
            changes.append(change)
        }
        for reference in try ownReferences() {
            switch StoreReference.read(reference.name)?.role {
            case .version, .fallback:
                let named = theirs[reference.name]
                if named != reference.objectID {
                    changes.append(
                        ReferenceChange(reference.name, from: reference.objectID, to: named))
                }
            default: break
            }
        }
        changes += try [
            step(references.dream(dream), to: ours),
            step(references.closed("journal-\(ourHead.short)"), to: ourHead),
        ].filter { $0.old != $0.new }
        var seen: Set<String> = []
        try writer.move(changes.filter { seen.insert($0.name).inserted })
        try record(.dream, writer: &writer) { entry in
            entry.from = base.production
            entry.to = ours
            entry.dream = dream
            entry.reason = "production here before theirs was taken"
        }
        try recordDreams(&writer)
        return try finished(.replaced, from: ours, changes: changes, dream: dream)
    }

    /// Dreams that only our journal knew get entries again.
    private func recordDreams(_ writer: inout Writer) throws(CoreError) {
        var known: Set<String> = []
        for record in try journal() where record.entry.kind == .dream {
            if let dream = record.entry.dream { known.insert(dream) }
        }
        for dream in try dreams() where !known.contains(dream.id) {
            guard try local(references.dream(dream.id)) != nil else { continue }
            try record(.dream, writer: &writer) { entry in
                entry.from = dream.baseID
                entry.to = dream.head.snapshotID
                entry.dream = dream.id
            }
        }
    }

    private func step(_ name: String, to new: ObjectID) throws(CoreError) -> ReferenceChange {
        ReferenceChange(name, from: try local(name), to: new)
    }

    /// Where two lines of the journal parted, and where production was then.
    private func parting(_ ours: ObjectID, _ theirs: ObjectID) throws(CoreError) -> (
        journal: ObjectID?, production: ObjectID?
    ) {
        let base: ObjectID?
        do { base = try repository.git.mergeBase(ours, theirs) } catch { throw .git(error) }
        guard let base else { return (nil, nil) }
        var journal = try Journal(head: base, in: repository)
        while let entry = try journal.next()?.entry {
            if entry.phase == .done, entry.kind.movesProduction { return (base, entry.to) }
        }
        return (base, nil)
    }
}
