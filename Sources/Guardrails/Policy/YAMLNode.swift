/// One value of a YAML document and where it stands.
struct YAMLNode: Sendable, Hashable {
    struct Entry: Sendable, Hashable {
        let key: String
        let keyPlace: PolicyPlace
        let value: YAMLNode
    }

    enum Content: Sendable, Hashable {
        /// The text, and whether it stands without quotation marks.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([Entry])
    }

    let content: Content
    let place: PolicyPlace

    var entries: [Entry] {
        if case .mapping(let entries) = content { entries } else { [] }
    }

    var elements: [YAMLNode] {
        if case .sequence(let elements) = content { elements } else { [] }
    }

    var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// Nothing written, or one of the words that YAML reads as nothing.
    var isNull: Bool {
        if case .scalar(let text, isPlain: true) = content {
            ["", "~", "null", "Null", "NULL"].contains(text)
        } else {
            false
        }
    }

    subscript(key: String) -> YAMLNode? { entries.first { $0.key == key }?.value }
}
