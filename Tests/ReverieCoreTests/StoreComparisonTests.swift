import Git
import ReverieCore
import Testing

@Suite struct StoreComparisonTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A tree of memories that are there and of one that is not.
    private func tree(_ text: String) throws -> ObjectID {
        _ = try scratch.write("loose", ["memory": text])
        let blob = try scratch.git("hash-object", "-w", scratch.path("loose/memory"))
        let lost = String(repeating: "7", count: 40)
        let lines = "100644 blob \(blob.dropLast())\ta.md\n100644 blob \(lost)\tlost.md\n"
        let made = try #require(Scratch.git).run(
            ["mktree", "--missing"], gitDirectory: scratch.path("repository"),
            input: Array(lines.utf8))
        return try #require(ObjectID(String(decoding: made, as: UTF8.self).dropLast().description))
    }

    @Test func `an unchanged memory that cannot be read is an error and no shorter report`() throws
    {
        let store = try scratch.store(["team.md": "- the team meets on Monday\n"])
        let old = try tree("- invoices go out on day 3\n")
        let new = try tree("- invoices go out on day 5\n")
        #expect(throws: CoreError.self) { try store.repository.comparison(from: old, to: new) }
    }
}
