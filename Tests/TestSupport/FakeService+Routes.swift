#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
import Git
import Hosted

extension FakeService {
    /// A request, taken apart.
    struct Call {
        let method: ServiceRequest.Method
        let parts: [String]
        let query: [String: String]
        let body: Body?

        init(_ request: ServiceRequest) throws(Problem) {
            method = request.method
            let target = request.url.split(separator: "/", maxSplits: 2)[2]
            let halves = target.split(separator: "?", maxSplits: 1).map(String.init)
            parts = halves[0].split(separator: "/").dropFirst().map { Self.decoded(String($0)) }
            var query: [String: String] = [:]
            for pair in halves.dropFirst().first?.split(separator: "&") ?? [] {
                let words = pair.split(separator: "=", maxSplits: 1).map {
                    Self.decoded(String($0))
                }
                query[words[0]] = words.count > 1 ? words[1] : ""
            }
            self.query = query
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            body = request.body.flatMap { try? decoder.decode(Body.self, from: Data($0)) }
            guard request.body == nil || body != nil else {
                throw Problem(status: 400, type: "invalid_request_error", message: "no JSON")
            }
            let betas = [
                "memory_stores": "agent-memory-2026-07-22", "dreams": "dreaming-2026-04-21",
                "sessions": "managed-agents-2026-04-01",
            ]
            let headers = Dictionary(request.headers.map { ($0.name, $0.value) }) { first, _ in
                first
            }
            guard headers["anthropic-beta"] == betas[parts.first ?? ""],
                headers["anthropic-version"] == "2026-10-21", headers["x-api-key"] != nil
            else { throw Problem(status: 400, type: "invalid_request_error", message: "headers") }
        }

