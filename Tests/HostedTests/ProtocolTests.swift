import Testing

@testable import Hosted

@Suite struct ProtocolTests {
    private static func response(_ status: Int, _ headers: [String: String] = [:])
        -> ServiceResponse
    {
        ServiceResponse(status: status, headers: headers, body: [])
    }

    @Test func `the service says how long to wait in three forms, milliseconds first`() {
        let rule = RetryRule()
        #expect(rule.askedWait(["retry-after-ms": "40", "retry-after": "9"], now: 0) == 40)
        #expect(rule.askedWait(["retry-after": "2"], now: 0) == 2000)
        #expect(rule.askedWait(["retry-after": "0.5"], now: 0) == 500)
        let date = "Fri, 20 Nov 2026 07:27:43 GMT"
        #expect(RetryRule.seconds(ofDate: date) == 1_795_159_663)
        #expect(rule.askedWait(["retry-after": date], now: 1_795_159_660) == 3000)
        #expect(rule.askedWait(["retry-after": date], now: 1_795_159_999) == 0)
        let own = ["retry-after": date, "date": "Fri, 20 Nov 2026 07:27:33 GMT"]
        #expect(rule.askedWait(own, now: 0) == 10_000, "the service's own clock counts")
    }

    @Test(arguments: ["", "soon", "-1", "nan", "Fri, 20 Foo 2026 07:27:43 GMT", "1e400"])
    func `a wait that makes no sense is none`(text: String) {
        let wait = RetryRule().askedWait(["retry-after": text], now: 0)
        #expect(wait == nil || wait == 1_000_000_000_000)
    }

    @Test func `waits double, vary by a quarter at most, and end somewhere`() {
        let rule = RetryRule()
        for attempt in 1...40 {
            for chance in [0, 1, 777, UInt64.max] {
                let wait = rule.wait(afterAttempt: attempt, chance: chance)
                let whole = min(500 << Int64(min(attempt - 1, 16)), 30_000)
                #expect(wait <= whole && wait >= whole * 3 / 4)
            }
        }
    }

    @Test func `what may pass is tried again, and the service's word on that counts`() {
        let rule = RetryRule()
        let plain = ServiceRefusal(status: 0)
        for status in [408, 429, 500, 501, 502, 503, 504, 529] {
            #expect(rule.mayPass(Self.response(status), plain))
        }
        for status in [301, 307, 400, 401, 402, 403, 404, 412, 413, 422] {
            #expect(!rule.mayPass(Self.response(status), plain))
        }
        var conflict = ServiceRefusal(status: 409, type: "conflict_error")
        #expect(rule.mayPass(Self.response(409), conflict))
        for type in ["memory_path_conflict_error", "memory_precondition_failed_error"] {
            conflict.type = type
            #expect(!rule.mayPass(Self.response(409), conflict))
        }
        #expect(!rule.mayPass(Self.response(500, ["x-should-retry": "false"]), plain))
        #expect(rule.mayPass(Self.response(400, ["x-should-retry": "true"]), plain))
    }

    @Test
    func `every part of the service gets its own beta value, and the key stands in one header`()
        throws
    {
        let address = try ServiceAddress(base: "https://service.example/prefix/", key: "sk-1")
        let request = ServiceCall.get(
            .dreams, "dreams",
            query: [.init(name: "created_at[gt]", value: "2026-11-20T12:00:00+00:00")]
        ).request(to: address)
        #expect(
            request.url
                == "https://service.example/prefix/v1/dreams?created_at%5Bgt%5D=2026-11-20T12%3A00%3A00%2B00%3A00"
        )
        func header(_ name: String, _ request: ServiceRequest) -> [String] {
            request.headers.filter { $0.name == name }.map(\.value)
        }
        #expect(header("anthropic-beta", request) == ["dreaming-2026-04-21"])
        #expect(header("anthropic-version", request) == ["2026-10-21"])
        #expect(header("x-api-key", request) == ["sk-1"])
        #expect(header("content-type", request) == [])
        let post = ServiceCall.post(
            .memoryStores, "memory_stores", "a/b c", body: .object(["name": "é\"\\\n\u{1}"]),
            isRepeatable: false
        ).request(to: address)
        #expect(post.url == "https://service.example/prefix/v1/memory_stores/a%2Fb%20c")
        #expect(
            post.body.map { String(decoding: $0, as: UTF8.self) } == #"{"name":"é\"\\\n\u0001"}"#)
        #expect(header("anthropic-beta", post) == ["agent-memory-2026-07-22"])
        #expect(header("content-type", post) == ["application/json"])
    }

    @Test(arguments: [
        "", "ftp://a", "https://", "https:///v1", "https://a b", "https://u:p@a", "https://a?x=1",
        "http://service.example", "http://10.0.0.1", "http://localhost.example",
        "http://127.0.0.1.example",
    ])
    func `an address that is none, or carries the key in the clear, is refused`(base: String) {
        #expect(throws: HostedError.self) { try ServiceAddress(base: base, key: "sk-1") }
    }

    @Test(arguments: ["https://a", "http://127.0.0.1:8080", "http://localhost", "http://[::1]:1/x"])
    func `the service, or this machine, may get the key`(base: String) throws {
        _ = try ServiceAddress(base: base, key: "sk-1")
    }

    @Test(arguments: ["", "a b", "a\r\nx-other: 1", "schlüssel", "\u{0}"])
    func `a key that could end a header is refused`(key: String) {
        #expect(throws: HostedError.badKey) { try ServiceAddress(base: "https://a", key: key) }
    }

    @Test func `names that the service gives are names`() {
        #expect(HostedShelf.isName("memstore_01AbC-9"))
        for name in ["", "../a", "a/b", "a b", "a\u{202E}"] { #expect(!HostedShelf.isName(name)) }
    }
}
