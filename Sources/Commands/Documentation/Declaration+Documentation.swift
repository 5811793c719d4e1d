extension Declaration {
    /// One paragraph of a discussion.
    struct Paragraph: Hashable {
        let lines: [String]
        /// Whether the lines stand as they are.
        var isPreformatted: Bool { lines.allSatisfy { $0.hasPrefix("  ") } }
    }

    /// The paragraphs of the discussion.
    var paragraphs: [Paragraph] {
        discussion.split(separator: "\n", omittingEmptySubsequences: false)
            .split(whereSeparator: \.isEmpty)
            .map { Paragraph(lines: $0.map(String.init)) }
    }

    /// The words of the usage line, each a parameter with its value.
    func usageWords(of program: String) -> [String] {
        [call(of: program)]
            + parameters.map(\.declaration).filter { !$0.isHidden }.map(\.usage)
    }
}

extension String {
    /// The text with the spaces inside the given words turned into no-break spaces.
    func replacingSpaces(inside words: [String]) -> String {
        words.map { word in word.map { $0 == " " ? "\u{A0}" : String($0) }.joined() }
            .joined(separator: " ")
    }
}

extension ParameterDeclaration {
    var isPositional: Bool {
        if case .positional = place { return true }
        return false
    }

    /// Both names and the word for its value: `-m, --message REASON`.
    var fullSpelling: String {
        switch place {
        case .positional: return name
        case .flag: return (short.map { "-\($0), " } ?? "") + "--\(name)"
        case .option(let value, _): return (short.map { "-\($0), " } ?? "") + "--\(name) \(value)"
        }
    }

    /// The summary with what the parser knows besides.
    var fullSummary: String {
        var parts = [summary]
        if !accepted.isEmpty { parts.append("one of \(accepted.joined(separator: ", "))") }
        if let standard { parts.append("default: \(standard)") }
        if case .option(_, let repeats) = place, repeats { parts.append("may be repeated") }
        return parts.count == 1
            ? summary : "\(summary) (\(parts.dropFirst().joined(separator: "; ")))"
    }
}
