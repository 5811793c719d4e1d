/// All mistakes of a policy file, in the order of the file.
public struct PolicyError: Error, Sendable, Hashable {
    /// At least one.
    public let mistakes: [PolicyMistake]

    /// Makes an error.
    public init(mistakes: [PolicyMistake]) {
        self.mistakes = mistakes
    }
}
