internal import Git

extension Store {
    /// The operation whose effect production shows: the last merge that was not taken back, or the one
    /// before it, and so on. This is what "one version back" starts from.
    func effectiveOperation() throws(CoreError) -> String? { try lastMove()?.entry.effective }

    /// The finished entry of an operation; nil when the journal has none.
    func entry(ofOperation operation: String) throws(CoreError) -> JournalEntry? {
        try journal { $0.entry.operation == operation && $0.entry.phase == .done }
            .last.flatMap {
                $0.entry.operation == operation && $0.entry.phase == .done ? $0.entry : nil
            }
    }
}
