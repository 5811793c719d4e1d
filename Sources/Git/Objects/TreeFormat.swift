/// The bytes of a tree object (git's `Documentation/gitformat-pack`, "tree"): mode, name, NUL, id, in order.
enum TreeFormat {
    static func entries(of bytes: [UInt8]) -> [TreeEntry]? {
        var entries: [TreeEntry] = []
        var position = 0
        while position < bytes.count {
            guard let space = bytes[position...].firstIndex(of: 0x20),
                let end = bytes[space...].firstIndex(of: 0),
                end + 21 <= bytes.count, let kind = kind(of: bytes[position..<space])
            else { return nil }
            let digits = bytes[(end + 1)..<(end + 21)]
            entries.append(
                TreeEntry(
                    name: Array(bytes[(space + 1)..<end]), kind: kind,
                    objectID: ObjectID(bytes: digits)))
            position = end + 21
        }
        return entries
    }

    static func bytes(of entries: [TreeEntry]) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries.sorted(by: precedes) {
            bytes.append(contentsOf: mode(of: entry.kind).utf8)
            bytes.append(0x20)
            bytes.append(contentsOf: entry.name)
            bytes.append(0)
            bytes.append(contentsOf: entry.objectID.bytes)
        }
        return bytes
    }

    /// Git compares names as if a folder's ended with a slash.
    private static func precedes(_ left: TreeEntry, _ right: TreeEntry) -> Bool {
        let leftKey = left.kind == .tree ? left.name + [0x2F] : left.name
        let rightKey = right.kind == .tree ? right.name + [0x2F] : right.name
        return leftKey.lexicographicallyPrecedes(rightKey)
    }

    private static func kind(of mode: ArraySlice<UInt8>) -> TreeEntry.Kind? {
        switch String(decoding: mode, as: UTF8.self) {
        case "100644", "100664": .file
        case "100755": .executable
        case "120000": .link
        case "40000", "040000": .tree
        case "160000": .submodule
        default: nil
        }
    }

    private static func mode(of kind: TreeEntry.Kind) -> String {
        switch kind {
        case .file: "100644"
        case .executable: "100755"
        case .link: "120000"
        case .tree: "40000"
        case .submodule: "160000"
        }
    }
}

extension ObjectID {
    init(bytes: ArraySlice<UInt8>) {
        self = bytes.withUnsafeBytes { raw in
            ObjectID(
                words: UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt32.self)))
        }
    }
}
