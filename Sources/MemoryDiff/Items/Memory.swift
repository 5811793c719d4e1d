/// One memory of a store: a text at a path.
public struct Memory: Sendable, Hashable {
    /// Slash-separated path inside the store, without a leading slash.
    public let path: String
    /// The content, byte for byte as it is stored; meant to be UTF-8, but nothing here relies on it.
    public let content: [UInt8]

    /// Makes a memory from its path and its bytes.
    public init(path: String, content: [UInt8]) {
        self.path = path
        self.content = content
    }

    /// Makes a memory from its path and its text.
    public init(path: String, text: String) {
        self.init(path: path, content: Array(text.utf8))
    }
}
