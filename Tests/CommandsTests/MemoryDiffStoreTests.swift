import Commands
import ReverieCore
import TestSupport
import Testing

@Suite struct MemoryDiffStoreTests {
    /// The names of the two sides, or the failure.
    private func sides(_ outcome: Outcome) -> String {
        outcome.status == 0
            ? outcome.output.split(separator: ":").first.map(String.init) ?? ""
            : outcome.description
    }

    @Test(arguments: [
        (["night"], "v1 -> night"), (["v2"], "v2 -> production"),
        (["v1", "v2"], "v1 -> v2"), (["@yesterday", "production"], "@yesterday -> production"),
        (["v1", "night", "--"], "v1 -> night"), (["v1", "--"], "v1 -> production"),
        (["v1", "../source"], "v1 -> ../source"), (["v1", "--", "../source"], "v1 -> ../source"),
        (["../source", "v1"], "../source -> v1"),
        (["../source", "../dreamt"], "../source -> ../dreamt"),
    ])
    func `snapshots, dreams, moments and folders are compared`(words: [String], expected: String)
        throws
    {
        let place = try ReadingWorld()
        #expect(
            sides(place.world.run(.reverie, ["-C", "repository", "memdiff"] + words)) == expected)
        #expect(sides(place.world.run(.memdiff, ["-C", "repository"] + words)) == expected)
    }

    @Test func `equal snapshots have no difference`() throws {
        let place = try ReadingWorld()
        #expect(place.run("memdiff", "v1", "v3", "--exit-code").status == 0)
        #expect(place.run("memdiff", "v1", "v2", "--exit-code").status == 1)
        #expect(place.run("memdiff", "v1", "v3").output.hasPrefix("v1 -> v3: no changes\n"))
    }

    @Test func `edits of the work tree are compared with production`() throws {
        let place = try ReadingWorld(bare: false)
        #expect(place.run("memdiff").output.hasPrefix("production -> work tree: no changes\n"))
        try place.world.write("repository/today.md", "- on call: Bob\n- standby: Eve\n")
        #expect(
            place.run("memdiff").output.hasPrefix("production -> work tree: 1 change: 1 added\n"))
        #expect(place.run("memdiff", "--name-only").output == "today.md\n")
    }

    @Test func `a word that is both a path and a snapshot asks for --`() throws {
        let place = try ReadingWorld(bare: false)
        try place.world.write("repository/v1/x.md", "- x\n")
        #expect(
            place.transcript(
                "memdiff v1 v2", "memdiff v2 nowhere", "memdiff v1 limits.md --",
                "memdiff noon limits.md", "memdiff a b c", "memdiff -- v1", "memdiff nothing",
                "memdiff v2 ''")
                    == """
                    $ reverie memdiff v1 v2
                    --- errors
                    error: 'v1' is both a path and a snapshot
                    hint: reverie memdiff v1 v2 --   # snapshots
                    hint: reverie memdiff -- v1 v2   # paths
                    --- status 2

                    $ reverie memdiff v2 nowhere
                    --- errors
                    error: 'nowhere' is neither a path nor a snapshot
                    hint: reverie log
                    hint: reverie dreams
                    --- status 2

                    $ reverie memdiff v1 limits.md --
                    --- errors
                    error: 'limits.md' leads to no snapshot
                    hint: reverie log
                    hint: reverie dreams
                    --- status 2

                    $ reverie memdiff noon limits.md
                    --- errors
                    error: cannot compare a snapshot with a file: 'limits.md'
                    hint: reverie cat SNAPSHOT:PATH
                    --- status 2

                    $ reverie memdiff a b c
                    --- errors
                    error: 'memdiff' compares two stores, and 3 are named
                    --- status 2

                    $ reverie memdiff -- v1
                    --- errors
                    error: 'memdiff' takes two folders or two files
                    hint: memdiff --help
                    --- status 2

                    $ reverie memdiff nothing
                    --- errors
                    error: 'nothing' leads to no snapshot
                    hint: reverie log
                    hint: reverie dreams
                    --- status 2

                    $ reverie memdiff v2 ''
                    --- errors
                    error: '' is neither a path nor a snapshot
                    hint: reverie log
                    hint: reverie dreams
                    --- status 2

                    """)
        #expect(sides(place.run("memdiff", "v1", "v2", "--")) == "v1 -> v2")
        #expect(sides(place.run("memdiff", "--", "v1", "people")) == "v1 -> people")
    }

    @Test func `without a work tree or a repository it is said what is missing`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("memdiff") == """
                $ reverie memdiff
                --- errors
                error: this store has no work tree here to compare with production
                hint: reverie memdiff DREAM
                hint: reverie memdiff v1 production
                --- status 2

                """)
        #expect(
            place.transcript(in: "source", "memdiff", "memdiff v1 v2") == """
                $ reverie memdiff
                --- errors
                error: not a reverie repository, nor any folder above it: '$HOME/source'
                hint: reverie init
                --- status 3

                $ reverie memdiff v1 v2
                --- errors
                error: not a reverie repository, nor any folder above it: '$HOME/source'
                hint: reverie init
                --- status 3

                """)
    }

    @Test func `folders are compared whatever is wrong with a repository above them`() throws {
        let place = try ReadingWorld()
        try place.world.write("odd/.git/HEAD", "nonsense")
        try place.world.write("odd/a/x.md", "- x\n")
        try place.world.write("odd/b/x.md", "- y\n")
        #expect(sides(place.world.run(.reverie, ["-C", "odd", "memdiff", "a", "b"])) == "a -> b")
    }
}
