import Commands
import Git
import Hosted
import TestSupport
import Testing

@Suite struct HostedDreamTests {
    @Test func `a dream of the hosted service becomes a proposal with all that is known of it`()
        throws
    {
        let it = try HostedWorld()
        let outcome = it.dream("--instructions", "caches only", "--model", "claude-x")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.hasPrefix("dream d: "))
        #expect(it.held == HostedWorld.first, "the store that was read is as it was")
        let shown = it.on("show", "d", "--json").output
        for words in [
            "\"engine\": \"anthropic\"", "\"model\": \"claude-x\"", "\"inputTokens\": 10",
            "\"outputTokens\": 20", "\"cachedTokens\": 7", "\"dream\": \"drm_",
            "\"input\": \"\(it.hosted)\"", "\"instructions\": \"caches only\"", "\"s-",
        ] {
            #expect(shown.contains(words), "\(words) in \(shown)")
        }
        #expect(try it.git("show memory/dream/d:n/moved.md") == "- The office is in Bern.\n")
        let fetched = it.service.requests.filter {
            $0.method == .get && $0.url.contains("/memories/mem_")
        }
        #expect(fetched.count == 1, "only the content that differs is fetched")
        #expect(try it.git("fsck --strict") == "")
        #expect(it.on("dream", "resume").status == 2, "nothing is under way any more")
    }

    @Test func `a dream that rewrites the hosted store, merged or not, leaves a way back`() throws {
        let it = try HostedWorld()
        #expect(it.dream("--update-existing").status == 0)
        #expect(it.held["a.md"] == "- The build cache stands on cache-4.\n")
        let undecided = it.on("publish")
        #expect(
            undecided.status == 1 && undecided.errors.contains("nobody decided"), "\(undecided)")
        #expect(it.on("merge", "d").status == 0)
        let writes = it.service.writes
        #expect(it.on("publish").output.contains("is equal to production"))
        #expect(it.service.writes == writes, "the store holds it already")
        #expect(it.on("revert", "-m", "bad").status == 0)
        #expect(it.on("publish").status == 0)
        #expect(it.held == HostedWorld.first)
    }

    @Test func `a dream that is closed is taken back from the store that it rewrote`() throws {
        let it = try HostedWorld()
        #expect(it.dream("--update-existing").status == 0)
        #expect(it.on("dreams", "close", "d", "-m", "no").status == 0)
        #expect(it.on("publish").status == 0)
        #expect(it.held == HostedWorld.first)
    }

    @Test(arguments: ["failed", "canceled"])
    func `a dream that did not complete is no proposal, whatever it wrote`(ending: String) throws {
        let it = try HostedWorld("ending-\(ending)")
        it.service.ending = ending
        let outcome = it.dream()
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("nothing was proposed"), "\(outcome)")
        #expect(outcome.errors.contains("is in memstore_"))
        #expect(outcome.errors.contains("timeout: too slow") == (ending == "failed"))
        #expect(try it.git("for-each-ref refs/heads/memory/dream") == "")
        #expect(it.on("dream", "resume", "d").status == 2)
    }

    @Test func `a dream without a store, or with an empty one, is no proposal`() throws {
        let it = try HostedWorld()
        it.service.hasOutput = false
        #expect(it.dream().errors.contains("completed without a store; nothing was proposed"))
        it.service.hasOutput = true
        it.service.dreamt = { _ in [:] }
        #expect(it.dream().errors.contains("left an empty store"))
        #expect(try it.git("for-each-ref refs/heads/memory/dream") == "")
    }

    @Test func `a dream with content that no memory may have is no proposal`() throws {
        let it = try HostedWorld()
        it.service.dreamt = { _ in ["/.git/config": "[core]\n"] }
        let outcome = it.dream()
        #expect(outcome.status == 2 && outcome.errors.contains(".git/config"), "\(outcome)")
        #expect(try it.git("for-each-ref refs/heads/memory/dream") == "")
        #expect(it.on("dream", "cancel", "d", "--forget").status == 0)
    }

    @Test func `a dream that changes nothing proposes nothing`() throws {
        let it = try HostedWorld()
        it.service.dreamt = { $0 }
        #expect(it.dream().output == "nothing to propose: production stays as it is\n")
        #expect(it.on("dream", "resume").status == 2)
    }

    @Test func `who does not wait resumes, by the name here or there`() throws {
        let it = try HostedWorld()
        it.service.polls = 1000
        #expect(it.dream("--no-wait").output == "dream d is under way\n")
        let late = it.on("dream", "resume", "d", "--time-limit", "3")
        #expect(late.status == 3 && late.errors.contains("reverie -C store.git dream resume d"))
        it.service.polls = 1
        let name = it.service.dreamStates.first?.id ?? ""
        #expect(it.on("dream", "resume", name).status == 0)
        #expect(it.service.dreamStates.count == 1)
        #expect(try it.git("show memory/dream/d:a.md").contains("cache-4"))
    }

    @Test func `a dream that was never asked for reads production as it is when it is resumed`()
        throws
    {
        let it = try HostedWorld()
        it.service.fault = { _, request in
            request.method == .post && request.url.hasSuffix("/dreams")
                ? .death(isAfterEffect: false) : nil
        }
        #expect(it.dream().status == 3)
        it.world.input = Array("- Lunch is at one.\n".utf8)
        #expect(it.on("write", "n/b.md").status == 0)
        #expect(it.on("publish").status == 0)
        it.service.fault = { _, _ in nil }
        #expect(it.on("dream", "resume").status == 0)
        #expect(it.held["n/b.md"] == "- Lunch is at one.\n", "the hosted store did not go back")
        #expect(try it.git("show memory/dream/d:n/b.md") == "- Lunch is at one.\n")
    }

    @Test
    func `who waits for a dream keeps nobody from publishing, unless the dream rewrites the store`()
        throws
    {
        for isUpdate in [false, true] {
            let it = try HostedWorld("waits-\(isUpdate)")
            it.service.polls = 1000
            #expect(it.dream("--no-wait", isUpdate ? "--update-existing" : "--quiet").status == 0)
            let waiting = try Lease.take(
                at: it.world.path("store.git/reverie/hosted/memory/dreams/d.lock"), note: "waits")
            it.world.input = Array("- Lunch is at one.\n".utf8)
            #expect(it.on("write", "n/b.md").status == 0)
            let published = it.on("publish")
            #expect(published.status == (isUpdate ? 3 : 0), "\(published)")
            #expect(published.errors.contains("dream cancel d") == isUpdate)
            let second = it.on("dream", "resume", "d")
            #expect(second.status == 3 && second.errors.contains("another process"), "\(second)")
            _ = consume waiting
            #expect(it.on("dream", "cancel", "d").status == 0)
        }
    }

    @Test func `a dream that the service does not know any more can be forgotten`() throws {
        let it = try HostedWorld()
        #expect(it.dream("--no-wait").status == 0)
        it.service.fault = { _, request in
            request.url.contains("/dreams/") ? .status(404) : nil
        }
        #expect(it.on("dream", "resume").status == 2)
        #expect(it.on("dream", "cancel").status == 2)
        #expect(it.on("dream", "cancel", "--forget").output == "dream d is gone\n")
        #expect(it.on("dream", "resume").errors.contains("no dream is under way"))
    }

    @Test func `a dream is cancelled, and one that is over is said to be`() throws {
        let it = try HostedWorld()
        it.service.polls = 1000
        #expect(it.dream("--no-wait").status == 0)
        #expect(it.on("dream", "cancel").output == "dream d is cancelled\n")
        #expect(it.service.dreamStates.map(\.status) == ["canceled"])
        it.service.polls = 1
        #expect(it.dream("--no-wait").status == 0)
        _ = it.on("dream", "resume", "d", "--time-limit", "1")
        #expect(it.on("dreams").output.contains("d "))
    }

    @Test func `sessions that are not the service's stay for later`() throws {
        let it = try HostedWorld()
        try it.world.write("local.jsonl", "{\"role\":\"user\",\"content\":\"Noon is at one.\"}\n")
        #expect(it.on("session", "add", "../local.jsonl").status == 0)
        let outcome = it.dream()
        #expect(outcome.errors.contains("1 session is not of the hosted service"), "\(outcome)")
        #expect(try it.git("log -1 --format=%B memory/dream/d").contains("\"cursor\":1"))
        #expect(it.on("merge", "d").status == 0)
        let none = it.on("dream", "--engine", "anthropic")
        #expect(none.status == 2 && none.errors.contains("none of the sessions"), "\(none)")
    }

    @Test func `canaries travel where they can, and the proposal is held against them`() throws {
        let it = try HostedWorld()
        try it.world.write(
            "policy.yaml",
            """
            format: 1
            canaries:
              - id: deploy
                session: We deploy on Tuesdays.
                remember: [deploy on Tuesdays]

            """)
        let set = it.on("policy", "set", "../policy.yaml", "-m", "canary")
        #expect(set.status == 0, "\(set)")
        let behind = it.dream()
        #expect(behind.errors.contains("1 canary session stays behind"), "\(behind)")
        #expect(!behind.errors.contains("canary 'deploy'"))
        let along = it.on(
            "dream", "--engine", "anthropic", "--agent", "agent_1", "--environment", "env_1")
        #expect(along.errors.contains("canary 'deploy': no memory says"), "\(along)")
        #expect(it.service.sessionTexts == [["We deploy on Tuesdays."]])
        let body = it.service.requests.last { $0.method == .post && $0.url.hasSuffix("/dreams") }?
            .body
        #expect(body.map { String(decoding: $0, as: UTF8.self) }?.contains("sesn_10") == true)
    }

    @Test func `what a canary left behind in a store that was rewritten goes with the publication`()
        throws
    {
        let it = try HostedWorld()
        try it.world.write(
            "policy.yaml",
            """
            format: 1
            canaries:
              - id: ledger
                session: "user: Grace Hopper owns the harbour ledger since spring."
                remember: [Grace Hopper owns the harbour ledger.]

            """)
        #expect(it.on("policy", "set", "../policy.yaml", "-m", "canary").status == 0)
        it.service.dreamt = { store in
            var store = store
            store["/people.md"] = "- Grace Hopper owns the harbour ledger.\n"
            store["/a.md"] = "- The build cache stands on cache-4.\n"
            return store
        }
        let dream = it.dream(
            "--update-existing", "--agent", "agent_1", "--environment", "env_1")
        #expect(dream.status == 0 && dream.errors.contains("1 canary passed"), "\(dream)")
        #expect(it.held["people.md"] != nil)
        #expect(it.on("publish").errors.contains("nobody decided"))
        let merged = it.on("merge", "d")
        #expect(merged.status == 0, "\(merged)")
        let published = it.on("publish")
        #expect(published.output.hasSuffix("is equal to production: 1 deleted\n"), "\(published)")
        #expect(it.held["people.md"] == nil)
        #expect(it.held["a.md"] == "- The build cache stands on cache-4.\n")
    }

    @Test func `the words are checked before anything is asked of the service`() throws {
        let it = try HostedWorld()
        for words in [
            ["dream", "--model", "x"], ["dream", "--engine", "anthropic", "--exec", "p"],
            ["dream", "--engine", "anthropic", "--agent", "a"],
            ["dream", "--engine", "anthropic", "--to", "../a"],
            ["dream", "--engine", "anthropic", "--url", "http://service.example"],
            [
                "dream", "--engine", "anthropic", "--instructions",
                String(repeating: "x", count: 4097),
            ],
            ["publish", "--merge", "--overwrite"], ["publish", "--to", "a b"],
            ["dream", "resume", "nothing"], ["dream", "cancel", "nothing"],
        ] {
            let outcome = it.world.run(.reverie, ["-C", "store.git"] + words)
            #expect(outcome.status == 2, "\(words): \(outcome)")
        }
        #expect(it.service.requests.isEmpty)
    }

    @Test func `a key file that others may read is refused, and no key is ever shown`() throws {
        let it = try HostedWorld()
        it.world.environment["ANTHROPIC_API_KEY"] = nil
        #expect(it.on("publish").errors.contains("no key for the hosted service"))
        try it.world.write("key", "sk-secret-2\n")
        _ = try it.world.shell("chmod 640 key; ln -s key link")
        let open = it.on("publish", "--key-file", "../key")
        #expect(open.status == 2 && open.errors.contains("chmod 600"), "\(open)")
        #expect(it.on("publish", "--key-file", "../link").status == 3)
        _ = try it.world.shell("chmod 600 key")
        let outcome = it.on("publish", "--key-file", "../key")
        #expect(outcome.status == 0, "\(outcome)")
        let sent = it.service.requests.flatMap(\.headers).filter { $0.value.contains("sk-secret") }
        #expect(
            sent.count == it.service.requests.count && sent.allSatisfy { $0.name == "x-api-key" })
        it.service.fault = { _, _ in .status(401) }
        let refused = it.on("--json", "publish", "--key-file", "../key")
        #expect(!refused.description.contains("sk-secret"))
        #expect(try it.world.shell("grep -r sk-secret store.git").output == "")
    }
}
