import Commands
import Testing
import TestSupport

@Suite struct InitTests {
    @Test func `a folder that holds memories is adopted as it stands`() throws {
        let world = World()
        try world.fill("notes", ["a.md": "- one\n", "b/c.md": "- two\n"])
        #expect(
            world.run("init", "notes").masked == """
                store 'memory' in '$HOME/notes': version 1, 2 memories
                --- errors
                passed over: 1 hidden

                """)
        let tree = try world.shell("cd notes && git ls-tree -r --name-only memory/production")
        #expect(tree.output == "a.md\nb/c.md\n")
        #expect(try world.shell("cd notes && git status --porcelain").output == "?? .keep\n")
    }

    @Test func `an empty folder becomes an empty store`() throws {
        let world = World()
        #expect(
            world.run("init", "new/store").description
                == "store 'memory' in '$HOME/new/store': version 1, empty\n")
    }

    @Test func `without a work tree, only what a folder holds is taken`() throws {
        let world = World()
        try world.fill("first", ["a.md": "- one\n"])
        #expect(
            world.run("init", "store.git", "--bare", "--from", "first").output
                == "store 'memory' in '$HOME/store.git': version 1, 1 memory\n")
        #expect(try world.gitSays("fsck --strict") == "")
        #expect(try world.production("a.md") == "- one\n")
    }

    @Test func `a script gets all it needs`() throws {
        let world = World()
        #expect(
            world.run("--json", "init", "store").masked
                == """
                {
                  "schema": "reverie.init/1",
                  "store": "memory",
                  "repository": "$HOME/store",
                  "folder": "$HOME/store",
                  "memories": 0,
                  "hidden": 0,
                  "ignored": 0,
                  "operation": "ID",
                  "version": 1,
                  "from": null,
                  "to": "ID",
                  "workTreeUpdated": true,
                  "settled": true
                }

                """)
    }

    @Test func `a store that exists is not made again`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        let before = try world.references()
        #expect(
            world.run("init", "store.git", "--from", "first").description == """
                --- errors
                error: the store 'memory' exists already
                hint: reverie status
                --- status 2

                """)
        #expect(try world.references() == before)
    }

    @Test func `a further store in a repository is filled or empty, and shares it`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        #expect(world.on("--store", "team", "init", "--from", "../first").status == 0)
        #expect(
            world.on("--store", "other", "init").output
                == "store 'other' in '$HOME/store.git': version 1, empty\n")
        #expect(try world.gitSays("show team/production:a.md") == "- one\n")
        #expect(try world.gitSays("ls-tree -r other/production") == "")
    }

    @Test func `a repository of code is left alone unless store and folder are named`() throws {
        let world = World()
        let made = try world.shell(
            "git init -q code && cd code && echo x > main.c && git add . && git commit -qm 1")
        #expect(made.status == 0)
        for words in [
            ["init"], ["init", "memory"], ["--store", "memory", "init"],
            ["--store", "memory", "init", "."],
        ] {
            let outcome = world.run(.reverie, ["-C", "code"] + words)
            #expect(
                outcome.description == """
                    --- errors
                    error: '$HOME/code' belongs to a repository that keeps something else
                    hint: reverie init --store memory DIR
                    --- status 2

                    """, "\(words)")
        }
        #expect(try world.shell("cd code && git for-each-ref | wc -l").output == "1\n")
        #expect(try world.shell("cd code && git config reverie.format").status == 1)

        try world.write("code/agent/memory/a.md", "- one\n")
        try world.write("code/.gitignore", "*.log\n")
        try world.write("code/agent/memory/x.log", "\u{0}")
        #expect(
            world.run("-C", "code", "--store", "memory", "init", "agent/memory").description == """
                store 'memory' in '$HOME/code/agent/memory': version 1, 1 memory
                --- errors
                passed over: 1 ignored by git's rules

                """)
        try world.write("code/agent/memory/a.md", "- two\n")
        #expect(world.run("-C", "code", "commit").status == 0)
        #expect(
            try world.shell("cd code && git show memory/production:a.md").output == "- two\n")
        #expect(try world.shell("cd code && git branch --show-current").output == "master\n")
    }

    @Test func `two stores never share files`() throws {
        let world = World()
        try world.fill("notes", ["a.md": "- one\n"])
        #expect(world.run("init", "notes").status == 0)
        #expect(
            world.run("-C", "notes", "--store", "team", "init", "team").description == """
                --- errors
                error: '$HOME/notes/team' would share files with the store 'memory' in '$HOME/notes'
                hint: reverie -C notes --store team init   # the store without files of its own
                --- status 2

                """)
        #expect(world.run("-C", "notes", "--store", "team", "init").status == 0)
        #expect(try world.shell("ls -A notes").output == ".git\n.keep\na.md\n")
    }

    @Test func `what a crash left half-made is completed`() throws {
        let world = World()
        try world.fill("notes", ["a.md": "- one\n"])
        #expect(try world.shell("git init -q --template= notes").status == 0)
        #expect(world.run("init", "notes").status == 0)
        #expect(
            try world.shell("cd notes && git show memory/production:a.md").output == "- one\n")
        #expect(try world.shell("git init -q --bare half.git").status == 0)
        #expect(world.run("init", "half.git", "--bare", "--from", "notes").status == 0)
    }

    @Test func `what cannot become a store leaves no repository behind`() throws {
        let world = World()
        try world.write("notes/a.md", bytes: [0xFF, 0xFE])
        #expect(
            world.run("init", "notes").description == """
                --- errors
                error: 'a.md' is not UTF-8 text
                --- status 2

                """)
        #expect(world.run("init", "deep/store", "--from", "notes").status == 2)
        #expect(world.run("init", "deep/store", "--from", "nowhere").status == 2)
        try world.fill("empty", [:])
        #expect(
            world.run("init", "deep/store", "--from", "empty").errors
                == "error: 'empty' holds no memory; leave '--from' out for an empty store\n")
        #expect(try world.shell("ls -A notes; ls deep").output == "a.md\n")
    }

    @Test func `--from does not fill a folder that holds something, nor --bare`() throws {
        let world = World()
        try world.fill("notes", ["a.md": "- one\n"])
        try world.fill("first", ["b.md": "- two\n"])
        #expect(world.run("init", "notes", "--from", "first").status == 2)
        #expect(world.run("init", "notes", "--bare").status == 2)
        #expect(try world.shell("ls -A notes").output == ".keep\na.md\n")
    }

    @Test func `a SHA-256 repository is refused with one sentence`() throws {
        let world = World()
        #expect(try world.shell("git init -q --object-format=sha256 new").status == 0)
        let outcome = world.run("init", "new")
        #expect(outcome.status == 3)
        #expect(outcome.errors.hasPrefix("error: the repository at '$HOME/new' is in a form"))
        #expect(try world.shell("cd new && git for-each-ref").output == "")
    }
}
