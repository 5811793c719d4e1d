internal import MemoryDiff

/// Finds links from one memory to another that lead nowhere.
struct MemoryLinks {
    private let paths: Set<String>
    private let folders: Set<Substring>

    private static let endings = [".md", ".markdown", ".txt", ".json", ".jsonl", ".yaml", ".yml"]

    init(_ memories: [Memory]) {
        paths = Set(memories.map(\.path))
        folders = Set(memories.compactMap { $0.path.split(separator: "/").dropLast().first })
    }

    /// The names in an item that look like those of memories and are none.
    ///
    /// Only names that start in a folder of the store, or are relative, are taken for memories: all others may be files
    /// of a program that the memory speaks of.
    func broken(in item: Item) -> [String] {
        guard Self.mayName(item.text) else { return [] }
        var found: [String] = []
        for word in item.text.split(whereSeparator: {
            $0.isWhitespace || "()[]<>`'\"|,;".contains($0)
        }) {
            var name = word.prefix { $0 != "#" && $0 != "?" }
            while name.last == "." || name.last == ":" { name.removeLast() }
            guard Self.endings.contains(where: { name.hasSuffix($0) }), !name.contains("://"),
                !name.contains("*"), !found.contains(String(name)), isMissing(name, from: item)
            else { continue }
            found.append(String(name))
        }
        return found
    }

    /// Whether a dot stands before a letter with which an ending starts.
    private static func mayName(_ text: String) -> Bool {
        var isBehindDot = false
        for byte in text.utf8 {
            if isBehindDot, [0x6D, 0x74, 0x6A, 0x79].contains(byte) { return true }
            isBehindDot = byte == 0x2E
        }
        return false
    }

    private func isMissing(_ name: Substring, from item: Item) -> Bool {
        let home = item.memoryPath.split(separator: "/").dropLast()
        let isRelative = name.hasPrefix("./") || name.hasPrefix("../")
        let relative = Self.resolved(Array(home), name)
        let absolute = isRelative ? nil : Self.resolved([], name)
        let isThere = [relative, absolute].contains { $0.map(paths.contains) == true }
        guard !isThere else { return false }
        if isRelative { return relative != nil }
        let segments = name.split(separator: "/")
        return segments.count > 1 && segments.first.map(folders.contains) == true
    }

    /// A path from a folder; nil where it leads out of the store.
    private static func resolved(_ folder: [Substring], _ name: Substring) -> String? {
        var segments = folder
        for segment in name.split(separator: "/") where segment != "." {
            if segment == ".." {
                guard segments.popLast() != nil else { return nil }
            } else {
                segments.append(segment)
            }
        }
        return segments.joined(separator: "/")
    }
}
