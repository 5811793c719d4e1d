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
        "compulsory", "is to be", "are to be", "needs approval", "requires approval", "ought to be",
        "critical", "essential", "imperative",
    ]

    /// Words that advise for something.
    public static let recommendations: [String] = [
        "should", "recommended", "recommend", "recommends", "prefer", "preferred", "preferably",
        "ideally", "suggested", "suggest", "try to", "consider", "encouraged", "ought to",
        "it is better to", "better to", "advised", "aim to", "strive to", "by default", "favour",
        "favor", "good practice", "best practice", "expected to",
    ]

    /// Words that advise against something.
    public static let avoidances: [String] = [
        "avoid", "avoids", "avoiding", "should not", "shouldn't", "should never", "not recommended",
        "discouraged", "refrain from", "ought not", "not advised", "inadvisable", "try not to",
        "prefer not", "be careful", "beware", "steer clear of", "rather than", "instead of",
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
}
