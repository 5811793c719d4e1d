internal import MemoryDiff

/// Folds items that say the same into the best-worded of them.
enum Folds {
    /// Least number of words in an item that is folded beside its like.
    private static let leastWords = 3
    /// Least number of words in an item that is folded from another section or memory.
    private static let leastWordsApart = 5

    static func apply(to draft: inout Draft) {
        var groups: [String: [Int]] = [:]
        for entry in draft.entries where entry.isFree && draft.isUntouched(entry.number) {
            guard entry.statement.words.count >= leastWords else { continue }
            groups[entry.statement.key, default: []].append(entry.number)
        }
        let alike = groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
        for group in alike {
            var clusters: [[Int]] = []
            for number in group {
                let entry = draft.entries[number]
                let home = clusters.firstIndex { cluster in
                    cluster.allSatisfy {
                        Surroundings.allowFolding(entry, draft.entries[$0], in: draft)
                    }
                }
                if let home { clusters[home].append(number) } else { clusters.append([number]) }
            }
            for cluster in clusters where cluster.count > 1 {
                let best = cluster.min { precedes(draft.entries[$0], draft.entries[$1]) }
                guard let best else { continue }
                draft.fold(cluster.filter { $0 != best }, into: best)
            }
        }
    }

    /// Whether the first is worded better: more names and numbers as such, a whole sentence, shorter, earlier.
    private static func precedes(_ one: Draft.Entry, _ other: Draft.Entry) -> Bool {
        let (left, right) = (precision(one), precision(other))
        if left != right { return left > right }
        let ends = [one, other].map { $0.item.text.last.map { ".!".contains($0) } == true }
        if ends[0] != ends[1] { return ends[0] }
        let (short, long) = (one.item.text.utf8.count, other.item.text.utf8.count)
        if short != long { return short < long }
        return one.number < other.number
    }

    private static func precision(_ entry: Draft.Entry) -> Int {
        entry.item.text.reduce(0) { sum, letter in
            sum + (letter.isUppercase || letter.isNumber || letter == "`" ? 1 : 0)
        }
    }

    /// Where items stand, and what that adds to what they say.
    enum Surroundings {
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

        static func allowFolding(_ one: Draft.Entry, _ other: Draft.Entry, in draft: Draft) -> Bool
        {
            let sameMemory = one.memory == other.memory
            if sameMemory, one.item.headings == other.item.headings { return true }
            let statement = one.statement
            guard statement.words.count >= leastWordsApart, let first = statement.words.first,
                !pronouns.contains(first.text)
            else { return false }
            let paths = [one, other].map { draft.memories[$0.memory].path }
            let words = [
                scope(of: one, path: paths[0]), scope(of: other, path: paths[1]),
            ]
            guard words[0].intersection(environments) == words[1].intersection(environments) else {
                return false
            }
            let headings = [headingWords(of: one), headingWords(of: other)]
            let differ =
                !headings[0].isEmpty && !headings[1].isEmpty
                && headings[0].isDisjoint(with: headings[1])
            if sameMemory { return !differ }
            // `alpha/limits.md` and `beta/limits.md` speak of different things.
            let split = paths.map { $0.split(separator: "/") }
            if split[0].last == split[1].last, split[0].count == split[1].count,
                one.item.headings == other.item.headings
            {
                return false
            }
            return !differ || isAnchored(statement)
        }

        /// Whether a statement names what it is about.
        private static func isAnchored(_ statement: Statement) -> Bool {
            statement.words.count >= 8
                || statement.words.enumerated().contains { index, word in
                    word.isIdentifier || word.isNumber || (word.isCapital && index > 0)
                }
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

        private static func scope(of entry: Draft.Entry, path: String) -> Set<String> {
            let names = path.split { "/.-_ ".contains($0) }.map(String.init)
            return Set((names + entry.item.headings).flatMap { Statement($0).words }.map(\.text))
        }
    }
}
