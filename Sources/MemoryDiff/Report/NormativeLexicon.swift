/// The words by which rules bind, in one place: force, exceptions, conditions, bounds and scope.
///
/// Entries are lower case with a straight apostrophe; an entry may be a phrase, its words separated
/// by one space. Longer phrases are listed with the force they have as a whole, so a reader of
/// these lists must try the longest entry first. The degrees of force follow RFC 2119 and RFC 8174.
public enum NormativeLexicon {
    /// How strongly a word binds; ordered, weakest first.
    public enum Force: Int, Sendable, Hashable, CaseIterable, Comparable {
        /// Leaves a choice: may, can, optional.
        case permission
        /// Advises: should, prefer, avoid.
        case recommendation
        /// Binds: must, always, never.
        case obligation

        /// Orders by strength.
        public static func < (left: Force, right: Force) -> Bool { left.rawValue < right.rawValue }
    }

    /// Words that forbid.
    public static let prohibitions: [String] = [
        "never", "never ever", "must not", "must never", "mustn't", "shall not", "shall never",
        "shan't", "may not", "can not", "cannot", "can't", "do not", "don't", "do not ever",
        "does not", "doesn't", "no longer", "not allowed", "not permitted", "not acceptable",
        "disallowed", "disallow", "forbidden", "forbid", "forbids", "prohibited", "prohibit",
        "prohibits", "banned", "off limits", "off-limits", "under no circumstances",
        "in no case", "on no account", "not be", "refuse", "refuse to", "reject", "stop",
        "not under any circumstances", "strictly forbidden", "strictly prohibited", "unacceptable",
        "will not", "won't", "are not to", "is not to",
    ]

    /// Words that demand.
    public static let obligations: [String] = [
        "must", "always", "shall", "required", "require", "requires", "is required to",
        "are required to", "have to", "has to", "mandatory", "obligatory", "need to", "needs to",
        "ensure", "make sure", "be sure to", "at all times", "without exception", "non-negotiable",
        "compulsory", "need", "needs", "is to be", "are to be", "needs approval",
        "requires approval", "ought to be",
        "critical", "essential", "imperative",
    ]

    /// Words that advise for something.
    public static let recommendations: [String] = [
        "should", "recommended", "recommend", "recommends", "prefer", "prefers", "preferred",
        "preferably",
        "ideally", "suggested", "suggest", "try to", "consider", "encouraged", "ought to",
        "it is better to", "better to", "advised", "aim to", "strive to", "by default", "favour",
        "favor", "good practice", "best practice", "expected to",
    ]

    /// Words that advise against something.
    public static let avoidances: [String] = [
        "avoid", "avoids", "avoiding", "should not", "shouldn't", "should never", "not recommended",
        "discouraged", "refrain from", "ought not", "not advised", "inadvisable", "try not to",
        "prefer not", "be careful", "beware", "steer clear of",
        "minimise", "minimize",
    ]

    /// Words that leave a choice.
    public static let permissions: [String] = [
        "may", "can", "could", "might", "allowed", "allowed to", "permitted", "permit", "permits",
        "optional", "optionally", "free to", "is ok", "is okay", "is fine", "are fine",
        "acceptable", "at your discretion", "if you like", "if you want", "feel free",
        "not required", "not necessary", "no need to", "need not", "needn't", "don't need to",
        "do not need to", "don't have to", "do not have to",
    ]

    /// Words that take something out of a rule.
    public static let exceptions: [String] = [
        "unless", "except", "except for", "except when", "except if", "except that", "excepting",
        "excluding", "exclude", "excludes", "other than", "apart from", "aside from",
        "with the exception of", "save for", "but not", "exempt", "exempted", "exception",
        "exceptions", "barring", "outside of", "not including", "however",
    ]

    /// Words that make a rule depend on something.
    public static let conditions: [String] = [
        "if", "when", "whenever", "while", "until", "till", "before", "after", "once", "only if",
        "only when", "only after", "if and only if", "provided", "provided that", "providing",
        "as long as", "so long as", "in case", "in the event", "in the event of", "given that",
        "assuming", "without", "unless", "where", "wherever", "during", "prior to", "upon",
        "subject to", "depending on",
    ]

