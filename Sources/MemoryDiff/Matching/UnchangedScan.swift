/// One walk over memories that did not change: what is looked for there, and what was found.
///
/// Several walks over parts of them come to the same as one over all.
struct UnchangedScan: Sendable {
    private(set) var elsewhere: UnchangedHomes
    private(set) var loss: LossAccount
    private(set) var totals = Report.Totals()
    /// Whether the items have to be counted too.
    private let isCounting: Bool

    init(_ elsewhere: UnchangedHomes, _ loss: LossAccount, isCounting: Bool) {
        self.elsewhere = elsewhere
        self.loss = loss
        self.isCounting = isCounting
        self.elsewhere.prepare()
    }

    mutating func look(at memory: Memory) {
        // Where the items are counted anyway, asking the memory as a whole first would only read it twice.
        if isCounting || elsewhere.mayHold(memory) {
            totals.items += elsewhere.look(at: memory)
        }
        totals.memories += 1
        totals.bytes += memory.content.count
        if !loss.isEmpty { loss.strike(memory) }
    }

    /// Adds what another walk has found, over other memories and for the same questions.
    mutating func add(_ other: UnchangedScan) {
        elsewhere.add(other.elsewhere)
        loss.add(other.loss)
        totals.items += other.totals.items
        totals.memories += other.totals.memories
        totals.bytes += other.totals.bytes
    }
}
