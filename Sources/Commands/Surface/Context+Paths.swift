import Git
import Render
import ReverieCore

extension Context {
    /// The start of a command to paste that works in the same place.
    var toolHere: Message {
        directoryWords.reduce("\(program.name)") { $0 + " -C \(word: $1)" }
    }

    /// The start of a command to paste that works on the same store from the same place.
    var tool: Message {
        var words = toolHere
        if let storeName { words = words + " --store \(word: storeName)" }
        return words
    }

    /// Opens the store for a command that changes it, and so settles what a crash left open.
    func storeToChange() throws(Failure) -> Store {
        let store = try storeToExamine()
        if let open = try attempt({ () throws(CoreError) in try store.interrupted() }) {
            note(
                "settling an operation that was interrupted: \(open.kind.rawValue) \(open.operation)"
            )
        }
        return store
    }

    /// Absolute path without links, dots and doubled slashes, as far as it leads to something.
    func realPath(_ name: String) -> String {
        var present = path(name)
        var missing: [Substring] = []
        while true {
            if let real = FileSystem.realPath(present) {
                return missing.reversed().reduce(real) { folder, segment in
                    folder.hasSuffix("/") ? folder + segment : folder + "/" + segment
                }
            }
            while present.hasSuffix("/"), present.count > 1 { present.removeLast() }
            guard let cut = present.lastIndex(of: "/") else { return path(name) }
            let segment = present[present.index(after: cut)...]
            if segment != "." && !segment.isEmpty { missing.append(segment) }
            present = cut == present.startIndex ? "/" : String(present[..<cut])
        }
    }

    /// Absolute path of a folder that must be there.
    ///
    /// Throws a failure of kind `invalid` when it is not.
    func folder(_ name: String) throws(Failure) -> String {
        let real = realPath(name)
        guard FileSystem.isFolder(real) else {
            let isThere = FileSystem.exists(real)
            throw .invalid(isThere ? "'\(name)' is no folder" : "no folder '\(name)'")
        }
        return real
    }

    /// The path of a memory as a person writes it.
    func memoryPath(_ text: String) throws(Failure) -> MemoryPath {
        try attempt { () throws(CoreError) in try MemoryPath(text) }
    }
}
