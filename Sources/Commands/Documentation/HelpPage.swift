import Render

/// What `--help` shows for one command.
struct HelpPage {
    private let declaration: Declaration
    private let program: Program

    init(_ declaration: Declaration, of program: Program) {
        self.declaration = declaration
        self.program = program
    }

    func lines(width: Int) -> [Message] {
        let width = min(max(width, 40), 100)
        var lines: [Message] = []
        lines.append("\(declaration.call(of: program.name)): \(declaration.summary)")
        lines.append("")
        lines += usage(width: width)
        if !declaration.discussion.isEmpty {
            for paragraph in declaration.paragraphs {
                lines.append("")
                lines +=
                    paragraph.isPreformatted
                    ? paragraph.lines.map { Message("\($0)") }
                    : Message("\(paragraph.lines.joined(separator: " "))").wrapped(width: width)
            }
        }
        let shown = declaration.parameters.map(\.declaration).filter { !$0.isHidden }
        lines += section("Arguments", shown.filter(\.isPositional), width)
        lines += section("Options", shown.filter { !$0.isPositional }, width)
        lines += section(
            "Options of every command", GlobalOptions.all.map(\.declaration), width)
        if !declaration.examples.isEmpty {
            lines += ["", Message("Examples:").styled(.heading)]
            for example in declaration.examples {
                lines.append("  \(example.line)")
                lines += indented(example.purpose, by: 6, width: width)
            }
        }
        return lines
    }

    private func usage(width: Int) -> [Message] {
        let words = declaration.usageWords(of: program.name)
        let broken = Wrapping.lines(
            of: words.joined(separator: " ").replacingSpaces(inside: words), width: width - 7)
        return broken.enumerated().map { index, line in
            let line = line.map { $0 == "\u{A0}" ? " " : String($0) }.joined()
            return index == 0 ? Message("Usage:").styled(.heading) + " \(line)" : "         \(line)"
        }
    }

    private func section(
        _ title: StaticString, _ parameters: [ParameterDeclaration], _ width: Int
    ) -> [Message] {
        if parameters.isEmpty { return [] }
        var lines: [Message] = ["", "\(Message("\(literal: title):"), .heading)"]
        for parameter in parameters {
            let name = "  " + parameter.fullSpelling
            let summary = parameter.fullSummary
            let room = 28
            let broken = Wrapping.lines(of: summary, width: width - room)
            if DisplayWidth.columns(of: name) > room - 2 {
                lines.append("\(name)")
                lines += broken.map { Message.spaces(room) + "\($0)" }
            } else {
                for (index, line) in broken.enumerated() {
                    lines.append(
                        index == 0
                            ? "\(name)" + .spaces(room - DisplayWidth.columns(of: name)) + "\(line)"
                            : .spaces(room) + "\(line)")
                }
            }
        }
        return lines
    }

    private func indented(_ text: String, by indentation: Int, width: Int) -> [Message] {
        Wrapping.lines(of: text, width: width - indentation).map { .spaces(indentation) + "\($0)" }
    }
}

/// What `help` without a command shows.
struct HelpOverview {
    private let program: Program

    init(_ program: Program) {
        self.program = program
    }

    var lines: [Message] {
        var lines: [Message] = [
            "\(program.name): \(program.summary)", "",
            Message("Usage:").styled(.heading)
                + " \(program.name) [OPTION]... COMMAND [ARGUMENT]...",
        ]
        let declarations = program.declarations.filter { !$0.isHidden }
        let rows = Columns(declarations.map { ["  \($0.name)", "\($0.summary)"] }).lines
        for topic in Declaration.Topic.allCases {
            let chosen = declarations.indices.filter { declarations[$0].topic == topic }
            if chosen.isEmpty { continue }
            lines += ["", Message("\(topic.rawValue):").styled(.heading)]
            lines += chosen.map { rows[$0] }
        }
        lines += ["", "'\(program.name) help COMMAND' explains a command."]
        return lines
    }
}
