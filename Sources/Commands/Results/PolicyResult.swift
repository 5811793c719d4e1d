import Git
import Guardrails
import Render
import ReverieCore

/// What a change of the policy did.
struct PolicyResult: Presentable {
    static let schema = "reverie.policy/1"
    let change: PolicyChange

    var fields: [JSON.Field] {
        [
            JSON.Field("changed", .bool(change.to != nil)),
            JSON.Field("from", Wording.json(change.from)),
            JSON.Field("to", Wording.json(change.to)),
            JSON.Field("relaxations", .array(change.relaxations.map(PolicyWording.json))),
        ]
    }

    func lines(width: Int) -> [Message] {
        guard let to = change.to else { return ["nothing to do: the policy says this already"] }
        return PolicyWording.lines(for: change.relaxations)
            + ["the policy is now version \(to.short)"]
    }
}

/// What a sound policy holds.
struct PolicyCheckResult: Presentable {
    static let schema = "reverie.policy-check/1"
    let policy: Policy
    let relaxations: [PolicyRelaxation]

    var fields: [JSON.Field] {
        [
            JSON.Field("sound", .bool(true)),
            JSON.Field("guardrails", .integer(policy.guardrails.count)),
            JSON.Field("protected", .integer(policy.protections.count)),
            JSON.Field("mistakes", .array([])),
            JSON.Field("relaxations", .array(relaxations.map(PolicyWording.json))),
        ]
    }

    func lines(width: Int) -> [Message] {
        let guardrails = Wording.count(policy.guardrails.count, "guardrail", "guardrails")
        let protected = Wording.count(
            policy.protections.count, "protected pattern", "protected patterns")
        return PolicyWording.lines(for: relaxations)
            + ["no mistakes: declares \(guardrails) and \(protected)"]
    }
}

/// What is wrong in a policy.
struct PolicyMistakes: Presentable {
    static let schema = "reverie.policy-check/1"
    let mistakes: [PolicyMistake]

    var fields: [JSON.Field] {
        [
            JSON.Field("sound", .bool(false)),
            JSON.Field(
                "mistakes",
                .array(
                    mistakes.map {
                        .object([
                            JSON.Field("line", .integer($0.place.line)),
                            JSON.Field("column", .integer($0.place.column)),
                            JSON.Field("key", .string($0.path)),
                            JSON.Field("message", .message(PolicyWording.words(for: $0))),
                        ])
                    })),
        ]
    }

    func lines(width: Int) -> [Message] {
        mistakes.map { PolicyWording.words(for: $0) }
            + [Wording.count(mistakes.count, "mistake", "mistakes")]
    }
}

extension PolicyWording {
    /// What a new policy demands less, first of all that is said about it.
    static func lines(for relaxations: [PolicyRelaxation]) -> [Message] {
        guard !relaxations.isEmpty else { return [] }
        let head: Message =
            "demands less in \(Wording.count(relaxations.count, "place", "places")):"
        return [head.styled(.danger)]
            + relaxations.map { relaxation in
                let kind = relaxation.kind.rawValue.split(separator: "-").joined(separator: " ")
                var line: Message = "  \(kind): " + Wording.clipped(relaxation.subject, columns: 40)
                if !relaxation.old.isEmpty {
                    line = line + ", was \"" + Wording.clipped(relaxation.old, columns: 40) + "\""
                }
                if !relaxation.new.isEmpty {
                    line = line + ", is \"" + Wording.clipped(relaxation.new, columns: 40) + "\""
                }
                return line
            }
    }

    static func json(_ relaxation: PolicyRelaxation) -> JSON {
        .object([
            JSON.Field("kind", .string(relaxation.kind.rawValue)),
            JSON.Field("subject", .string(relaxation.subject)),
            JSON.Field("old", .string(relaxation.old)), JSON.Field("new", .string(relaxation.new)),
        ])
    }
}
