/// The values of a JSON text with where they stand, outermost first (RFC 8259).
///
/// Duplicate names are allowed, as the grammar allows them; more than 512 levels are not.
struct JSONTree {
    enum Kind { case object, array, string, other }

    struct Node {
        let kind: Kind
        /// The member's name with its quotes; nil for elements and the outermost value.
        let name: Range<Int>?
        var value: Range<Int>
        /// Index of the first node behind this one and everything in it.
        var behind: Int
        /// What the member or element occupies, its name included.
        var range: Range<Int> { (name?.lowerBound ?? value.lowerBound)..<value.upperBound }
    }

    static let deepest = 512
    private(set) var nodes: [Node] = []

    /// Reads a text; nil where it is not JSON.
    init?(_ bytes: ByteView) {
        self.init(bytes, bytes.startBehindByteOrderMark..<bytes.count)
    }

    /// Reads a stretch of a text; nil where it is not JSON.
    init?(_ bytes: ByteView, _ stretch: Range<Int>) {
        guard String(validating: bytes[stretch], as: UTF8.self) != nil else { return nil }
        var scanner = JSONScanner(bytes, stretch)
        guard scanner.scan() else { return nil }
        nodes = scanner.nodes
    }

    /// Indices of the direct members or elements of a node.
    func children(of index: Int) -> [Int] {
        var children: [Int] = []
        var child = index + 1
        while child < nodes[index].behind {
            children.append(child)
            child = nodes[child].behind
        }
        return children
    }
}
