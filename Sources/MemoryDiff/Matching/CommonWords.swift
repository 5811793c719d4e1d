/// Words that stand everywhere and so say little, with how often a sentence has them.
///
/// A small store cannot tell by itself that `the` is common. The lists stand in for a larger one:
/// they are added to the counts as `size` sentences would be (a prior in the sense of Bayesian
/// smoothing). What is not listed is taken to be rare.
enum CommonWords {
    /// Number of sentences that the lists stand for.
    static let size: Float = 20

    /// Share of sentences with a word, by the hash of the word.
    static let words: [UInt64: Float] = shares(\.term)
    /// Share of sentences with a stem, by the hash of the stem.
    static let stems: [UInt64: Float] = shares(\.stem)

    private static func shares(_ name: KeyPath<ScannedWord, UInt64>) -> [UInt64: Float] {
        var shares: [UInt64: Float] = [:]
        for (share, list) in lists {
            WordScanner.scan(list) { word in
                shares[word[keyPath: name]] = max(shares[word[keyPath: name]] ?? 0, share)
            }
        }
        return shares
    }

    private static let lists: [(Float, String)] = [
        (0.5, "the and of to a in der die das und le la les de et el los que y o e da do"),
        (
            0.2,
            """
            is that it for was on with as be are this by at from or not have an you he his i they
            but we which has had were will their all can if
            ist ein eine den von zu mit im auf für nicht des dem sich es
            est un une des du en dans pour que qui sur pas au
            en un una del se por con no las es para
            em um uma não os as com por
            di il che è un una per non del della con
            het een van is dat op te met niet
            и в не на что с по как это к у за из
            """
        ),
        (
            0.06,
            """
            she her him its our your my me them us who what when where how there here then than so
            do does did been being would could should may might must shall no one any some more
            most other such only also into out up about over after before between through these
            those each very just because while during both under again am too few much many now
            even still yet ever never always upon let against without within off down until since
            however therefore thus use used using make made get need go new old
            wird sind auch als an werden aus bei nach oder aber wenn nur noch muss kann
            il elle sont avec ce cette plus par ou mais si ne se leur tout doit peut
            su al lo como más pero sus le ya este si porque cuando muy sin debe puede
            mas ao se mais ou quando muito nos já também
            sono alla anche più come ma se si da nel lo gli
            zijn ook maar als er aan bij om deze wordt
            он она они мы вы для от до или если но так же
            """
        ),
    ]
}
