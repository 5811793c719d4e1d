/// One command of the tool: what it is called and takes, and what it does.
///
/// A command is an enumeration without cases in a file of its own, listed in `CommandTable`. It
/// touches nothing but its arguments and its context.
public protocol Command: SendableMetatype {
    /// What help, completions, manuals and the parser know of the command.
    static var declaration: Declaration { get }

    /// Does the work. The status says the answer (`yes` or `no`); whatever kept it from answering is thrown.
    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus
}

/// How a command ended that could answer.
public enum ExitStatus: Sendable, Hashable {
    /// Done, or the answer is yes.
    case success
    /// A judged no: differences, a check that failed, conflicts.
    case judgedNo
}

/// What help, completions, manuals and the parser know of a command.
public struct Declaration: Sendable {
    /// The headings under which `help` lists the commands, in this order.
    public enum Topic: String, Sendable, CaseIterable {
        /// Making and filling a repository.
        case storing = "Store memory"
        /// Proposals and their review.
        case dreaming = "Review and merge dreams"
        /// Taking back.
        case reverting = "Take it back"
        /// Looking.
        case reading = "Look"
        /// Keeping it sound.
        case keeping = "Keep it sound"
        /// The tool itself.
        case tool = "The tool itself"
    }

    /// The word, or the two words, that call it: `merge`, `dream import`.
    public let name: String
    /// Where `help` lists it.
    public let topic: Topic
    /// One line in the imperative, without a full stop.
    public let summary: String
    /// Paragraphs that explain it, separated by blank lines; a paragraph that starts with two spaces keeps its lines.
    public let discussion: String
    /// What it takes, in the order in which help shows it.
    public let parameters: [any DeclaredParameter]
    /// Calls that work as they stand.
    public let examples: [Example]
    /// Whether long output goes to a pager on a terminal.
    public let usesPager: Bool
    /// Whether help leaves it out.
    public let isHidden: Bool

    /// One call and what it is good for.
    public struct Example: Sendable, Hashable {
        /// The command line.
        public let line: String
        /// What it does, without a full stop.
        public let purpose: String

        /// Makes an example.
        public init(_ line: String, _ purpose: String) {
            self.line = line
            self.purpose = purpose
        }
    }

    /// Makes a declaration.
    public init(
        name: String, topic: Topic, summary: String, discussion: String = "",
        parameters: [any DeclaredParameter] = [], examples: [Example] = [],
        usesPager: Bool = false, isHidden: Bool = false
    ) {
        self.name = name
        self.topic = topic
        self.summary = summary
        self.discussion = discussion
        self.parameters = parameters
        self.examples = examples
        self.usesPager = usesPager
        self.isHidden = isHidden
    }

    /// The command line that calls it: `reverie dream import`, or only `memdiff` for a program of that name.
    func call(of program: String) -> String {
        program == name ? name : "\(program) \(name)"
    }

    /// The command line that explains it.
    func helpCommand(of program: String) -> String {
        call(of: program) + " --help"
    }
}

extension ParameterDeclaration {
    /// How it stands in a usage line.
    var usage: String {
        switch place {
        case .flag: return "[\(spelling)]"
        case .option(_, let repeats): return "[\(spelling)]" + (repeats ? "..." : "")
        case .positional(let least, let most):
            let dots = most == 1 || most == least ? "" : "..."
            let words = Array(repeating: name, count: max(1, least)).joined(separator: " ")
            return least == 0 ? "[\(name)]\(dots)" : words + dots
        }
    }

    /// Its name with its dashes and the word for its value; the short name where there is one.
    var spelling: String {
        var result = short.map { "-\($0)" } ?? "--\(name)"
        if case .option(let value, _) = place {
            result +=
                " "
                + (accepted.isEmpty || accepted.count > 4 ? value : accepted.joined(separator: "|"))
        }
        return result
    }
}
