internal import Git

extension Store {
    /// Mends what ``verify(withObjects:)`` found and what can be mended, and answers all findings.
    ///
    /// A rewritten production goes back to what the journal says, as a move with an entry of its own; what
    /// it pointed at stays reachable under a tag. Missing tags are set again from the journal.
    public func repair() throws(CoreError) -> [Finding] {
        try repository.write { (writer: inout Writer) throws(CoreError) in
            guard try !isRemoteCopy() else { throw .onlyRemote(name) }
            var findings = try verify()
            let isBroken = findings.contains {
                if case .productionRewritten = $0.fact { return true }
                return false
            }
            if !isBroken { try settle(&writer) }
            for index in findings.indices where findings[index].canRepair {
                findings[index].isRepaired = try mend(findings[index].fact, &writer)
            }
            try settle(&writer)
            return findings
        }
    }

    private func mend(_ fact: Finding.Fact, _ writer: inout Writer) throws(CoreError) -> Bool {
        switch fact {
        case .productionRewritten(let journal, let found):
            try restore(journal, insteadOf: found, &writer)
        case .versionTag(let number?, let expected, let found):
            try writer.move([
                ReferenceChange(references.version(number), from: found, to: expected)
            ])
        case .fallbackTag(let number, let expected, let found):
            guard repository.git.contains(expected) else { return false }
            try writer.move([
                ReferenceChange(references.fallback(number), from: found, to: expected)
            ])
        case .dreamBranch(let id, let expected):
            guard repository.git.contains(expected) else { return false }
            try writer.move([ReferenceChange(references.dream(id), from: nil, to: expected)])
        case .policyBranch(let expected, nil):
            guard repository.git.contains(expected) else { return false }
            try writer.move([ReferenceChange(references.policy, from: nil, to: expected)])
        // Settling, before or after, takes care of these.
        case .unknownMoves, .leftover, .interrupted: break
        default: return false
        }
        return true
    }

    private func restore(
        _ known: ObjectID, insteadOf found: ObjectID?, _ writer: inout Writer
    ) throws(CoreError) {
        guard repository.git.contains(known) else { throw .git(.unreadable(object: known)) }
        let headID = try local(references.journal)
        let head = try headID.map { id throws(CoreError) in
            try repository.journalRecord(id).entry
        }
        var entry = entry(.repair, .done, operation: newOperation(), after: head)
        entry.from = found
        entry.to = known
        entry.effective = try effectiveOperation()
        var batch = try newBatch()
        let entryID = try addEntry(entry, after: headID, to: &batch)
        let pack = try writer.install(batch, operation: entry.operation)
        if let found {
            let tag = references.closed("rewritten-\(found.short)")
            if try local(tag) == nil {
                try writer.move([ReferenceChange(tag, from: nil, to: found)])
            }
        }
        try writer.move([ReferenceChange(references.production, from: found, to: known)])
        try writer.move([ReferenceChange(references.journal, from: headID, to: entryID)])
        writer.finish(pack)
    }
}