        private static func decoded(_ text: String) -> String {
            var bytes: [UInt8] = []
            var rest = Array(text.utf8)[...]
            while let byte = rest.popFirst() {
                guard byte == 0x25 else {
                    bytes.append(byte)
                    continue
                }
                bytes.append(
                    UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// Everything that a body can hold.
    struct Body: Decodable {
        struct Precondition: Decodable { var contentSha256: String }
        struct Port: Decodable {
            var memoryStoreId: String?
            var sessionIds: [String]?
        }
        struct Behavior: Decodable { var type: String }
        struct Event: Decodable {
            struct Block: Decodable { var text: String }
            var content: [Block]
        }

        var name: String?
        var metadata: [String: String]?
        var path: String?
        var content: String?
        var precondition: Precondition?
        var inputs: [Port]?
        var model: String?
        var instructions: String?
        var outputBehavior: Behavior?
        var events: [Event]?
    }

    func answer(_ call: Call) throws(Problem) -> [UInt8] {
        let rest = Array(call.parts.dropFirst())
        switch call.parts.first {
        case "memory_stores": return Array(try stores(call, rest).utf8)
        case "dreams": return Array(try dreams(call, rest).utf8)
        case "sessions": return Array(try sessions(call, rest).utf8)
        default: throw Problem(status: 404, type: "not_found_error")
        }
    }

    private static let missing = Problem(status: 404, type: "not_found_error")

    private func stores(_ call: Call, _ rest: [String]) throws(Problem) -> String {
        guard let store = rest.first else {
            guard call.method == .post else {
                return page(made.reversed().map { self.store($0.id, $0.mark) }, call)
            }
            let id = name("memstore")
            let mark = call.body?.metadata?["reverie"]
            made.append((id, mark))
            stores[id] = []
            writes += 1
            return self.store(id, mark)
        }
        guard let held = stores[store] else { throw Self.missing }
        if rest.count == 1 { return self.store(store, made.first { $0.id == store }?.mark) }
        if rest.count == 2, call.method == .get {
            let sorted = held.sorted { $0.path < $1.path }
            return page(sorted.map { memory($0, in: store, isFull: false) }, call)
        }
        if rest.count == 2 {
            guard let path = call.body?.path, let content = call.body?.content else {
                throw Problem(status: 400, type: "invalid_request_error")
            }
            if let other = held.first(where: { $0.path == path }) {
                throw Problem(
                    status: 409, type: "memory_path_conflict_error", conflicting: other.id)
            }
            let new = Held(id: name("mem"), path: path, content: content)
            stores[store]?.append(new)
            writes += 1
            return memory(new, in: store, isFull: false)
        }
        guard let index = held.firstIndex(where: { $0.id == rest[2] }) else { throw Self.missing }
        return try memory(call, at: index, in: store)
    }

    private func memory(_ call: Call, at index: Int, in store: String) throws(Problem) -> String {
        guard let old = stores[store]?[index] else { throw Self.missing }
        let failed = Problem(status: 409, type: "memory_precondition_failed_error")
        switch call.method {
        case .get: return memory(old, in: store, isFull: true)
        case .delete:
            guard call.query["expected_content_sha256"] == Self.digest(old.content) else {
                throw failed
            }
            stores[store]?.remove(at: index)
            writes += 1
            return "{\"id\":\"\(old.id)\",\"type\":\"memory_deleted\"}"
        case .post:
            var new = old
            if let path = call.body?.path { new.path = path }
            if let content = call.body?.content { new.content = content }
            if new == old { return memory(old, in: store, isFull: false) }
            guard call.body?.precondition?.contentSha256 == Self.digest(old.content) else {
                throw failed
            }
            let other = stores[store]?.first { $0.path == new.path && $0.id != new.id }
            if let other {
                throw Problem(
                    status: 409, type: "memory_path_conflict_error", conflicting: other.id)
            }
            stores[store]?[index] = new
            writes += 1
            return memory(new, in: store, isFull: false)
        }
    }

    private func dreams(_ call: Call, _ rest: [String]) throws(Problem) -> String {
        guard let id = rest.first else {
            guard call.method == .post, let body = call.body else {
                return page(dreams.reversed().map { shown($0.id, $0.dream) }, call)
            }
            let id = name("drm")
            dreams.append((id, Dream(body: body)))
            writes += 1
            return shown(id, Dream(body: body))
        }
        guard let index = dreams.firstIndex(where: { $0.id == id }) else { throw Self.missing }
        if rest.count == 2 {
            guard !["completed", "failed"].contains(dreams[index].dream.status) else {
                throw Problem(status: 400, type: "invalid_request_error")
            }
            dreams[index].dream.status = "canceled"
        } else if !["completed", "failed", "canceled"].contains(dreams[index].dream.status) {
            dreams[index].dream.polls += 1
            dreams[index].dream.status = "running"
            if dreams[index].dream.polls >= polls { end(index) }
        }
        return shown(id, dreams[index].dream)
    }

    private func end(_ index: Int) {
        dreams[index].dream.status = ending
        let body = dreams[index].dream.body
        guard hasOutput, let input = body.inputs?.lazy.compactMap(\.memoryStoreId).first else {
            return
        }
        var output = input
        let result = dreamt(contents(of: input))
        if body.outputBehavior?.type == "create_new" {
            output = name("memstore")
            made.append((output, nil))
        }
        stores[output] = result.sorted { $0.key < $1.key }.map {
            Held(id: name("mem"), path: $0.key, content: $0.value)
        }
        dreams[index].dream.output = output
    }

    private func sessions(_ call: Call, _ rest: [String]) throws(Problem) -> String {
        guard let id = rest.first else {
            guard call.method == .post else {
                return page(sessions.reversed().map { session($0.id, $0.mark) }, call)
            }
            let id = name("sesn")
            sessions.append((id, call.body?.metadata?["reverie"], []))
            writes += 1
            return session(id, call.body?.metadata?["reverie"])
        }
        guard let index = sessions.firstIndex(where: { $0.id == id }) else { throw Self.missing }
        if call.method == .post {
            writes += 1
            sessions[index].texts += (call.body?.events ?? []).flatMap { $0.content.map(\.text) }
        }
        return page(sessions[index].texts.map { _ in "{\"id\":\"sevt_1\"}" }, call)
    }
}

extension FakeService {
    static func digest(_ content: String) -> String { Digest.sha256(Array(content.utf8)) }

    /// One page of a list; the cursor is the number of what came before.
    private func page(_ elements: [String], _ call: Call) -> String {
        let start = Int(call.query["page"] ?? "0") ?? 0
        let limit = Int(call.query["limit"] ?? "20") ?? 20
        let shown = elements.dropFirst(start).prefix(limit)
        let next = start + shown.count < elements.count ? "\"\(start + shown.count)\"" : "null"
        return "{\"data\":[\(shown.joined(separator: ","))],\"next_page\":\(next)}"
    }

    private func store(_ id: String, _ mark: String?) -> String {
        let metadata = mark.map { "{\"reverie\":\(Self.quoted($0))}" } ?? "{}"
        return
            "{\"id\":\"\(id)\",\"type\":\"memory_store\",\"metadata\":\(metadata),\"archived_at\":null}"
    }

    private func session(_ id: String, _ mark: String?) -> String {
        let metadata = mark.map { "{\"reverie\":\(Self.quoted($0))}" } ?? "{}"
        return "{\"id\":\"\(id)\",\"type\":\"session\",\"metadata\":\(metadata)}"
    }

    private func memory(_ held: Held, in store: String, isFull: Bool) -> String {
        "{\"id\":\"\(held.id)\",\"type\":\"memory\",\"path\":\(Self.quoted(held.path)),\"content\":\(isFull ? Self.quoted(held.content) : "null"),\"content_sha256\":\"\(Self.digest(held.content))\"}"
    }

    private func shown(_ id: String, _ dream: Dream) -> String {
        let store = dream.body.inputs?.lazy.compactMap(\.memoryStoreId).first ?? ""
        let sessions = (dream.body.inputs?.lazy.compactMap(\.sessionIds).first ?? []).sorted()
        let outputs = dream.output.map {
            "{\"type\":\"memory_store\",\"memory_store_id\":\"\($0)\"}"
        }
        return """
            {"id":"\(id)","type":"dream","status":"\(dream.status)","created_at":"2026-11-20T12:00:00Z",\
            "inputs":[{"type":"memory_store","memory_store_id":"\(store)"},{"type":"sessions",\
            "session_ids":[\(sessions.map(Self.quoted).joined(separator: ","))]}],"outputs":[\(outputs ?? "")],\
            "output_behavior":{"type":"\(dream.body.outputBehavior?.type ?? "")"},\
            "model":{"id":"\(dream.body.model ?? "")"},"instructions":\(dream.body.instructions.map(Self.quoted) ?? "null"),\
            "error":\(dream.status == "failed" ? "{\"type\":\"timeout\",\"message\":\"too slow\"}" : "null"),\
            "usage":{"input_tokens":10,"output_tokens":20,"cache_creation_input_tokens":3,"cache_read_input_tokens":4}}
            """
    }

    private static func quoted(_ text: String) -> String {
        guard let data = try? JSONEncoder().encode([text]) else { return "\"\"" }
        return String(decoding: data.dropFirst().dropLast(), as: UTF8.self)
    }
}
