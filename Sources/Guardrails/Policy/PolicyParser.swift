/// Reads a policy from the bytes of its file.
public enum PolicyParser {
    /// The policy that the bytes say.
    ///
    /// - Throws: `PolicyError` with every mistake of the file, each with line and column.
    public static func policy(from bytes: [UInt8]) throws(PolicyError) -> Policy {
        let (root, duplicates) = try YAMLReader.read(bytes)
        let start = PolicyPlace(line: 1, column: 1)
        let node = root ?? YAMLNode(content: .mapping([]), place: start)
        var checker = PolicyChecker(mistakes: duplicates)
        // A newer format is told alone: what it means by its other keys is not ours to judge.
        if let format = node["format"], let number = format.text.flatMap({ Int($0) }),
            number > Policy.format
        {
            throw PolicyError(
                mistakes: [
                    PolicyMistake(
                        place: format.place, path: "format",
                        problem: .newerFormat(number, supported: Policy.format))
                ])
        }
        checker.check(node, as: .policy, path: "")
        checker.checkIdentifiers(node)
        guard checker.mistakes.isEmpty else {
            throw PolicyError(
                mistakes: checker.mistakes.sorted {
                    ($0.place.line, $0.place.column, $0.path) < (
                        $1.place.line, $1.place.column, $1.path
                    )
                })
        }
        return PolicyDecoder.policy(node)
    }
}
