import Guardrails
import Render

/// What a dream made of one canary of the policy.
struct CanaryStanding {
    /// What it came to.
    enum State: String {
        case passed, failed
        /// The dream did not read its session.
        case notRead = "not read"
    }

    let id: String
    let state: State
    let failures: [Violation]

    /// The canaries of a policy in its order, as a verdict on a dream has them.
    static func of(_ policy: Policy, in verdict: Verdict) -> [CanaryStanding] {
        policy.canaries.map { canary in
            let all = verdict.violations.filter { $0.id == canary.violationID }
            let failures = all.filter { $0.rule != .canaryUnread && $0.rule != .canaryContent }
            let isUnread = all.contains { $0.rule == .canaryUnread }
            return CanaryStanding(
                id: canary.id,
                state: isUnread ? .notRead : failures.isEmpty ? .passed : .failed,
                failures: failures)
        }
    }

    /// How many came to what: `2 passed, 1 failed`.
    static func summary(_ canaries: [CanaryStanding]) -> Message {
        let states: [State] = [.passed, .failed, .notRead]
        return .joined(
            states.compactMap { state -> Message? in
                let count = canaries.count { $0.state == state }
                return count == 0 ? nil : "\(count) \(state.rawValue)"
            }, separator: ", ")
    }

    var json: JSON {
        .object([
            JSON.Field("id", .string(id)),
            JSON.Field("read", .bool(state != .notRead)),
            JSON.Field("passes", .bool(state == .passed)),
            JSON.Field(
                "failures",
                .array(
                    failures.map { failure in
                        .object([
                            JSON.Field("rule", .string(failure.rule.rawValue)),
                            JSON.Field("text", .string(failure.text)),
                            JSON.Field("path", .optional(failure.stands.first?.path)),
                        ])
                    })),
        ])
    }
}
