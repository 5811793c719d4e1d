/// An item under a key that it keeps as long as it says the same in the same place, for stores outside that hold
/// one entry for each item.
public struct KeyedItem: Sendable, Hashable {
    /// Path, form, headings and text as a digest behind the memory's path; equal items of a memory are counted.
    public let key: String
    /// The item.
    public let item: Item

    /// Everything that a store outside keeps of an item; where it stands in its memory's bytes is not part of it.
    public struct Entry: Sendable, Hashable {
        /// The key.
        public let key: String
        /// Path of the memory.
        public let path: String
        /// The form.
        public let form: ItemForm
        /// The headings above it, outermost first.
        public let headings: [String]
        /// The words.
        public let text: String
    }

    /// What a store outside keeps of it.
    public var entry: Entry {
        Entry(
            key: key, path: item.memoryPath, form: item.form, headings: item.headings,
            text: item.text)
    }

    /// The items of some memories with their keys, in store order.
    public static func items(of memories: [Memory]) -> [KeyedItem] {
        var counts: [String: Int] = [:]
        return memories.sorted { $0.path < $1.path }.flatMap { memory in
            ItemParser.items(of: memory).map { item in
                let name = "\(memory.path)#\(digest(of: item))"
                let number = counts[name, default: 0]
                counts[name] = number + 1
                return KeyedItem(key: number == 0 ? name : "\(name).\(number + 1)", item: item)
            }
        }
    }

    private static func digest(of item: Item) -> String {
        var hash = StableHash()
        for text in [item.form.rawValue] + item.headings + [item.text] {
            hash.combine(UInt64(text.utf8.count))
            for byte in text.utf8 { hash.combine(UInt64(byte)) }
        }
        let digits = String(hash.value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// What a store outside has to do to follow a store from one state to the next.
public struct Upserts: Sendable {
    /// One step.
    public enum Step: Sendable, Hashable {
        /// Forget the entry of this key.
        case delete(key: String, change: String?)
        /// The entry of the first key becomes this one; its text is the same when it only moved.
        case update(from: String, to: KeyedItem.Entry, isTextEqual: Bool, change: String)
        /// A new entry.
        case insert(KeyedItem.Entry, change: String?)
    }

    /// The steps: deletions, then updates, then insertions, each in store order.
    public let steps: [Step]

    /// The steps from one state to the other.
    ///
    /// Applied in order to the entries of the old store they give exactly those of the new one. Memories that are
    /// the same on both sides may be left out; `changes` are those of a report of the two, which name the steps.
    public init(old: [Memory], new: [Memory], changes: [Change]) {
        let olds = KeyedItem.items(of: old)
        let news = KeyedItem.items(of: new)
        let oldKeys = Set(olds.map(\.key))
        let newKeys = Set(news.map(\.key))
        var gone: [Item: String] = [:]
        for keyed in olds where !newKeys.contains(keyed.key) { gone[keyed.item] = keyed.key }
        var come: [Item: KeyedItem] = [:]
        for keyed in news where !oldKeys.contains(keyed.key) { come[keyed.item] = keyed }
        var changeOfOld: [Item: String] = [:]
        var changeOfNew: [Item: String] = [:]
        var updates: [String: Step] = [:]
        var updated: Set<String> = []
        for change in changes {
            for item in change.old { changeOfOld[item] = change.id }
            for item in change.new { changeOfNew[item] = change.id }
            guard change.old.count == 1, change.new.count == 1,
                let key = change.old.first.flatMap({ gone[$0] }),
                let keyed = change.new.first.flatMap({ come[$0] })
            else { continue }
            updates[key] = .update(
                from: key, to: keyed.entry,
                isTextEqual: change.old[0].text == keyed.item.text, change: change.id)
            updated.insert(keyed.key)
        }
        var steps: [Step] = []
        for keyed in olds where gone[keyed.item] == keyed.key && updates[keyed.key] == nil {
            steps.append(.delete(key: keyed.key, change: changeOfOld[keyed.item]))
        }
        for keyed in olds { if let update = updates[keyed.key] { steps.append(update) } }
        for keyed in news
        where come[keyed.item]?.key == keyed.key && !updated.contains(keyed.key) {
            steps.append(.insert(keyed.entry, change: changeOfNew[keyed.item]))
        }
        self.steps = steps
    }
}
