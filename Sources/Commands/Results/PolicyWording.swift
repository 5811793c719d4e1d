import Guardrails
import Render

/// Words for what is wrong in a policy, and for what a new one demands less of.
enum PolicyWording {
    /// One line: place, key, what is wrong, what was probably meant.
    static func words(for mistake: PolicyMistake) -> Message {
        let place: Message = "\(mistake.place.line):\(mistake.place.column): "
        let path: Message = mistake.path.isEmpty ? "" : "\(mistake.path): "
        return place + path + words(for: mistake.problem)
    }

    private static func words(for problem: PolicyMistake.Problem) -> Message {
        switch problem {
        case .tooLarge(let limit): "the file has more than \(limit) bytes"
        case .notUTF8(let offset): "not UTF-8 from byte \(offset) on"
        case .syntax(let words): "not YAML: \(words)"
        case .tooDeep(let limit): "values stand more than \(limit) deep"
        case .tooManyValues(let limit): "more than \(limit) values"
        case .anchorOrAlias: "anchors and aliases are not accepted"
        case .tag: "tags are not accepted"
        case .secondDocument: "a second document starts here; one is accepted"
        case .duplicateKey(let key, let line): "'\(key)' is written twice, first on line \(line)"
        case .keyNotText: "a key is a word, not a list or a mapping"
        case .unknownKey(let key, let nearest, let accepted):
            "no key '\(key)' here" + meant(nearest, accepted)
        case .missingKey(let key): "'\(key)' is missing"
        case .notExactlyOne(let keys): "exactly one of these must be given: " + list(keys)
        case .wrongKind(let expected, let found):
            "expected \(words(for: expected)), found \(words(for: found))"
        case .notAChoice(let text, let nearest, let accepted):
            "'\(text)' is not accepted here" + meant(nearest, accepted)
        case .outOfRange(let number, let range):
            "\(number) is not between \(range.lowerBound) and \(range.upperBound)"
        case .emptyText: "a text without words"
        case .longText(let limit): "a text of more than \(limit) bytes"
        case .invisibleText: "a text with characters that a reader cannot see"
        case .duplicateID(let id, let line): "the name '\(id)' is used twice, first on line \(line)"
        case .notAnID(let text):
            "'\(text)' is no name: letters, digits, '.', '_' and '-', at most 64"
        case .newerFormat(let format, let supported):
            "format \(format) is newer than what this version reads (\(supported))"
        }
    }

    private static func meant(_ nearest: String?, _ accepted: [String]) -> Message {
        nearest.map { "; did you mean '\($0)'?" } ?? "; accepted: " + list(accepted)
    }

    private static func list(_ words: [String]) -> Message {
        .joined(words.prefix(12).map { "\($0)" }, separator: ", ")
    }

    private static func words(for kind: PolicyValueKind) -> Message {
        switch kind {
        case .text: "a text"
        case .integer: "a whole number"
        case .flag: "true or false"
        case .list: "a list"
        case .mapping: "keys and values"
        case .nothing: "nothing"
        }
    }
}
