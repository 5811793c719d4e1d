public import MemoryDiff

/// How much happens between two trees: memories that differ, and items by what happened to them.
public struct ChangeCounts: Sendable, Hashable {
    /// Number of memories that differ.
    public let memories: Int
    /// Number of items by kind: those that came where something was added, otherwise those that were there before.
    public let items: [ChangeKind: Int]
    /// The same read from the other tree to this one.
    private let itemsBack: [ChangeKind: Int]

    /// Counts what a report says of memories that differ.
    public init(memories: Int, report: Report) {
        self.memories = memories
        var items: [ChangeKind: Int] = [:]
        var itemsBack: [ChangeKind: Int] = [:]
        for change in report.changes {
            items[change.kind, default: 0] +=
                (change.kind == .added ? change.new : change.old).count
            let back = change.kind.mirrored
            itemsBack[back, default: 0] += (back == .added ? change.old : change.new).count
        }
        self.items = items
        self.itemsBack = itemsBack
    }

    /// Compares the memories at which two stores differ, and nothing else of them.
    public init(old: [Memory], new: [Memory]) {
        self.init(old: old, new: new, report: Comparison.report(old: old, new: new))
    }

    init(old: [Memory], new: [Memory], report: Report) {
        self.init(memories: Set(old.map(\.path)).union(new.map(\.path)).count, report: report)
    }

    private init(memories: Int, items: [ChangeKind: Int], itemsBack: [ChangeKind: Int]) {
        self.memories = memories
        self.items = items
        self.itemsBack = itemsBack
    }

    /// What happens in the other direction.
    public var mirrored: ChangeCounts {
        ChangeCounts(memories: memories, items: itemsBack, itemsBack: items)
    }
}

extension ChangeCounts {
    /// A line that ``init(line:)`` reads again.
    var line: [UInt8] {
        let fields = ChangeKind.allCases.map {
            "\($0.rawValue)=\(items[$0] ?? 0)/\(itemsBack[$0] ?? 0)"
        }
        let text = "\(memories) " + fields.joined(separator: " ")
        return Array("\(text) \(StableHash.of(text.utf8))\n".utf8)
    }

    /// Nil when it is not such a line, whole and undamaged.
    init?(line: some Sequence<UInt8>) {
        let text = String(decoding: Array(line), as: UTF8.self)
        guard text.hasSuffix("\n"), let end = text.lastIndex(of: " "),
            text[end...].dropFirst().dropLast() == String(StableHash.of(text[..<end].utf8))
        else { return nil }
        let fields = text[..<end].split(separator: " ")
        guard let memories = fields.first.flatMap({ Int($0) }),
            fields.count == ChangeKind.allCases.count + 1
        else { return nil }
        var items: [ChangeKind: Int] = [:]
        var itemsBack: [ChangeKind: Int] = [:]
        for field in fields.dropFirst() {
            let parts = field.split(whereSeparator: { $0 == "=" || $0 == "/" })
            guard parts.count == 3, let kind = ChangeKind(rawValue: String(parts[0])),
                let there = Int(parts[1]), let back = Int(parts[2])
            else { return nil }
            items[kind] = there == 0 ? nil : there
            itemsBack[kind] = back == 0 ? nil : back
        }
        self.init(memories: memories, items: items, itemsBack: itemsBack)
    }
}
