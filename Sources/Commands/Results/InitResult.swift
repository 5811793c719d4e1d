import Git
import Render
import ReverieCore

/// A store that was made.
struct InitResult: Presentable {
    static let schema = "reverie.init/1"

    let store: StoreName
    let repository: String
    let folder: String?
    let moved: Moved
    let memories: Int
    let passed: PassedOver

    init(store: StoreName, repository: String, folder: String?, made: Initialized) {
        self.store = store
        self.repository = repository
        self.folder = folder
        moved = made.moved
        memories = made.memories
        passed = PassedOver(hidden: made.hidden, ignored: made.ignored)
    }

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.description)),
            JSON.Field("repository", .string(repository)),
            JSON.Field("folder", .optional(folder)),
            JSON.Field("memories", .integer(memories)),
        ] + passed.fields + moved.fields
    }

    func lines(width: Int) -> [Message] {
        let count = memories == 0 ? "empty" : Wording.count(memories, "memory", "memories")
        return ["store '\(store.description)' in '\(folder ?? repository)': version 1, \(count)"]
    }
}
