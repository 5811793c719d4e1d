/// Walks over the bytes of a tree object without copying its entries.
///
/// Most entries of a store are never looked at, so only those that differ are worth an allocation.
struct TreeScanner {
    private let bytes: [UInt8]
    private var modeStart = 0
    private var nameStart = 0
    private var nameEnd = 0
    private var next = 0
    /// Whether there is no current entry: the tree ended, or its bytes are no tree.
    private(set) var isAtEnd = false
    /// Whether the bytes are no tree.
    private(set) var isBroken = false

    /// Starts at the first entry.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        advance()
    }

    /// Goes to the next entry.
    mutating func advance() {
        modeStart = next
        guard next < bytes.count else {
            isAtEnd = true
            return
        }
        var position = next
        while position < bytes.count, bytes[position] != 0x20 { position += 1 }
        nameStart = position + 1
        while position < bytes.count, bytes[position] != 0 { position += 1 }
        nameEnd = position
        next = position + 21
        if next > bytes.count || nameStart >= nameEnd {
            isBroken = true
            isAtEnd = true
        }
    }

    /// Whether the current entry is a folder.
    var isTree: Bool { bytes[modeStart] == 0x34 || bytes[modeStart] == 0x30 }

    /// The current entry; nil when its mode is none that git knows.
    var entry: TreeEntry? {
        guard let kind = TreeFormat.kind(of: bytes[modeStart..<(nameStart - 1)]) else { return nil }
        return TreeEntry(name: Array(bytes[nameStart..<nameEnd]), kind: kind, objectID: objectID)
    }

    /// The object that the current entry names.
    var objectID: ObjectID { ObjectID(bytes: bytes[(nameEnd + 1)..<(nameEnd + 21)]) }

    /// Whether the current entry has this name.
    func hasName(_ name: ArraySlice<UInt8>) -> Bool {
        nameEnd - nameStart == name.count && bytes[nameStart..<nameEnd].elementsEqual(name)
    }

    /// Whether two current entries are the same to the byte.
    func equals(_ other: TreeScanner) -> Bool {
        let count = next - modeStart
        guard count == other.next - other.modeStart else { return false }
        return bytes.withUnsafeBytes { mine in
            other.bytes.withUnsafeBytes { theirs in
                mine[modeStart..<next].elementsEqual(theirs[other.modeStart..<other.next])
            }
        }
    }

    /// How the current entries stand to each other in git's order, in which a folder's name ends with a slash.
    func order(to other: TreeScanner) -> Int {
        var left = nameStart
        var right = other.nameStart
        while left < nameEnd, right < other.nameEnd, bytes[left] == other.bytes[right] {
            left += 1
            right += 1
        }
        let mine = left < nameEnd ? Int(bytes[left]) : isTree ? 0x2F : 0
        let theirs = right < other.nameEnd ? Int(other.bytes[right]) : other.isTree ? 0x2F : 0
        return mine - theirs
    }
}

/// Trees that were read already; what one operation looks at several times is read once.
final class TreeCache {
    private var trees: [ObjectID: [UInt8]] = [:]
    private var size = 0
    /// Bytes kept at most.
    private static let limit = 1 << 25
    /// The last two trees that were compared, for whoever asks again.
    var compared: (old: ObjectID, new: ObjectID, differences: [PathDifference])?

    subscript(_ objectID: ObjectID) -> [UInt8]? {
        get { trees[objectID] }
        set {
            guard let newValue, size + newValue.count <= Self.limit else { return }
            trees[objectID] = newValue
            size += newValue.count
        }
    }
}
