#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
public import Git
public import ReverieCore

extension World {
    /// The git program of this machine.
    public static var git: GitProgram? {
        let environment = ProcessInfo.processInfo.environment
        return GitProgram.find(inSearchPath: environment["PATH"] ?? "/usr/bin", home: nil)
    }

    /// What the core depends on, with the world's clock.
    public func surroundings(
        actor: Actor = Actor(name: "Ada", email: "ada@example.org", kind: .person)
    ) -> Surroundings {
        var bits: UInt64 = UInt64(bitPattern: time)
        return Surroundings(
            actor: actor,
            now: {
                self.time += 1
                return self.time - 1
            },
            zoneOffset: { _ in 0 },
            monotonic: { Int64(Date().timeIntervalSince1970 * 1_000_000_000) },
            sleep: { usleep(UInt32(truncatingIfNeeded: $0) &* 1000) },
            random: {
                bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return bits ^ (bits >> 31)
            },
            git: Self.git, note: "test")
    }

    /// Writes a folder that holds exactly these files, and answers its path.
    @discardableResult
    public func makeFolder(_ name: String, holding files: [String: String]) throws -> String {
        try? FileManager.default.removeItem(atPath: path(name))
        try FileManager.default.createDirectory(
            atPath: path(name), withIntermediateDirectories: true)
        for (file, text) in files { try write(name + "/" + file, text) }
        return path(name)
    }

    /// Makes a repository in a folder of the home with one store of these memories, an hour ago.
    @discardableResult
    public func repository(
        _ files: [String: String], in name: String = "repository", bare: Bool = true,
        store: StoreName = .standard
    ) throws -> Store {
        let source = try makeFolder("source", holding: files)
        let repository = try MemoryRepository.create(
            at: path(name), bare: bare, store: store, surroundings: surroundings())
        _ = try repository.initialize(store, from: source, message: nil)
        let made = try repository.store(store)
        if !bare { try made.checkOut() }
        return made
    }

    /// The store of a repository in the home, opened anew by somebody.
    public func store(
        in name: String = "repository",
        actor: Actor = Actor(name: "Ada", email: "ada@example.org", kind: .person)
    ) throws -> Store {
        try MemoryRepository(path: path(name), surroundings: surroundings(actor: actor))
            .store(.standard)
    }

    /// Proposes exactly these memories.
    public func dream(
        _ id: String, _ files: [String: String], in store: Store,
        source: DreamSource = DreamSource(engine: "import")
    ) throws {
        _ = try store.importDream(
            folder: makeFolder("dreamt", holding: files), from: nil, id: id, source: source)
    }

    /// Runs plain git on a repository in the home.
    @discardableResult
    public func git(in name: String = "repository", _ arguments: String...) throws -> String {
        struct NoGit: Error {}
        guard let program = Self.git else { throw NoGit() }
        let folder = path(name)
        let directory = FileSystem.isFolder(folder + "/.git") ? folder + "/.git" : folder
        return String(
            decoding: try program.run(arguments, gitDirectory: directory), as: UTF8.self)
    }

    /// Paths and contents below a folder of the home, to see that nothing was written.
    public func contents(of name: String) throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for file in try FileManager.default.subpathsOfDirectory(atPath: path(name)) {
            found[file] = read(name + "/" + file) ?? []
        }
        return found
    }
}

extension String {
    /// The text with every object id replaced by its number of first appearance, in the same width, so that a
    /// literal does not depend on hashes: `0000000001`.
    public var numberingObjects: String {
        var seen: [String] = []
        var result = ""
        var run = ""
        func finish() {
            if [10, 16, 40].contains(run.utf8.count) {
                let short = String(run.prefix(10))
                if !seen.contains(short) { seen.append(short) }
                let number = "\((seen.firstIndex(of: short) ?? 0) + 1)"
                let head = String(repeating: "0", count: 10 - number.count) + number
                result += head + String(repeating: ".", count: run.utf8.count - 10)
            } else {
                result += run
            }
            run = ""
        }
        for character in self {
            if character.isASCII, character.isHexDigit, !character.isUppercase {
                run.append(character)
            } else {
                finish()
                result.append(character)
            }
        }
        finish()
        return result
    }
}
