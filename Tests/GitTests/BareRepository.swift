import FoundationEssentials
import Git
import Testing

/// An empty bare repository in a temporary folder, with real git.
final class BareRepository {
    let folder: String
    let program: GitProgram

    init() throws {
        folder =
            FileManager.default.temporaryDirectory.path + "/reverie-git-" + UUID().uuidString
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        program = try #require(GitProgram.find(inSearchPath: path, home: nil))
        try program.run(
            ["init", "-q", "--bare", "--object-format=sha1", folder], gitDirectory: nil)
        try FileSystem.createFolder(folder + "/reverie")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func open() throws -> Repository { try Repository(path: folder, discovery: .exact) }

    /// Takes the lease, waiting a little: a child that another test starts holds every descriptor of this
    /// process until it becomes the program it is to run.
    func lease() throws -> Lease {
        for _ in 0..<500 {
            if let lease = try Lease.take(at: folder + "/reverie/lease", note: "test") {
                return lease
            }
            usleep(10_000)
        }
        throw GitError.invalidName("lease")
    }

    @discardableResult
    func git(_ arguments: String...) throws -> String {
        String(decoding: try program.run(arguments, gitDirectory: folder), as: UTF8.self)
    }

    /// Installs a batch and lets go of its mark.
    func install(_ batch: borrowing ObjectBatch) throws {
        let packs = PackStore(commonDirectory: folder, program: program)
        let lease = try lease()
        try packs.release(try packs.install(batch, operation: "test", holding: lease))
    }
}
