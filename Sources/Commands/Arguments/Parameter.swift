/// One thing that a command can be told, as a typed constant: `arguments[Log.limit]` is an `Int?`.
///
/// Made by the functions of its extensions: `flag`, `option`, `repeated`, `number`, `choice`,
/// `argument`, `optionalArgument`, `arguments`.
public struct Parameter<Value: Sendable>: DeclaredParameter {
    /// What help, completions and manuals say about it, and how the parser finds it.
    public let declaration: ParameterDeclaration
    /// What it is when the words do not say.
    let fallback: Value
    /// Turns the words into the value.
    let read: @Sendable ([String]) throws(ValueProblem) -> Value

    /// Turns the words that the parser found into a value.
    public func value(of words: [String]) throws(ValueProblem) -> any Sendable {
        words.isEmpty ? fallback : try read(words)
    }
}

/// A parameter of whatever type, in the list of a command.
public protocol DeclaredParameter: Sendable {
    /// What help, completions and manuals say about it, and how the parser finds it.
    var declaration: ParameterDeclaration { get }
    /// Turns the words that the parser found into a value.
    func value(of words: [String]) throws(ValueProblem) -> any Sendable
}

/// A word that a parameter cannot take.
public struct ValueProblem: Error, Hashable {
    /// The word.
    public let word: String
    /// What would be taken.
    public let expected: String
}

/// A parameter as data.
public struct ParameterDeclaration: Sendable, Hashable {
    /// Where the words of a parameter stand.
    public enum Place: Sendable, Hashable {
        /// `--name`, without a value.
        case flag
        /// `--name VALUE`.
        case option(value: String, repeats: Bool)
        /// Words without a name, at least and at most so many.
        case positional(atLeast: Int, atMost: Int?)
    }

    /// Long name without dashes; for a positional the word that stands for it in the usage line.
    public let name: String
    /// One-letter name without a dash.
    public let short: Character?
    /// Where its words stand.
    public let place: Place
    /// What it does, as the rest of a sentence without a full stop.
    public let summary: String
    /// The values that it takes, where they can be counted.
    public let accepted: [String]
    /// The value that it has when the words do not say, where there is one to show.
    public let standard: String?
    /// Whether help leaves it out.
    public let isHidden: Bool
    /// What a shell should complete its value with.
    public let completion: Completion

    /// What a shell completes a value with.
    public enum Completion: Sendable, Hashable {
        /// Nothing.
        case none
        /// Names of files.
        case file
        /// Names of folders.
        case folder
    }
}

extension Parameter where Value == Bool {
    /// A switch: there or not.
    public static func flag(
        _ name: String, short: Character? = nil, _ summary: String, isHidden: Bool = false
    ) -> Parameter {
        Parameter(
            declaration: ParameterDeclaration(
                name: name, short: short, place: .flag, summary: summary, accepted: [],
                standard: nil, isHidden: isHidden, completion: .none),
            fallback: false, read: { _ in true })
    }
}

extension Parameter where Value == String? {
    /// An option with a value; the last one given counts.
    public static func option(
        _ name: String, short: Character? = nil, value: String, _ summary: String,
        completion: ParameterDeclaration.Completion = .none
    ) -> Parameter {
        Parameter(
            declaration: ParameterDeclaration(
                name: name, short: short, place: .option(value: value, repeats: false),
                summary: summary, accepted: [], standard: nil, isHidden: false,
                completion: completion),
            fallback: nil, read: { words in words.last })
    }

    /// A word that may be left out.
    public static func optionalArgument(
        _ name: String, _ summary: String, completion: ParameterDeclaration.Completion = .none
    ) -> Parameter {
        Parameter(
            declaration: .positional(name, 0, 1, summary, completion),
            fallback: nil, read: { words in words.last })
    }
}

extension Parameter where Value == [String] {
    /// An option that may be given several times.
    public static func repeated(
        _ name: String, short: Character? = nil, value: String, _ summary: String,
        completion: ParameterDeclaration.Completion = .none
    ) -> Parameter {
        Parameter(
            declaration: ParameterDeclaration(
                name: name, short: short, place: .option(value: value, repeats: true),
                summary: summary, accepted: [], standard: nil, isHidden: false,
                completion: completion),
            fallback: [], read: { words in words })
    }

    /// Words in a row, at least and at most so many.
    public static func arguments(
        _ name: String, atLeast: Int = 0, atMost: Int? = nil, _ summary: String,
        completion: ParameterDeclaration.Completion = .none
    ) -> Parameter {
        Parameter(
            declaration: .positional(name, atLeast, atMost, summary, completion),
            fallback: [], read: { words in words })
    }
}

