/// What git's `packed-refs` says, line by line, and which lines nothing can be made of.
///
/// Git searches the file by halves and passes over what it cannot read, so that one altered byte hides a reference
/// without a word, or many when the order is lost. The format is git's refs/packed-backend.c.
public struct PackedReferences: Sendable, Hashable {
    /// Where the references are kept.
    public static let fileName = "packed-refs"

    /// What each reference names; an annotated tag names the tag itself.
    public private(set) var references: [String: ObjectID] = [:]
    /// Lines, counted from 1, that are no reference, or stand out of order in a file that calls itself sorted.
    public private(set) var damagedLines: [Int] = []

    /// Reads the file of a repository; without one there are no references.
    public init(in gitDirectory: String) throws(GitError) {
        let path = gitDirectory + "/" + Self.fileName
        self.init(
            FileSystem.exists(path) ? try FileSystem.read(path, limit: 1 << 28) : [])
    }

    /// Reads the bytes of the file.
    public init(_ bytes: [UInt8]) {
        var isSorted = false
        var last: ArraySlice<UInt8> = []
        var mayPeel = false
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.isEmpty, line.endIndex == bytes.endIndex { continue }
            if line.first == 0x23 {
                let words = String(decoding: line, as: UTF8.self).split(separator: " ")
                isSorted = words.contains("sorted")
                if index > 0 || words.prefix(2) != ["#", "pack-refs"] {
                    damagedLines.append(index + 1)
                }
            } else if line.first == 0x5E {
                let isObject = ObjectID(String(decoding: line.dropFirst(), as: UTF8.self)) != nil
                if !mayPeel || !isObject { damagedLines.append(index + 1) }
                mayPeel = false
            } else if let (name, objectID) = Self.reference(in: line) {
                references[name] = objectID
                let written = line.dropFirst(41)
                if isSorted, !last.lexicographicallyPrecedes(written) {
                    damagedLines.append(index + 1)
                }
                last = written
                mayPeel = true
            } else {
                damagedLines.append(index + 1)
                mayPeel = false
            }
        }
    }

    private static func reference(in line: ArraySlice<UInt8>) -> (String, ObjectID)? {
        guard line.count > 41, line[line.startIndex + 40] == 0x20,
            let objectID = ObjectID(String(decoding: line.prefix(40), as: UTF8.self)),
            let name = String(validating: line.dropFirst(41), as: UTF8.self),
            name.hasPrefix("refs/"), Repository.isValidReferenceName(name)
        else { return nil }
        return (name, objectID)
    }
}
