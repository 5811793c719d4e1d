internal import Git

/// The name of a store: a line of snapshots in a repository.
public struct StoreName: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The text; it is part of reference names.
    public let description: String

    /// The store that is meant when none is named.
    public static let standard = StoreName(unchecked: "memory")

    private init(unchecked: String) { description = unchecked }

    /// Accepts letters, digits, `.`, `_` and `-`, at most 64 bytes, starting with a letter or digit, as
    /// far as git accepts the result in a reference name.
    public init(_ text: String) throws(CoreError) {
        let isPlain = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                || [0x2D, 0x2E, 0x5F].contains($0)
        }
        guard isPlain, let first = text.utf8.first, ![0x2D, 0x2E, 0x5F].contains(first),
            text.utf8.count <= 64, Repository.isValidReferenceName("refs/heads/\(text)/production")
        else { throw .invalidStoreName(text) }
        description = text
    }

    /// Orders by text.
    public static func < (left: StoreName, right: StoreName) -> Bool {
        left.description < right.description
    }
}

/// The full names of a store's references.
public struct StoreReferences: Sendable, Hashable {
    /// The store.
    public let store: StoreName

    /// The references of a store.
    public init(_ store: StoreName) { self.store = store }

    /// The production pointer.
    public var production: String { "refs/heads/\(store)/production" }
    /// The journal.
    public var journal: String { "refs/heads/\(store)/journal" }
    /// The rules.
    public var policy: String { "refs/heads/\(store)/policy" }
    /// The transcripts of past sessions.
    public var sessions: String { "refs/heads/\(store)/sessions" }
    /// What all dream branches start with.
    public var dreams: String { "refs/heads/\(store)/dream/" }
    /// What all version tags start with.
    public var versions: String { "refs/tags/\(store)/v" }
    /// What all fallback tags start with.
    public var fallbacks: String { "refs/tags/\(store)/fallback/" }
    /// What the tags of closed dreams start with.
    public var closed: String { "refs/tags/\(store)/closed/" }

    /// The branch that keeps what reviewers wrote instead of a dream's words.
    public func review(_ id: String) -> String { "refs/heads/\(store)/review/\(id)" }
    /// The branch of a dream.
    public func dream(_ id: String) -> String { dreams + id }
    /// The tag of a version.
    public func version(_ number: Int) -> String { versions + "\(number)" }
    /// The tag of what production pointed at before a move.
    public func fallback(_ number: Int) -> String { fallbacks + "\(number)" }
    /// The tag of a dream that was closed without a merge.
    public func closed(_ id: String) -> String { closed + id }

    /// Whether a name is one that a store gives.
    func owns(_ name: String) -> Bool {
        if [production, journal, policy, sessions].contains(name) { return true }
        for prefix in [versions, fallbacks] where name.hasPrefix(prefix) {
            let number = name.dropFirst(prefix.count)
            return Int(number).map { $0 > 0 && "\($0)" == number } ?? false
        }
        return [dreams, review(""), closed].contains { name.hasPrefix($0) }
    }

    /// The same reference as an ordinary clone keeps it.
    static func remote(_ name: String) -> String? {
        guard name.hasPrefix("refs/heads/") else { return nil }
        return "refs/remotes/origin/" + name.dropFirst("refs/heads/".count)
    }
}
