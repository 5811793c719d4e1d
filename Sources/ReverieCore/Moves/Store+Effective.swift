internal import Git

extension Store {
    /// The operation whose effect production shows; "one version back" starts from it.
    ///
    /// The last merge that was not taken back, or after a revert the one before it, and so on.
    func effectiveOperation() throws(CoreError) -> String? { try lastMove()?.entry.effective }

    /// The finished entry of an operation; nil when the journal has none.
    func entry(ofOperation operation: String) throws(CoreError) -> JournalEntry? {
        try journal { $0.entry.operation == operation && $0.entry.phase == .done }
            .last.flatMap {
                $0.entry.operation == operation && $0.entry.phase == .done ? $0.entry : nil
            }
    }
}
