/// Names changes by what they are, so that a name written down today means the same change tomorrow.
///
/// A name depends on the kind and on path, headings and text of the items, old and new, and on nothing else:
/// not on risk, order, the rest of the store or the place in a file. Equal changes of one report differ by
/// their number. The letters spell no words and cannot be taken for digits.
enum ChangeName {
    private static let letters = Array("bcdfghjkmnpqrstvwxyz".utf8)
    private static let length = 8

    /// The changes, each with a name that no other one has.
    static func named(_ changes: [Change]) -> [Change] {
        var taken: Set<String> = []
        // Where many changes are equal, each goes on from the number of the one before it.
        var numbers: [UInt64: UInt64] = [:]
        return changes.map { change in
            var change = change
            let hash = hash(of: change)
            var number = numbers[hash.value] ?? 0
            repeat {
                change.id = name(of: hash, number: number)
                number += 1
            } while !taken.insert(change.id).inserted
            numbers[hash.value] = number
            return change
        }
    }

    private static func hash(of change: Change) -> StableHash {
        var hash = StableHash()
        add(change.kind.rawValue, to: &hash)
        for side in [change.old, change.new] {
            hash.combine(UInt64(side.count))
            for item in side {
                add(item.memoryPath, to: &hash)
                hash.combine(UInt64(item.headings.count))
                for heading in item.headings { add(heading, to: &hash) }
                add(item.text, to: &hash)
            }
        }
        return hash
    }

    private static func add(_ text: String, to hash: inout StableHash) {
        hash.combine(UInt64(text.utf8.count))
        for byte in text.utf8 { hash.combine(UInt64(byte)) }
    }

    private static func name(of hash: StableHash, number: UInt64) -> String {
        var hash = hash
        hash.combine(number)
        var rest = hash.value
        var name: [UInt8] = []
        for _ in 0..<length {
            name.append(letters[Int(rest % UInt64(letters.count))])
            rest /= UInt64(letters.count)
        }
        return String(decoding: name, as: UTF8.self)
    }
}
