extension GlobalOptions {
    /// What must be known before the words are understood, so that a failure of the words is shown right.
    struct Scan: Hashable {
        var isJSON = false
        var isHelp = false
        var isVersion = false
        var colour = Colour.auto
    }

    /// Looks for global options without judging the rest.
    static func scan(_ words: [String]) -> Scan {
        var scan = Scan()
        var rest = words[...]
        while let word = rest.popFirst(), word != "--" {
            switch word {
            case "--json": scan.isJSON = true
            case "--help", "-h": scan.isHelp = true
            case "--version": scan.isVersion = true
            case "--color": scan.colour = rest.first.flatMap(Colour.init(rawValue:)) ?? scan.colour
            case _ where word.hasPrefix("--color="):
                scan.colour = Colour(rawValue: String(word.dropFirst(8))) ?? scan.colour
            default: break
            }
        }
        return scan
    }

    /// The words of one global option at the start of the words, if one stands there.
    static func prefix(of words: ArraySlice<String>) -> [String]? {
        guard let word = words.first, word.hasPrefix("-"), word != "-", word != "--" else {
            return nil
        }
        for option in all.map(\.declaration) {
            if case .flag = option.place {
                if word == "--\(option.name)" || option.short.map({ word == "-\($0)" }) == true {
                    return [word]
                }
            } else if word.hasPrefix("--\(option.name)=") {
                return [word]
            } else if word == "--\(option.name)" || option.short.map({ word == "-\($0)" }) == true {
                return Array(words.prefix(2))
            } else if let short = option.short, word.hasPrefix("-\(short)") {
                return [word]
            }
        }
        return nil
    }
}