extension Parameter where Value == String {
    /// A word that must be there.
    public static func argument(
        _ name: String, _ summary: String, completion: ParameterDeclaration.Completion = .none
    ) -> Parameter {
        Parameter(
            declaration: .positional(name, 1, 1, summary, completion),
            fallback: "", read: { words in words.last ?? "" })
    }
}

extension Parameter where Value == Int? {
    /// An option whose value is a whole number within bounds.
    public static func number(
        _ name: String, short: Character? = nil, value: String = "N",
        in bounds: ClosedRange<Int> = 0...Int.max, _ summary: String
    ) -> Parameter {
        Parameter(
            declaration: ParameterDeclaration(
                name: name, short: short, place: .option(value: value, repeats: false),
                summary: summary, accepted: [], standard: nil, isHidden: false,
                completion: .none),
            fallback: nil,
            read: { words throws(ValueProblem) in
                guard let word = words.last else { return nil }
                guard let number = Int(word), bounds.contains(number) else {
                    let upper = bounds.upperBound == Int.max ? "" : " to \(bounds.upperBound)"
                    throw ValueProblem(
                        word: word, expected: "a whole number from \(bounds.lowerBound)\(upper)")
                }
                return number
            })
    }
}

extension Parameter where Value: CaseIterable & RawRepresentable<String> {
    /// An option that takes one of the values of an enumeration.
    public static func choice(
        _ name: String, short: Character? = nil, value: String, standard: Value, _ summary: String
    ) -> Parameter {
        let accepted = Value.allCases.map(\.rawValue)
        return Parameter(
            declaration: ParameterDeclaration(
                name: name, short: short, place: .option(value: value, repeats: false),
                summary: summary, accepted: accepted, standard: standard.rawValue,
                isHidden: false, completion: .none),
            fallback: standard,
            read: { words throws(ValueProblem) in
                guard let word = words.last else { return standard }
                guard let value = Value(rawValue: word) else {
                    throw ValueProblem(word: word, expected: accepted.oneOf)
                }
                return value
            })
    }
}

extension Parameter {
    /// An option that takes one of the values of an enumeration and has none when it is not given.
    public static func choice<Choice>(
        _ name: String, short: Character? = nil, value: String, _ summary: String
    ) -> Parameter where Value == Choice?, Choice: CaseIterable & RawRepresentable<String> {
        let accepted = Choice.allCases.map(\.rawValue)
        return Parameter(
            declaration: ParameterDeclaration(
                name: name, short: short, place: .option(value: value, repeats: false),
                summary: summary, accepted: accepted, standard: nil, isHidden: false,
                completion: .none),
            fallback: nil,
            read: { words throws(ValueProblem) in
                guard let word = words.last else { return nil }
                guard let value = Choice(rawValue: word) else {
                    throw ValueProblem(word: word, expected: accepted.oneOf)
                }
                return value
            })
    }

    /// An option that takes values of an enumeration, repeated or separated by commas.
    public static func choices<Choice>(
        _ name: String, short: Character? = nil, value: String, _ summary: String
    ) -> Parameter where Value == [Choice], Choice: CaseIterable & RawRepresentable<String> {
        let accepted = Choice.allCases.map(\.rawValue)
        return Parameter(
            declaration: ParameterDeclaration(
                name: name, short: short, place: .option(value: value, repeats: true),
                summary: summary, accepted: accepted, standard: nil, isHidden: false,
                completion: .none),
            fallback: [],
            read: { words throws(ValueProblem) in
                var values: [Choice] = []
                for word in words {
                    for part in word.split(separator: ",", omittingEmptySubsequences: false) {
                        guard let value = Choice(rawValue: String(part)) else {
                            throw ValueProblem(word: String(part), expected: accepted.oneOf)
                        }
                        values.append(value)
                    }
                }
                return values
            })
    }
}

extension ParameterDeclaration {
    static func positional(
        _ name: String, _ atLeast: Int, _ atMost: Int?, _ summary: String, _ completion: Completion
    ) -> ParameterDeclaration {
        ParameterDeclaration(
            name: name, short: nil, place: .positional(atLeast: atLeast, atMost: atMost),
            summary: summary, accepted: [], standard: nil, isHidden: false, completion: completion)
    }
}

extension [String] {
    /// `a, b or c`.
    var oneOf: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " or " + last
    }
}
