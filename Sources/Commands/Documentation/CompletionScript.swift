import Render

/// The completion scripts of a program, from its declarations.
struct CompletionScript {
    private let program: Program

    init(_ program: Program) {
        self.program = program
    }

    private var declarations: [Declaration] { program.declarations.filter { !$0.isHidden } }

    private func options(of declaration: Declaration) -> [ParameterDeclaration] {
        (declaration.parameters + GlobalOptions.all).map(\.declaration)
            .filter { !$0.isPositional && !$0.isHidden }
    }

    /// Every first word of a command, with the second words that may follow it.
    private var groups: [(first: String, seconds: [String])] {
        var groups: [(first: String, seconds: [String])] = []
        for declaration in declarations {
            let words = declaration.name.split(separator: " ").map(String.init)
            if !groups.contains(where: { $0.first == words[0] }) { groups.append((words[0], [])) }
            if words.count > 1, let index = groups.firstIndex(where: { $0.first == words[0] }) {
                groups[index].seconds.append(words[1])
            }
        }
        return groups
    }

    // MARK: bash

    var bash: [Message] {
        let function = "_\(program.name)"
        var lines = [
            "# bash completion of \(program.name); written by '\(program.name) completion bash'.",
            "\(function)() {",
            "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= index",
            "    for ((index = 1; index < COMP_CWORD; index++)); do",
            "        case ${COMP_WORDS[index]} in",
            "            -C|--directory|--store|--color) ((index++)) ;;",
            "            -*) ;;",
            "            *) command=\"${command:+$command }${COMP_WORDS[index]}\" ;;",
            "        esac",
            "    done",
            "    local words=",
            "    case $command in",
            "        '') words='\(groups.map(\.first).joined(separator: " "))' ;;",
        ]
        for group in groups where !group.seconds.isEmpty {
            lines.append(
                "        \(group.first)) words='\(group.seconds.joined(separator: " "))' ;;")
        }
        lines += ["    esac", "    local options="]
        lines.append("    case $command in")
        for declaration in sortedLongestFirst {
            let names = options(of: declaration).map { "--\($0.name)" }.joined(separator: " ")
            let pattern =
                declaration.name.contains(" ") ? "'\(declaration.name)'*" : "\(declaration.name)*"
            lines.append("        \(pattern)) options='\(names)'")
            let values = options(of: declaration).filter { !$0.accepted.isEmpty }
            if !values.isEmpty {
                lines.append("            case $before in")
                for option in values {
                    lines.append(
                        "                --\(option.name))"
                            + " COMPREPLY=($(compgen -W '\(option.accepted.joined(separator: " "))' -- \"$word\")); return ;;"
                    )
                }
                lines.append("            esac")
            }
            lines.append("            ;;")
        }
        let global = GlobalOptions.all.map { "--\($0.declaration.name)" }.joined(separator: " ")
        lines += [
            "        *) options='\(global)' ;;",
            "    esac",
            "    if [[ $word == -* ]]; then",
            "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))",
            "    else",
            "        COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))",
            "        [[ $words ]] || COMPREPLY+=($(compgen -f -- \"$word\"))",
            "    fi",
            "}",
            "complete -o filenames -F \(function) \(program.name)",
        ]
        return lines.map { "\($0)" }
    }

    private var sortedLongestFirst: [Declaration] {
        declarations.sorted { ($1.name.utf8.count, $0.name) < ($0.name.utf8.count, $1.name) }
    }

    // MARK: zsh

