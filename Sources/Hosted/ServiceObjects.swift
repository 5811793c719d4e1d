/// What the service says about a memory store; what is not needed is not read.
struct StoreObject: Decodable {
    var id: String
    var metadata: [String: String]?
    var archivedAt: String?
}

/// What the service says about a memory, or a folder in a listing.
struct MemoryObject: Decodable {
    var type: String
    var id: String?
    var path: String
    var content: String?
    var contentSha256: String?
}

/// What the service says about a dream.
struct DreamObject: Decodable {
    struct Port: Decodable {
        var type: String
        var memoryStoreId: String?
        var sessionIds: [String]?
    }

    struct Model: Decodable { var id: String }

    struct Behavior: Decodable { var type: String }

    struct Problem: Decodable {
        var type: String?
        var message: String?
    }

    struct Usage: Decodable {
        var inputTokens: Int?
        var outputTokens: Int?
        var cacheCreationInputTokens: Int?
        var cacheReadInputTokens: Int?
    }

    var id: String
    var status: String
    var inputs: [Port]
    var outputs: [Port]?
    var outputBehavior: Behavior?
    var model: Model
    var instructions: String?
    var createdAt: String
    var error: Problem?
    var usage: Usage?

    /// The store that holds the result.
    var output: String? { outputs?.lazy.compactMap(\.memoryStoreId).first }
}

/// What the service says about a session.
struct SessionObject: Decodable {
    var id: String
    var metadata: [String: String]?
}

/// One page of a list.
struct Page<Element: Decodable>: Decodable {
    var data: [Element]?
    var nextPage: String?
}

/// What the service says when something went wrong.
struct ErrorObject: Decodable {
    struct Problem: Decodable {
        var type: String?
        var message: String?
        var conflictingMemoryId: String?
    }

    var error: Problem
    var requestId: String?
}
