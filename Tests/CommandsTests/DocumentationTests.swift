import Commands
import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct DocumentationTests {
    @Test func `the reference of commands is current`() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let page = try Data(contentsOf: URL(filePath: "/\(root)/docs/reference/commands.md"))
        let isCurrent =
            World().run("commands-reference").output == String(decoding: page, as: UTF8.self)
        #expect(isCurrent, "run: reverie commands-reference > docs/reference/commands.md")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `completions name the commands and their options`(shell: String) {
        let outcome = World().run("completion", shell)
        #expect(outcome.status == 0)
        for word in ["memdiff", "exit-code", "no-pager", "junit"] {
            #expect(outcome.output.contains(word))
        }
    }

    @Test func `bash completes commands, options and values`() throws {
        let world = World()
        let outcome = try world.shell(
            """
            command -v bash >/dev/null || exit 77
            reverie completion bash > completion
            cat > try <<'END'
            . ./completion
            try() { COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); COMPREPLY=(); _reverie; echo "${COMPREPLY[*]}"; }
            try reverie memd; try reverie -C x memd; try reverie memdiff --exi
            try reverie memdiff --format s
            END
            bash try
            """)
        #expect(outcome.status == 77 || outcome.output == "memdiff\nmemdiff\n--exit-code\nsarif\n")
    }

    @Test func `every manual page has what a manual has`() {
        let page = World().run("man", "memdiff").output
        for heading in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS"] {
            #expect(page.contains(".SH \(heading)\n"))
        }
        #expect(World().run("man").output.contains(".BR reverie-memdiff (1)\n"))
    }

    @Test func `help fits 80 columns`() {
        for words in [["help"], ["help", "memdiff"], ["memdiff", "-h"]] {
            for line in World().run(.reverie, words).output.split(separator: "\n") {
                #expect(line.count <= 80)
            }
        }
    }
}
