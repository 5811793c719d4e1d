/// The caller's editor, as git would choose it by the environment; no configuration of a repository names it.
struct Editor {
    private let command: String
    private let environment: [String: String]

    /// Nil where the environment names no editor and no terminal is there for a standard one.
    init?(in context: Context) {
        let named = ["GIT_EDITOR", "VISUAL", "EDITOR"].lazy
            .compactMap { context.environment[$0] }.first { !$0.isEmpty }
        guard let command = named ?? (context.ownsTerminal ? "vi" : nil) else { return nil }
        self.command = command
        environment = context.environment
    }

    /// Lets the caller edit a file; answers whether the editor ended well.
    func edit(_ path: String) -> Bool {
        var environment = environment
        environment["REVERIE_WORDS"] = path
        return Platform.runOnTerminal("\(command) \"$REVERIE_WORDS\"", environment: environment)
    }
}
