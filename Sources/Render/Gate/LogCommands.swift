/// Finds in text for a terminal what the log readers of CI services would obey.
///
/// GitHub Actions obeys a line that starts with `::`, blanks before it or not, and `##[` anywhere in a line; Azure Pipelines obeys
/// `##vso[` and TeamCity `##teamcity[`. Whoever prints text cannot know whether its output becomes such a log.
enum LogCommands {
    /// Whether a text needs the long way: something in it may hide, act, or be obeyed.
    static func isHarmless(_ text: some StringProtocol) -> Bool {
        var isAtStart = true
        for byte in text.utf8 {
            guard (0x20..<0x7F).contains(byte), byte != UInt8(ascii: "#") else { return false }
            if isAtStart, byte == UInt8(ascii: ":") { return false }
            if byte != UInt8(ascii: " ") { isAtStart = false }
        }
        return true
    }

    /// As `HiddenCharacters.scan`, and marks the character that would complete a command.
    static func scan(_ text: String, _ body: (Unicode.Scalar, _ isHidden: Bool) -> Void) {
        var isAtStart = true
        var marker = Marker.none
        var pending = false
        HiddenCharacters.scan(text) { scalar, isHidden in
            if pending {
                body(":", scalar == ":")
                pending = false
            }
            if isAtStart, scalar == ":" {
                pending = true
                isAtStart = false
                marker = .none
                return
            }
            if scalar == "\n" || scalar == "\r" {
                isAtStart = true
            } else if !scalar.properties.isWhitespace {
                isAtStart = false
            }
            body(scalar, isHidden || (scalar == "[" && marker == .open))
            marker = marker.after(scalar)
        }
        if pending { body(":", false) }
    }

    /// Whether a bracket after this text would complete a command.
    static func isOpen(atEndOf text: String) -> Bool {
        var rest = text.utf8[...]
        while let last = rest.last,
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(last | 0x20)
        {
            rest.removeLast()
        }
        return rest.suffix(2).elementsEqual("##".utf8)
    }

    /// How much of `##word` stands before a bracket.
    private enum Marker {
        case none
        case one
        case open

        func after(_ scalar: Unicode.Scalar) -> Marker {
            switch (self, scalar) {
            case (.none, "#"): .one
            case (.one, "#"), (.open, "#"): .open
            case (.open, "a"..."z"), (.open, "A"..."Z"): .open
            default: .none
            }
        }
    }
}
