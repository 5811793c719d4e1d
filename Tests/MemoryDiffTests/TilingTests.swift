import MemoryDiff
import Testing

@Suite struct TilingTests {
    @Test func `concatenated tiles are the file`() {
        let memory = Memory(path: "a.md", text: "# One\n\n- two\n- three")
        let tiles = ItemParser.tiles(of: memory)
        #expect(tiles.flatMap { memory.content[$0.range] } == memory.content)
    }
}
