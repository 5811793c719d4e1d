import Git
import MemoryDiff
import Render
import ReverieCore

/// The two stores that `memdiff` compares, from the words of its call.
struct MemoryDiffSides {
    /// One store as it was read.
    struct Side {
        /// Where the memories are.
        enum Source {
            case memories([Memory])
            case tree(ObjectID, of: MemoryRepository)
        }

        var name: String
        var source: Source
        var note: Message?

        func memories() throws(CoreError) -> [Memory] {
            switch source {
            case .memories(let memories): memories
            case .tree(let treeID, let repository): try repository.memories(in: treeID)
            }
        }
    }

    /// The difference of the two.
    func comparison() throws(CoreError) -> StoreComparison {
        if case .tree(let oldID, let repository) = old.source, case .tree(let newID, _) = new.source
        {
            return try repository.comparison(from: oldID, to: newID, onlyShown: true)
        }
        return StoreComparison(old: try old.memories(), new: try new.memories())
    }

    let old: Side
    let new: Side
    /// Where the items of the new store come from, where it is a dream.
    var evidence: [Evidence] = []

    /// Two stores that were read already.
    init(old: Side, new: Side) {
        self.old = old
        self.new = new
    }

    /// Reads two folders or two files, or what git hands to an external diff driver.
    ///
    /// Throws a failure of kind `invalid` when the words do not fit, `unavailable` when something cannot be read.
    init(_ words: [String], in context: Context) throws(Failure) {
        switch words.count {
        case 2:
            let oldPart = try Part(words[0], in: context)
            let newPart = try Part(words[1], in: context)
            guard
                oldPart.isFolder == nil || newPart.isFolder == nil
                    || oldPart.isFolder == newPart.isFolder
            else {
                throw .invalid("cannot compare a folder with a file: '\(words[0])', '\(words[1])'")
            }
            let name = newPart.isFolder == nil ? words[0] : words[1]
            old = oldPart.side(shown: words[0], memoryPath: name)
            new = newPart.side(shown: words[1], memoryPath: name)
        case 7, 9:
            let newPath = words.count == 9 ? words[7] : words[0]
            old = try Part(words[1], in: context).side(shown: words[0], memoryPath: words[0])
            new = try Part(words[4], in: context).side(shown: newPath, memoryPath: newPath)
        default:
            throw .invalid(
                "'memdiff' takes two folders or two files", hints: ["memdiff --help"])
        }
    }

    /// What one word names.
    struct Part {
        /// Nothing for the empty store, `/dev/null`.
        var isFolder: Bool?
        var memories: [Memory] = []
        var content: [UInt8] = []
        var skipped: ComparableFolder.Skipped?

        init(_ word: String, in context: Context) throws(Failure) {
            if word == "/dev/null" { return }
            let file: Platform.OpenFile
            do throws(Platform.Code) {
                file = try Platform.openFile(path: context.path(word))
            } catch {
                let message: Message = "cannot open '\(word)': \(error.words)"
                throw Failure(error.isMissing ? .invalid : .unavailable, message)
            }
            switch file.kind {
            case .folder:
                let reader = try ComparableFolder(file, shown: word)
                isFolder = true
                memories = reader.memories
                skipped = reader.skipped
            case .regular, .other:
                isFolder = false
                guard let content = try ComparableFolder.content(of: file, shown: word) else {
                    throw .invalid("'\(word)' is larger than \(ComparableFolder.fileLimit) bytes")
                }
                self.content = content
            }
        }

        func side(shown: String, memoryPath: String) -> Side {
            let memories =
                isFolder == false ? [Memory(path: memoryPath, content: content)] : self.memories
            return Side(
                name: shown, source: .memories(memories), note: skipped?.note(shown))
        }
    }
}
