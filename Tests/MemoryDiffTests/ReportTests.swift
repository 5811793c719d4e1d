import MemoryDiff
import Testing

struct ReportTests {
    private let filler = """
        - The office in Lisbon closes at six in the evening
        - Invoices are archived for ten years in cold storage
        - The build server has sixteen cores and a slow disk

        """

    private func report(_ old: String, _ new: String, path: String = "notes.md") -> Report {
        Comparison.report(
            old: [Memory(path: path, text: filler + old)],
            new: [Memory(path: path, text: filler + new)])
    }

    private func details(_ old: String, _ new: String) -> [ChangeDetail] {
        report("- \(old)\n", "- \(new)\n").changes.first?.details ?? []
    }

    @Test func `re-wrapped text is no change`() {
        let report = report(
            "- one two three four\n  five six\n", "- one two three\n  four five six\n")
        #expect(report.changes == [])
    }

    @Test(arguments: [
        (
            "Refund orders up to 500 dollars at once", "Refund orders up to 5,000 dollars at once",
            ChangeDetail(aspect: .number, old: "500 dollars", new: "5,000 dollars")
        ),
        (
            "The service runs on Python 3.11 in production",
            "The service runs on Python 3.13 in production",
            ChangeDetail(aspect: .version, old: "3.11", new: "3.13")
        ),
        (
            "The contract with the vendor ends on 2026-03-31",
            "The contract with the vendor ends on 2027-03-31",
            ChangeDetail(aspect: .date, old: "2026-03-31", new: "2027-03-31")
        ),
        (
            "Agents must attach the signed report to the ticket",
            "Agents should attach the signed report to the ticket",
            ChangeDetail(aspect: .modality, old: "must", new: "should")
        ),
        (
            "The cache is shared between the two regions",
            "The cache is not shared between the two regions",
            ChangeDetail(aspect: .negation, old: "", new: "not")
        ),
        (
            "Delete stale branches weekly, unless a release depends on them",
            "Delete stale branches weekly",
            ChangeDetail(
                aspect: .exception, old: "unless a release depends on them", new: "")
        ),
        (
            "Restart the worker when the queue exceeds its quota",
            "Restart the worker",
            ChangeDetail(aspect: .condition, old: "when the queue exceeds its quota", new: "")
        ),
        (
            "All payments above the limit wait for a second signature",
            "Some payments above the limit wait for a second signature",
            ChangeDetail(aspect: .scope, old: "all", new: "some")
        ),
        (
            "Escalate billing questions to Marta in finance",
            "Escalate billing questions to Joana in finance",
            ChangeDetail(aspect: .name, old: "Marta", new: "Joana")
        ),
        (
            "The favourite colour of the customer is purple",
            "The favourite colour of the customer is cyan",
            ChangeDetail(aspect: .value, old: "purple", new: "cyan")
        ),
        (
            "The nightly job copies the ledger quickly",
            "The nightly job copies the ledger fast",
            ChangeDetail(aspect: .wording, old: "quickly", new: "fast")
        ),
    ])
    func `what changed in an item is named`(old: String, new: String, detail: ChangeDetail) {
        #expect(details(old, new).first == detail)
    }

