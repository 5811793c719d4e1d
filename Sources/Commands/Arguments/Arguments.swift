import Render

/// The words of one call as typed values.
public struct Arguments: Sendable {
    private var values: [String: any Sendable] = [:]
    private var given: Set<String> = []
    /// How many positionals came before `--`; nil when the words hold none.
    public private(set) var countBeforeSeparator: Int?

    /// The value of a parameter that the command declares, or of a global option.
    public subscript<Value>(parameter: Parameter<Value>) -> Value {
        values[parameter.declaration.key] as? Value ?? parameter.fallback
    }

    /// Whether the words name the parameter at all.
    public func gives<Value>(_ parameter: Parameter<Value>) -> Bool {
        given.contains(parameter.declaration.key)
    }

    /// Reads the words of a command.
    ///
    /// Options and positionals may be mixed; after `--` every word is positional. Throws a failure of
    /// kind `invalid` for words that the declarations do not allow.
    public init(
        _ words: [String], of command: Declaration, program: String
    ) throws(Failure) {
        let parser = ArgumentParser(
            parameters: command.parameters + GlobalOptions.all,
            help: command.helpCommand(of: program))
        let found = try parser.parse(words)
        countBeforeSeparator = found[ArgumentParser.separator]?.first.flatMap { Int($0) }
        for parameter in parser.parameters {
            let key = parameter.declaration.key
            let words = found[key] ?? []
            if !words.isEmpty { given.insert(key) }
            do {
                values[key] = try parameter.value(of: words)
            } catch {
                throw parser.failure(
                    "\(parameter.declaration.shown) takes \(error.expected), not '\(error.word)'")
            }
        }
    }
}

extension ParameterDeclaration {
    /// What tells it apart within one command.
    var key: String {
        if case .positional = place { return "\(name)" }
        return "--\(name)"
    }

    /// How a sentence names it.
    var shown: Message {
        if case .positional = place { return "'\(name)'" }
        return "'--\(name)'"
    }
}
