import FoundationEssentials
import Git
import MemoryDiff
import ReverieCore
import Testing

/// A temporary folder with a repository in it, a clock that moves only when told to, and real git.
final class Scratch {
    let folder: String
    var clock: Int64 = 1_700_000_000
    private var bits: UInt64 = 42

    init() throws {
        let name = "reverie-test-" + UUID().uuidString
        folder = FileManager.default.temporaryDirectory.path + "/" + name
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String) -> String { folder + "/" + name }

    /// The git program of this machine.
    static var git: GitProgram? {
        let environment = ProcessInfo.processInfo.environment
        return GitProgram.find(inSearchPath: environment["PATH"] ?? "/usr/bin", home: nil)
    }

    func surroundings(git: GitProgram? = Scratch.git) -> Surroundings {
        Surroundings(
            actor: Actor(name: "Ada", email: "ada@example.org", kind: .person),
            now: {
                self.clock += 1
                return self.clock
            },
            zoneOffset: { _ in 0 },
            monotonic: { Int64(Date().timeIntervalSince1970 * 1_000_000_000) },
            sleep: { usleep(UInt32($0) * 1000) },
            random: {
                self.bits = self.bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return self.bits ^ (self.bits >> 31)
            },
            git: git, note: "test")
    }

    /// Writes a folder of memories.
    @discardableResult
    func write(_ name: String, _ files: [String: String]) throws -> String {
        try? FileManager.default.removeItem(atPath: path(name))
        try FileManager.default.createDirectory(
            atPath: path(name), withIntermediateDirectories: true)
        for (file, text) in files {
            let target = path(name) + "/" + file
            let parent = target.split(separator: "/").dropLast().joined(separator: "/")
            try FileManager.default.createDirectory(
                atPath: "/" + parent, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: target))
        }
        return path(name)
    }

    /// A repository with one store made from these files.
    func store(_ files: [String: String], bare: Bool = true) throws -> Store {
        let source = try write("source", files)
        let repository = try MemoryRepository.create(
            at: path("repository"), bare: bare, store: .standard, surroundings: surroundings())
        _ = try repository.initialize(.standard, from: source, message: nil)
        return try repository.store(.standard)
    }

    /// The store, opened afresh as another process would.
    func reopened() throws -> Store {
        try MemoryRepository(path: path("repository"), surroundings: surroundings())
            .store(.standard)
    }

    /// Runs plain git in the repository.
    @discardableResult
    func git(_ arguments: String...) throws -> String {
        let program = try #require(Scratch.git)
        let folder = path("repository")
        let directory = FileSystem.isFolder(folder + "/.git") ? folder + "/.git" : folder
        return String(
            decoding: try program.run(arguments, gitDirectory: directory), as: UTF8.self)
    }

    /// What production holds, by path.
    func production(of store: Store) throws -> [String: String] {
        var files: [String: String] = [:]
        for memory in try store.repository.memories(in: store.productionSnapshot().treeID) {
            files[memory.path] = String(decoding: memory.content, as: UTF8.self)
        }
        return files
    }
}
