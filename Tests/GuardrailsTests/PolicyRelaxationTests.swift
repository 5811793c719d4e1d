import Guardrails
import Testing

@Suite struct PolicyRelaxationTests {
    /// What a change of the full policy relaxes.
    private func relaxed(_ change: (inout Policy) -> Void) -> [PolicyRelaxation.Kind] {
        var new = Self.full
        change(&new)
        return Policy.relaxations(from: Self.full, to: new).map(\.kind)
    }

    private static var full: Policy {
        var policy = Policy()
        var guardrail = DeclaredGuardrail(id: "a", text: "Never delete production data.")
        guardrail.places = [PathPattern("guardrails/**")]
        guardrail.owners = ["ann"]
        policy.guardrails = [guardrail]
        policy.protections = [Protection(subject: .path(PathPattern("identity/**")))]
        policy.approvals.required = 2
        policy.approvals.approvers = ["ann"]
        policy.retentionDays = 30
        var canary = Canary(id: "c", session: "s")
        canary.remembered = ["r"]
        policy.canaries = [canary]
        policy.autoMerge.isEnabled = true
        return policy
    }

    @Test func `the same policy relaxes nothing, and a stricter one neither`() {
        #expect(relaxed { _ in }.isEmpty)
        #expect(
            relaxed {
                $0.guardrails.append(DeclaredGuardrail(id: "b", text: "Never."))
                $0.guardrails[0].severity = .critical
                $0.protections[0].rule = .unchanged
                $0.retentionDays = 60
                $0.approvals.required = 3
                $0.content.newTools = .block
                $0.autoMerge.isEnabled = false
                $0.canaries.append(Canary(id: "d", session: "s"))
            }.isEmpty)
    }

    @Test func `every part that can be relaxed is told`() {
        #expect(relaxed { $0.guardrails = [] } == [.guardrailRemoved])
        #expect(
            relaxed { $0.guardrails[0].text = "Avoid deleting production data." } == [
                .guardrailWeakened
            ])
        #expect(relaxed { $0.guardrails[0].severity = .low } == [.severityLowered])
        #expect(relaxed { $0.guardrails[0].places = [] } == [.placesWidened])
        #expect(relaxed { $0.guardrails[0].owners = ["ann", "bob"] } == [.ownersWidened])
        #expect(relaxed { $0.guardrails[0].rewordings = ["x"] } == [.rewordingAdded])
        #expect(relaxed { $0.protections = [] } == [.protectionLowered])
        #expect(relaxed { $0.protections[0].blocks = false } == [.protectionLowered])
        #expect(relaxed { $0.strictSentences = .warn } == [.sentencesLowered])
        #expect(relaxed { $0.advisingSentences = .ignore } == [.sentencesLowered])
        #expect(
            relaxed { $0.waivers = [Waiver(subject: .id("g"), reason: "r")] } == [.waiverAdded])
        #expect(relaxed { $0.content.secrets = .off } == [.contentCheckLowered])
        #expect(relaxed { $0.content.allowedHosts = ["a"] } == [.allowanceAdded])
        #expect(relaxed { $0.content.allowedSecrets = ["a"] } == [.allowanceAdded])
        #expect(relaxed { $0.approvals.required = 1 } == [.approvalsLowered])
        #expect(relaxed { $0.approvals.approvers = [] } == [.approvalsLowered])
        #expect(relaxed { $0.approvals.forRelaxation = 0 } == [.approvalsLowered])
        #expect(relaxed { $0.retentionDays = 29 } == [.retentionShortened])
        #expect(relaxed { $0.autoMerge.mostChanges = 99 } == [.autoMergeWidened])
        #expect(relaxed { $0.autoMerge.highestRisk = .high } == [.autoMergeWidened])
        #expect(relaxed { $0.canaries[0].remembered = [] } == [.canaryRemoved])
        #expect(relaxed { $0.canaries[0].blocks = false } == [.canaryRemoved])
    }
}
