import Hosted
import TestSupport
import Testing

/// A dream, merged and published, with something going wrong at each request in turn.
@Suite struct FaultTests {
    /// What is there in the end, whatever went wrong on the way.
    private struct End: Equatable {
        var trees: String
        var stores: [[String: String]]
        var dreams: [String]
        var writes: Int
    }

    /// The way, with a second and a third try for what was broken off.
    private static func end(
        _ name: String, fault: @escaping (Int) -> FakeService.Fault?
    ) throws -> (end: End, requests: [ServiceRequest]) {
        let it = try HostedWorld(name)
        it.service.polls = 1
        it.service.fault = { number, _ in fault(number) }
        var outcome = it.dream()
        for _ in 0..<3 where outcome.status != 0 {
            #expect(outcome.status == 3, "\(outcome)")
            outcome = it.on("dream", "resume", "d")
        }
        #expect(outcome.status == 0, "\(outcome)")
        #expect(it.on("merge", "d").status == 0)
        outcome = it.on("publish")
        for _ in 0..<3 where outcome.status != 0 {
            #expect(outcome.status == 3, "\(outcome)")
            outcome = it.on("publish")
        }
        #expect(outcome.status == 0, "\(outcome)")
        let trees = try it.git(
            "rev-parse 'memory/production^{tree}' 'memory/dream/d^{tree}'")
        let end = End(
            trees: trees, stores: it.service.made.map { it.service.contents(of: $0.id) },
            dreams: it.service.dreamStates.map(\.status), writes: it.service.writes)
        return (end, it.service.requests)
    }

    @Test
    func
        `whatever request is broken off or lost, the end is the same and nothing is written twice`()
        throws
    {
        let (expected, requests) = try Self.end("plain") { _ in nil }
        #expect(expected.dreams == ["completed"] && expected.stores.count == 2)
        for (number, request) in zip(1..., requests) {
            // What only reads is the same broken off before or after.
            let faults = request.method == .get ? Array(Self.faults.prefix(1)) : Self.faults
            for (name, fault) in faults {
                let (found, _) = try Self.end("\(name)-\(number)") {
                    $0 == number ? fault : nil
                }
                #expect(found == expected, "\(name) at request \(number)")
            }
        }
    }

    private static let faults: [(String, FakeService.Fault)] = [
        ("killed before", .death(isAfterEffect: false)),
        ("killed after", .death(isAfterEffect: true)),
        ("lost answer", .drop(isAfterEffect: true)),
    ]

    @Test func `every error that may pass is waited out`() throws {
        let (expected, _) = try Self.end("plain") { _ in nil }
        let faults: [FakeService.Fault] = [
            .status(408), .status(409), .status(429, headers: ["retry-after": "2"]),
            .status(500, isAfterEffect: true), .status(503), .status(529, isAfterEffect: true),
            .drop(isAfterEffect: false), .cut,
        ]
        for spacing in 2...4 {
            let (found, _) = try Self.end("mixed-\(spacing)") {
                $0.isMultiple(of: spacing) ? faults[$0 / spacing % faults.count] : nil
            }
            #expect(found == expected, "every \(spacing)")
        }
    }

    /// A service that always has another page.
    private struct Endless: Transport {
        let isEmpty: Bool

        func send(_ request: ServiceRequest) throws(TransportFailure) -> ServiceResponse {
            let number = request.url.split(separator: "=").last.flatMap { Int($0) } ?? 0
            let memory =
                "{\"type\":\"memory\",\"id\":\"m\",\"path\":\"/\(number)\",\"content_sha256\":\"\"}"
            return ServiceResponse(
                status: 200, headers: [:],
                body: Array(
                    "{\"data\":[\(isEmpty ? "" : memory)],\"next_page\":\"\(number + 1)\"}".utf8))
        }
    }

    @Test(arguments: [true, false])
    func `a list without an end is given up`(isEmpty: Bool) throws {
        let it = try HostedWorld("endless-\(isEmpty)")
        it.world.transport = Endless(isEmpty: isEmpty)
        let outcome = it.on("publish", "--to", "memstore_1")
        #expect(outcome.status == 3 && outcome.errors.contains("has no end"), "\(outcome)")
    }

    @Test(arguments: [
        "", "{", "[]", "{\"data\":[{}]}", "{\"data\":[{\"type\":\"memory\",\"path\":\"a\"}]}",
        "\u{0}",
        "{\"data\":7}",
    ])
    func `an answer that makes no sense is no answer`(body: String) throws {
        let it = try HostedWorld("nonsense")
        it.world.transport = Nonsense(body: body)
        let outcome = it.on("publish", "--to", "memstore_1")
        #expect(outcome.status == 3 && outcome.errors.contains("cannot be read"), "\(outcome)")
    }

    /// A service that always says the same.
    private struct Nonsense: Transport {
        let body: String

        func send(_ request: ServiceRequest) throws(TransportFailure) -> ServiceResponse {
            ServiceResponse(status: 200, headers: [:], body: Array(body.utf8))
        }
    }

    @Test func `a service that always fails is left alone after eight attempts`() throws {
        let it = try HostedWorld()
        it.service.fault = { _, _ in .status(500) }
        let outcome = it.on("publish")
        #expect(outcome.status == 3 && outcome.errors.contains("tried 8 times"), "\(outcome)")
        #expect(it.service.requests.count == 8)
        it.service.fault = { _, _ in .status(429, headers: ["retry-after": "86400"]) }
        #expect(it.on("publish").errors.contains("asks to wait 86400 s"))
        #expect(it.service.requests.count == 9)
    }
}
