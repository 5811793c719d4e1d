import MemoryDiff
import Render
import ReverieCore

/// Says which items of one state became which of another.
enum KeyMap: Command {
    static let sides = Parameter.arguments("STATE", atLeast: 2, atMost: 2, "two states: old, new")

    static let declaration = Declaration(
        name: "keymap", topic: .reading,
        summary: "which items of one state became which of another",
        discussion: """
            One JSON object on each line: the change's name and kind, and the items of both sides with memory, key and \
            bytes. Items that stay as they are have the same key on both sides and no line.
            """,
        parameters: [sides],
        examples: [Declaration.Example("reverie keymap v1 production", "follow items")])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.store()
        let words = arguments[sides]
        let old = try context.snapshot(words[0], of: store)
        let new = try context.snapshot(words[1], of: store)
        let comparison = try context.attempt { () throws(CoreError) in
            try store.repository.comparison(from: old.treeID, to: new.treeID, onlyShown: true)
        }
        let oldKeys = keys(comparison.old)
        let newKeys = keys(comparison.new)
        for change in comparison.report.changes {
            let line = JSON.document(
                schema: "reverie.keymap/1",
                [
                    JSON.Field("change", .string(change.id)),
                    JSON.Field("kind", .string(change.kind.rawValue)),
                    JSON.Field("old", .array(change.old.map { json($0, oldKeys) })),
                    JSON.Field("new", .array(change.new.map { json($0, newKeys) })),
                ])
            context.output.write(jsonLine: line)
        }
        return .success
    }

    private static func keys(_ memories: [Memory]) -> [Item: String] {
        Dictionary(KeyedItem.items(of: memories).map { ($0.item, $0.key) }) { first, _ in first }
    }

    private static func json(_ item: Item, _ keys: [Item: String]) -> JSON {
        .object([
            JSON.Field("memory", .string(item.memoryPath)),
            JSON.Field("key", .optional(keys[item])),
            JSON.Field("start", .integer(item.range.lowerBound)),
            JSON.Field("end", .integer(item.range.upperBound)),
        ])
    }
}
