internal import FoundationEssentials

/// One JSON object of a transcript, in any of the forms that are read.
struct EventRecord: Decodable {
    var type: String?
    var id: String?
    var uuid: String?
    var sessionID: String?
    var role: String?
    var name: String?
    var content: Content?
    var message: Message?
    var input: ToolInput?
    var failed: Bool?
    var isMeta: Bool?
    var error: ErrorText?

    /// What stands below `message`.
    struct Message: Decodable {
        var role: String?
        var content: Content?
    }

    struct ErrorText: Decodable {
        var message: String?
    }

    enum CodingKeys: String, CodingKey {
        case type, id, uuid, role, name, content, message, input, isMeta, error
        case sessionID = "sessionId"
        case failed = "is_error"
    }

    /// A field of another type than expected is as good as none: forms grow fields of old names.
    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func read<Value: Decodable>(_ key: CodingKeys, as type: Value.Type) -> Value? {
            (try? fields.decodeIfPresent(type, forKey: key)) ?? nil
        }
        type = read(.type, as: String.self)
        id = read(.id, as: String.self)
        uuid = read(.uuid, as: String.self)
        sessionID = read(.sessionID, as: String.self)
        role = read(.role, as: String.self)
        name = read(.name, as: String.self)
        content = read(.content, as: Content.self)
        message = read(.message, as: Message.self)
        input = read(.input, as: ToolInput.self)
        failed = read(.failed, as: Bool.self)
        isMeta = read(.isMeta, as: Bool.self)
        error = read(.error, as: ErrorText.self)
    }

    /// A text, or blocks.
    enum Content: Decodable {
        case text(String)
        case blocks([Block])

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let text = try? value.decode(String.self) {
                self = .text(text)
            } else {
                self = .blocks(try value.decode([Block].self))
            }
        }

        /// All text in it, a block a line.
        var plain: String {
            switch self {
            case .text(let text): text
            case .blocks(let blocks):
                blocks.compactMap { $0.text ?? $0.content?.plain }.joined(separator: "\n")
            }
        }
    }

    /// One block of a message.
    final class Block: Decodable {
        let type: String?
        let text: String?
        let name: String?
        let input: ToolInput?
        let content: Content?
        let failed: Bool

        enum CodingKeys: String, CodingKey {
            case type, text, name, input, content
            case failed = "is_error"
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            type = try? fields.decodeIfPresent(String.self, forKey: .type)
            text = try? fields.decodeIfPresent(String.self, forKey: .text)
            name = try? fields.decodeIfPresent(String.self, forKey: .name)
            input = try? fields.decodeIfPresent(ToolInput.self, forKey: .input)
            content = try? fields.decodeIfPresent(Content.self, forKey: .content)
            failed = ((try? fields.decodeIfPresent(Bool.self, forKey: .failed)) ?? nil) ?? false
        }
    }

    /// What a tool was told, as far as it tells one call from another.
    struct ToolInput: Decodable {
        var command: String?
        var filePath: String?

        enum CodingKeys: String, CodingKey {
            case command
            case filePath = "file_path"
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            command = try? fields.decodeIfPresent(String.self, forKey: .command)
            filePath = try? fields.decodeIfPresent(String.self, forKey: .filePath)
        }

        var words: String { command ?? filePath ?? "" }
    }
}

extension EventRecord {
    /// The parts of a message of blocks.
    private static func parts(of content: Content?) -> [TranscriptEvent.Part] {
        switch content {
        case nil: []
        case .text(let text): [.text(text)]
        case .blocks(let blocks):
            blocks.compactMap { block in
                switch block.type {
                case "tool_use": .call(tool: block.name ?? "", words: block.input?.words ?? "")
                case "tool_result":
                    .answer(block.content?.plain ?? block.text ?? "", failed: block.failed)
                default: block.text.map { .text($0) }
                }
            }
        }
    }

    /// Who speaks and what; nil for a record that says nothing here.
    var said: (TranscriptEvent.Speaker, [TranscriptEvent.Part])? {
        switch type {
        case "user.message": return (.user, Self.parts(of: content))
        case "agent.message", "agent.thread_message_sent": return (.agent, Self.parts(of: content))
        case "system.message": return (.system, Self.parts(of: content))
        case "agent.tool_use", "agent.mcp_tool_use", "agent.custom_tool_use":
            return (.agent, [.call(tool: name ?? "", words: input?.words ?? "")])
        case "agent.tool_result", "agent.mcp_tool_result", "user.tool_result",
            "user.custom_tool_result":
            return (.tool, [.answer(content?.plain ?? "", failed: failed ?? false)])
        case "session.error":
            return error?.message.map { (.system, [.answer($0, failed: true)]) }
        default: break
        }
        guard isMeta != true, let role = message?.role ?? role else { return nil }
        let parts = Self.parts(of: message?.content ?? content)
        let speaker: TranscriptEvent.Speaker
        switch role {
        case "user", "human":
            // Answers of tools come back in the user's name.
            let isAnswer = parts.contains {
                if case .answer = $0 { true } else { false }
            }
            speaker = isAnswer ? .tool : .user
        case "assistant", "agent", "model": speaker = .agent
        case "tool", "function": speaker = .tool
        default: speaker = .system
        }
        return (speaker, parts)
    }

    /// The form that the record is of; nil when it is of none.
    var form: TranscriptForm? {
        if let type, type.contains(".") { return .hostedEvents }
        if sessionID != nil || uuid != nil { return .claudeCode }
        if role != nil || message?.role != nil { return .messages }
        return type == nil ? nil : .claudeCode
    }

    /// Whether the type is one that the forms define, as far as they are published.
    var isKnownType: Bool {
        guard let type else { return role != nil || message != nil }
        if Self.plainTypes.contains(type) || role != nil { return true }
        guard let dot = type.firstIndex(of: ".") else { return false }
        let rest = String(type[type.index(after: dot)...])
        switch type[..<dot] {
        case "user": return Self.userTypes.contains(rest)
        case "agent": return Self.agentTypes.contains(rest)
        case "system": return rest == "message"
        case "session":
            return Self.sessionTypes.contains(rest) || rest.hasPrefix("thread_")
        case "span":
            return rest.hasPrefix("model_request_") || rest.hasPrefix("outcome_evaluation_")
        case "workflow_run": return true
        default: return false
        }
    }

    private static let plainTypes: Set<String> = [
        "session", "user", "assistant", "system", "summary", "message", "attachment", "progress",
        "file-history-snapshot", "queue-operation", "custom-title", "last-prompt", "tag",
    ]
    private static let userTypes: Set<String> = [
        "message", "interrupt", "tool_confirmation", "custom_tool_result", "tool_result",
        "define_outcome",
    ]
    private static let agentTypes: Set<String> = [
        "message", "thinking", "tool_use", "tool_result", "mcp_tool_use", "mcp_tool_result",
        "custom_tool_use", "thread_message_sent", "thread_message_received",
        "thread_context_compacted",
    ]
    private static let sessionTypes: Set<String> = [
        "status_running", "status_rescheduled", "status_terminated", "status_idle", "deleted",
        "error", "updated", "usage",
    ]
}
