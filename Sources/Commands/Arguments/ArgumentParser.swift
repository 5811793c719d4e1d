import Render

/// Sorts words to the parameters that they belong to, by the conventions of GNU `getopt_long`.
struct ArgumentParser {
    let parameters: [any DeclaredParameter]
    /// The command that explains the usage.
    let help: String

    /// The key under which stands how many positionals came before `--`.
    static let separator = "--"

    /// The words of every parameter, by its key.
    func parse(_ words: [String]) throws(Failure) -> [String: [String]] {
        var found: [String: [String]] = [:]
        var positionals: [String] = []
        var index = 0
        while index < words.count {
            let word = words[index]
            index += 1
            if word == "--" {
                found[Self.separator] = ["\(positionals.count)"]
                positionals += words[index...]
                break
            } else if word.hasPrefix("--") {
                try long(word, words, &index, &found)
            } else if word.hasPrefix("-"), word != "-" {
                try short(word, words, &index, &found)
            } else {
                positionals.append(word)
            }
        }
        try distribute(positionals, &found)
        return found
    }

    /// A failure of the words, with the way to help.
    func failure(_ message: Message) -> Failure {
        .invalid(message, hints: ["\(help)"])
    }

    private func long(
        _ word: String, _ words: [String], _ index: inout Int, _ found: inout [String: [String]]
    ) throws(Failure) {
        let parts = word.dropFirst(2).split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard let parameter = options.first(where: { $0.name == name }) else {
            throw unknown(
                "--\(name)", among: options.filter { !$0.isHidden }.map { "--\($0.name)" })
        }
        if case .flag = parameter.place {
            guard parts.count == 1 else {
                throw failure("\(parameter.shown) takes no value")
            }
            found[parameter.key, default: []].append(name)
        } else if parts.count == 2 {
            found[parameter.key, default: []].append(String(parts[1]))
        } else {
            found[parameter.key, default: []].append(try next(words, &index, for: parameter))
        }
    }

    private func short(
        _ word: String, _ words: [String], _ index: inout Int, _ found: inout [String: [String]]
    ) throws(Failure) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            guard let parameter = options.first(where: { $0.short == letter }) else {
                throw failure("unknown option '-\(String(letter))'")
            }
            if case .flag = parameter.place {
                found[parameter.key, default: []].append(String(letter))
            } else if letters.isEmpty {
                found[parameter.key, default: []].append(try next(words, &index, for: parameter))
            } else {
                found[parameter.key, default: []].append(String(letters))
                letters = ""
            }
        }
    }

    private func next(
        _ words: [String], _ index: inout Int, for parameter: ParameterDeclaration
    ) throws(Failure) -> String {
        guard index < words.count, words[index] != "--" else {
            throw failure("\(parameter.shown) needs a value: \(parameter.valueShown)")
        }
        index += 1
        return words[index - 1]
    }

    /// Gives every positional its minimum first, then fills from the left.
    private func distribute(
        _ words: [String], _ found: inout [String: [String]]
    ) throws(Failure) {
        let places = parameters.map(\.declaration).compactMap { declaration in
            if case .positional(let least, let most) = declaration.place {
                return (declaration, least, most)
            }
            return nil
        }
        var rest = words[...]
        var owed = places.reduce(0) { $0 + $1.1 }
        for (declaration, least, most) in places {
            owed -= least
            guard rest.count >= least else {
                throw failure("missing argument \(declaration.shown)")
            }
            let take = min(most ?? Int.max, max(least, rest.count - owed))
            found[declaration.key] = Array(rest.prefix(take))
            rest = rest.dropFirst(take)
        }
        if let surplus = rest.first {
            throw failure("unexpected argument '\(surplus)'")
        }
    }

    private func unknown(_ word: String, among known: [String]) -> Failure {
        if let near = Spelling.nearest(to: word, in: known) {
            return failure("unknown option '\(word)'; did you mean '\(near)'?")
        }
        return failure("unknown option '\(word)'")
    }

    private var options: [ParameterDeclaration] {
        parameters.map(\.declaration).filter {
            if case .positional = $0.place { return false }
            return true
        }
    }
}

extension ParameterDeclaration {
    /// What stands for its value: `N`, or the accepted values.
    var valueShown: String {
        if !accepted.isEmpty { return accepted.oneOf }
        if case .option(let value, _) = place { return value }
        return name
    }
}
