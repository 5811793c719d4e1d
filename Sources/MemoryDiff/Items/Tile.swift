/// A stretch of a memory's bytes: an item that a reviewer can argue about, or the glue between items.
///
/// The tiles of a memory are in order, touch each other and cover it: concatenated, they are the file.
public struct Tile: Sendable, Hashable {
    /// What stands in the stretch.
    public enum Role: Sendable, Hashable {
        /// Something that can be true, wrong, kept or lost.
        case item(ItemForm)
        /// Blank lines, rules, delimiters: bytes that carry layout only.
        case glue
    }

    /// What stands here.
    public let role: Role
    /// Byte offsets into the memory's content.
    public let range: Range<Int>
    /// The headings (or keys) above this stretch, outermost first.
    public let headings: [String]

    /// Makes a tile.
    public init(role: Role, range: Range<Int>, headings: [String]) {
        self.role = role
        self.range = range
        self.headings = headings
    }
}

/// The syntactic form in which an item stands in its memory.
public enum ItemForm: String, Sendable, Hashable, CaseIterable {
    /// A heading; an item too, because a guardrail can stand in one.
    case heading
    /// A paragraph of prose.
    case paragraph
    /// A list entry, without the entries nested below it.
    case bullet
    /// A list entry with a check box.
    case task
    /// One row of a table.
    case tableRow = "table-row"
    /// A fenced or indented block of code.
    case code
    /// A block of raw HTML.
    case html
    /// One field of front matter or of a structured file (`key: value`).
    case field
    /// One record of a structured file (a JSON Lines line, an element of a list).
    case record
    /// One line of a file without structure.
    case line
}
