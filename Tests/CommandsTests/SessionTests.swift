import Commands
import Testing
import TestSupport

@Suite struct SessionTests {
    private static let hosted = """
        {"type":"user.message","id":"sevt_01","content":[{"type":"text","text":"Use tabs please."}]}
        {"type":"session.status_running","id":"sevt_02"}
        {"type":"agent.message","id":"sevt_08","content":[{"type":"text","text":"Noted: tabs."}]}

        """

    @Test func `a transcript is kept as it is, once, and the journal names it by its keyed digest`()
        throws
    {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.write("sesn_01A.jsonl", Self.hosted)
        let added = world.on("session", "add", "../sesn_01A.jsonl")
        #expect(added.output.contains(/^s-[0-9a-f]{16} \(sesn_01A\): added, 3 events\n$/))
        let id = String(added.output.prefix(18))
        #expect(try world.gitSays("show memory/sessions:transcripts/\(id)") == Self.hosted)
        let head = try world.gitSays("rev-parse memory/sessions")
        #expect(
            world.on("session", "add", "../sesn_01A.jsonl").output
                == "\(id) (sesn_01A): was there already, 3 events\n")
        #expect(try world.gitSays("rev-parse memory/sessions") == head)
        let entry = try world.gitSays("log -1 --format=%B memory/journal")
        #expect(
            entry.contains("\"kind\":\"session\"") && entry.contains("\"sessions\":[\"\(id)\"]"))
        #expect(!entry.contains("tabs") && !entry.contains("sesn_01A"))
        #expect(try world.shell("git -C store.git fsck --strict 2>&1").description == "")
        #expect(world.on("verify").status == 0)
        #expect(world.on("log").status == 0)
        #expect(world.on("journal").output.contains("session"))
    }

    @Test func `the same transcript has another name in another repository`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.write("s.jsonl", Self.hosted)
        let one = world.on("session", "add", "../s.jsonl")
        #expect(world.run("init", "other.git", "--bare", "--from", "first").status == 0)
        let other = world.run("-C", "other.git", "session", "add", "../s.jsonl")
        #expect(other.status == 0)
        #expect(one.output.prefix(18) != other.output.prefix(18))
    }

    @Test(arguments: [
        (
            "c.jsonl",
            "{\"type\":\"summary\",\"summary\":\"x\"}\n{\"type\":\"user\",\"sessionId\":\"abc-1\",\"uuid\":\"u1\",\"message\":{\"role\":\"user\",\"content\":\"hi\"}}\n",
            "claude-code", "abc-1"
        ),
        (
            "m.json",
            "[{\"role\":\"user\",\"content\":\"hi\"},\n {\"role\":\"assistant\",\"content\":[]}]",
            "messages", "m"
        ),
        (
            "d.json",
            "{\"id\":\"x\",\"n\":[1],\"messages\":[{\"role\":\"user\",\"content\":\"a]}\\\"\"}]}",
            "messages", "d"
        ),
        ("n.md", "# Session\n\n## User\n\nhello\n\n**Assistant:** hi\n", "markdown", "n"),
    ])
    func `each form of transcript is read`(file: String, text: String, form: String, name: String)
        throws
    {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.write(file, text)
        #expect(world.on("session", "add", "../\(file)").errors == "")
        let listed = world.on("--json", "session", "list").output
        #expect(listed.contains("\"form\": \"\(form)\""))
        #expect(listed.contains("\"name\": \"\(name)\""))
        #expect(listed.contains("\"waiting\": true"))
    }

    @Test(arguments: [
        (
            "b.jsonl", "{\"role\":\"user\",\"content\":\"a\"}\n{\"role\":\"us",
            "'../b.jsonl' line 2 is no event"
        ),
        ("b.jsonl", "nonsense\n", "'../b.jsonl' line 1 is no event"),
        ("b.jsonl", "\n\n", "'../b.jsonl' holds no event"),
        ("b.json", "[{\"role\":\"user\",\"content\":\"a\"},", "line 1 is no event"),
        ("b.json", "{\"a\":1}", "is no transcript of a form that is read"),
        ("b.json", "[]", "holds no event"),
        ("b.json", String(repeating: "[", count: 600), "line 1 is no event"),
    ])
    func `a transcript that cannot be read is not kept and named`(
        file: String, text: String, words: String
    ) throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.write(file, text)
        let outcome = world.on("session", "add", "../\(file)")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(words), "\(outcome)")
        #expect(!(try world.references()).contains("memory/sessions"))
    }

    @Test func `bytes that are no text are named with their line`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        for name in ["b.jsonl", "b.md"] {
            try world.write(
                name,
                bytes: Array(
                    "{\"role\":\"user\",\"content\":\"a\"}\n{\"role\":\"user\",\"content\":\"".utf8)
                    + [0xFF, 0x22, 0x7D])
            let outcome = world.on("session", "add", "../\(name)")
            #expect(outcome.status == 2)
            #expect(outcome.errors == "error: '../\(name)' line 2 is not UTF-8 text\n")
        }
    }

    @Test
    func
        `an event of unknown type is kept with one warning, and a broken file keeps no other back`()
        throws
    {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.write("all/a.jsonl", Self.hosted + "{\"type\":\"user.telepathy\",\"id\":\"e\"}\n")
        try world.write("all/deep/b.jsonl", "{")
        try world.write("all/c.md", "## User\n\nhello\n")
        try world.write("all/picture.png", "x")
        let outcome = world.on("session", "add", "../all")
        #expect(outcome.status == 2)
        #expect(outcome.output.split(separator: "\n").count == 2)
        #expect(
            outcome.errors.contains(
                "warning: '../all/a.jsonl' has 1 event of unknown type, kept and passed over: user.telepathy\n"
            ))
        #expect(outcome.errors.contains("'../all/deep/b.jsonl' line 1 is no event"))
    }

    @Test func `a large transcript is kept`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        let line =
            "{\"role\":\"user\",\"content\":\"" + String(repeating: "word ", count: 2_000) + "\"}\n"
        try world.write("big.jsonl", String(repeating: line, count: 300))
        #expect(world.on("session", "add", "../big.jsonl").output.contains("300 events"))
    }
}