    /// Words that bound or single out.
    public static let bounds: [String] = [
        "only", "solely", "exclusively", "just", "at most", "no more than", "not more than",
        "up to", "less than", "fewer than", "below", "under", "maximum", "max", "at least",
        "no less than", "no fewer than", "more than", "above", "over", "exceed", "exceeds",
        "minimum", "min", "limit", "limited to", "within", "exactly", "between",
    ]

    /// Words that cover everything.
    public static let universals: [String] = [
        "all", "any", "every", "each", "everything", "everyone", "anything", "anyone", "anybody",
        "everybody", "entire", "whole", "both", "always", "no", "none", "nothing", "nobody",
        "never", "in all cases", "regardless", "regardless of", "whatever", "whichever",
    ]

    /// Words that cover a part.
    public static let partials: [String] = [
        "some", "most", "many", "few", "several", "certain", "usually", "typically", "generally",
        "often", "sometimes", "mostly", "mainly", "largely", "normally", "commonly", "rarely",
        "where possible", "when possible", "if possible", "as far as possible", "where practical",
        "where appropriate", "when appropriate", "as appropriate", "if necessary", "as needed",
        "in most cases", "in general", "significant", "systematic", "selected", "specific",
        "major", "large", "frequently", "occasionally", "particularly", "especially",
    ]

    /// Words that turn a statement into its opposite.
    public static let negations: [String] = [
        "not", "no", "never", "none", "nothing", "nobody", "neither", "nor", "without", "cannot",
        "can't", "don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "won't",
        "wouldn't", "shouldn't", "mustn't", "couldn't", "hasn't", "haven't", "hadn't", "needn't",
        "shan't", "n't", "dont", "doesnt", "cant", "wont",
    ]

    /// Units that may follow a number, beside symbols such as `%`, `$` or `€`.
    public static let units: [String] = [
        "ms", "s", "sec", "secs", "second", "seconds", "min", "mins", "minute", "minutes", "h",
        "hr",
        "hrs", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
        "b", "byte", "bytes", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib", "bit", "bits",
        "kbps", "mbps", "gbps", "hz", "khz", "mhz", "ghz", "mm", "cm", "m", "km", "inch", "inches",
        "ft", "mile", "miles", "mg", "g", "kg", "lb", "lbs", "percent", "%", "px", "pt", "rem",
        "em",
        "usd", "eur", "gbp", "dollar", "dollars", "euro", "euros", "cents", "token", "tokens",
        "character", "characters", "chars", "line", "lines", "word", "words", "file", "files",
        "item", "items", "row", "rows", "request", "requests", "retry", "retries", "attempt",
        "attempts", "time", "times", "core", "cores", "thread", "threads", "user", "users",
        "people", "person", "persons", "point", "points", "degree", "degrees", "rpm", "qps", "rps",
        "°c", "°f", "v", "w", "kw", "kwh",
    ]

    /// Words of scope that are mostly ordinary words.
    public static let plainWords: Set<String> = [
        "no", "large", "major", "significant", "specific", "selected", "particularly",
        "especially", "both", "frequently", "nothing", "few", "several",
    ]

    /// Bounds that single out or close a list, numbers aside.
    public static let restrictors: Set<String> = [
        "only", "solely", "exclusively", "at most", "no more than", "not more than", "up to",
        "at least", "no less than", "no fewer than", "limited to", "exactly", "maximum", "minimum",
    ]

    /// Words whose number only says where something stands.
    public static let numbered: Set<String> = [
        "step", "steps", "section", "phase", "chapter", "part", "figure", "table", "item", "task",
        "point", "rule", "option", "example", "page", "no", "nr",
    ]

