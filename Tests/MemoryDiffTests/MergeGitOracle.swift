import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `git merge-file -p` in a scratch folder: the oracle for merges by lines.
struct GitMergeFile {
    struct Unavailable: Error {}

    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/merge-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// What git makes of it; nil where it finds a conflict.
    func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws -> [UInt8]? {
        let paths = ["ours", "base", "theirs"].map { folder + "/" + $0 }
        for (path, content) in zip(paths, [ours, base, theirs]) {
            guard FileManager.default.createFile(atPath: path, contents: Data(content)) else {
                throw Unavailable()
            }
        }
        let result = folder + "/result"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, result, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let words = ["git", "merge-file", "-p"] + paths
        var arguments = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var child = pid_t()
        guard posix_spawnp(&child, "git", &actions, nil, &arguments, environ) == 0 else {
            throw Unavailable()
        }
        var status: Int32 = 0
        guard waitpid(child, &status, 0) == child else { throw Unavailable() }
        guard status == 0, let bytes = FileManager.default.contents(atPath: result) else {
            return nil
        }
        return [UInt8](bytes)
    }
}
