extension RuleLexicon {
    /// The English words of force, negation, exception and condition.
    public static let english = RuleLexicon(
        cues: englishCues,
        bindingWords: bindingWords(),
        longestCue: 4,
        binding: words("must shall always mandatory has have obliged no not may under"),
        requiring: words("required ensure essential imperative requires make be"),
        forbiddingLead: "Never", obligingLead: "Must",
        ruleHeadings: Set(phrases(EnglishWords.ruleHeadings)),
        cancelling: words(EnglishWords.cancelling),
        cancellingWords: WordMarks(
            words: words(EnglishWords.cancelling), pairs: [("no", "longer")]),
        distancing: words(EnglishWords.distancing),
        remarkWords: WordMarks(
            words: words(EnglishWords.distancing + " " + EnglishWords.cancelling).sorted(),
            pairs: [("no", "longer")]),
        validity: words("follow apply obey force effect agreed valid binding hold applicable used"),
        supposing: words("if unless provided suppose supposing assuming case"),
        fillers: words(EnglishWords.fillers),
        imperatives: words(EnglishWords.imperatives),
        actors: words(
            """
            agent agents assistant assistants bot bots operator operators engineer engineers developer
            developers contributor contributors maintainer maintainers reviewer reviewers employee
            employees staff team teams
            """),
        statives: words(
            """
            have need know see hear understand think believe exist seem appear own like expect mean matter
            want support work care remember recall
            """),
        consents: words(
            """
            approval approvals permission consent signoff sign-off signature signatures authorization
            authorisation clearance confirmation
            """),
        consenting: words("approve agree sign confirm authorize authorise permit consent allow"),
        placeOpeners: words("in on during at within outside while for"),
        meansOpeners: words("by with using via through"),
        opposites: opposites(EnglishWords.opposites),
        irregulars: ["people": "person", "children": "child", "men": "man", "women": "woman"],
        refusals: words(EnglishWords.refusals),
        consultations: words(EnglishWords.consultations),
        denials: words(EnglishWords.denials),
        openers: words(
            """
            please also then and first instead therefore so yet just important critical note
            too only warning caution rule
            """),
        subjects: words("they it that which these those who we you there i"),
        auxiliaries: words(
            "is are was were be been does did will would has have had am"),
        abilities: words("can could"),
        lacking: words("without lacking"),
        contrasts: words("just only merely necessarily yet all"),
        clauseOpeners: words("and but so or nor then only since because unless except"),
        reasons: words("because since so this as"),
        scopeOpeners: words("in for with on at under within across"),
        leadIns: words("before after for in to with on at under because since"),
        contractions: [
            "can't": ["can", "not"], "cannot": ["can", "not"], "won't": ["will", "not"],
            "shan't": ["shall", "not"], "dont": ["do", "not"],
            "off-limits": ["off", "limits"], "out-of-bounds": ["out", "of", "bounds"],
        ],
        symbols: [
            0x274C: ". never ", 0x1F6AB: ". never ", 0x26D4: ". never ", 0x2717: ". never ",
            0x2192: " — ", 0x2265: " at least ", 0x2264: " at most ",
        ],
        numbers: [
            "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "twelve": 12, "twenty": 20, "hundred": 100, "thousand": 1000,
        ],
        numberLabels: words(
            """
            section step version issue rfc appendix figure table line chapter page phase sections
            steps versions pr task part item option note node level port
            """),
        upperBounds: words(
            "limited capped restricted max maximum limit most exceed under below within cap up than until"
        ),
        lowerBounds: words("min minimum least above over exceeding exceeds exceed"),
        units: EnglishUnits.units,
        references: words("see cf section sections appendix appendices ref chapter"),
        suffixes: [
            ("ations", "", 4), ("ation", "", 4), ("ments", "", 4), ("ment", "", 4),
            ("edly", "", 3), ("ions", "", 4), ("ings", "", 3), ("ies", "y", 2), ("ion", "", 4),
            ("ing", "", 3), ("ers", "", 4), ("ed", "", 3), ("er", "", 4), ("ly", "", 3),
            ("es", "", 3), ("s", "", 2), ("e", "", 3),
        ])

