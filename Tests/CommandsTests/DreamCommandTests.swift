import Commands
import Testing
import TestSupport

@Suite struct DreamCommandTests {
    private static func said(_ text: String) -> String {
        "{\"role\":\"user\",\"content\":\"\(text)\"}\n"
    }

    @Test func `a dream folds, production does not move, and a second one finds nothing`() throws {
        let world = World()
        let line = "- The build cache stands on cache-3 in rack 12"
        try world.makeStore([
            "a.md": "\(line).\n\(line)\n", "b.md": "- Never page anybody at night.\n",
        ])
        let outcome = world.on("dream", "--id", "d")
        #expect(outcome.output == "dream d: 1 memory: 2 items compressed\n1 folded\n", "\(outcome)")
        #expect(outcome.errors.contains("reverie -C store.git merge d"))
        #expect(try world.production("a.md") == "\(line).\n\(line)\n")
        #expect(world.on("merge", "d").status == 0)
        #expect(try world.production("a.md") == "\(line).\n")
        #expect(world.on("dream").output == "nothing to propose: production stays as it is\n")
        #expect(try world.shell("git -C store.git fsck --strict 2>&1").description == "")
    }

    @Test func `evidence names sessions and places and no text`() throws {
        let world = World()
        try world.makeStore(["a.md": "- The staging host is web-1.internal.\n"])
        try world.write("s.jsonl", Self.said("The staging host is now web-2.internal."))
        let id = String(world.on("session", "add", "../s.jsonl").output.prefix(18))
        let outcome = world.on("--json", "dream", "--id", "d")
        #expect(outcome.output.contains("\"schema\": \"reverie.dream/1\""))
        #expect(outcome.output.contains("\"superseded\": 1"))
        let message = try world.gitSays("log -1 --format=%B memory/dream/d")
        #expect(message.contains("\"session\":\"\(id)\""))
        #expect(!message.contains("web-2"))
        let shown = world.on("memdiff", "d")
        #expect(shown.output.contains("superseded: \(id) event 1, line 1"), "\(shown)")
        #expect(world.on("show", "d").output.contains("superseded: \(id) event 1, line 1"))
        let data = world.on("--json", "memdiff", "d")
        #expect(data.output.contains("\"event\": \"1\""), "\(data)")
    }

    @Test func `each change shows where it comes from, in every form and in a review`() throws {
        let world = World()
        try world.makeStore([
            "a.md": "- The staging host is web-1.internal.\n",
            "b.md": String(repeating: "- The cache stands on cache-3 in rack 12.\n", count: 2),
        ])
        for number in 1...2 {
            try world.write(
                "\(number).jsonl",
                Self.said("I prefer short answers.") + Self.said("This is talk \(number).")
                    + Self.said("The staging host is now web-2.internal."))
            #expect(world.on("session", "add", "../\(number).jsonl").status == 0)
        }
        #expect(world.on("dream", "--id", "d").status == 0)
        let data = world.on("--json", "memdiff", "d").output
        #expect(data.components("\"kind\": ") > 0)
        for empty in ["\"evidence\": []", "\"evidence\": [\n        ]"] {
            #expect(!data.contains(empty), "\(data)")
        }
        for format in ["text", "markdown", "html"] {
            let shown = world.on("memdiff", "d", "--format", format).output
            #expect(shown.contains("event 3, line 3"), "\(format): \(shown)")
            #expect(shown.contains("folded: "), "\(format): \(shown)")
        }
        for words in [["--json", "review", "d"], ["review", "d", "--format", "markdown"]] {
            let shown = world.run(.reverie, ["-C", "store.git"] + words).output
            #expect(shown.contains("recurring"), "\(words): \(shown)")
        }
    }

    @Test func `sessions are read once, a hundred at a time`() throws {
        let world = World()
        try world.makeStore(["a.md": "- The staging host is web-0.internal.\n"])
        for number in 1...101 {
            try world.write(
                "all/\(1000 + number).jsonl",
                Self.said("The staging host is now web-\(number).internal."))
        }
        #expect(world.on("session", "add", "../all").status == 0)
        let first = world.on("dream", "--id", "d1")
        #expect(first.errors.contains("1 session waits for the next dream; one reads at most 100"))
        #expect(world.on("merge", "d1").status == 0)
        #expect(try world.production("a.md").contains("web-100.internal (was web-99.internal"))
        let second = world.on("dream", "--id", "d2")
        #expect(!second.errors.contains("waits"))
        let message = try world.gitSays("log -1 --format=%B memory/dream/d2")
        #expect(message.contains("\"cursor\":101"))
        #expect(message.components("\"session\"") == 1)
        let many = (1...101).flatMap { ["--session", "\(1000 + $0)"] }
        let refused = world.run(.reverie, ["-C", "store.git", "dream"] + many)
        #expect(refused.status == 2)
        #expect(refused.errors.contains("a dream reads at most 100 sessions, not 101"))
        #expect(world.on("dream", "--session", "1050", "--id", "d3").status == 0)
    }

    @Test
    func `a dream that found nothing still has its sessions behind it only once one is merged`()
        throws
    {
        let world = World()
        try world.makeStore(["a.md": "- One thing.\n"])
        try world.write("s.jsonl", Self.said("hello there"))
        #expect(world.on("session", "add", "../s.jsonl").status == 0)
        #expect(world.on("dream").output == "nothing to propose: production stays as it is\n")
        #expect(world.on("session", "list", "--waiting").output.contains("waits"))
    }
    @Test
    func `a dream is made when the policy says that it is due, and not again while it waits`()
        throws
    {
        let world = World()
        try world.makeStore(["a.md": "- The staging host is web-1.internal.\n"])
        #expect(
            world.on("dream", "--if-due").description
                == "--- errors\nthe policy does not say when a dream is due\n")
        try world.write("p.yaml", "format: 1\ndue:\n  sessions: 2\n")
        let set = world.on("policy", "set", "../p.yaml", "-m", "dream sometimes")
        #expect(set.status == 0, "\(set)")
        try world.write("1.jsonl", Self.said("The staging host is now web-2.internal."))
        #expect(world.on("session", "add", "../1.jsonl").status == 0)
        #expect(
            world.on("dream", "--if-due").description
                == "--- errors\nno dream is due: 1 session waits\n")
        try world.write("2.jsonl", Self.said("The staging host is now web-3.internal."))
        #expect(world.on("session", "add", "../2.jsonl").status == 0)
        #expect(world.on("dream", "--if-due", "--id", "d").output.hasPrefix("dream d: "))
        #expect(world.on("dream", "--if-due").errors.hasPrefix("no dream is due: 0 sessions wait"))
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}
