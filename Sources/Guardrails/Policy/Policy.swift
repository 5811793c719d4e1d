/// The rules by which a proposal is judged.
public struct Policy: Sendable, Hashable {
    /// The newest format that this version reads.
    public static let format = 1

    /// Limits that must stand somewhere in the store, in the order of the file.
    public var guardrails: [DeclaredGuardrail] = []
    /// Memories that may not simply go or change.
    public var protections: [Protection] = []
    /// What the loss of an undeclared sentence that obliges or forbids means.
    public var strictSentences = Treatment.block
    /// What the loss of an undeclared sentence that recommends means.
    public var advisingSentences = Treatment.warn
    /// Sentences that do not count as guardrails.
    public var waivers: [Waiver] = []
    /// What is looked for in memories that a proposal adds or changes.
    public var content = ContentChecks()
    /// Who must agree to a merge.
    public var approvals = Approvals()
    /// Days for which what a move replaced stays restorable.
    public var retentionDays = 7
    /// When a proposal is merged without a person.
    public var autoMerge = AutoMerge()
    /// When the next dream is due; never by itself without a value.
    public var due = Due()
    /// Synthetic sessions that every dream reads.
    public var canaries: [Canary] = []
    /// Questions that the store must answer.
    public var probes: [Probe] = []

    /// Makes the policy that applies where there is none: declared and strict sentences block.
    public init() {}

    /// What applies to a store without a policy file: explicit guardrails and strict sentences block.
    public static let builtIn = Policy()
}
