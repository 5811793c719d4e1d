internal import Git

extension Store {
    /// What is wrong with the names of references: one altered byte hides a reference from every reader.
    func referenceFindings() throws(CoreError) -> [Finding] {
        var findings: [Finding] = []
        do {
            findings = try PackedReferences(in: repository.directory).damagedLines.map {
                Finding(.error, .packedReferences(line: $0))
            }
            for space in ["refs/heads/\(name)/", "refs/tags/\(name)/"] {
                for found in try repository.git.references(withPrefix: space)
                where !references.owns(found.name) {
                    findings.append(Finding(.notice, .unknownReference(found.name)))
                }
            }
        } catch { throw .git(error) }
        return findings
    }

    /// The rules must follow those that the journal knows, so that nobody takes them back with plain git.
    ///
    /// Two lines of the journal that were joined may each know a newest policy; one of them has to hold.
    func policyFindings() throws(CoreError) -> [Finding] {
        let known = try journal().map(\.entry).filter { $0.kind == .policy && $0.phase == .done }
            .compactMap(\.policy)
        guard let newest = known.first else { return [] }
        let found = try reference(references.policy)
        guard let found else {
            return [
                Finding(.error, .policyBranch(expected: newest, found: nil), canRepair: true)
            ]
        }
        do {
            for policy in known where try repository.git.history(of: found, includes: policy) {
                var isNewest = true
                for other in known where other != policy {
                    if try repository.git.history(of: other, includes: policy) { isNewest = false }
                }
                if isNewest { return [] }
            }
        } catch {
            guard case .unreadable(let objectID) = error else { throw .git(error) }
            return [Finding(.error, .unreadable(objectID))]
        }
        return [Finding(.error, .policyBranch(expected: newest, found: found))]
    }
}
