internal import Git

extension MemoryRepository {
    /// Makes a repository with version 1 of a store, or completes one that a crash left half-made.
    ///
    /// What could not be finished is taken away again, as long as it holds nothing.
    public static func make(
        at folder: String, bare: Bool, store: StoreName, from source: String?, message: String?,
        surroundings: Surroundings
    ) throws(CoreError) -> Initialized {
        let traces = Traces(of: folder, bare: bare)
        do throws(CoreError) {
            let repository = try create(
                at: folder, bare: bare, store: store, surroundings: surroundings)
            return try repository.initialize(store, from: source, message: message)
        } catch {
            traces.remove()
            throw error
        }
    }

    /// What making a repository leaves behind in a folder that had none.
    private struct Traces {
        let folder: String
        let candidates: [String]

        init(of folder: String, bare: Bool) {
            self.folder = folder
            var missing: String?
            var above = folder
            while !FileSystem.exists(above), above.count > 1 {
                missing = above
                guard let cut = above.lastIndex(of: "/") else { break }
                above = String(above[..<cut])
            }
            if let missing {
                candidates = [missing]
            } else if bare {
                let isEmpty = (try? FileSystem.list(folder))?.isEmpty ?? false
                candidates =
                    isEmpty
                    ? ["HEAD", "config", "objects", "refs", "logs", "branches", "reverie"].map {
                        folder + "/" + $0
                    } : []
            } else {
                candidates = FileSystem.exists(folder + "/.git") ? [] : [folder + "/.git"]
            }
        }

        /// Takes it away, unless somebody has put references into it meanwhile.
        func remove() {
            if let git = try? Repository(path: folder, discovery: .exact) {
                let references = try? git.references(withPrefix: "refs/")
                guard references?.isEmpty == true else { return }
            }
            for path in candidates { try? FileSystem.removeTree(path) }
        }
    }

    /// Whether nothing but the beginnings of one store is here, so that making it may go on.
    public func isUnfinished(_ name: StoreName) throws(CoreError) -> Bool {
        guard try stores().isEmpty, !FileSystem.exists(git.gitDirectory + "/index") else {
            return false
        }
        do throws(GitError) {
            return try git.references(withPrefix: "refs/").allSatisfy {
                $0.name.hasPrefix("refs/heads/\(name)/") || $0.name.hasPrefix("refs/tags/\(name)/")
            }
        } catch { throw .git(error) }
    }

    /// Whether Reverie made or marked the repository as its own.
    public var isMarked: Bool {
        Configuration.value(of: Self.formatKey, inFile: directory + "/config") != nil
    }

    /// Adds a store to a repository that keeps something already.
    ///
    /// With `folder` its files stand there, inside the work tree; `source` is what it starts with (nothing
    /// when nil). Everything is read and checked before anything is set. Throws
    /// ``CoreError/storeExists(_:)``.
    public func addStore(
        _ name: StoreName, folder: String?, from source: String?, message: String?
    ) throws(CoreError) -> Initialized {
        let store = Store(name: name, repository: self)
        guard try store.local(store.references.production) == nil else {
            throw .storeExists(name)
        }
        if let source {
            _ = try FolderReader(source, isIgnored: { store.isIgnored($0, below: source) }).check()
        }
        let program = try surroundings.requireGit()
        guard !git.hasAlternates else { throw .borrowedObjects }
        if !isMarked { try configure(program) }
        guard let folder else { return try initialize(name, from: source, message: message) }
        do throws(GitError) { try FileSystem.createFolder(folder) } catch { throw .git(error) }
        try setFolder(folder, of: name)
        do throws(CoreError) {
            return try initialize(name, from: source, message: message)
        } catch {
            if error != .storeExists(name) {
                _ = try? program.run(
                    ["config", "--unset", store.folderKey], gitDirectory: directory)
            }
            throw error
        }
    }
}
