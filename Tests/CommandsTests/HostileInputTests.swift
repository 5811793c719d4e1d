import Commands
import Testing
import TestSupport

/// Issue 2, acceptance 8: one clear sentence, the right status, nothing changed.
@Suite struct HostileInputTests {
    /// What is written where a content is asked for.
    private static let writers = [
        ["write", "a.md"], ["rm", "a.md"], ["mv", "a.md", "b.md"], ["commit", "notes"],
        ["dream", "import", "notes"], ["merge", "d"], ["revert", "-m", "x"], ["checkout"],
    ]

    @Test(arguments: writers)
    func `not a repository`(words: [String]) throws {
        let world = World()
        try world.fill("notes", ["a.md": "- one\n"])
        #expect(
            world.run(.reverie, words).description == """
                --- errors
                error: not a reverie repository, nor any folder above it: '$HOME'
                hint: reverie init
                --- status 3

                """)
        #expect(try world.shell("ls -A | grep -v '^.shell'").output == "notes\n")
    }

    @Test(arguments: writers.dropLast())
    func `no git on the path`(words: [String]) throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.fill("store.git/notes", ["a.md": "- two\n"])
        try world.fill("dream", ["a.md": "- dreamt\n"])
        #expect(world.on("dream", "import", "../dream", "--id", "d").status == 0)
        #expect(world.on("merge", "d").status == 0)
        let before = try world.references()
        world.environment["PATH"] = "/nowhere"
        world.input = words[0] == "write" ? Array("- x\n".utf8) : []
        let outcome = world.run(.reverie, ["-C", "store.git"] + words)
        #expect(outcome.status == 3, "\(outcome)")
        #expect(
            outcome.errors.contains(
                "error: no 'git' on PATH; reading works without it, changing does not\n"))
        #expect(outcome.output == "")
        #expect(try world.references() == before)
    }

    @Test func `init without git makes nothing`() throws {
        let world = World()
        world.environment["PATH"] = ""
        #expect(world.run("init", "store").status == 3)
        #expect(try world.shell("ls -A | grep -v '^.shell'").output == "")
    }

    @Test(arguments: [
        "../x.md", "a/../x.md", ".", "a//b.md", "a/", ".git/config", "a/.GIT/x", "git~1", "",
        "a\u{1B}[2J.md", "a\u{202E}b.md", "e\u{301}.md", "a\nb.md",
        String(repeating: "x", count: 256), String(repeating: "a/", count: 20) + "x",
    ])
    func `a hostile path`(path: String) throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        let before = try world.references()
        for words in [["write", path], ["rm", path], ["mv", "a.md", path]] {
            world.input = Array("- x\n".utf8)
            let outcome = world.run(.reverie, ["-C", "store.git"] + words)
            #expect(outcome.status == 2, "\(outcome)")
            #expect(outcome.errors.split(separator: "\n").count == 1)
            #expect(outcome.errors.contains(" cannot be the path of a memory: "))
            #expect(!outcome.errors.contains("\u{1B}") && !outcome.errors.contains("\u{202E}"))
        }
        #expect(try world.references() == before)
    }

    @Test(arguments: [
        ([0x2D, 0x20, 0xC3, 0x28] as [UInt8], "'bad.md' is not UTF-8 text"),
        ([UInt8](repeating: 0x61, count: 102_401), "102401 bytes; a memory has at most 102400"),
    ])
    func `content that no memory may have`(content: [UInt8], message: String) throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        let before = try world.references()
        try world.write("notes/a.md", "- fine\n")
        try world.write("notes/bad.md", bytes: content)
        for words in [["commit", "../notes"], ["dream", "import", "../notes"]] {
            let outcome = world.run(.reverie, ["-C", "store.git"] + words)
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains(message), "\(outcome)")
        }
        world.input = content
        let written = world.on("write", "bad.md")
        #expect(written.status == 2)
        #expect(written.errors.hasPrefix("error: "))
        #expect(try world.references() == before)
    }

    @Test(arguments: ["ln -s a.md notes/l.md", "mkfifo notes/l.md", "ln -s . notes/l.md"])
    func `something that is no ordinary file`(made: String) throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.fill("notes", ["a.md": "- two\n"])
        #expect(try world.shell(made).status == 0)
        let before = try world.references()
        for words in [["commit", "../notes"], ["dream", "import", "../notes"]] {
            #expect(
                world.run(.reverie, ["-C", "store.git"] + words).description == """
                    --- errors
                    error: 'l.md' is a symbolic link or a device; a memory is an ordinary file
                    --- status 2

                    """)
        }
        #expect(world.run("init", "new", "--from", "notes").status == 2)
        #expect(try world.references() == before)
    }

    @Test func `a hostile name in a folder`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.fill("notes", ["a\u{1B}[2J.md": "- x\n"])
        let outcome = world.on("commit", "../notes")
        #expect(outcome.status == 2)
        #expect(
            outcome.errors
                == "error: 'a<U+001B>[2J.md' cannot be the path of a memory: it has a control or invisible character\n"
        )
    }

    @Test func `an empty import`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.fill("empty", [:])
        let before = try world.references()
        for words in [["commit", "../empty"], ["dream", "import", "../empty"]] {
            #expect(
                world.run(.reverie, ["-C", "store.git"] + words).description == """
                    --- errors
                    error: '$HOME/empty' holds no memory
                    --- status 2

                    """)
        }
        #expect(try world.references() == before)
    }

    @Test func `a SHA-256 repository, and one with other references`() throws {
        let world = World()
        #expect(
            try world.shell(
                """
                git init -q --object-format=sha256 a
                git init -q b
                cd b && git config core.repositoryformatversion 1 &&
                git config extensions.refstorage reftable
                """
            ).status == 0)
        for folder in ["a", "b"] {
            let outcome = world.run("-C", folder, "rm", "x.md")
            #expect(outcome.status == 3)
            #expect(outcome.errors.contains("is in a form that is not read here"))
            #expect(outcome.errors.contains("use SHA-1 objects and plain references\n"))
        }
    }

    @Test func `a store that is not there names those that are`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        #expect(world.on("--store", "x", "rm", "a.md").status == 3)
        #expect(world.on("--store", "../x", "rm", "a.md").status == 2)
    }

    @Test func `a message that would act on a terminal`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        let before = try world.references()
        #expect(world.on("rm", "a.md", "-m", "\u{1B}[2J").status == 2)
        #expect(try world.references() == before)
    }
}
