import Git
import Guardrails
import MemoryDiff
import Render
import ReverieCore

extension Failure {
    /// What a merge comes to that lacks something.
    static func lacking(_ dream: String, _ lacking: [Requirement], in context: Context) -> Failure {
        var failure = Failure.refused(
            "dream '\(dream)' lacks what a merge needs; nothing was written",
            hints: lacking.flatMap { ReviewWording.commands(for: $0, dream, tool: context.tool) }
                + ["\(context.tool) review \(word: dream)"])
        failure.details = lacking.map { "  " + ReviewWording.line(for: $0) }
        return failure
    }

    /// What an automatic merge comes to that the policy leaves to people.
    static func queued(_ dream: String, _ reasons: [QueueReason], in context: Context) -> Failure {
        var failure = Failure.refused(
            "dream '\(dream)' waits for people; nothing was written",
            hints: ["\(context.tool) review \(word: dream)"])
        failure.details = reasons.map { "  " + ReviewWording.words(for: $0) }
        return failure
    }
}

/// Words for what stands between a dream and production.
enum ReviewWording {
    /// What a requirement is called.
    static func name(_ requirement: Requirement) -> Message {
        switch requirement.name {
        case .approvals: "approvals"
        case .noObjection: "no objection"
        case .check: "check"
        case .freshBase: "fresh base"
        case .signatures: "signatures"
        case .decisions: "decisions"
        }
    }

    /// What is missing; nil when nothing is.
    static func words(for lack: Requirement.Lack) -> Message {
        switch lack {
        case .approvals(let have, let need): "\(have) of \(need) that count"
        case .objections(let actors):
            .joined(actors.prefix(5).map { "\($0.name)" }, separator: ", ")
                + (actors.count == 1 ? " objects" : " object")
        case .violations(let violations): ViolationLines.count(violations)
        case .conflicts(let paths):
            "conflicts with production in " + Failure.list(paths)
        case .unproven(let actors):
            .joined(
                actors.sorted { $0.key.email < $1.key.email }.prefix(5).map {
                    "decisions of \($0.key.name): " + words(for: $0.value)
                }, separator: "; ")
        case .undecided(let deferred, let contradicting):
            .joined(
                (deferred.isEmpty ? [] : ["put off: " + names(deferred)])
                    + (contradicting.isEmpty ? [] : ["contradicting: " + names(contradicting)]),
                separator: "; ")
        }
    }

    /// A requirement with its state.
    static func line(for requirement: Requirement) -> Message {
        guard let lack = requirement.lack else { return name(requirement) + ": ok" }
        return name(requirement) + ": " + words(for: lack)
    }

    /// The commands that satisfy a requirement.
    static func commands(for requirement: Requirement, _ dream: String, tool: Message) -> [Message]
    {
        switch requirement.lack {
        case nil: []
        case .approvals: ["\(tool) approve \(word: dream)   # by somebody who did not make it"]
        case .objections: ["\(tool) withdraw \(word: dream)   # by who objects"]
        case .violations: ["\(tool) check \(word: dream)"]
        case .conflicts: ["\(tool) merge \(word: dream) --resolve PATH=ours|theirs|FILE"]
        case .unproven:
            ["\(tool) review \(word: dream)   # by who decides, with a key that is listed"]
        case .undecided(let deferred, let contradicting):
            (deferred + contradicting).prefix(2).map {
                "\(tool) accept \(word: dream) \($0)"
            }
        }
    }

    /// Names of changes, the first ones.
    static func names(_ changes: [String]) -> Message {
        .joined(changes.prefix(6).map { "\($0)" }, separator: " ")
            + (changes.count > 6 ? " and \(changes.count - 6) more" : "")
    }

    /// Why the policy leaves a merge to people.
    static func words(for reason: QueueReason) -> Message {
        switch reason {
        case .notEnabled: "the policy merges nothing by itself (auto-merge: enabled)"
        case .notOpen(let state): "it is \(state.rawValue)"
        case .policyUnreviewed: "the newest policy was put there by nobody that the journal knows"
        case .tooMany(let changes, let most): "it has \(changes) changes; the policy takes \(most)"
        case .tooRisky(let change, let risk): "change \(change) is of \(risk.name) risk"
        case .pruned(let items, let most):
            "\(items) items go without a successor; the policy takes \(most)"
        case .guardrails(let changes): "it changes guardrails: " + names(changes)
        case .violations(let violations):
            "the check finds something: " + ViolationLines.count(violations)
        case .staleBase(let moves):
            moves.map { "production moved \($0) times since it was read" }
                ?? "it was not made from production"
        case .lacking(let lacking):
            .joined(lacking.map { line(for: $0) }, separator: "; ")
        case .objections(let actors): words(for: Requirement.Lack.objections(actors))
        }
    }

    /// Why an approval is outdated.
    static func words(for reason: Outdated) -> Message {
        switch reason {
        case .dreamChanged(let head, let came, let went):
            "the dream changed since (\(head.short)): "
                + (came.isEmpty && went.isEmpty
                    ? "layout only"
                    : .joined(
                        (came.isEmpty ? [] : ["new " + names(came)])
                            + (went.isEmpty ? [] : ["gone " + names(went)]), separator: ", "))
        case .forkChanged: "it is measured against another snapshot"
        case .decisionsChanged(let changes): "decided anew since: " + names(changes)
        case .policyChanged: "the policy changed"
        case .conflicts(let paths): "conflicts with production in " + Failure.list(paths)
        case .touched(let paths): "production changed the same items of " + Failure.list(paths)
        case .verdictChanged: "the check finds something else"
        }
    }

    /// Why an approval does not count.
    static func words(for discount: Discount) -> Message {
        switch discount {
        case .launcher: "made the dream"
        case .editor(let changes): "wrote words of it: " + names(changes)
        case .program(let kind): "is an \(kind.rawValue)"
        case .notListed: "the policy names others"
        case .unproven(let finding): words(for: finding)
        }
    }

    /// What a signature is worth.
    static func words(for finding: SSHKeygen.Finding) -> Message {
        switch finding {
        case .good: "signed"
        case .others(let names): "signed with a key of " + Failure.list(names)
        case .unknownKey(let fingerprint): "signed with a key that nobody listed (\(fingerprint))"
        case .bad: "signed badly: the signature is of something else"
        case .missing: "not signed"
        case .unchecked: "not checked: there is no ssh-keygen that could"
        }
    }
}
