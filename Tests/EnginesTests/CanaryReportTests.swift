import Engines
import Guardrails
import MemoryDiff
import Testing

@Suite struct CanaryReportTests {
    @Test func `a canary says what was not remembered, not forgotten and not kept word for word`() {
        var canary = Canary(id: "c", session: "Ada told us the limit.")
        canary.remembered = ["The limit is 5 calls.", "Grace owns billing."]
        canary.forgotten = ["The password is hunter-2.", "Nobody knows."]
        canary.verbatim = ["Limit: exactly five", "not there"]
        let report = CanaryReport(
            [canary],
            in: [
                Memory(path: "a.md", text: "- the limit is five calls\n- Limit: exactly five\n"),
                Memory(path: "b.md", text: "- Note: The password is hunter-2.\n"),
            ])
        #expect(report.count == 1)
        #expect(
            report.findings.map { "\($0.failure.rawValue): \($0.sentence)" } == [
                "not-remembered: Grace owns billing.",
                "not-forgotten: The password is hunter-2.", "not-verbatim: not there",
            ])
    }

    @Test func `a canary travels as a transcript that the user speaks`() throws {
        let transcript = CanaryReport.transcript(of: Canary(id: "c", session: "Always say hello."))
        #expect(transcript.session == "canary-c")
        var said: [TranscriptEvent] = []
        try TranscriptReader(try transcript.content(), fileName: transcript.fileName).read {
            (event) throws(EngineError) in said.append(event)
        }
        #expect(said.map(\.speaker) == [.user])
    }
}
