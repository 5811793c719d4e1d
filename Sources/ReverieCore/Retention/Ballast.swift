internal import Git

/// Space set aside in the repository, given up bit by bit so that a full disk never stops a revert.
///
/// Random content, so that neither compression nor a file system that shares equal blocks makes it worthless.
struct Ballast {
    let folder: String

    /// The folder around it, which is there before the ballast is.
    private var parent: String {
        folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? "."
    }

    /// Number of slots, each good for one revert.
    static let slots = 8
    /// Size of a slot in bytes.
    static let slotSize = 32_768
    /// Free space, in bytes, below which a slot is given up before a revert, and above which slots come back.
    static let scarcity: Int64 = 131_072, plenty: Int64 = 524_288

    /// Fills the slots that are missing, as long as there is plenty of room; failing is no failure.
    func refill(random: () -> UInt64) {
        guard (try? FileSystem.createFolder(folder)) != nil else { return }
        for slot in 0..<Self.slots {
            let path = folder + "/\(slot)"
            guard FileSystem.size(of: path) != Self.slotSize else { continue }
            guard let free = FileSystem.freeBytes(at: parent), free > Self.plenty else { return }
            var state = random()
            var content: [UInt8] = []
            content.reserveCapacity(Self.slotSize)
            while content.count < Self.slotSize {
                // xorshift64 (Marsaglia 2003): noise is all that is needed here.
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                withUnsafeBytes(of: state) { content.append(contentsOf: $0) }
            }
            guard (try? FileSystem.write(content, to: path)) != nil else { return }
        }
    }

    /// Gives up one slot; false when none is left.
    func release() -> Bool {
        for slot in 0..<Self.slots where FileSystem.exists(folder + "/\(slot)") {
            return (try? FileSystem.remove(folder + "/\(slot)")) != nil
        }
        return false
    }

    /// Gives up one slot if there is hardly any room.
    func makeRoom() {
        if let free = FileSystem.freeBytes(at: parent), free < Self.scarcity {
            _ = release()
        }
    }
}

extension MemoryRepository {
    var ballast: Ballast { Ballast(folder: privateFolder + "/ballast") }
}

extension CoreError {
    /// Whether the disk is full.
    var isDiskFull: Bool {
        switch self {
        case .git(.system(_, _, let code)): code == FileSystem.diskFull
        case .git(.program(_, _, let words)), .git(.referenceLocked(_, let words)):
            Self.saysDiskFull(words)
        default: false
        }
    }

    /// Whether git's words mean that it could not write; about a lock file it does not say why.
    static func saysDiskFull(_ words: String) -> Bool {
        words.contains("No space left") || words.contains("couldn't write")
            || words.contains("unable to write")
    }
}
