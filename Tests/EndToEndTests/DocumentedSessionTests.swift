import FoundationEssentials
import TestSupport
import Testing

/// The sessions in the documents are what really happens: each is run and compared.
///
/// Compared are the words; object ids and times are different each time.
@Suite struct DocumentedSessionTests {
    /// The top folder of the project.
    private static var project: String {
        let path = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/" + path
    }

    @Test(arguments: ["README.md"])
    func `a documented session runs, with the output that stands there`(document: String) throws {
        let text = try String(
            decoding: Data(contentsOf: URL(filePath: Self.project + "/" + document)), as: UTF8.self)
        let session = try #require(Self.session(in: text))
        let world = World()
        _ = try world.shell("mkdir docs && cp -R '\(Self.project)/docs/sample' docs/sample")
        let commands = session.filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) }
        let script = commands.map { command in
            "echo '$ \(command.replacing("'", with: "'\\''"))'\n\(command) 2>&1 || true"
        }
        let outcome = try world.shell(script.joined(separator: "\n"))
        let said = outcome.output.split(separator: "\n").map(String.init)
        #expect(said.map(Self.settled) == session.map(Self.settled))
    }

    /// The lines between the marks, without the fences and empty lines.
    private static func session(in text: String) -> [String]? {
        let lines = text.split(separator: "\n").map(String.init)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("<!-- session:") }),
            let end = lines.firstIndex(of: "<!-- session end -->"), start < end
        else { return nil }
        return lines[(start + 1)..<end].filter { !$0.hasPrefix("```") }
    }

    /// A line with ids, dates and ages replaced, and blanks folded.
    private static func settled(_ line: String) -> String {
        var text = line
        text = text.replacing(/\b[0-9a-f]{10,40}\b/, with: "ID")
        text = text.replacing(/\b[gc]-[0-9a-f]{12}\b/, with: "GUARDRAIL")
        text = text.replacing(/\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d \+\d{4})?/, with: "TIME")
        text = text.replacing(/just now|\d+ (second|minute)s? ago/, with: "AGE")
        text = text.replacing("$HOME", with: "~")
        return text.split(separator: " ").joined(separator: " ")
    }
}