    /// The words without which no text binds; where only two together can make it bind, the pair.
    private static func bindingWords() -> WordMarks {
        let binding: CueSet = [
            .strong, .forbidding, .negation, .advice, .discouraging, .only, .grant,
        ]
        let phrases = englishCues.filter { !$0.value.isDisjoint(with: binding) }
            .keys
        var alone = Set(phrases.filter { $0.count == 1 }.compactMap(\.first))
        // Contractions without their apostrophe become "not" only later; the mark makes a rule of anything.
        alone.formUnion(["cannot", "dont", "guardrail"])
        alone.formUnion(words(EnglishWords.refusals + " " + EnglishWords.denials))
        alone.formUnion(Self.phrases(EnglishWords.ruleHeadings).compactMap(\.first))
        let further = phrases.filter { phrase in !phrase.contains(where: alone.contains) }
        var pairs = Set(further.map { Array($0.prefix(2)) })
        for word in words(EnglishWords.consultations) { pairs.insert([word, "before"]) }
        return WordMarks(
            words: alone.sorted(),
            pairs: pairs.sorted { $0.joined() < $1.joined() }.map { ($0[0], $0[1]) })
    }

    /// Pairs of words, in both directions.
    private static func opposites(_ list: String) -> [String: String] {
        phrases(list).reduce(into: [:]) { table, pair in
            guard let left = pair.first, let right = pair.last else { return }
            table[left] = right
            table[right] = left
        }
    }

    private static let englishCues = cueTable(EnglishWords.cues)

    private static func words(_ list: String) -> Set<String> { Set(words(in: list.utf8[...])) }

    private static func phrases(_ list: String) -> [[String]] {
        list.utf8.split(separator: UInt8(ascii: ",")).map(words)
    }

    /// Byte by byte: cutting at characters would be most of what a small command does.
    private static func words(in list: Substring.UTF8View) -> [String] {
        list.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
            .map { String(Substring($0)) }
    }

    private static func cueTable(_ table: [(CueSet, String)]) -> [[String]: CueSet] {
        var cues: [[String]: CueSet] = [:]
        for (cue, phrases) in table {
            for phrase in Self.phrases(phrases) { cues[phrase] = cue }
        }
        return cues
    }
}

/// The tables of the English lexicon.
private enum EnglishWords {
    static let cues: [(CueSet, String)] = [
        (
            .strong,
            """
            must, shall, always, required, requires, require, mandatory, has to, have to, need to,
            needs to, need, needs, ensure, obliged, imperative, essential, without exception,
            no exceptions, not optional, never optional, make sure, be sure to
            """
        ),
        (
            .forbidding,
            """
            must not, shall not, can not, may not, not allowed, not permitted, not acceptable,
            must never, shall never, may never, not ok, not okay
            """
        ),
        (
            .negation,
            "never, not, no, forbidden, forbid, forbids, prohibited, prohibit, prohibits, "
                + "disallowed, banned, off limits, out of bounds, hands off, zero tolerance, "
                + "under no circumstances, not ever, refrain from, abstain from, steer clear"
        ),
        (
            .contrast,
            """
            none, nothing, nobody, nowhere, without, neither, nor, refuse, refuses, reject, rejects,
            ignore, ignores, exclude, excluded, outside, rather than, instead of, fails if, fail if
            """
        ),
        (
            .advice,
            """
            should, ought, recommended, prefer, preferred, preferably, try to, encouraged, aim to,
            strive, suggested, advisable, good practice, best practice, better to, recommend, recommends
            """
        ),
        (
            .discouraging,
            "avoid, should not, ought not, discouraged, should never, not recommended, try not to"
        ),
        (
            .permission,
            """
            may, can, could, might, optional, optionally, free to, safe to, acceptable, need not,
            fine to, ok to, okay to, feel free
            """
        ),
        (
            .grant,
            """
            allowed, permitted, not required, not need, not need to, not have to, not require,
            do not require, does not require, do not need, does not need, exempt, exempted
            """
        ),
        (
            .only,
            "only, only allowed, only when, solely, exclusively, nothing else, exactly, alone, "
                + "nobody but, nobody except, none but, no one but, no one except, "
                + "strictly, at most, no more than, sole, limited to, restricted to, confined to, reserved for, capped at"
        ),
        (
            .exception,
            """
            unless, except, excepting, exception, exceptions, other than, excluding, apart from,
            aside from, save for, barring, besides
            """
        ),
        (
            .hedge,
            """
            usually, normally, typically, generally, mostly, ideally, where possible,
            when possible, if possible, where practical, where appropriate, as appropriate,
            as needed, often, sometimes, by default, where feasible, reasonable, if practical,
            when convenient, if convenient
            """
        ),
        (
            .condition,
            "if, when, whenever, while, once, during, in case, provided, as long as, where, until"
        ),
        (.bound, "to avoid, in order to avoid, helps avoid, help avoid"),
        (.part, "some, most, certain, several, many, few"),
        (.whole, "all, every, any, each, everything, entire"),
    ]

