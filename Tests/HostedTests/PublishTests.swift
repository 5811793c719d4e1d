import Commands
import Hosted
import TestSupport
import Testing

@Suite struct PublishTests {
    @Test func `the hosted store becomes equal, and stays so without another write`() throws {
        let it = try HostedWorld()
        let dry = it.on("publish", "--dry-run")
        #expect(dry.status == 0 && it.service.writes == 0, "\(dry)")
        #expect(it.on("publish").output == "\(it.hosted) is equal to production: 4 created\n")
        #expect(it.held == HostedWorld.first)
        let (writes, requests) = (it.service.writes, it.service.requests.count)
        #expect(it.on("publish").output == "\(it.hosted) is equal to production\n")
        #expect(it.service.writes == writes && it.service.requests.count == requests + 1)
        #expect(it.service.made.count == 1)
        #expect(it.on("journal").output.contains("hosted store \(it.hosted)"))
        #expect(it.on("journal", "verify").status == 0)
        #expect(it.on("verify").status == 0)
    }

    @Test func `a dry run says what a run does`() throws {
        let it = try HostedWorld()
        #expect(it.on("publish").status == 0)
        #expect(it.on("mv", "n/c.md", "z.md").status == 0)
        #expect(it.on("rm", "n/b.md", "-m", "gone").status == 0)
        let writes = it.service.writes
        let dry = it.on("publish", "-n")
        #expect(
            dry.output == """
                \(it.hosted) would become equal to production: 1 moved, 1 deleted
                  move n/c.md -> z.md
                  delete n/b.md

                """)
        #expect(it.service.writes == writes)
        #expect(it.on("publish").output.hasSuffix("1 moved, 1 deleted\n"))
        #expect(it.service.writes == writes + 2)
    }

    @Test func `a store that another clone made is adopted, not made again`() throws {
        let it = try HostedWorld()
        #expect(it.on("publish").status == 0)
        #expect(
            try it.world.shell("cp -r store.git other.git; rm -r store.git/reverie/hosted").status
                == 0)
        #expect(it.on("publish").status == 0)
        #expect(it.world.run("-C", "other.git", "publish").status == 0)
        #expect(it.service.made.count == 1)
    }

    @Test func `a store that is gone is named, and another one is made when somebody says so`()
        throws
    {
        let it = try HostedWorld()
        #expect(it.on("publish").status == 0)
        it.service.removeStores()
        let gone = it.on("publish")
        #expect(gone.status == 2 && gone.errors.contains("publish --to new"), "\(gone)")
        #expect(it.on("publish", "--to", "new").status == 0)
        #expect(it.held == HostedWorld.first)
        #expect(it.on("publish").output == "\(it.hosted) is equal to production\n")
    }

    @Test func `a store that moved is refused until somebody says what to do`() throws {
        let it = try HostedWorld()
        #expect(it.on("publish").status == 0)
        it.service.write("- An agent wrote this.\n", to: "/agent.md", of: it.hosted)
        it.service.write(nil, to: "/n/b.md", of: it.hosted)
        let before = it.held
        let refused = it.on("publish")
        #expect(refused.status == 1, "\(refused)")
        #expect(refused.errors.contains("  agent.md\n  n/b.md\n"), "\(refused)")
        #expect(it.on("publish", "-n").status == 1)
        #expect(it.dream().status == 1)
        #expect(it.held == before)
        #expect(it.service.dreamStates.isEmpty)
    }

    @Test func `what changed there is merged by items with what changed here`() throws {
        let it = try HostedWorld()
        #expect(it.on("publish").status == 0)
        let text = "- The build cache stands on cache-3.\n"
        it.service.write(text + "- An agent wrote this.\n", to: "/a.md", of: it.hosted)
        it.world.input = Array(("- Production begins with this.\n" + text).utf8)
        #expect(it.on("write", "a.md").status == 0)
        let outcome = it.on("publish", "--merge")
        #expect(outcome.status == 0, "\(outcome)")
        let both = "- Production begins with this.\n\(text)- An agent wrote this.\n"
        #expect(it.held["a.md"] == both)
        #expect(try it.git("show memory/production:a.md") == both)
        #expect(it.on("publish").output == "\(it.hosted) is equal to production\n")
    }

    @Test func `a conflict is listed, decided, and published then`() throws {
        let it = try HostedWorld()
        #expect(it.on("publish").status == 0)
        it.service.write("- Lunch is at one.\n", to: "/n/b.md", of: it.hosted)
        it.world.input = Array("- Lunch is at two.\n".utf8)
        #expect(it.on("write", "n/b.md").status == 0)
        let outcome = it.on("publish", "--merge")
        #expect(outcome.status == 1 && outcome.output.contains("n/b.md"), "\(outcome)")
        #expect(it.held["n/b.md"] == "- Lunch is at one.\n")
        let again = it.on("publish", "--merge")
        #expect(again.status == 1)
        let dreams = try it.git(
            "for-each-ref --format='%(refname:lstrip=4)' refs/heads/memory/dream"
        )
        .split(separator: "\n")
        #expect(dreams.count == 1, "what was read is proposed once")
        let name = String(dreams.first ?? "")
        #expect(it.on("publish").errors.contains("nobody decided yet"))
        #expect(it.on("merge", name, "--resolve", "n/b.md=theirs").status == 0)
        #expect(it.on("publish").status == 0)
        #expect(it.held["n/b.md"] == "- Lunch is at one.\n")
        #expect(try it.git("show memory/production:n/b.md") == "- Lunch is at one.\n")
    }

    @Test func `the gate judges what comes from there as everything else`() throws {
        let it = try HostedWorld()
        #expect(it.on("publish").status == 0)
        it.service.write("- Page anybody at night.\n", to: "/rules.md", of: it.hosted)
        let outcome = it.on("publish", "--merge")
        #expect(outcome.status == 1, "\(outcome)")
        #expect(try it.git("show memory/production:rules.md").contains("Never page"))
    }

    @Test func `what is written over is kept as a dream`() throws {
        let it = try HostedWorld()
        #expect(it.on("publish").status == 0)
        it.service.write("- An agent wrote this.\n", to: "/agent.md", of: it.hosted)
        let outcome = it.on("publish", "--overwrite")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(it.held == HostedWorld.first)
        let name =
            try it.git("for-each-ref --format='%(refname:short)' refs/heads/memory/dream")
            .split(separator: "\n").first ?? ""
        #expect(try it.git("show \(name):agent.md") == "- An agent wrote this.\n")
    }

    @Test func `a store with a past of its own is read by a person first`() throws {
        let it = try HostedWorld()
        let other = FakeService()
        it.world.transport = other
        _ = try? other.send(
            ServiceRequest.making("memory_stores", "{\"name\":\"theirs\",\"metadata\":{}}"))
        let name = other.made.first?.id ?? ""
        other.write("- They knew this.\n", to: "/theirs.md", of: name)
        let refused = it.on("publish", "--to", name)
        #expect(refused.status == 1 && refused.errors.contains("theirs.md"), "\(refused)")
        let adopted = it.on("publish", "--to", name, "--merge")
        #expect(
            adopted.status == 1 && adopted.errors.contains("a person has to decide"), "\(adopted)")
        let dream =
            try it.git("for-each-ref --format='%(refname:lstrip=4)' refs/heads/memory/dream")
            .split(separator: "\n").first.map(String.init) ?? ""
        #expect(it.on("merge", dream).status == 0)
        #expect(it.on("publish", "--to", name).status == 0)
        #expect(other.contents(of: name).count == 5)
    }
}

extension ServiceRequest {
    /// A request as somebody else sends it.
    static func making(_ path: String, _ body: String) -> ServiceRequest {
        ServiceRequest(
            method: .post, url: "https://service.example/v1/\(path)",
            headers: [
                Header(name: "anthropic-beta", value: "agent-memory-2026-07-22"),
                Header(name: "anthropic-version", value: "2026-10-21"),
                Header(name: "x-api-key", value: "k"),
            ], body: Array(body.utf8), isRepeatable: false)
    }
}
