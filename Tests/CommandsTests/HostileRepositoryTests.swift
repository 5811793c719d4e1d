import Commands
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
import Git
import ReverieCore
import TestSupport
import Testing

/// Somebody else's repository: names, texts, configuration and a journal that were made to hurt.
@Suite struct HostileRepositoryTests {
    private static let readers = [
        ["ls"], ["status"], ["log"], ["log", "--writes"], ["show"], ["dreams"], ["fallback"],
        ["memdiff", "v1", "production"],
        ["journal"], ["journal", "verify"], ["verify"], ["gc", "-n"],
    ]
    private static let writers = [
        ["rm", "a.md"], ["merge", "d"], ["revert", "-m", "x"], ["gc"],
        ["dreams", "close", "d", "-m", "x"],
        ["hold", "v1", "-m", "x"],
    ]

    /// Makes production a commit of plain git that holds what `git mktree -z` reads.
    private func adopt(_ world: World, tree: [UInt8], author: String = "Eve <e@example.org>") throws
    {
        try world.write("tree", bytes: tree)
        try world.write(
            "message",
            bytes: Array("author \(author) 1795154400 +0000\n".utf8)
                + Array("committer \(author) 1795154400 +0000\n\n".utf8)
                + Array("subject\n".utf8))
        let made = try world.shell(
            """
            set -e
            cd store.git
            tree=$(git mktree -z --missing <../tree)
            { echo "tree $tree"; echo "parent $(git rev-parse memory/production)"; cat ../message; } >../commit
            git update-ref refs/heads/memory/production $(git hash-object -t commit -w --literally ../commit)
            """)
        try #require(made.status == 0, "\(made)")
    }

    private func entries(_ names: [[UInt8]], _ contents: [String]) -> [UInt8] {
        var tree: [UInt8] = []
        for (index, name) in names.enumerated() {
            let blob = Repository.blobID(of: Array(contents[index % contents.count].utf8))
            tree += Array("100644 blob \(blob)\t".utf8) + name + [0]
        }
        return tree
    }

