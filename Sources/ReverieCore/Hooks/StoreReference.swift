/// What a reference is to a store, read off its name.
enum StoreReference: Hashable {
    case production, journal, policy, sessions
    case dream(String)
    /// Words of reviewers about a dream.
    case review(String)
    case version(Int)
    case fallback(Int)
    case closed(String)
    /// A reference whose short name is that of a branch or tag of the store, and which git would take instead.
    case shadow

    /// Folders of `refs` that git knows, and whose short names begin behind them.
    private static let folders: Set<Substring> = ["heads", "tags", "remotes", "notes", "replace"]

    /// The store and the role; nil for what is none of Reverie's business.
    static func read(_ name: String) -> (store: StoreName, role: StoreReference)? {
        let parts = name.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        // Git looks for `memory/production` in `refs` before it looks in `refs/heads`.
        if parts.count >= 3, parts[0] == "refs", !folders.contains(parts[1]),
            let store = try? StoreName(String(parts[1]))
        {
            let rest = parts[2...].joined(separator: "/")
            return tag(rest) == nil ? nil : (store, .shadow)
        }
        guard parts.count == 4, parts[0] == "refs", let store = try? StoreName(String(parts[2]))
        else { return nil }
        let rest = String(parts[3])
        let isTag = parts[1] == "tags"
        guard isTag || parts[1] == "heads" else { return nil }
        guard let role = isTag ? tag(rest) : branch(rest) else { return nil }
        return (store, role)
    }

    private static func branch(_ rest: String) -> StoreReference? {
        switch rest {
        case "production": .production
        case "journal": .journal
        case "policy": .policy
        case "sessions": .sessions
        default:
            rest.hasPrefix("dream/")
                ? .dream(String(rest.dropFirst(6)))
                : rest.hasPrefix("review/") ? .review(String(rest.dropFirst(7))) : nil
        }
    }

    private static func tag(_ rest: String) -> StoreReference? {
        if branch(rest) != nil { return .shadow }
        if let number = Store.number(after: "v", in: rest) { return .version(number) }
        if let number = Store.number(after: "fallback/", in: rest) { return .fallback(number) }
        return rest.hasPrefix("closed/") ? .closed(String(rest.dropFirst(7))) : nil
    }
}