    @Test func `a name at the beginning that gave way to another is a value, not wording`() {
        let report = report(
            "- Maria orders vegetables from the market every week\n",
            "- Jonas orders vegetables from the market every week\n")
        #expect(
            report.changes.first?.details
                == [ChangeDetail(aspect: .value, old: "Maria", new: "Jonas")])
        #expect(report.changes.first?.isSuperseded == true)
    }

    @Test func `a bound in other words is not an opposite`() {
        #expect(
            !details(
                "Do not give more than 4 g of the drug per day",
                "Give up to 4 g of the drug per day"
            ).contains { $0.aspect == .negation || $0.aspect == .modality || $0.aspect == .scope })
    }

    @Test func `a value is paired with its successor when the words stand in another order`() {
        #expect(
            details("Use Postgres 14 for new services", "New services use Postgres 16").contains(
                ChangeDetail(aspect: .number, old: "14", new: "16")))
    }

    @Test func `a time is paired with a time and a count with the count in its place`() {
        #expect(
            details(
                "Created on 2025-11-10 at 18:27:15 with 12 active and 0 paused and 1 closed",
                "Created on 2026-05-12 at 08:05:09 with 18 active and 1 paused and 1 closed") == [
                    ChangeDetail(aspect: .number, old: "12", new: "18"),
                    ChangeDetail(aspect: .number, old: "0", new: "1"),
                    ChangeDetail(aspect: .date, old: "2025-11-10", new: "2026-05-12"),
                    ChangeDetail(aspect: .date, old: "18:27:15", new: "08:05:09"),
                ])
    }

    @Test func `a clause that moved to the next item is not reported as lost`() throws {
        let report = report(
            """
            - The staging database is restored every Monday and its credentials rotate each quarter
            - Only the platform guild may unlock the vault

            """,
            """
            - The staging database is restored every Monday
            - Its credentials rotate each quarter and only the platform guild may unlock the vault

            """)
        let change = try #require(report.changes.first)
        #expect(report.changes.map(\.kind) == [.regrouped])
        #expect((change.old.count, change.new.count) == (2, 2))
        #expect(change.details == [])
        #expect(change.risk == .low)
        #expect(report.lostTerms == [])
    }

    @Test func `the same slot with another value is superseded`() {
        let report = report(
            "- The deploy key expires after 30 days\n", "- The deploy key expires after 90 days\n")
        #expect(report.changes.map(\.kind) == [.modified])
        #expect(report.changes.first?.isSuperseded == true)
        #expect(report.changes.first?.accounts.first?.fate == .superseded)
        #expect(report.changes.first?.reason == "number changed 30 days -> 90 days")
    }

    @Test func `a duplicate of an unchanged memory's item is named`() throws {
        let sentence = "- Every refund above the limit needs a second signature from finance\n"
        let kept = Memory(path: "kept.md", text: sentence)
        let report = Comparison.report(
            old: [kept, Memory(path: "notes.md", text: filler + sentence)],
            new: [kept, Memory(path: "notes.md", text: filler)])
        let change = try #require(report.changes.first)
        #expect(report.changes.count == 1)
        #expect(change.kind == .compressed)
        #expect(change.accounts.map(\.fate) == [.duplicate, .duplicate])
        #expect(change.accounts.last?.target?.memoryPath == "kept.md")
        #expect(report.unchangedItems == 3)
        #expect(report.lostTerms == [])
    }

    @Test func `a dropped guardrail comes first and is critical`() throws {
        let report = report(
            """
            - Coffee is on the third floor next to the printer
            - Never send customer data to an external address

            """, "- The canteen opens at noon\n")
        let first = try #require(report.changes.first)
        #expect(first.kind == .pruned)
        #expect(first.memoryKind == .guardrail)
        #expect(first.risk == .critical)
        #expect(first.accounts.map(\.fate) == [.unaccounted])
        #expect(report.lostTerms.first?.category == .prohibition)
        #expect(
            report.lostTerms.first?.text == "Never send customer data to an external address")
    }

    @Test func `terms that stand elsewhere are not lost`() {
        let old = "- Ticket OPS-1234 blocks the Lisbon migration until 2026-05-01\n"
        let gone = report(old, "")
        #expect(gone.lostTerms.map(\.text) == ["2026-05-01", "OPS-1234"])
        let kept = Comparison.report(
            old: [
                Memory(path: "a.md", text: filler + old),
                Memory(path: "b.md", text: "OPS-1234 is due 2026-05-01\n"),
            ],
            new: [
                Memory(path: "a.md", text: filler),
                Memory(path: "b.md", text: "OPS-1234 is due 2026-05-01\n"),
            ])
        #expect(kept.lostTerms == [])
    }

    @Test(arguments: [
        ("guardrails/pay.md", "Refunds wait for a signature", MemoryKind.guardrail),
        ("notes.md", "[preference] Dark mode in the terminal", .preference),
        ("notes.md", "Never run migrations on a Friday", .guardrail),
        ("notes.md", "Always ask for approval before deleting a bucket", .guardrail),
        ("notes.md", "Marta prefers short status reports", .preference),
        ("notes.md", "Run the linter over the changed files", .instruction),
        ("workflows/release.md", "Tag the commit and push the tag", .workflow),
        ("notes.md", "The gateway has two replicas", .fact),
        ("notes.md", "Noticed that the queue was slow this morning", .observation),
        ("notes.md", "The outage came from a full disk", .mistake),
    ])
    func `kinds come from marks first and language second`(
        path: String, text: String, kind: MemoryKind
    ) {
        let report = Comparison.report(
            old: [], new: [Memory(path: path, text: "- \(text)\n")])
        #expect(report.changes.map(\.memoryKind) == [kind])
    }

    @Test func `front matter says the kind of a whole memory`() {
        let report = Comparison.report(
            old: [], new: [Memory(path: "x.md", text: "---\nkind: workflow\n---\n- Pour the tea\n")]
        )
        #expect(report.changes.allSatisfy { $0.memoryKind == .workflow })
        #expect(!report.isEmpty)
    }

    @Test func `the spans of a word diff rebuild both texts`() {
        let old = "Refund orders up to 500 dollars, don't ask"
        let new = "Refund all orders up to 5,000 dollars; don't ask"
        let spans = WordDiff.spans(old: old, new: new)
        func words(_ text: String, _ range: Range<Int>) -> String {
            String(decoding: Array(text.utf8)[range], as: UTF8.self)
        }
        #expect(
            spans.map { span in
                switch span.role {
                case .equal: "=" + words(new, span.new)
                case .removed: "-" + words(old, span.old)
                case .added: "+" + words(new, span.new)
                }
            } == [
                "=Refund", "+all", "=orders up to", "-500", "+5,000", "=dollars", "-,", "+;",
                "=don't ask",
            ])
    }

    @Test func `word spans of long texts are found in bounded time`() {
        let old = (0..<40_000).map { "a\($0 % 7)" }.joined(separator: " ")
        let new = (0..<40_000).map { "a\($0 % 5)" }.joined(separator: " ")
        let spans = WordDiff.spans(old: old, new: new)
        #expect(spans.contains { $0.role == .removed })
    }
}
