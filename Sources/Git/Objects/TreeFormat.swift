/// The bytes of a tree object (git's `Documentation/gitformat-pack`, "tree"): mode, name, NUL, id, in order.
enum TreeFormat {
    static func entries(of bytes: [UInt8]) -> [TreeEntry]? {
        var entries: [TreeEntry] = []
        var scanner = TreeScanner(bytes)
        while !scanner.isAtEnd {
            guard let entry = scanner.entry else { return nil }
            entries.append(entry)
            scanner.advance()
        }
        return scanner.isBroken ? nil : entries
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

    static func kind(of mode: ArraySlice<UInt8>) -> TreeEntry.Kind? {
        switch mode.reduce(0, { $0 << 3 | Int($1 & 7) }) {
        case 0o100644, 0o100664: .file
        case 0o100755: .executable
        case 0o120000: .link
        case 0o40000: .tree
        case 0o160000: .submodule
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
