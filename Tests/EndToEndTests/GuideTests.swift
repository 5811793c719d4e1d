import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The guides are transcripts: what they show is what happens.
@Suite struct GuideTests {
    /// A block of commands with their output, and who types them.
    private struct Transcript {
        let actor: String
        let commands: [(command: String, output: String)]
    }

    private static let root =
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    private func transcripts(in guide: String) throws -> [Transcript] {
        let page = String(
            decoding: try Data(contentsOf: URL(filePath: Self.root + "/docs/guides/" + guide)),
            as: UTF8.self)
        var found: [Transcript] = []
        var actor: String?
        var commands: [(command: String, output: String)] = []
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```console ") {
                actor = String(line.dropFirst(11))
            } else if line == "```", let name = actor {
                found.append(Transcript(actor: name, commands: commands))
                (actor, commands) = (nil, [])
            } else if actor != nil, line.hasPrefix("$ ") {
                commands.append((String(line.dropFirst(2)), ""))
            } else if actor != nil, !commands.isEmpty {
                commands[commands.count - 1].output += line + "\n"
            }
        }
        return found
    }

    private func masked(_ text: String) -> String {
        text.replacing(/\b[0-9a-f]{10}\b/) { _ in "ID" }
    }

    @Test func `the guide to reviews shows what its commands say`() throws {
        let world = World()
        try FileManager.default.copyItem(
            atPath: Self.root + "/docs/sample", toPath: world.path("sample"))
        var folder = ""
        var count = 0
        for transcript in try transcripts(in: "review.md") {
            for (command, expected) in transcript.commands {
                if command.hasPrefix("cd ") {
                    folder = String(command.dropFirst(3))
                    continue
                }
                let outcome = try world.shell(
                    """
                    cd './\(folder)'
                    export GIT_AUTHOR_NAME=\(transcript.actor) TZ=UTC REVERIE_CLOCK=1795154400
                    export GIT_AUTHOR_EMAIL=\(transcript.actor.lowercased())@quayline.example
                    \(command) 2>&1
                    """)
                #expect(masked(outcome.output) == masked(expected), "$ \(command)")
                count += 1
            }
        }
        #expect(count > 10)
    }
}
