import Render

/// Writes the completion script of a shell.
enum Completion: Command {
    /// The shells that have one.
    enum Shell: String, Sendable, CaseIterable {
        case bash
        case zsh
        case fish
    }

    static let shell = Parameter.argument("SHELL", "bash, zsh or fish")

    static let declaration = Declaration(
        name: "completion", topic: .tool, summary: "write the completion script of a shell",
        discussion: "The script completes commands, options and the values that can be counted.",
        parameters: [shell],
        examples: [
            Declaration.Example(
                "reverie completion bash > ~/.local/share/bash-completion/completions/reverie",
                "complete in every new bash"),
            Declaration.Example(
                "reverie completion zsh > ~/.zfunc/_reverie", "complete in every new zsh"),
            Declaration.Example(
                "reverie completion fish > ~/.config/fish/completions/reverie.fish",
                "complete in every new fish"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        guard let shell = Shell(rawValue: arguments[shell]) else {
            throw .invalid(
                "no completion for '\(arguments[Self.shell])'; there is bash, zsh and fish",
                hints: ["reverie completion bash"])
        }
        let script = CompletionScript(context.program)
        switch shell {
        case .bash: context.output.write(script.bash)
        case .zsh: context.output.write(script.zsh)
        case .fish: context.output.write(script.fish)
        }
        return .success
    }
}
