import ReverieCore
import TestSupport
import Testing

@Suite struct BlameLimitsTests {
    @Test func `history is followed only as far as the limit, and that is said`() throws {
        let world = World()
        let store = try world.repository(["a.md": "- the first line says what stays\n"], bare: true)
        for number in 1...6 {
            world.time += 60
            let text = "- the first line says what stays\n- note \(number) of the day\n"
            _ = try store.write(.write(MemoryPath("a.md"), Array(text.utf8)))
        }
        let snapshot = try store.productionSnapshot()
        var limits = Blame.Limits()
        let path = try MemoryPath("a.md")
        let whole = try #require(try store.repository.blame(path, at: snapshot, limits: limits))
        #expect(whole.origins.map(\.isComplete) == [true, true])
        #expect(whole.origins[0].snapshot.parentIDs.isEmpty || whole.origins[0].changes == 0)
        limits.snapshots = 3
        let cut = try #require(try store.repository.blame(path, at: snapshot, limits: limits))
        #expect(cut.origins[0].isComplete == false)
        #expect(cut.origins[0].snapshot != whole.origins[0].snapshot)
        // Where nothing may be matched, an item that stays word for word is followed all the same.
        limits = Blame.Limits()
        limits.bytes = 0
        let plain = try #require(try store.repository.blame(path, at: snapshot, limits: limits))
        #expect(plain.origins[0].snapshot == whole.origins[0].snapshot)
    }
}
