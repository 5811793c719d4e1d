internal import Git
internal import Guardrails

/// The text of a policy while somebody edits it; it stays until it is accepted.
public struct PolicyDraft: Sendable {
    /// The file to edit.
    public let path: String
    private let folder: String

    init(folder: String) {
        self.folder = folder
        path = folder + "/policy.yaml"
    }

    /// Starts with a text, unless an earlier one was never accepted: then answers true and that one stays.
    public func begin(with text: [UInt8]) throws(CoreError) -> Bool {
        if FileSystem.exists(path) { return true }
        do throws(GitError) {
            try FileSystem.createFolder(folder)
            try FileSystem.replaceDisposable(path, with: text)
        } catch { throw .git(error) }
        return false
    }

    /// What stands there now.
    public func text() throws(CoreError) -> [UInt8] {
        do { return try FileSystem.read(path, limit: Store.policyLimit) } catch {
            throw .git(error)
        }
    }

    /// Forgets the text; one that cannot be removed is found again and shown the next time.
    public func discard() { try? FileSystem.remove(path) }
}

extension Store {
    /// Where the policy of this store is edited.
    public var policyDraft: PolicyDraft {
        PolicyDraft(folder: repository.privateFolder + "/policy-drafts/\(name)")
    }

    /// What somebody who changes the rules starts from: the policy, or what says the same as none.
    public func policyTextToEdit() throws(CoreError) -> [UInt8] {
        guard let id = try policyID() else { return Array(Policy.template.utf8) }
        return try policyText(at: id)
    }
}
