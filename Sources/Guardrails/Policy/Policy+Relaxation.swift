extension Policy {
    /// Everything in which a new policy demands less than an old one, in a fixed order; empty when nothing.
    public static func relaxations(from old: Policy, to new: Policy) -> [PolicyRelaxation] {
        var found: [PolicyRelaxation] = []
        func note(
            _ kind: PolicyRelaxation.Kind, _ subject: String, _ before: String = "",
            _ after: String = ""
        ) {
            found.append(
                PolicyRelaxation(kind: kind, subject: subject, old: before, new: after))
        }
        func lowered<Mode: CaseIterable & Equatable & RawRepresentable<String>>(
            _ kind: PolicyRelaxation.Kind, _ subject: String, _ before: Mode, _ after: Mode
        ) {
            let order = Array(Mode.allCases)
            if order.firstIndex(of: after) ?? 0 < order.firstIndex(of: before) ?? 0 {
                note(kind, subject, before.rawValue, after.rawValue)
            }
        }
        func added(
            _ kind: PolicyRelaxation.Kind, _ subject: String, _ before: [String],
            _ after: [String], emptyMeansAll: Bool = false
        ) {
            if emptyMeansAll, before.isEmpty { return }
            if emptyMeansAll, after.isEmpty {
                note(kind, subject, before.joined(separator: ", "))
                return
            }
            for value in after where !before.contains(value) { note(kind, subject, "", value) }
        }

        let judge = RuleJudge()
        for guardrail in old.guardrails {
            guard let kept = new.guardrails.first(where: { $0.id == guardrail.id }) else {
                note(.guardrailRemoved, guardrail.id, guardrail.text)
                continue
            }
            if judge.judge(guardrail.text, among: [kept.text], isDeclared: true).fate.isLoss {
                note(.guardrailWeakened, guardrail.id, guardrail.text, kept.text)
            }
            lowered(.severityLowered, guardrail.id, guardrail.severity, kept.severity)
            added(
                .placesWidened, guardrail.id, guardrail.places.map(\.pattern),
                kept.places.map(\.pattern), emptyMeansAll: true)
            added(
                .ownersWidened, guardrail.id, guardrail.owners, kept.owners, emptyMeansAll: true)
            added(.rewordingAdded, guardrail.id, guardrail.rewordings, kept.rewordings)
        }
        for protection in old.protections where !new.protections.contains(protection) {
            let stronger = new.protections.contains {
                $0.subject == protection.subject && ($0.blocks || !protection.blocks)
                    && ($0.rule == .unchanged || protection.rule == .supersededOnly)
            }
            if !stronger { note(.protectionLowered, protection.subject.name) }
        }
        lowered(.sentencesLowered, "strict", old.strictSentences, new.strictSentences)
        lowered(.sentencesLowered, "advice", old.advisingSentences, new.advisingSentences)
        for waiver in new.waivers
        where !old.waivers.contains(where: { $0.subject == waiver.subject }) {
            note(.waiverAdded, waiver.subject.name, "", waiver.reason)
        }
        lowered(.contentCheckLowered, "secrets", old.content.secrets, new.content.secrets)
        lowered(
            .contentCheckLowered, "invisible-text", old.content.invisibleText,
            new.content.invisibleText)
        lowered(.contentCheckLowered, "injection", old.content.injection, new.content.injection)
        lowered(.contentCheckLowered, "new-urls", old.content.newURLs, new.content.newURLs)
        lowered(.contentCheckLowered, "new-tools", old.content.newTools, new.content.newTools)
        added(.allowanceAdded, "allow-hosts", old.content.allowedHosts, new.content.allowedHosts)
        added(
            .allowanceAdded, "allow-secrets", old.content.allowedSecrets,
            new.content.allowedSecrets)
        for (name, before, after) in [
            ("required", old.approvals.required, new.approvals.required),
            ("relaxation", old.approvals.forRelaxation, new.approvals.forRelaxation),
        ] where after < before {
            note(.approvalsLowered, name, "\(before)", "\(after)")
        }
        if old.approvals.areSigned, !new.approvals.areSigned {
            note(.approvalsLowered, "signed", "true", "false")
        }
        added(
            .approvalsLowered, "from", old.approvals.approvers, new.approvals.approvers,
            emptyMeansAll: true)
        if new.retentionDays < old.retentionDays {
            note(.retentionShortened, "days", "\(old.retentionDays)", "\(new.retentionDays)")
        }
        found += autoMergeRelaxations(old.autoMerge, new.autoMerge)
        for canary in old.canaries {
            let kept = new.canaries.first { $0.id == canary.id }
            let expectsAll =
                kept.map {
                    Set($0.remembered).isSuperset(of: canary.remembered)
                        && Set($0.forgotten).isSuperset(of: canary.forgotten)
                        && Set($0.verbatim).isSuperset(of: canary.verbatim)
                        && $0.session == canary.session
                        && ($0.blocks || !canary.blocks)
                } ?? false
            if !expectsAll { note(.canaryRemoved, canary.id) }
        }
        return found
    }

    private static func autoMergeRelaxations(
        _ old: AutoMerge, _ new: AutoMerge
    ) -> [PolicyRelaxation] {
        guard new.isEnabled else { return [] }
        guard old.isEnabled else {
            return [
                PolicyRelaxation(
                    kind: .autoMergeWidened, subject: "enabled", old: "false", new: "true")
            ]
        }
        let pairs = [
            ("max-changes", old.mostChanges, new.mostChanges),
            ("max-pruned", old.mostPruned, new.mostPruned),
        ]
        var found = pairs.filter { $0.2 > $0.1 }.map {
            PolicyRelaxation(
                kind: .autoMergeWidened, subject: $0.0, old: "\($0.1)", new: "\($0.2)")
        }
        if new.highestRisk > old.highestRisk {
            found.append(
                PolicyRelaxation(
                    kind: .autoMergeWidened, subject: "max-risk", old: old.highestRisk.rawValue,
                    new: new.highestRisk.rawValue))
        }
        return found
    }
}

extension Protection.Subject {
    /// The pattern or the kind.
    var name: String {
        switch self {
        case .path(let pattern): pattern.pattern
        case .kind(let kind): kind.rawValue
        }
    }
}

extension Waiver.Subject {
    /// The identifier or the pattern.
    var name: String {
        switch self {
        case .id(let id): id
        case .path(let pattern): pattern.pattern
        }
    }
}
