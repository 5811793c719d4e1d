import Git
import Render
import ReverieCore

/// What a direct write did: `commit`, `write`, `rm`, `mv`.
struct WriteResult: Presentable {
    static let schema = "reverie.write/1"

    let store: StoreName
    let written: Written
    let summary: ChangeSummary
    /// What is said when production was like that already.
    let idle: Message

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.description)),
            JSON.Field("changed", .bool(written.moved != nil)),
        ]
            + (written.moved?.fields ?? Moved.noFields) + summary.fields
            + PassedOver(hidden: written.hidden, ignored: written.ignored).fields
    }

    func lines(width: Int) -> [Message] {
        guard let moved = written.moved else { return [idle] }
        return [
            "\(summary.message); \(store.description)/production is now \(moved.to.short)"
        ]
    }
}

extension Context {
    /// Shows what a direct write did.
    func present(_ written: Written, to store: Store, idle: Message) {
        let summary = summary(of: store, from: written.before, to: written.after)
        present(
            WriteResult(store: store.name, written: written, summary: summary, idle: idle))
        if let passed = PassedOver(hidden: written.hidden, ignored: written.ignored).message {
            note(passed)
        }
        warnOfFiles(written.moved)
    }
}
