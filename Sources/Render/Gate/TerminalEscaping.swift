/// Makes text inert on a terminal: what could act or hide is shown by its number.
enum TerminalEscaping {
    /// One line: line breaks and tabs are shown as characters too.
    static func line(_ text: String, palette: Palette) -> String {
        escape(text, palette: palette, layout: [])
    }

    /// Lines: line breaks and tabs stay.
    static func block(_ text: String, palette: Palette) -> String {
        escape(text, palette: palette, layout: [0x09, 0x0A])
    }

    private static func escape(_ text: String, palette: Palette, layout: Set<UInt32>) -> String {
        if LogCommands.isHarmless(text) { return text }
        var result = String.UnicodeScalarView()
        LogCommands.scan(text) { scalar, isHidden in
            if isHidden, !layout.contains(scalar.value) {
                let shown = "<" + HiddenCharacters.name(of: scalar) + ">"
                result.append(
                    contentsOf: Style.hidden.apply(to: shown, palette: palette).unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
