internal import Git

extension Store {
    /// Checks what must hold: objects, paths, production against the journal, tags, leftovers.
    ///
    /// Only reads. Git is asked about the objects when it is there (`withObjects`).
    public func verify(withObjects: Bool = true) throws(CoreError) -> [Finding] {
        var findings: [Finding] = []
        if repository.git.hasAlternates { findings.append(Finding(.error, .borrowedObjects)) }
        if FileSystem.exists(repository.directory + "/shallow") {
            findings.append(Finding(.warning, .incompleteClone))
        }
        if withObjects { findings += try objectFindings() }
        findings += try referenceFindings()
        findings += try journalFindings()
        findings += try snapshotFindings()
        findings += leftoverFindings()
        return findings.sorted { $0.severity > $1.severity }
    }

    private func objectFindings() throws(CoreError) -> [Finding] {
        let program = try repository.surroundings.requireGit()
        do {
            try program.run(
                ["fsck", "--strict", "--full", "--no-dangling", "--no-progress"],
                gitDirectory: repository.directory)
            return []
        } catch {
            guard case .program(_, _, let words) = error else { throw .git(error) }
            let lines = words.split(separator: "\n").prefix(50)
            return lines.isEmpty
                ? [Finding(.error, .objectCheck("git fsck failed"))]
                : lines.map { Finding(.error, .objectCheck(String($0))) }
        }
    }

    private func journalFindings() throws(CoreError) -> [Finding] {
        var findings = try verifyJournal().problems.map {
            Finding(.error, .journal($0.entryID, $0.problem))
        }
        guard findings.isEmpty else { return findings }
        if try journalHead() == nil {
            let (head, versions) = (try production(), try versions())
            let isEmpty = head == nil && versions.isEmpty
            return isEmpty ? [] : [Finding(.error, .journalMissing)]
        }
        let open = try interrupted()
        if let open {
            findings.append(Finding(.warning, .interrupted(open), canRepair: true))
        }
        // A pointer that moved before its operation was interrupted is part of that finding.
        if let (known, found) = try disagreement(), found == nil || found != open?.to {
            var follows = false
            if let found {
                do { follows = try repository.git.history(of: found, includes: known) } catch {
                    findings.append(Finding(.error, .unreadable(found)))
                }
            }
            if let found, follows {
                findings.append(
                    Finding(.warning, .unknownMoves(from: known, to: found), canRepair: true))
            } else {
                findings.append(
                    Finding(
                        .error, .productionRewritten(journal: known, found: found),
                        canRepair: true))
            }
        }
        findings += try tagFindings()
        do throws(CoreError) { findings += try dreamFindings() } catch {
            guard case .git(.unreadable(let objectID)) = error else { throw error }
            findings.append(Finding(.error, .unreadable(objectID)))
        }
        findings += try missingDreamFindings()
        findings += try policyFindings()
        return findings
    }

    /// Proposals that came by plain git; they can be merged, but nobody wrote down who opened them.
    private func dreamFindings() throws(CoreError) -> [Finding] {
        let known = Set(
            try journal().map(\.entry).filter { $0.kind == .dream }.compactMap(\.dream))
        return try dreams().filter { !known.contains($0.id) }
            .map { Finding(.notice, .unknownDream($0.id)) }
    }

    /// Moves that made versions, oldest first, with the tags that they should have.
    private func tagFindings() throws(CoreError) -> [Finding] {
        let moves = try journal().reversed().map(\.entry)
            .filter { $0.phase == .done && $0.kind.makesVersion }
        let versions = Dictionary(try versions().map { ($0.number, $0.objectID) }) { first, _ in
            first
        }
        let fallbacks = Dictionary(try fallbackTags().map { ($0.number, $0.objectID) }) {
            first, _ in first
        }
        var findings: [Finding] = []
        for (index, move) in moves.enumerated() {
            let number = index + 1
            guard let to = move.to else { continue }
            if versions[number] != to {
                findings.append(
                    Finding(
                        .error, .versionTag(number, expected: to, found: versions[number]),
                        canRepair: true))
            }
            guard let from = move.from, fallbacks[number] != from,
                try isPromised(number, of: moves.count, move)
            else { continue }
            findings.append(
                Finding(
                    .error, .fallbackTag(number, expected: from, found: fallbacks[number]),
                    canRepair: true))
        }
        return findings
    }

    /// Proposals that the journal opened, that were neither merged nor closed, and whose branch is gone.
    ///
    /// What was merged stays reachable from production without a branch.
    private func missingDreamFindings() throws(CoreError) -> [Finding] {
        var findings: [Finding] = []
        var seen: Set<String> = []
        for entry in try journal().map(\.entry) where entry.phase == .done {
            guard [.dream, .close, .merge].contains(entry.kind), let id = entry.dream,
                let head = entry.to, seen.insert(id).inserted, entry.kind == .dream,
                try reference(references.dream(id)) == nil
            else { continue }
            findings.append(
                Finding(.warning, .dreamBranch(id, expected: head), canRepair: true))
        }
        return findings
    }

    /// Whether the retention of what move N superseded still runs.
    private func isPromised(_ number: Int, of count: Int, _ move: JournalEntry) throws(CoreError)
        -> Bool
    {
        if number > count - Self.fallbacksKept { return true }
        guard let head = try journalHead() else { return false }
        let last = try repository.journalRecord(head).entry
        let now = JournalEntry.monotone(at: repository.surroundings.now(), after: last)
        return now - move.monotone < (move.retention ?? Self.standardRetention)
    }

    private func snapshotFindings() throws(CoreError) -> [Finding] {
        guard let production = try production() else { return [] }
        let treeID: ObjectID
        do throws(CoreError) { treeID = try repository.snapshot(production).treeID } catch {
            return [Finding(.error, .unreadable(production))]
        }
        var findings: [Finding] = []
        let files: [(path: [UInt8], entry: TreeEntry)]
        do { files = try repository.git.files(in: treeID) } catch {
            guard case .unreadable(let objectID) = error else { throw .git(error) }
            return [Finding(.error, .unreadable(objectID))]
        }
        for (bytes, entry) in files {
            let shown = String(decoding: bytes, as: UTF8.self)
            do throws(CoreError) {
                let path = try MemoryPath(bytes: bytes)
                guard entry.kind == .file else {
                    findings.append(Finding(.error, .notAFile(shown, in: production)))
                    continue
                }
                try MemoryContent.check(repository.content(of: entry.objectID), at: path)
            } catch .invalidPath(_, let rule) {
                findings.append(Finding(.error, .path(shown, rule, in: production)))
            } catch .invalidContent(_, let rule) {
                findings.append(Finding(.error, .content(shown, rule)))
            } catch .git(.unreadable(let objectID)) {
                findings.append(Finding(.error, .unreadable(objectID)))
            }
        }
        return findings
    }

    private func leftoverFindings() -> [Finding] {
        guard let program = repository.surroundings.git, repository.leaseHolder() == nil else {
            return []
        }
        let packs = PackStore(commonDirectory: repository.directory, program: program)
        let paths = (try? packs.leftovers()) ?? []
        return paths.map { Finding(.notice, .leftover(path: $0), canRepair: true) }
    }
}