    @Test func `the corpus of paths has more than 300 names, and none is a path`() {
        #expect(HostilePathCorpus.paths.count >= 300)
        #expect(Set(HostilePathCorpus.paths).count >= 300)
        for path in HostilePathCorpus.paths {
            #expect(throws: CoreError.self, "\(String(decoding: path, as: UTF8.self))") {
                _ = try MemoryPath(bytes: path)
            }
        }
    }

    @Test func `no hostile path is written or moved to`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        let before = try world.references()
        for path in HostilePathCorpus.paths {
            guard let text = String(validating: path, as: UTF8.self) else { continue }
            for words in [["write", "--", text], ["mv", "--", "a.md", text]] {
                world.input = Array("- x\n".utf8)
                let outcome = world.run(.reverie, ["-C", "store.git"] + words)
                #expect(outcome.status == 2, "\(words): \(outcome)")
                expectInert(outcome)
            }
        }
        #expect(try world.references() == before)
    }

    /// Makes a folder of a name in bytes with a file in it; false where the file system refuses the name.
    private static func make(folder: [UInt8]) -> Bool {
        let file = folder + Array("/x.md".utf8)
        let isMade = (folder + [0]).withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { name in
                name.baseAddress.map { mkdir($0, 0o755) == 0 } ?? false
            }
        }
        guard isMade else { return false }
        let descriptor: Int32 = (file + [0]).withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { name in
                name.baseAddress.map { creat($0, 0o644) } ?? -1
            }
        }
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }

    @Test func `no hostile name in a folder is imported`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        let before = try world.references()
        var count = 0
        for name in HostilePathCorpus.segments where !name.contains(0x2F) && name.count < 256 {
            _ = try world.shell("rm -rf notes")
            try world.write("notes/a.md", "- one\n")
            guard Self.make(folder: Array(world.path("notes").utf8) + [0x2F] + name) else {
                continue
            }
            count += 1
            let outcome = world.on("commit", "../notes")
            // A hidden folder is passed over, which is as good as refused.
            let isHidden = name.first == 0x2E
            #expect(outcome.status == (isHidden ? 0 : 2), "\(name): \(outcome)")
            expectInert(outcome)
        }
        #expect(count > 200)
        #expect(try world.references() == before)
    }

    @Test
    func `hostile names that are there are listed escaped and refused when files are written`()
        throws
    {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        let names = Array(Set(HostilePathCorpus.segments.filter { !$0.isEmpty && $0.count < 4000 }))
            .sorted { $0.lexicographicallyPrecedes($1) }
        try adopt(world, tree: entries(names, ["- one\n"]))
        let listed = world.on("ls")
        #expect(listed.status == 0)
        #expect(listed.output.split(separator: "\n").count == names.count)
        expectInert(listed)
        for words in [
            ["ls", "--json"], ["status"], ["verify"], ["memdiff", "v1", "production"], ["log"],
        ] {
            expectInert(world.run(.reverie, ["-C", "store.git"] + words))
        }
        #expect(world.on("verify").status == 1)
        #expect(world.on("export", "../out").status == 2)
        #expect(world.read("out/current/a.md") == nil)
        #expect(try world.shell("find out -type f | wc -l").output.contains("0"))
        #expect(try world.shell("ls -d .git git~1 config").output == "")
    }

    /// Texts that act on a terminal, made by rule.
    private static let escapes: [String] = {
        let escape = "\u{1B}"
        var all = ["over\u{8}\u{8}under", "yes\rno ", "bell\u{7}", "\u{E}\u{F}", "\u{7F}"]
        for final in "@ABCDEFGHJKLMPSTXZ`abcdefghilmnqrstux" {
            all += ["\(escape)[\(final)", "\(escape)[?25;1\(final)", "\u{9B}2\(final)"]
        }
        for number in [0, 1, 2, 4, 7, 8, 9, 10, 11, 12, 50, 52, 104, 133, 777, 1337] {
            all += [
                "\(escape)]\(number);x\u{7}", "\(escape)]\(number);x\(escape)\\",
                "\u{9D}\(number);x\u{9C}",
            ]
        }
        for start in [
            "P$q\"p", "P+q544e", "_Ga=T;AA", "^x", "Xx", "c", "#8", "(0", "%G", "7", "=", "n",
        ] {
            all.append("\(escape)\(start)\(escape)\\")
        }
        return all
    }()

    /// No byte that acts on a terminal but line feeds, tabs and our own colours; none at all in JSON.
    private func expectInert(
        _ outcome: Outcome, isJSON: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for text in [outcome.output, outcome.errors] {
            var rest = text[...]
            while let scalar = rest.unicodeScalars.first {
                if scalar == "\u{1B}", !isJSON,
                    let end = rest.firstMatch(of: /^\u{1B}\[[0-9;]*[mK]/)
                {
                    rest = rest[end.range.upperBound...]
                    continue
                }
                // A progress line is taken away with a carriage return and our own erasure.
                let isOurs = rest.hasPrefix("\r\u{1B}[K")
                let acts =
                    (scalar.value < 0x20 && scalar != "\n" && scalar != "\t" && !isOurs)
                    || (0x7F...0x9F).contains(scalar.value)
                    || (0x202A...0x202E).contains(scalar.value)
                    || (0x2066...0x2069).contains(scalar.value)
                guard !acts else {
                    Issue.record(
                        "U+\(String(scalar.value, radix: 16)) before \(rest.prefix(60).debugDescription)",
                        sourceLocation: sourceLocation)
                    return
                }
                rest.unicodeScalars.removeFirst()
            }
        }
    }

    @Test func `no escape in a text, a path or an author reaches a terminal or JSON`() throws {
        #expect(Self.escapes.count >= 150)
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        let texts = Self.escapes.map { "- note \($0) end\n" }
        for (index, text) in texts.enumerated() { try world.write("blobs/\(index)", text) }
        let made = try world.shell("cd store.git && git hash-object -w ../blobs/* >/dev/null")
        try #require(made.status == 0)
        let names = texts.indices.map { index in
            Array("t\(1000 + index)".utf8) + Array(Self.escapes[index].utf8).filter { $0 != 0x2F }
        }
        let author = Self.escapes.joined().filter { !"<>\n".contains($0) }
        try adopt(world, tree: entries(names, texts), author: author + " <e@example.org>")
        _ = try world.shell(
            "cd store.git && git update-ref 'refs/heads/memory/dream/\u{9B}31m' memory/production")
        let calls =
            Self.readers + [["show", "production"], ["memdiff", "v1", "production", "--stat"]]
            + ["github", "markdown", "html", "sarif", "junit"].map {
                ["memdiff", "--format", $0, "v1", "production"]
            }
        for words in calls {
            for isTerminal in [true, false] {
                world.terminal = isTerminal ? (100, 5000) : nil
                expectInert(world.run(.reverie, ["-C", "store.git", "--color", "always"] + words))
            }
            world.terminal = nil
            expectInert(
                world.run(.reverie, ["-C", "store.git", "--json"] + words), isJSON: true)
        }
        world.terminal = (100, 5000)
        for text in Self.escapes.prefix(40) {
            for words in [
                ["cat", text], ["show", text], ["merge", text],
                ["revert", "--to", text, "-m", "x"], ["--store", text, "ls"], [text],
            ] {
                expectInert(world.run(.reverie, ["-C", "store.git"] + words))
            }
        }
    }

    @Test func `a repository's configuration runs no program`() throws {
        let world = World()
        try world.fill("first", ["a.md": "- one\n"])
        try world.fill("dream", ["a.md": "- two\n"])
        try world.fill("folder", ["a.md": "- three\n", "b.md": "- four\n"])
        let made = try world.shell(
            #"""
            set -e
            reverie -q init store --from first >/dev/null
            printf '#!/bin/sh\ntouch "%s/canary"\ncat >/dev/null 2>&1 </dev/null\nexit 0\n' "$HOME" >run && chmod +x run
            cd store
            reverie -q dream import ../dream --id d >/dev/null 2>&1
            run="$HOME/run"
            for key in core.fsmonitor core.pager core.editor core.sshCommand core.askPass core.gitProxy \
                diff.external diff.x.textconv diff.x.command filter.x.clean filter.x.smudge filter.x.process \
                merge.x.driver gpg.program gpg.ssh.program credential.helper sequence.editor pager.log pager.show \
                pager.diff interactive.diffFilter uploadpack.packObjectsHook core.alternateRefsCommand \
                trailer.x.command receive.procReceiveRefs browser.x.cmd man.x.cmd; do
                git config "$key" "$run"
            done
            for alias in update-ref index-pack log repack fsck config pack-refs init rev-parse; do
                git config "alias.$alias" "!$run"
            done
            git config commit.gpgSign true
            git config tag.gpgSign true
            git config core.hooksPath "$HOME/hooks"
            mkdir -p "$HOME/hooks"
            for hook in post-commit pre-commit reference-transaction pre-auto-gc post-checkout post-merge post-index-change \
                fsmonitor-watchman pre-receive update post-rewrite prepare-commit-msg commit-msg; do
                cp "$run" "$HOME/hooks/$hook"
                cp "$run" ".git/hooks/$hook" 2>/dev/null || { mkdir -p .git/hooks; cp "$run" ".git/hooks/$hook"; }
            done
            printf '[include]\n\tpath = %s/more\n[includeIf "gitdir:**"]\n\tpath = %s/more\n' "$HOME" "$HOME" >>.git/config
            printf '[core]\n\tfsmonitor = %s\n\tpager = %s\n[diff]\n\texternal = %s\n' "$run" "$run" "$run" >"$HOME/more"
            mkdir -p .git/info
            echo '* diff=x filter=x merge=x' >.git/info/attributes
            """#)
        try #require(made.status == 0, "\(made)")
        let calls =
            Self.readers + [
                ["merge", "d"], ["write", "c.md"], ["mv", "c.md", "e.md"], ["commit", "../folder"],
                ["checkout"],
                ["dream", "import", "../dream", "--id", "e"], ["revert", "-m", "x"], ["gc"],
                ["export", "../out"], ["hold", "v1", "-m", "x"],
                ["dreams", "close", "e", "-m", "x"], ["cat", "a.md"],
                ["verify", "--repair"], ["memdiff"], ["rm", "b.md"],
                ["revert", "--memory", "a.md", "--to", "v1", "-m", "x"],
            ]
        for words in calls {
            world.input = Array("- x\n".utf8)
            let outcome = world.run(.reverie, ["-C", "store"] + words)
            #expect(outcome.status <= 3, "\(words): \(outcome)")
            try #require(
                world.read("canary") == nil, "'\(words.joined(separator: " "))' ran something")
        }
        // A sealed test of the test: the canary sings when plain git is asked.
        _ = try world.shell(
            "cd store && git log -p --ext-diff >/dev/null 2>&1; git status >/dev/null 2>&1")
        #expect(world.read("canary") != nil)
    }

    @Test
    func
        `a repository inside of an imported folder is passed over, and one that borrows is not moved`()
        throws
    {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.fill("folder", ["a.md": "- two\n"])
        _ = try world.shell(
            "git init -q folder/inner && echo x >folder/inner/x.md && git init -q --bare folder/.hidden.git"
        )
        let outcome = world.on("commit", "../folder")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(
            try world.gitSays("ls-tree -r --name-only memory/production") == "a.md\ninner/x.md\n")
        _ = try world.shell(
            "git init -q --bare lender && echo $HOME/lender/objects >store.git/objects/info/alternates"
        )
        let before = try world.references()
        for words in Self.writers {
            let outcome = world.run(.reverie, ["-C", "store.git"] + words)
            #expect(outcome.status == 3 || outcome.status == 2, "\(words): \(outcome)")
        }
        #expect(try world.references() == before)
        #expect(world.on("verify").status == 1)
    }

    /// Journal entries that no Reverie writes, as the message of a commit on top of a good journal.
    private static let messages: [(name: String, text: String)] = {
        func entry(_ changes: String) -> String {
            #"{"actor":{"email":"e@x","kind":"person","name":"E"},"clock":1795154500,"format":1,"kind":"write","monotone":99999,"operation":"00ff00ff00ff00ff","phase":"done","sequence":9"#
                + changes + "}"
        }
        func with(_ old: String, _ new: String) -> String { entry("").replacing(old, with: new) }
        return [
            ("garbage", "hello\n"), ("nothing", ""), ("half a line", "{\"format\":1,"),
            ("an array", "[1,2]"),
            ("an unknown phase", with("\"done\"", "\"perhaps\"")),
            ("an unknown kind", with("\"write\"", "\"explode\"")),
            ("a newer format", with("\"format\":1", "\"format\":7")),
            ("a format that is no number", with("\"format\":1", "\"format\":\"x\"")),
            (
                "a line of a megabyte",
                with("00ff00ff00ff00ff", String(repeating: "f", count: 1 << 20))
            ),
            ("a clock before time", with("1795154500", "-5")),
            ("a clock beyond time", with("1795154500", "9223372036854775807")),
            ("credited time that runs back", with("99999", "0")),
            ("an outcome without intent", with("\"write\"", "\"merge\"")),
            ("an id that is none", entry(",\"to\":\"zz\"")),
            (
                "a move from nowhere",
                entry(
                    ",\"from\":\"\(String(repeating: "1", count: 40))\",\"to\":\"\(String(repeating: "2", count: 40))\""
                )
            ),
            ("deep nesting", String(repeating: "[", count: 100_000)),
            ("escapes", "\u{1B}[2J\u{9B}31m\u{202E}"),
            (
                "an intent that nobody settles",
                with("\"done\"", "\"intent\"").replacing("\"write\"", with: "\"merge\"")
            ),
        ]
    }()

    @Test(arguments: messages.map(\.name))
    func `a journal that somebody broke is an error that names it, and never a crash`(name: String)
        throws
    {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.fill("dream", ["a.md": "- two\n"])
        #expect(world.on("dream", "import", "../dream", "--id", "d").status == 0)
        let message = try #require(Self.messages.first { $0.name == name }).text
        try world.write("message", message)
        let made = try world.shell(
            """
            cd store.git
            tree=$(git hash-object -t tree -w /dev/null)
            { echo "tree $tree"; echo "parent $(git rev-parse memory/journal)"
                echo 'author E <e@x> 1795154500 +0000'; echo 'committer E <e@x> 1795154500 +0000'; echo; cat ../message; } >../commit
            git update-ref refs/heads/memory/journal $(git hash-object -t commit -w --literally ../commit)
            """)
        try #require(made.status == 0, "\(made)")
        for words in Self.readers + Self.writers {
            let outcome = world.run(.reverie, ["-C", "store.git"] + words)
            #expect(outcome.status <= 3, "\(words): \(outcome)")
            expectInert(outcome)
        }
        #expect(world.on("cat", "a.md").status <= 3)
    }

    @Test func `an entry that carries files is no entry`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        _ = try world.shell(
            """
            cd store.git
            git update-ref refs/heads/memory/journal $(git log -1 --format=%B memory/journal |
                git commit-tree 'memory/production^{tree}' -p memory/journal)
            """)
        let outcome = world.on("rm", "a.md")
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("the journal cannot be read"))
        #expect(world.on("journal", "verify").status == 1)
        #expect(world.on("verify").status == 1)
    }
}
