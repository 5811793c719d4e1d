/// Whether styles may be shown with terminal escapes.
public enum Palette: Sendable, Hashable {
    /// No escapes at all.
    case plain
    /// The eight ANSI colours and attributes.
    case ansi
}

/// What a stretch of our own output is, whichever way it is shown.
public enum Style: Sendable, Hashable {
    /// A heading or the head line.
    case heading
    /// Words that came.
    case added
    /// Words that went.
    case removed
    /// The changed words inside a line that came.
    case addedWords
    /// The changed words inside a line that went.
    case removedWords
    /// Something that must be read.
    case danger
    /// Something worth reading.
    case warning
    /// Something that is well.
    case good
    /// Where something stands: paths, ids.
    case place
    /// Something that may be skipped.
    case faint
    /// A character that would be invisible.
    case hidden

    /// The "select graphic rendition" parameters (ECMA-48, 8.3.117).
    var parameters: String {
        switch self {
        case .heading: "1"
        case .added: "32"
        case .removed: "31"
        case .addedWords: "1;4;32"
        case .removedWords: "1;4;31"
        case .danger: "1;31"
        case .warning: "33"
        case .good: "32"
        case .place: "36"
        case .faint: "2"
        case .hidden: "7"
        }
    }

    /// Text that is safe already, wrapped in this style's escapes.
    func apply(to text: String, palette: Palette) -> String {
        guard palette == .ansi, !text.isEmpty else { return text }
        return "\u{1B}[\(parameters)m\(text)\u{1B}[0m"
    }
}
