import Guardrails
import Testing

@Suite struct PolicyParserTests {
    private func mistakes(_ text: String) -> [PolicyMistake] { mistakes(Array(text.utf8)) }

    private func mistakes(_ bytes: [UInt8]) -> [PolicyMistake] {
        do throws(PolicyError) {
            _ = try PolicyParser.policy(from: bytes)
            return []
        } catch {
            return error.mistakes
        }
    }

    @Test func `the template says what applies without a policy`() throws {
        #expect(try PolicyParser.policy(from: Array(Policy.template.utf8)) == Policy.builtIn)
    }

    @Test func `every part of a policy is read`() throws {
        let text = """
            format: 1
            guardrails:
              - id: no-deletes
                text: Never delete production data.
                in: ["guardrails/**"]
                severity: critical
                owners: [ann]
                rewordings: ["Production data is never deleted."]
            protected:
              - path: identity/
                rule: unchanged
                on-violation: warn
              - kind: guardrail
            implicit:
              strict: warn
              advice: ignore
              waivers:
                - path: "notes/**"
                  reason: Quotations.
            content:
              secrets: warn
              invisible-text: warn
              injection: block
              new-urls: off
              new-tools: block
              allow-hosts: [.Example.org]
              allow-secrets: ["ab12"]
            approvals: {required: 2, from: [ann, bob], relaxation: 2}
            retention: {days: 30}
            auto-merge: {enabled: true, max-changes: 5, max-risk: medium, max-pruned: 1}
            due: {sessions: 20, hours: 24, idle-minutes: 30}
            canaries:
              - id: freeze
                session: "user: no deploys on Fridays"
                remember: [Never deploy on Fridays.]
                forget: [Deploy on Fridays.]
                verbatim: [Fridays]

            """
        let policy = try PolicyParser.policy(from: Array(text.utf8))
        #expect(policy.guardrails.map(\.id) == ["no-deletes"])
        #expect(policy.guardrails.first?.places == [PathPattern("guardrails/**")])
        #expect(policy.guardrails.first?.severity == .critical)
        #expect(policy.guardrails.first?.owners == ["ann"])
        #expect(policy.guardrails.first?.rewordings == ["Production data is never deleted."])
        #expect(
            policy.protections == [
                Protection(
                    subject: .path(PathPattern("identity/**")), rule: .unchanged, blocks: false),
                Protection(subject: .kind(.guardrail)),
            ])
        #expect(policy.strictSentences == .warn)
        #expect(policy.advisingSentences == .ignore)
        #expect(
            policy.waivers == [
                Waiver(subject: .path(PathPattern("notes/**")), reason: "Quotations.")
            ])
        #expect(policy.content.secrets == .warn)
        #expect(policy.content.invisibleText == .warn)
        #expect(policy.content.injection == .block)
        #expect(policy.content.newURLs == .off)
        #expect(policy.content.newTools == .block)
        #expect(policy.content.allowedHosts == [".example.org"])
        #expect(policy.content.allowedSecrets == ["ab12"])
        #expect(policy.approvals.required == 2)
        #expect(policy.approvals.approvers == ["ann", "bob"])
        #expect(policy.approvals.forRelaxation == 2)
        #expect(policy.retentionDays == 30)
        #expect(policy.autoMerge.isEnabled)
        #expect(policy.autoMerge.mostChanges == 5)
        #expect(policy.autoMerge.highestRisk == .medium)
        #expect(policy.autoMerge.mostPruned == 1)
        #expect(policy.due.sessions == 20)
        #expect(policy.due.hours == 24)
        #expect(policy.due.idleMinutes == 30)
        #expect(policy.canaries.first?.remembered == ["Never deploy on Fridays."])
        #expect(policy.canaries.first?.forgotten == ["Deploy on Fridays."])
        #expect(policy.canaries.first?.verbatim == ["Fridays"])
    }

    @Test func `every mistake is told at once, with its place`() {
        let found = mistakes(
            """
            format: 1
            gaurdrails: []
            retention:
              days: soon
            approvals:
              required: 101
            content:
              secrets: blok
            protected:
              - rule: unchanged
            guardrails:
              - id: a b
                text: ""
              - text: Never.
            canaries: no
            """)
        #expect(
            found.map(\.path) == [
                "gaurdrails", "retention.days", "approvals.required", "content.secrets",
                "protected[0]", "guardrails[0].id", "guardrails[0].text", "guardrails[1]",
                "canaries",
            ])
        #expect(found.map(\.place.line) == [2, 4, 6, 8, 10, 12, 13, 14, 15])
        #expect(found.map(\.place.column) == [1, 9, 13, 12, 5, 9, 11, 5, 11])
        guard found.count == 9 else { return }
        guard case .unknownKey("gaurdrails", nearest: "guardrails", _) = found[0].problem else {
            Issue.record("\(found[0])")
            return
        }
        #expect(found[1].problem == .wrongKind(expected: .integer, found: .text))
        #expect(found[2].problem == .outOfRange(101, accepted: 0...100))
        #expect(
            found[3].problem
                == .notAChoice("blok", nearest: "block", accepted: ["off", "warn", "block"]))
        #expect(found[4].problem == .notExactlyOne(of: ["path", "kind"]))
        #expect(found[5].problem == .notAnID("a b"))
        #expect(found[6].problem == .emptyText)
        #expect(found[7].problem == .missingKey("id"))
        #expect(found[8].problem == .wrongKind(expected: .list, found: .text))
    }

    @Test(arguments: [
        ("format: 1\nformat: 1\n", PolicyMistake.Problem.duplicateKey("format", firstLine: 1)),
        ("format: &a 1\n", .anchorOrAlias), ("format: *a\n", .anchorOrAlias),
        ("format: !!int 1\n", .tag), ("a: !x {}\n", .tag), ("? [a]\n: b\n", .keyNotText),
        ("format: 1\n---\nformat: 1\n", .secondDocument),
        (String(repeating: "[", count: 100), .tooDeep(limit: 16)),
        ("", .missingKey("format")), ("- a\n", .wrongKind(expected: .mapping, found: .list)),
        ("format: 2\nnews: 1\n", .newerFormat(2, supported: 1)),
        (
            "format: 1\nguardrails: [{id: a, text: b}, {id: a, text: c}]\n",
            .duplicateID("a", firstLine: 2)
        ),
        ("format: 1\nguardrails: [{id: a, text: \"x\\u200By\"}]\n", .invisibleText),
        (
            "format: 1\napprovals:\n",
            .wrongKind(expected: .mapping, found: .nothing)
        ),
    ])
    func `what a policy has no use for is refused`(
        text: String, expected: PolicyMistake.Problem
    ) {
        #expect(mistakes(text).map(\.problem) == [expected])
    }

    @Test func `syntax errors have a place`() {
        let found = mistakes("format: 1\nguardrails: [\n  - a: {\n")
        #expect(found.count == 1)
        guard case .syntax = found.first?.problem else {
            Issue.record("\(found)")
            return
        }
        #expect((found.first?.place.line ?? 0) > 1)
    }

    @Test func `large and broken files are refused without being read`() {
        let large = [UInt8](repeating: UInt8(ascii: "a"), count: 10_000_000)
        #expect(mistakes(large).map(\.problem) == [.tooLarge(limit: 262_144)])
        #expect(mistakes([0x66, 0x6F, 0xFF, 0x6F]).map(\.problem) == [.notUTF8(offset: 2)])
        let many = "format: 1\ncanaries: [" + String(repeating: "a,", count: 60_000) + "]\n"
        #expect(mistakes(many).map(\.problem) == [.tooManyValues(limit: 50_000)])
    }

    @Test func `random bytes end in a policy or in mistakes`() {
        var state: UInt64 = 42
        func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
        let template = Array(Policy.template.utf8)
        let marks = Array("{}[]:,-#&*!|>'\"%@`\n \t?".utf8) + [0x00, 0xFF, 0xC3]
        for _ in 0..<400 {
            var bytes = template
            for _ in 0..<4 {
                let place = Int(next() % UInt64(bytes.count))
                bytes[place] = marks[Int(next() % UInt64(marks.count))]
            }
            _ = mistakes(bytes)
        }
    }
}
