/// What a reviewer argues about: one bullet, paragraph, table row or record inside a memory.
public struct Item: Sendable, Hashable {
    /// Path of the memory in which the item stands.
    public let memoryPath: String
    /// The form in which it stands there.
    public let form: ItemForm
    /// The headings (or keys) above it, outermost first.
    public let headings: [String]
    /// Byte offsets of the item in its memory's content.
    public let range: Range<Int>
    /// The item's words without list markers, check boxes, emphasis and line breaks of the source.
    ///
    /// A link is `text (target)`, cells of a table are separated by a middle dot, a ticked task keeps its `[x]`
    /// because the tick is a statement. Code and HTML keep their line breaks. Invisible characters stay.
    public let text: String

    /// Makes an item.
    public init(
        memoryPath: String, form: ItemForm, headings: [String], range: Range<Int>, text: String
    ) {
        self.memoryPath = memoryPath
        self.form = form
        self.headings = headings
        self.range = range
        self.text = text
    }
}
