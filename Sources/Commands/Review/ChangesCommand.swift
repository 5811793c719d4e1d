import Git
import MemoryDiff
import Render
import ReverieCore

/// Says what a store outside has to do to follow production.
enum ChangesCommand: Command {
    /// The form of the steps.
    enum Form: String, Sendable, CaseIterable {
        /// One entry for each item.
        case upserts
        /// One entry for each memory.
        case memories
    }

    static let since = Parameter.option(
        "since", value: "STATE", "the state that the other store shows; without it: nothing")
    static let until = Parameter.option(
        "until", value: "STATE", "the state that it shall show (default: production)")
    static let format = Parameter<Form>.choice(
        "format", value: "FORMAT", standard: .upserts, "entries for items, or for memories")

    static let declaration = Declaration(
        name: "changes", topic: .reading,
        summary: "what a store outside must do to follow production",
        discussion: """
            One JSON object on each line, to be carried out in order: delete a key, update a key to an entry under \
            another key, insert an entry. Carried out on what the old state gave, they give the new state exactly. \
            An update with "textEqual" needs no new embedding. The first line names both states; give the new one as \
            --since the next time.
            """,
        parameters: [since, until, format],
        examples: [
            Declaration.Example(
                "reverie changes --since v3 --format upserts", "bring a vector store up to date")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.store()
        let old: Snapshot? =
            if let word = arguments[since] {
                try context.snapshot(word, of: store)
            } else { nil }
        let new: Snapshot =
            if let word = arguments[until] {
                try context.snapshot(word, of: store)
            } else {
                try context.attempt { () throws(CoreError) in try store.productionSnapshot() }
            }
        context.output.write(
            jsonLine: JSON.document(
                schema: "reverie.changes/1",
                [
                    JSON.Field("since", Wording.json(old?.snapshotID)),
                    JSON.Field("until", .string(new.snapshotID.description)),
                    JSON.Field("format", .string(arguments[format].rawValue)),
                ]))
        let lines = try context.attempt { () throws(CoreError) in
            let base = old?.treeID ?? .emptyTree
            switch arguments[format] {
            case .upserts:
                let report = try store.repository.comparison(
                    from: base, to: new.treeID, onlyShown: true
                ).report
                let (before, after) = try store.repository.changedMemories(
                    from: base, to: new.treeID)
                return Upserts(old: before, new: after, changes: report.changes).steps.map(json)
            case .memories:
                return try memories(store.repository, from: base, to: new.treeID)
            }
        }
        for line in lines { context.output.write(jsonLine: line) }
        return .success
    }

    private static func memories(
        _ repository: MemoryRepository, from old: ObjectID, to new: ObjectID
    ) throws(CoreError) -> [JSON] {
        let (before, after) = try repository.changedMemories(from: old, to: new)
        let kept = Set(after.map(\.path))
        let deletions = before.filter { !kept.contains($0.path) }.map { memory in
            JSON.object([
                JSON.Field("do", .string("delete")), JSON.Field("key", .string(memory.path)),
            ])
        }
        let known = Set(before.map(\.path))
        return deletions
            + after.map { memory in
                .object([
                    JSON.Field("do", .string(known.contains(memory.path) ? "update" : "insert")),
                    JSON.Field("key", .string(memory.path)),
                    JSON.Field(
                        "text", .string(String(decoding: memory.content, as: UTF8.self))),
                ])
            }
    }

    private static func json(_ step: Upserts.Step) -> JSON {
        switch step {
        case .delete(let key, let change):
            .object([
                JSON.Field("do", .string("delete")), JSON.Field("key", .string(key)),
                JSON.Field("change", .optional(change)),
            ])
        case .update(let key, let entry, let isTextEqual, let change):
            .object(
                [
                    JSON.Field("do", .string("update")), JSON.Field("from", .string(key)),
                    JSON.Field("textEqual", .bool(isTextEqual)),
                    JSON.Field("change", .string(change)),
                ] + fields(of: entry))
        case .insert(let entry, let change):
            .object(
                [JSON.Field("do", .string("insert")), JSON.Field("change", .optional(change))]
                    + fields(of: entry))
        }
    }

    private static func fields(of entry: KeyedItem.Entry) -> [JSON.Field] {
        [
            JSON.Field("key", .string(entry.key)), JSON.Field("memory", .string(entry.path)),
            JSON.Field("form", .string(entry.form.rawValue)),
            JSON.Field("headings", .array(entry.headings.map(JSON.string))),
            JSON.Field("text", .string(entry.text)),
        ]
    }
}