    /// Names of months, for dates in words.
    public static let months: [String] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]

    /// Words written in capitals for emphasis, which are no names, and sentence words such as `I`.
    public static let emphases: [String] = [
        "must", "never", "always", "not", "do", "don't", "no", "only", "all", "any", "important",
        "critical", "warning", "note", "caution", "danger", "required", "shall", "should", "may",
        "optional", "recommended", "before", "after", "if", "when", "unless", "except", "and", "or",
        "every", "each", "stop", "todo", "fixme", "fix", "tip", "yes", "ok", "good", "bad", "be",
        "is", "are", "the", "this", "that", "it", "high", "medium", "low", "to", "for", "with",
        "without", "i", "i'm",
        "i'll",
        "i've", "i'd", "example", "rule", "rules", "forbidden", "prohibited", "mandatory", "avoid",
        "prefer", "use", "new", "old", "first", "then", "also", "exactly", "immediately", "ever",
        "cannot", "can", "will", "has", "have", "in", "on", "of", "a", "an", "at", "by", "from",
    ]

    /// What a denial turns into a bound: `not more than`.
    static let excesses: Set<String> = [
        "more than", "less than", "fewer than", "over", "above", "below", "under", "exceed",
        "exceeds", "mehr als", "weniger als", "más de", "plus de",
    ]

    /// Advice against something that does not deny the statement.
    static let cautions: Set<String> = ["be careful", "beware", "minimise", "minimize"]

    /// Prohibitions that describe more often than they forbid.
    public static let descriptiveNegations: Set<String> = [
        "cannot", "can't", "can not", "does not", "doesn't", "no longer", "not be", "reject",
        "stop", "refuse", "refuse to", "will not", "won't", "may not", "unacceptable",
    ]

    /// Prohibitions that are commands only where a clause opens with them.
    public static let commands: Set<String> = ["do not", "don't", "do not ever"]

    /// Words after which a command may follow, and subjects that a command is given to.
    public static let commandOpeners: Set<String> = [
        "and", "but", "or", "so", "then", "please", "you", "we", "agents", "agent", "also", "that",
        "just", "otherwise", "always", "absolutely", "i",
    ]

    /// Words that show a limit's other half: whom to ask.
    public static let consentWords: Set<String> = [
        "approval", "approve", "approved", "permission", "ask", "asking", "confirm", "confirmation",
        "confirming", "consent", "sign-off", "authorization", "authorisation", "authorized",
        "authorised", "reviewed", "explicit",
    ]

    /// Words of taste.
    public static let tasteWords: Set<String> = [
        "prefers", "prefer", "preferred", "preference", "likes", "dislikes", "favourite",
        "favorite", "loves", "hates", "enjoys", "rather",
    ]

    /// Words of failure.
    public static let failureWords: Set<String> = [
        "mistake", "mistakes", "mistakenly", "lesson", "lessons", "postmortem", "regression",
        "outage", "incident", "gotcha", "pitfall", "root-cause", "misconfigured", "broke",
    ]

    /// Words of noticing.
    public static let noticingWords: Set<String> = [
        "noticed", "observed", "seems", "seemed", "appears", "appeared", "saw", "today",
        "yesterday", "currently", "recently", "reported", "mentioned",
    ]

    /// Verbs that open an instruction.
    public static let imperatives: Set<String> = [
        "use", "run", "add", "keep", "write", "read", "check", "create", "make", "ensure", "set",
        "put", "start", "stop", "open", "close", "update", "remove", "delete", "call", "include",
        "follow", "ask", "verify", "test", "build", "commit", "push", "avoid", "prefer", "place",
        "name", "move", "copy", "install", "configure", "document", "always", "consider", "treat",
        "return", "implement", "define", "apply", "mark", "wrap", "store", "save", "load", "wait",
        "send", "review", "report", "list", "pass", "provide", "select", "describe", "explain",
        "focus", "start", "begin", "finish", "leave", "let", "see", "refer", "replace", "rename",
    ]

    private static let unitSet = Set(units).union(foreignUnits)
    private static let attachedUnitSet = Set(attachedUnits)
    private static let emphasisSet = Set(emphases)

    /// True for a prohibition that is a command only where a clause opens with it.
    static func isCommand(_ phrase: String) -> Bool {
        commands.contains(phrase) || foreignCommands.contains(phrase)
    }

    /// True for a word that is a unit of measurement or of counting.
    static func isUnit(_ word: String) -> Bool {
        unitSet.contains(word) || attachedUnitSet.contains(word)
    }

    /// True for a word that is written in capitals for emphasis only.
    static func isEmphasis(_ word: String) -> Bool { emphasisSet.contains(word) }

    /// A unit without the ending of its plural, so that `1 hour` and `2 hours` agree.
    static func singular(_ unit: String) -> String {
        guard unit.count > 3, unit.hasSuffix("s") else { return unit }
        let short = String(unit.dropLast())
        if unit.hasSuffix("ies") { return String(unit.dropLast(3)) + "y" }
        return unitSet.contains(short) ? short : unit
    }
}
