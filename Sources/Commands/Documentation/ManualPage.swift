import Render

/// Manual pages in roff with the macros of man(7).
enum ManualPage {
    static func overview(of program: Program) -> [Message] {
        var lines = heading(program.name, program.summary)
        lines += [
            ".SH SYNOPSIS", ".B \(program.name)",
            "[\\fIOPTION\\fR]... \\fICOMMAND\\fR [\\fIARGUMENT\\fR]...",
            ".SH COMMANDS",
        ]
        for declaration in program.declarations where !declaration.isHidden {
            lines += [
                ".TP", ".BR \(pageName(declaration, program)) (1)", text(declaration.summary),
            ]
        }
        lines += parameters("OPTIONS", GlobalOptions.all.map(\.declaration))
        lines += statuses
        return lines.map { "\($0)" }
    }

    static func page(of declaration: Declaration, program: Program) -> [Message] {
        var lines = heading(pageName(declaration, program), declaration.summary)
        lines += [".SH SYNOPSIS", ".B \(text(declaration.call(of: program.name)))"]
        lines += declaration.usageWords(of: program.name).dropFirst().map(text)
        if !declaration.discussion.isEmpty {
            lines.append(".SH DESCRIPTION")
            for paragraph in declaration.paragraphs {
                lines +=
                    paragraph.isPreformatted
                    ? [".PP", ".EX"] + paragraph.lines.map(text) + [".EE"]
                    : [".PP"] + paragraph.lines.map(text)
            }
        }
        let own = declaration.parameters.map(\.declaration).filter { !$0.isHidden }
        lines += parameters("ARGUMENTS", own.filter(\.isPositional))
        lines += parameters("OPTIONS", own.filter { !$0.isPositional })
        lines += parameters("OPTIONS OF EVERY COMMAND", GlobalOptions.all.map(\.declaration))
        if !declaration.examples.isEmpty {
            lines.append(".SH EXAMPLES")
            for example in declaration.examples {
                lines += [
                    ".PP", text(example.purpose) + ":", ".PP", ".EX", "  " + text(example.line),
                    ".EE",
                ]
            }
        }
        lines += statuses
        lines += [".SH SEE ALSO", ".BR \(program.name) (1)"]
        return lines.map { "\($0)" }
    }

    private static func pageName(_ declaration: Declaration, _ program: Program) -> String {
        declaration.call(of: program.name).map { $0 == " " ? "-" : String($0) }.joined()
    }

    private static func heading(_ name: String, _ summary: String) -> [String] {
        [
            ".TH \(name.uppercased()) 1 \"\" \"reverie \(Program.version)\" \"Reverie manual\"",
            ".SH NAME", "\(text(name)) \\- \(text(summary))",
        ]
    }

    private static func parameters(_ title: String, _ parameters: [ParameterDeclaration])
        -> [String]
    {
        if parameters.isEmpty { return [] }
        return [".SH \(title)"]
            + parameters.flatMap { [".TP", ".B \(text($0.fullSpelling))", text($0.fullSummary)] }
    }

    private static var statuses: [String] {
        [".SH EXIT STATUS"]
            + ExitStatusTable.rows.flatMap { [".TP", ".B \($0.status)", text($0.meaning)] }
    }

    /// Text in which nothing is a request or an escape of roff.
    private static func text(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "\"": result += "\\(dq"
            default: result.append(character)
            }
        }
        return result.hasPrefix(".") ? "\\&" + result : result
    }
}

/// The exit statuses, for manuals and the reference.
enum ExitStatusTable {
    static let rows: [(status: Int, meaning: String)] = [
        (0, "done, or the answer is yes"),
        (
            1,
            "a judged no: differences (with --exit-code), a check that failed, refused by policy, conflicts"
        ),
        (2, "the words, a ref or the content given are wrong"),
        (
            3,
            "it cannot be done here and now: no repository, corrupt, locked, lost race, permission, disk"
        ),
        (70, "a bug of reverie"),
        (130, "interrupted"),
    ]
}
