import Render

/// The reference of all commands as Markdown.
struct ReferencePage {
    private let program: Program

    init(_ program: Program) {
        self.program = program
    }

    var lines: [Message] {
        var lines = [
            "# Commands", "",
            "Written by `\(program.name) commands-reference` from the declarations in `Sources/Commands`.",
            "", "| command | does |", "|---|---|",
        ]
        let declarations = program.declarations.filter { !$0.isHidden }
        for declaration in declarations {
            let name = declaration.call(of: program.name)
            lines.append("| [`\(name)`](#\(anchor(name))) | \(cell(declaration.summary)) |")
        }
        lines += ["", "## Options of every command", ""]
        lines += table(GlobalOptions.all.map(\.declaration))
        lines += ["", "## Exit status", "", "| status | meaning |", "|---|---|"]
        lines += ExitStatusTable.rows.map { "| \($0.status) | \(cell($0.meaning)) |" }
        for declaration in declarations { lines += section(declaration) }
        return lines.map { "\($0)" }
    }

    private func section(_ declaration: Declaration) -> [String] {
        let name = declaration.call(of: program.name)
        var lines = ["", "## `\(name)`", "", capitalized(declaration.summary) + ".", "", "```"]
        lines += [declaration.usageWords(of: program.name).joined(separator: " "), "```"]
        for paragraph in declaration.paragraphs {
            lines.append("")
            lines +=
                paragraph.isPreformatted
                ? ["```sh"] + paragraph.lines.map { String($0.dropFirst(2)) } + ["```"]
                : paragraph.lines
        }
        let own = declaration.parameters.map(\.declaration).filter { !$0.isHidden }
        if !own.isEmpty { lines += [""] + table(own) }
        if !declaration.examples.isEmpty {
            lines += ["", "| example | does |", "|---|---|"]
            lines += declaration.examples.map { "| `\(code($0.line))` | \(cell($0.purpose)) |" }
        }
        return lines
    }

    private func table(_ parameters: [ParameterDeclaration]) -> [String] {
        ["| | |", "|---|---|"]
            + parameters.map { "| `\(code($0.fullSpelling))` | \(cell($0.fullSummary)) |" }
    }

    private func anchor(_ text: String) -> String {
        text.map { $0 == " " ? "-" : String($0) }.joined()
    }

    private func code(_ text: String) -> String {
        text.map { $0 == "|" ? "\\|" : String($0) }.joined()
    }

    private func cell(_ text: String) -> String {
        text.map { "|<>*_".contains($0) ? "\\\($0)" : String($0) }.joined()
    }

    private func capitalized(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }
}
