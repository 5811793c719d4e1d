import Commands
import Git
import ReverieCore
import TestSupport
import Testing
@Suite struct TmpTests {
    @Test func `tmp tree`() throws {
        let world = World()
        let store = try world.repository(ReadingWorld.files, bare: false)
        print("made")
        try world.dream("night", ["a.md": "- x\n"], in: store)
        print("dreamt")
        _ = try store.merge(dream: "night", resolutions: [:], listedAt: nil, message: "looks fine")
        print("merged")
        let agent = try world.store()
        _ = try agent.write(.write(MemoryPath("today.md"), Array("- on call: Bob\n".utf8)))
        print("written")
        do { _ = try store.revert(to: .oneVersionBack, reason: "it dropped the refund limit")
        } catch { print(error, try world.git(in: "repository", "cat-file", "-t", "\(error)".split(separator: " ").last.map { String($0.prefix(40)) } ?? "")) }
        print("reverted")
    }
}
