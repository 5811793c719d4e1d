import Git
import MemoryDiff
import Render
import ReverieCore

/// What a merge found that only a person can decide.
struct ConflictListing: Presentable {
    static let schema = MergeResult.schema

    /// One conflict with the texts of its sides; nil where a side has none.
    struct Entry {
        let conflict: Conflict
        let base: [UInt8]?
        let ours: [UInt8]?
        let theirs: [UInt8]?

        /// The words of an item on one side; nil where that side has none.
        func text(_ range: Range<Int>?, of content: [UInt8]?) -> String? {
            guard let range, let content, range.upperBound <= content.count else { return nil }
            return String(decoding: content[range], as: UTF8.self)
        }
    }

    /// What met the conflicts.
    enum Work {
        /// Merging this dream.
        case merge(dream: String)
        /// Taking something back; the options that say what.
        case takeBack(options: Message, dream: String?, memory: String?)
    }

    let store: StoreName
    let work: Work
    let production: ObjectID
    let entries: [Entry]
    /// The decisions that the caller gave already, as words.
    let given: [String]
    /// The start of the command to type.
    let tool: Message
    /// Whether production moved since the conflicts were listed.
    var isStale = false

    var fields: [JSON.Field] {
        [
            JSON.Field("outcome", .string(isStale ? "stale" : "conflicts")),
            JSON.Field("store", .string(store.description)),
        ] + subject + [
            JSON.Field("production", .string(production.description)),
            JSON.Field("conflicts", .array(entries.map(Self.json))),
            JSON.Field(
                "command", .message(Message.joined(command(isShort: false), separator: " "))),
        ]
    }

    private var subject: [JSON.Field] {
        switch work {
        case .merge(let dream): [JSON.Field("dream", .string(dream))]
        case .takeBack(_, let dream, let memory):
            [JSON.Field("dream", .optional(dream)), JSON.Field("memory", .optional(memory))]
        }
    }

    private static func json(_ entry: Entry) -> JSON {
        func side(_ id: ObjectID?, _ content: [UInt8]?) -> JSON {
            guard let id else { return .null }
            return .object([
                JSON.Field("id", .string(id.description)),
                JSON.Field(
                    "content", .optional(content.map { String(decoding: $0, as: UTF8.self) })),
            ])
        }
        let conflict = entry.conflict
        return .object([
            JSON.Field("path", .string(conflict.path)),
            JSON.Field("kind", .string(conflict.kind.rawValue)),
            JSON.Field("base", side(conflict.base, entry.base)),
            JSON.Field("ours", side(conflict.ours, entry.ours)),
            JSON.Field("theirs", side(conflict.theirs, entry.theirs)),
            JSON.Field("items", .array(conflict.items.map { json($0, of: entry) })),
        ])
    }

    private static func json(_ item: ItemMerge.Conflict, of entry: Entry) -> JSON {
        func side(_ range: Range<Int>?, _ content: [UInt8]?) -> JSON {
            .optional(entry.text(range, of: content))
        }
        return .object([
            JSON.Field("kind", .string(item.kind.rawValue)),
            JSON.Field("base", side(item.base, entry.base)),
            JSON.Field("ours", side(item.ours, entry.ours)),
            JSON.Field("theirs", side(item.theirs, entry.theirs)),
        ])
    }

    func lines(width: Int) -> [Message] {
        var lines: [Message] = []
        if isStale {
            lines.append("production moved since the conflicts were listed; nothing was written")
        }
        guard !entries.isEmpty else {
            return lines + [
                "no conflict is left; to go on, type", "  \(start)",
            ]
        }
        lines.append(
            Wording.count(entries.count, "memory", "memories")
                + " changed on both sides; nothing was written")
        for entry in entries {
            let kind = entry.conflict.kind
            lines += [
                "",
                "\("\(entry.conflict.path)", .place)  (\(kind.rawValue): \(words(for: kind)))",
            ]
            lines += ConflictPreview(entry, width: width).lines
        }
        let advice: Message = """
            ours is production, theirs is \(theirs); what only one side changed is merged as it is. \
            Decide for each, with 'ours', 'theirs' or a file that holds the whole memory:
            """
        lines += [""] + advice.wrapped(width: width) + [""]
        let command = command(isShort: true)
        for (index, part) in command.enumerated() {
            let isLast = index == command.count - 1
            lines.append((index == 0 ? "  " : "      ") + part + (isLast ? "" : " \\"))
        }
        return lines
    }

    private var theirs: Message {
        if case .merge = work { return "the dream" }
        return "the state before"
    }

    /// The start of the command that finishes the work.
    private var start: Message {
        switch work {
        case .merge(let dream): "\(tool) merge \(word: dream)"
        case .takeBack(let options, _, _): "\(tool) revert \(options) -m REASON"
        }
    }

    /// The command that finishes the work, in parts that belong on lines of their own.
    private func command(isShort: Bool) -> [Message] {
        let id = isShort ? production.short : production.description
        return ["\(start) --at \(word: id)"]
            + given.map { "--resolve \(word: $0)" }
            + entries.map { "--resolve \(word: $0.conflict.path + "=ours")" }
    }

    private func words(for kind: Conflict.Kind) -> Message {
        guard case .merge = work else {
            return switch kind {
            case .editEdit: "it was changed again since"
            case .editDelete: "it was added then, and changed since"
            case .deleteEdit: "it was changed then, and taken away since"
            case .addAdd: "it was taken away then, and added anew since"
            }
        }
        return switch kind {
        case .editEdit: "both changed it"
        case .editDelete: "production changed it, the dream took it away"
        case .deleteEdit: "production took it away, the dream changed it"
        case .addAdd: "both added it"
        }
    }
}

extension Context {
    /// Collects what a person must see to decide.
    func listing(
        _ conflicts: [Conflict], of work: ConflictListing.Work, at production: ObjectID,
        given: [String],
        in store: Store
    ) throws(Failure) -> ConflictListing {
        let repository = store.repository
        let entries = try attempt { () throws(CoreError) in
            var entries: [ConflictListing.Entry] = []
            for conflict in conflicts {
                func text(_ id: ObjectID?) throws(CoreError) -> [UInt8]? {
                    guard let id else { return nil }
                    return try repository.content(of: id)
                }
                entries.append(
                    ConflictListing.Entry(
                        conflict: conflict, base: try text(conflict.base),
                        ours: try text(conflict.ours), theirs: try text(conflict.theirs)))
            }
            return entries
        }
        return ConflictListing(
            store: store.name, work: work, production: production, entries: entries,
            given: given, tool: tool)
    }
}
