extension FileSystem {
    /// Writes a file below a folder in one step; folders that are missing are made.
    ///
    /// A link that stands for one of the folders between is not followed. Not flushed: a work tree can always
    /// be written again.
    public static func put(_ content: [UInt8], at path: String, in folder: String)
        throws(GitError)
    {
        try makeFolders(above: path, in: folder)
        let file = folder + "/" + path
        let draft = folder + "/.reverie-draft-\(getpid())"
        try Faults.reach("open", file)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { throw failure("open", file) }
        do throws(GitError) {
            try writeAll(content, to: descriptor, path: file)
        } catch {
            close(descriptor)
            unlink(draft)
            throw error
        }
        guard close(descriptor) == 0 else {
            let error = failure("close", file)
            unlink(draft)
            throw error
        }
        do throws(GitError) { try rename(draft, to: file) } catch {
            unlink(draft)
            throw error
        }
    }

    /// Takes a file below a folder away, and the folders that are empty after that.
    public static func take(away path: String, in folder: String) throws(GitError) {
        guard try reaches(path, in: folder) else { return }
        try remove(folder + "/" + path)
        var above = path
        while let cut = above.lastIndex(of: "/") {
            above = String(above[..<cut])
            guard removeEmptyFolder(folder + "/" + above) else { return }
        }
    }

    private static func makeFolders(above path: String, in folder: String) throws(GitError) {
        var current = folder
        for segment in path.split(separator: "/").dropLast() {
            current += "/" + segment
            switch status(of: current)?.kind {
            case .folder: continue
            case nil:
                guard mkdir(current, 0o777) == 0 || errno == EEXIST else {
                    throw failure("mkdir", current)
                }
            case .file, .link, .other:
                throw GitError.system(call: "open", path: current, code: ENOTDIR)
            }
        }
    }

    private static func reaches(_ path: String, in folder: String) throws(GitError) -> Bool {
        var current = folder
        for segment in path.split(separator: "/").dropLast() {
            current += "/" + segment
            guard let found = status(of: current) else { return false }
            guard found.kind == .folder else {
                throw GitError.system(call: "open", path: current, code: ENOTDIR)
            }
        }
        return true
    }
}