    var zsh: [Message] {
        var lines = [
            "#compdef \(program.name)",
            "# zsh completion of \(program.name); written by '\(program.name) completion zsh'.",
            "_\(program.name)() {",
            "    local -a commands options",
            "    local command=${words[2]} state",
            "    if (( CURRENT == 2 )) && [[ $PREFIX != -* ]]; then",
            "        commands=(",
        ]
        for group in groups {
            let summary =
                declarations.first { $0.name == group.first }?.summary ?? "\(group.seconds.oneOf)"
            lines.append("            '\(group.first):\(zshWord(summary))'")
        }
        lines += [
            "        )", "        _describe command commands", "        return", "    fi",
        ]
        for group in groups where !group.seconds.isEmpty {
            lines += [
                "    if [[ $command == \(group.first) ]]; then",
                "        if (( CURRENT == 3 )) && [[ $PREFIX != -* ]]; then",
                "            commands=(\(group.seconds.joined(separator: " ")))",
                "            _describe command commands",
                "        fi",
                "        [[ ${words[3]} != -* ]] && command=\"$command ${words[3]}\"",
                "    fi",
            ]
        }
        lines.append("    case $command in")
        for declaration in declarations {
            lines.append("        '\(declaration.name)')")
            lines.append("            options=(")
            lines += options(of: declaration).flatMap(zshSpecifications).map {
                "                \($0)"
            }
            lines += ["            )", "            ;;"]
        }
        lines += [
            "        *) options=() ;;", "    esac",
            "    _arguments -s $options '*:file:_files'", "}",
            "_\(program.name) \"$@\"",
        ]
        return lines.map { "\($0)" }
    }

    private func zshSpecifications(_ option: ParameterDeclaration) -> [String] {
        var value = ""
        var repeats = ""
        if case .option(let word, let isRepeated) = option.place {
            repeats = isRepeated ? "*" : ""
            let action: String
            switch option.completion {
            case .file: action = "_files"
            case .folder: action = "_files -/"
            case .none:
                action =
                    option.accepted.isEmpty ? " " : "(\(option.accepted.joined(separator: " ")))"
            }
            value = ":\(zshWord(word)):\(action)"
        }
        let summary = "[\(zshWord(option.summary))]"
        let long = value.isEmpty ? "--\(option.name)" : "--\(option.name)="
        return ["'\(repeats)\(long)\(summary)\(value)'"]
            + (option.short.map {
                ["'\(repeats)-\($0)\(value.isEmpty ? "" : "+")\(summary)\(value)'"]
            } ?? [])
    }

    private func zshWord(_ text: String) -> String {
        text.map { character in
            switch character {
            case "'": "'\\''"
            case ":", "[", "]", "\\": "\\\(character)"
            default: String(character)
            }
        }.joined()
    }

    // MARK: fish

    var fish: [Message] {
        let name = program.name
        let firsts = groups.map(\.first).joined(separator: " ")
        var lines = [
            "# fish completion of \(name); written by '\(name) completion fish'.",
            "set -l commands \(firsts)",
        ]
        for group in groups {
            let summary =
                declarations.first { $0.name == group.first }?.summary ?? group.seconds.oneOf
            lines.append(
                "complete -c \(name) -n \"not __fish_seen_subcommand_from $commands\" -f"
                    + " -a \(group.first) -d '\(fishWord(summary))'")
            for second in group.seconds {
                lines.append(
                    "complete -c \(name) -n '__fish_seen_subcommand_from \(group.first)' -f -a \(second)"
                )
            }
        }
        for option in GlobalOptions.all.map(\.declaration) {
            lines.append("complete -c \(name) \(fishOption(option))")
        }
        for declaration in declarations {
            let seen = declaration.name.split(separator: " ")
                .map { "__fish_seen_subcommand_from \($0)" }.joined(separator: "; and ")
            for option in declaration.parameters.map(\.declaration)
            where !option.isPositional && !option.isHidden {
                lines.append("complete -c \(name) -n '\(seen)' \(fishOption(option))")
            }
        }
        return lines.map { "\($0)" }
    }

    private func fishOption(_ option: ParameterDeclaration) -> String {
        var text = "-l \(option.name)"
        if let short = option.short { text += " -s \(short)" }
        if case .option = option.place {
            switch option.completion {
            case .file: text += " -r -F"
            case .folder: text += " -x -a '(__fish_complete_directories)'"
            case .none:
                text +=
                    option.accepted.isEmpty
                    ? " -x" : " -x -a '\(option.accepted.joined(separator: " "))'"
            }
        }
        return text + " -d '\(fishWord(option.summary))'"
    }

    private func fishWord(_ text: String) -> String {
        text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    }
}
