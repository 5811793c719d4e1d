import Guardrails
import Testing

@Suite struct RuleJudgeTests {
    /// An old rule, what stands in its place, and what the judge must say of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let old: String
        let new: [String]
        let fate: RuleFate
        let kind: RuleChange.Kind?

        init(_ old: String, _ new: String..., fate: RuleFate, _ kind: RuleChange.Kind? = nil) {
            self.old = old
            self.new = new
            self.fate = fate
            self.kind = kind
        }

        var testDescription: String { "\(old) => \(new)" }
    }

    private func check(_ testCase: Case) {
        let judgement = RuleJudge().judge(testCase.old, among: testCase.new)
        #expect(judgement.fate == testCase.fate, "\(judgement)")
        if let kind = testCase.kind {
            #expect(judgement.changes.contains { $0.kind == kind }, "\(judgement)")
        }
    }

    @Test(arguments: [
        Case(
            "You must encrypt backups.", "You should encrypt backups.", fate: .weakened,
            .forceLowered),
        Case(
            "Never log card numbers.", "Avoid logging card numbers.", fate: .weakened, .forceLowered
        ),
        Case(
            "Clients SHOULD close idle sessions.", "Clients MAY close idle sessions.",
            fate: .weakened, .forceLowered),
        Case(
            "Encrypt all backups before upload.",
            "Backups are usually encrypted before upload.", fate: .weakened, .hedgeAdded),
        Case(
            "Backups must be encrypted.", "Backups must be encrypted unless the disk is local.",
            fate: .weakened, .exceptionAdded),
        Case(
            "Never push to the release branch.",
            "In staging environments, never push to the release branch.", fate: .weakened,
            .scopeNarrowed),
        Case(
            "Always ask the owner before deleting data.",
            "When the table is shared, ask the owner before deleting data.", fate: .weakened,
            .scopeNarrowed),
        Case(
            "Send only invoices and receipts to customers.",
            "Send invoices and receipts to customers.", fate: .weakened, .onlyLost),
        Case(
            "Use the staging key; never copy the production key to a laptop.",
            "Use the staging key.", fate: .weakened, .clauseLost),
        Case(
            "Deployments need manual approval.",
            "Deployments need manual approval or a green pipeline.", fate: .weakened,
            .alternativeAdded),
        Case(
            "Refunds must stay at most $500 per order.",
            "Refunds must stay at most $5,000 per order.", fate: .weakened, .limitLoosened),
        Case(
            "Tokens must have at least 32 bytes.", "Tokens must have at least 16 bytes.",
            fate: .weakened, .limitLoosened),
        Case(
            "Sessions must end within 2 hours.", "Sessions must end within 300 minutes.",
            fate: .weakened, .limitLoosened),
        Case(
            "Never send `passport`, `iban` or `salary` fields to partners.",
            "Never send `passport` fields to partners.", fate: .weakened, .prohibitionNarrowed),
    ])
    func `a rule that demands less is weakened, and the judge says how`(testCase: Case) {
        check(testCase)
    }

    @Test(arguments: [
        Case(
            "Do not use force pushes on shared branches.",
            "You can use force pushes on shared branches.", fate: .contradicted, .nowPermitted),
        Case(
            "Always share transcripts with the audit team.",
            "Never share transcripts with the audit team.", fate: .contradicted, .polarityFlipped),
        Case(
            "Rotate the signing key every 30 days.", "Rotate the signing key every 90 days.",
            fate: .contradicted, .valueChanged),
        Case(
            "Production deploys must have two approvals.",
            "Production deploys must have one approval.", fate: .contradicted, .valueChanged),
    ])
    func `a rule whose opposite or other value stands there is contradicted`(testCase: Case) {
        check(testCase)
    }

    @Test(arguments: [
        Case(
            "Always run the migration test first.", "Run the migration test first.", fate: .reworded
        ),
        Case("NEVER edit generated files.", "Do not edit generated files.", fate: .reworded),
        Case("You must not store passwords.", "Never store passwords.", fate: .reworded),
        Case(
            "Never edit generated files. Change the generator and run it again.",
            "Change the generator and run it again.", "Never edit generated files.",
            fate: .reworded),
        Case(
            "Sessions must end within 2 hours.", "Sessions must end within 120 minutes.",
            fate: .reworded),
        Case(
            "Follow step 3 before every release.", "Follow step 4 before every release.",
            fate: .reworded),
        Case("Don't skip the review.", "Don\u{2019}t skip the review", fate: .preserved),
        Case("**Never** edit `main`.", "- Never edit `main`", fate: .preserved),
    ])
    func `other words of the same force pass`(testCase: Case) { check(testCase) }

    @Test(arguments: [
        Case(
            "Clients should verify certificates.", "Clients must verify certificates.",
            fate: .strengthened, .forceRaised),
        Case(
            "Refunds must stay at most $500 per order.",
            "Refunds must stay at most $50 per order.", fate: .strengthened, .limitTightened),
        Case(
            "Backups must be encrypted unless the disk is local.", "Backups must be encrypted.",
            fate: .strengthened, .exceptionDropped),
    ])
    func `a rule that demands more is strengthened`(testCase: Case) { check(testCase) }

    @Test(arguments: [
        Case("Never delete production data.", fate: .dropped, .noCounterpart),
        Case(
            "Never delete production data.", "The team meets on Tuesdays.",
            "Invoices are written in March.", fate: .dropped, .noCounterpart),
    ])
    func `a rule without counterpart is dropped`(testCase: Case) { check(testCase) }

    @Test func `a lost clause that another line has is no loss`() {
        let old = "Use the staging key; never copy the production key to a laptop."
        let judgement = RuleJudge().judge(
            old, among: ["Use the staging key.", "Never copy the production key to a laptop."])
        #expect(!judgement.fate.isLoss, "\(judgement)")
    }

    @Test(arguments: [
        ("Deploy on Fridays.", "Never deploy on Fridays.", true),
        ("The cache is shared between workers.", "The cache is not shared between workers.", true),
        ("The cache is shared between workers.", "The cache is warm after a minute.", false),
        ("Never deploy on Fridays.", "Do not deploy on Fridays.", false),
    ])
    func `contradiction is opposite polarity over nearly equal words`(
        left: String, right: String, expected: Bool
    ) {
        #expect(RuleJudge().contradicts(left, right) == expected)
        #expect(RuleJudge().contradicts(right, left) == expected)
    }

    @Test func `what is too long to be read is no rewording`() {
        let filler = String(repeating: "The quiet harbour keeps its boats. ", count: 700)
        let old = "Never delete customer records. " + filler
        let judge = RuleJudge()
        #expect(judge.judge(old, among: [old + "Unless asked."]).fate == .weakened)
        let hidden = "Never delete customer records. " + filler + "Unless asked."
        #expect(judge.judge("Never delete customer records.", among: [hidden]).fate.isLoss)
    }

    @Test func `hostile texts end`() {
        let judge = RuleJudge()
        let texts = [
            "", " ", "\u{0}", String(repeating: "(", count: 5000),
            String(repeating: "must not ", count: 4000), String(repeating: "`", count: 999),
            String(repeating: "or, and but ", count: 2000), "\u{202E}never\u{2066}",
            String(repeating: "9", count: 400), "[[[[[", "n't", "'s", "1.2.3.4.5 $ % €",
        ]
        for (left, right) in zip(texts, texts.dropFirst() + texts.prefix(1)) {
            _ = judge.judge(left, among: [right, "Never do that."])
            _ = judge.contradicts(left, right)
        }
    }

    @Test func `the order of the candidates does not decide`() {
        let judge = RuleJudge()
        let lines = [
            "Use the staging key.", "Never copy the production key to a laptop.",
            "Keys rotate monthly.",
        ]
        let old = "Use the staging key; never copy the production key to a laptop."
        let first = judge.judge(old, among: lines)
        let second = judge.judge(old, among: Array(lines.reversed()))
        #expect(first.fate == second.fate)
        #expect(first.changes == second.changes)
    }
}
