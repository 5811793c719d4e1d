import Commands
import Testing
import TestSupport

@Suite struct SurfaceTests {
    @Test(arguments: [
        (["frobnicate"], "unknown command 'frobnicate'"),
        (["memdif"], "unknown command 'memdif'; did you mean 'memdiff'?"),
        (["memdiff", "--jsn"], "unknown option '--jsn'; did you mean '--json'?"),
        (["memdiff", "-Z"], "unknown option '-Z'"),
        (["cat"], "missing argument '[SNAPSHOT:]PATH'"),
        (["memdiff", "--store"], "'--store' needs a value: NAME"),
        (["memdiff", "--quiet=yes"], "'--quiet' takes no value"),
        (["--color"], "'--color' needs a value: auto, always or never"),
        (["--color=blue", "help"], "'--color' takes auto, always or never, not 'blue'"),
        (["-C", "nowhere", "help"], "cannot change to 'nowhere': no such folder"),
        (["help", "memdiff", "x"], "'memdiff' has no command 'x'"),
        (["help", "one", "two", "three"], "unexpected argument 'three'"),
    ])
    func `a mistake in the words is named and ends with status 2`(words: [String], message: String)
    {
        let outcome = World().run(.reverie, words)
        #expect(outcome.output == "")
        #expect(outcome.errors.split(separator: "\n").first.map(String.init) == "error: \(message)")
        #expect(outcome.status == 2)
    }

    @Test func `an error with --json is a document on output and a line on errors`() {
        #expect(
            World().run("--json", "nothing").description == """
                {
                  "schema": "reverie.error/1",
                  "error": {
                    "kind": "invalid",
                    "status": 2,
                    "message": "unknown command 'nothing'",
                    "hints": [
                      "reverie help"
                    ],
                    "causes": []
                  }
                }
                --- errors
                error: unknown command 'nothing'
                hint: reverie help
                --- status 2

                """)
    }

    @Test func `the version is one line`() {
        #expect(World().run("--version").description == "reverie 0.1.0\n")
        #expect(World().run(.memdiff, ["--version"]).description == "memdiff 0.1.0\n")
    }

    @Test func `escapes in the words do not reach the terminal`() {
        let outcome = World().run("\u{1B}]0;title\u{7}\u{202E}")
        #expect(
            outcome.errors == """
                error: unknown command '<U+001B>]0;title<U+0007><U+202E>'
                hint: reverie help

                """)
    }
}
