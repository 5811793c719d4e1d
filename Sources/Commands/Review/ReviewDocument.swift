import Git
import MemoryDiff
import Render
import ReverieCore

/// A review as data, of schema `reverie.review/1`.
struct ReviewDocument {
    let review: Review
    let report: JSON

    var json: JSON {
        JSON.document(
            schema: "reverie.review/1",
            [
                JSON.Field("dream", .string(review.dream.id)),
                JSON.Field("state", .string(review.dream.state.rawValue)),
                JSON.Field("head", .string(review.dream.head.snapshotID.description)),
                JSON.Field("base", Wording.json(review.dream.baseID)),
                JSON.Field("distance", review.distance.map(JSON.integer) ?? .null),
                JSON.Field("launcher", review.state.launcher.map(Wording.json) ?? .null),
                JSON.Field("mergeable", .bool(review.lacking.isEmpty)),
                JSON.Field("requirements", .array(review.requirements.map(json))),
                JSON.Field("approvals", .array(review.approvals.map(json))),
                JSON.Field(
                    "decisions",
                    .array(
                        review.state.decisions.sorted { $0.key < $1.key }.map { json($0.value) })),
                JSON.Field(
                    "contradictions",
                    .array(
                        review.state.contradictions.sorted { $0.key < $1.key }.map {
                            .array($0.value.map(json))
                        })),
                JSON.Field("comments", .array(review.state.comments.map(json))),
                JSON.Field("report", report),
            ])
    }

    private func json(_ requirement: Requirement) -> JSON {
        .object([
            JSON.Field("name", .string(requirement.name.rawValue)),
            JSON.Field("required", .bool(requirement.isRequired)),
            JSON.Field("met", .bool(requirement.lack == nil)),
            JSON.Field(
                "reason", requirement.lack.map { .message(ReviewWording.words(for: $0)) } ?? .null),
        ])
    }

    private func json(_ approval: ApprovalStanding) -> JSON {
        .object([
            JSON.Field("actor", Wording.json(approval.said.actor)),
            JSON.Field("clock", .integer(Int(approval.said.clock))),
            JSON.Field("head", .string(approval.said.event.head.description)),
            JSON.Field("counts", .bool(approval.counts)),
            JSON.Field(
                "outdated",
                .array(approval.outdated.map { .message(ReviewWording.words(for: $0)) })),
            JSON.Field(
                "discount",
                approval.discount.map { .message(ReviewWording.words(for: $0)) } ?? .null),
        ])
    }

    private func json(_ decided: ReviewState.Decided) -> JSON {
        .object([
            JSON.Field("change", .string(decided.decision.change)),
            JSON.Field("verdict", .string(decided.decision.verdict.rawValue)),
            JSON.Field("actor", Wording.json(decided.actor)),
            JSON.Field("clock", .integer(Int(decided.clock))),
        ])
    }

    private func json(_ said: ReviewState.Said) -> JSON {
        .object([
            JSON.Field("event", .string(said.kind.rawValue)),
            JSON.Field("actor", Wording.json(said.actor)),
            JSON.Field("clock", .integer(Int(said.clock))),
            JSON.Field("changes", .array(said.event.changes.map(JSON.string))),
            JSON.Field("text", .optional(said.event.text)),
        ])
    }
}
