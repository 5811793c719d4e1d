import Guardrails
import MemoryDiff
import Testing

@Suite struct CanaryTests {
    private func failures(_ text: String) -> [String] {
        var canary = Canary(id: "freeze", session: "user: we never deploy on Fridays")
        canary.remembered = ["Never deploy on Fridays."]
        canary.forgotten = ["The door code is 4711."]
        canary.verbatim = ["Fridays"]
        var policy = Policy()
        policy.canaries = [canary]
        return testCheck(policy).canaryFailures(in: [Memory(path: "a.md", text: text)]).map {
            $0.expectation.rawValue
        }
    }

    @Test func `what was to be remembered may stand in other words of the same force`() {
        #expect(failures("- Never deploy on Fridays.\n").isEmpty)
        #expect(failures("- Do not deploy on Fridays.\n").isEmpty)
        #expect(failures("- Avoid deploys on Fridays.\n") == ["remember"])
        #expect(failures("- Lunch is at noon.\n") == ["remember", "verbatim"])
    }

    @Test func `what was to be forgotten must not stand there`() {
        #expect(
            failures("- Never deploy on Fridays.\n- The code of the door is 4711.\n") == ["forget"])
        #expect(failures("- Never deploy on Fridays.\n- The door is green.\n").isEmpty)
    }

    @Test func `without canaries nothing is expected`() {
        #expect(testCheck().canaryFailures(in: []).isEmpty)
    }
}
