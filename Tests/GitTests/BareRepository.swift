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

    func lease() throws -> Lease {
        let lease = try Lease.take(at: folder + "/reverie/lease", note: "test")
        return try unwrap(lease)
    }

    private func unwrap(_ lease: consuming Lease?) throws -> Lease {
        guard let lease else { throw GitError.invalidName("lease") }
        return lease
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
