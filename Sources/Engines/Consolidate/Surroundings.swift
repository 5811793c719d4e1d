internal import MemoryDiff

/// Where items stand, and what that adds to what they say.
enum Surroundings {
    /// Least number of words in an item that is folded from another section or memory.
    private static let leastWordsApart = 5

    private static let pronouns: Set<String> = [
        "it", "this", "they", "these", "those", "he", "she", "same", "there", "here", "its",
        "their", "then", "so",
    ]
    /// Words of headings that say nothing about what stands below.
    private static let generic: Set<String> = [
        "note", "fact", "observation", "log", "memory", "miscellaneous", "misc", "other",
        "general", "item", "list", "todo", "insight", "learning", "learned", "preference",
        "instruction", "rule", "workflow", "mistake", "reference", "detail", "summary",
        "overview", "info", "information", "context", "background", "update", "new", "old",
        "and", "recurring", "across", "session", "history", "daily", "weekly", "week", "day",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "january", "february", "march", "april", "may", "june", "july", "august",
        "september", "october", "november", "december", "today", "yesterday",
    ]
    /// Names of places in which one and the same thing is different.
    private static let environments: Set<String> = [
        "production", "staging", "test", "testing", "development", "dev", "qa", "sandbox",
        "local", "live", "preview", "canary", "linux", "macos", "windows", "android", "ios",
        "eu", "us", "europe", "asia", "frontend", "backend", "server", "client", "mobile",
        "web", "desktop",
    ]
    /// Words of paths whose memories are read by themselves, so that what they say must stand in each.
    private static let documents: Set<String> = [
        "template", "example", "skill", "command", "agent", "prompt", "claude", "rule", "readme",
    ]

    /// Whether two items of the same words say the same where they stand.
    static func allowFolding(_ one: Draft.Entry, _ other: Draft.Entry, in draft: Draft) -> Bool {
        guard one.lead == other.lead else { return false }
        let sameMemory = one.memory == other.memory
        let isBeside = sameMemory && one.item.headings == other.item.headings
        if !one.isFree || !other.isFree {
            // A guardrail goes only where the very same words go on to stand in the same place.
            return isBeside && one.item.text == other.item.text
        }
        if isBeside { return true }
        let statement = one.statement
        guard statement.words.count >= leastWordsApart, let first = statement.words.first,
            !pronouns.contains(first.text), !isEvent(first), !isLabelled(statement),
            isSameScope(one, other, in: draft)
        else { return false }
        let headings = [headingWords(of: one), headingWords(of: other)]
        let differ = !headings[0].isEmpty && !headings[1].isEmpty && headings[0] != headings[1]
        if sameMemory { return !differ }
        let paths = [one, other].map { draft.memories[$0.memory].path }
        guard paths.allSatisfy({ words(ofPath: $0).isDisjoint(with: documents) }) else {
            return false
        }
        return isAnchored(statement, byName: differ)
    }

    /// Whether two items stand where the same thing is meant by the same words: one environment, one subject.
    static func isSameScope(_ one: Draft.Entry, _ other: Draft.Entry, in draft: Draft) -> Bool {
        guard one.lead == other.lead else { return false }
        let paths = [one, other].map { draft.memories[$0.memory].path }
        let scopes = zip([one, other], paths).map { entry, path in
            words(ofPath: path).union(
                entry.item.headings.flatMap { Statement($0).words }.map(\.text)
            )
            .intersection(environments)
        }
        guard scopes[0] == scopes[1] else { return false }
        // `alpha/limits.md` and `beta/limits.md` speak of different things.
        let split = paths.map { $0.split(separator: "/") }
        return one.memory == other.memory || split[0].last != split[1].last
            || split[0].count != split[1].count
    }

    /// Whether two items stand below headings that mean the same, dates and general words aside.
    static func haveSameHeadings(_ one: Draft.Entry, _ other: Draft.Entry) -> Bool {
        headingWords(of: one) == headingWords(of: other)
    }

    /// Whether a statement begins like the note of something that happened; that can happen twice.
    private static func isEvent(_ word: Statement.Word) -> Bool {
        word.text.utf8.count > 4 && word.text.hasSuffix("ed") && word.isCapital
    }

    /// Whether a statement is a label with a value, which belongs to the memory that it stands in.
    private static func isLabelled(_ statement: Statement) -> Bool {
        statement.isLabelled && statement.words.count < 8
    }

    /// Whether a statement names what it is about.
    private static func isAnchored(_ statement: Statement, byName: Bool) -> Bool {
        (statement.words.count >= 8 && !byName)
            || statement.words.enumerated().contains { index, word in
                word.isIdentifier || word.isNumber || (word.isCapital && index > 0)
            }
    }

    private static func words(ofPath path: String) -> Set<String> {
        Set(path.split { "/.-_ ".contains($0) }.flatMap { Statement(String($0)).words }.map(\.text))
    }

    private static func headingWords(of entry: Draft.Entry) -> Set<String> {
        // The title of a file is no scope within it.
        let headings = entry.item.headings.count > 1 ? entry.item.headings.dropFirst() : []
        return Set(
            headings.flatMap { Statement($0).words }
                .filter { !$0.isNumber && !generic.contains($0.text) && !isDate($0.text) }
                .map(\.text))
    }

    private static func isDate(_ word: String) -> Bool {
        word.allSatisfy { $0.isNumber || $0 == "-" }
    }
}
