/// Puts a batch of objects into a repository as one pack that survives any clean-up running beside it.
public struct PackStore: Sendable {
    /// A pack that was installed and is still marked as not to be touched.
    public struct Installed: Sendable, Hashable {
        /// Path of the mark; ``PackStore/release(_:)`` takes it away.
        public let keepPath: String
    }

    private let commonDirectory: String
    private let program: GitProgram

    /// A store for the packs of one repository.
    public init(commonDirectory: String, program: GitProgram) {
        self.commonDirectory = commonDirectory
        self.program = program
    }

    /// What our marks start with, so that recovery can tell them from somebody else's.
    private static let mark = "reverie "

    private var stagingFolder: String { commonDirectory + "/reverie/staging" }

    /// Where objects of an operation can wait until they are packed.
    public func waitingFolder(operation: String) -> String {
        stagingFolder + "/" + operation + ".objects"
    }

    private var packFolder: String { commonDirectory + "/objects/pack" }

    /// Writes the batch as one pack with its index, on disk before this returns.
    ///
    /// The pack is staged outside git's own folder, indexed and so checked by `git index-pack`, flushed, and
    /// then installed with its `.keep` first and its `.idx` last: a `git gc --prune=now` beside us sees
    /// nothing, or a complete pack that it must keep.
    public func install(
        _ batch: borrowing ObjectBatch, operation: String, holding lease: borrowing Lease
    ) throws(GitError) -> Installed {
        let folder = stagingFolder + "/" + operation
        try FileSystem.createFolder(folder)
        let draft = folder + "/draft"
        let name: String
        do throws(GitError) {
            let path = draft + ".pack"
            try FileSystem.write(to: path, mode: 0o444) { descriptor throws(GitError) in
                try batch.writePack(to: descriptor, path: path)
            }
            let said = try program.run(
                ["index-pack", "-o", draft + ".idx", draft + ".pack"],
                gitDirectory: commonDirectory, holding: lease)
            let hash = String(decoding: said, as: UTF8.self).filter { !$0.isWhitespace }
            guard ObjectID(hash) != nil else {
                throw .program(arguments: ["index-pack"], status: 0, words: hash)
            }
            name = packFolder + "/pack-" + hash
            try FileSystem.flush(draft + ".idx")
            try FileSystem.createFolder(packFolder)
            try FileSystem.write(Array((Self.mark + operation + "\n").utf8), to: name + ".keep")
            try FileSystem.rename(draft + ".pack", to: name + ".pack")
            try FileSystem.rename(draft + ".idx", to: name + ".idx")
            try FileSystem.flushFolder(packFolder)
        } catch {
            try? FileSystem.removeTree(folder)
            throw error
        }
        FileSystem.removeEmptyFolder(folder)
        return Installed(keepPath: name + ".keep")
    }

    /// Takes the mark away, now that references hold what the pack contains.
    public func release(_ pack: Installed) throws(GitError) {
        try FileSystem.remove(pack.keepPath)
    }

    /// Staged packs and marks that earlier processes left behind, by path.
    public func leftovers() throws(GitError) -> [String] {
        var found: [String] = []
        if FileSystem.exists(stagingFolder) {
            for entry in try FileSystem.list(stagingFolder) {
                found.append(stagingFolder + "/" + String(decoding: entry.name, as: UTF8.self))
            }
        }
        guard FileSystem.exists(packFolder) else { return found }
        for entry in try FileSystem.list(packFolder) {
            let path = packFolder + "/" + String(decoding: entry.name, as: UTF8.self)
            guard path.hasSuffix(".keep"), let content = try? FileSystem.read(path, limit: 4096),
                content.starts(with: Self.mark.utf8)
            else { continue }
            found.append(path)
        }
        return found
    }

    /// Removes leftovers; only for the holder of the lease, after open operations were settled.
    public func removeLeftovers(holding lease: borrowing Lease) throws(GitError) {
        for path in try leftovers() { try FileSystem.removeTree(path) }
    }

    /// Number of packs in the repository.
    public func count() throws(GitError) -> Int {
        guard FileSystem.exists(packFolder) else { return 0 }
        return try FileSystem.list(packFolder).count {
            String(decoding: $0.name, as: UTF8.self).hasSuffix(".pack")
        }
    }
}
