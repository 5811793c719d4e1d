/// The kinds of values in a policy file.
public enum PolicyValueKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// A text.
    case text
    /// A whole number.
    case integer
    /// `true` or `false`.
    case flag
    /// A list.
    case list
    /// Keys and values.
    case mapping
    /// Nothing.
    case nothing
}