    static let refusals = "refuse reject deny block decline refrain abstain"
    static let consultations = "ask confirm consult escalate check"
    static let denials = "none nothing nobody neither"

    static let ruleHeadings = """
        guardrails, guardrail, red lines, hard limits, hard rules, safety rules, safety limits,
        non negotiable non-negotiable, non negotiables non-negotiables, prohibitions, don'ts
        """

    static let opposites = """
        up down, in out, on off, before after, above below, over under, inside outside, from to,
        more less, most least
        """

    static let cancelling = """
        outdated obsolete deprecated superseded revoked waived retired void cancelled canceled
        expired formerly historical archived rescinded suspended lifted invalid abolished
        """

    static let distancing = """
        example examples counterexample counterexamples bad wrong old former previous past legacy history
        inactive disabled draft drafts proposal proposals proposed propose suggestion suggestions suggested
        idea ideas considered rejected ignore ignored optional anti-pattern anti-patterns antipattern
        antipatterns myth myths hypothetical fictional joke removed dropped unused quote quotes quotation
        said says claimed claims wrote asked wanted thought believed argued nonsense mistake mistakes false
        untrue
        """

    static let fillers = """
        a an the of to in on at by for from with as and or but nor so is are was were be been being
        it its this that these those there here which who whom whose what when where while if then
        than also into onto over under about after before during until through up down out off own
        same such via per your you we our they their them he she his her i my me us do does did has
        have had will would can could may might must shall should ought need needs needed required
        require requires not no never always only any all each every both either neither some most
        other more less very just too even still yet already again once ever however therefore thus
        e.g i.e etc one unless except because since use uses used using make makes made set get put take give
        """

    static let imperatives = """
        use run keep add write read ask put make set do ensure check verify report return include
        follow create update apply prefer avoid treat start stop begin end open close call fetch
        load send show tell name place move remove delete drop skip ignore respond reply answer say
        state note list document describe explain review test build install commit push pull merge
        rebase tag release publish deploy format lint fix handle throw catch log print store save
        cache encrypt validate sanitize escape quote pass give take get let wait retry limit
        restrict confirm request require restart reset expand select choose pick mark label wrap
        extract delegate spawn dispatch invoke execute import export declare define provide
        preserve maintain respect obey honor honour rely reference see look search find generate
        regenerate replace rename convert compare match sort order separate split combine bump sign
        notify escalate alert contact consult cite mention greet speak stay remain act assume
        record track measure monitor plan propose design implement refactor change edit modify copy
        paste scan audit approve reject refuse deny block allow permit grant disable enable exclude
        protect secure rotate turn leave work enter exit disclose halt proceed continue focus
        minimize minimise redact mask
        """
}
