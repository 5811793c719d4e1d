import MemoryDiff
import Testing

@Suite struct ReportArchiveTests {
    private static let report = Comparison.report(
        old: [
            Memory(path: "a.md", text: "# Limits\n- never pay an invoice twice\n- Ada likes tea\n"),
            Memory(path: "b.md", text: "- the key rotates every 7 days\n- build with `make -j4`\n"),
        ],
        new: [
            Memory(path: "a.md", text: "# Limits\n- pay an invoice once\n"),
            Memory(path: "c.md", text: "- the key rotates every 30 days\n- a new one\n"),
        ])

    @Test func `a report is the same when it comes back`() {
        #expect(!Self.report.changes.isEmpty)
        #expect(ReportArchive.report(from: ReportArchive.bytes(of: Self.report)) == Self.report)
    }

    @Test func `a damaged or shortened archive is no report`() {
        let bytes = ReportArchive.bytes(of: Self.report)
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x10
            #expect(ReportArchive.report(from: damaged) == nil)
            #expect(ReportArchive.report(from: Array(bytes[..<index])) == nil)
        }
    }
}
