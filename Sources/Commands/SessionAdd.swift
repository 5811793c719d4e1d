import Engines
import Git
import Render
import ReverieCore

/// Keeps transcripts of sessions.
enum SessionAdd: Command {
    static let files = Parameter.arguments(
        "FILE|FOLDER", atLeast: 1, "transcripts, or folders of them", completion: .file)

    static let declaration = Declaration(
        name: "session add", topic: .dreaming, summary: "keep transcripts for dreams to read",
        discussion: """
            Reads events of the hosted service and records of Claude Code (JSON Lines), messages of roles (JSON or JSON \
            Lines) and Markdown in which lines such as '## User' say who speaks. A transcript is kept as it is, once, on \
            a branch of its own that no ordinary push carries; the journal names it by a keyed digest only. A file that \
            cannot be read to its end is not kept, and named; the others are.
            """,
        parameters: [files],
        examples: [
            Declaration.Example("reverie session add sesn_01A.jsonl", "keep one"),
            Declaration.Example("reverie session add ~/.claude/projects/app", "keep a folder"),
        ])

    /// Number of bytes that are kept in one step.
    private static let portion = 1 << 26

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        var found: [File] = []
        for name in arguments[files] { found += try transcripts(at: name, in: context) }
        guard !found.isEmpty else {
            throw .invalid(
                "no transcript there: .jsonl, .ndjson, .json, .md, .markdown and .txt are read")
        }
        let store = try context.storeToChange()
        var added: [AddedSession] = []
        var refused: [Message] = []
        var pending: [NewSession] = []
        var size = 0
        func keep() throws(Failure) {
            let portion = pending
            pending = []
            size = 0
            added += try context.attempt { () throws(CoreError) in
                try store.addSessions(portion)
            }
        }
        for file in found {
            context.progress("reading '\(file.name)'")
            do throws(Failure) {
                let session = try read(file, in: context)
                pending.append(session)
                size += session.digest.size
            } catch { refused.append(error.message) }
            if size >= portion { try keep() }
        }
        if !pending.isEmpty { try keep() }
        context.present(SessionAddResult(store: store.name, added: added))
        guard let first = refused.first else { return .success }
        if refused.count == 1 { throw .invalid(first) }
        throw .invalid(
            "\(refused.count) of \(found.count) files were not kept", causes: refused)
    }

    private typealias File = (path: String, name: String)

    private static func transcripts(at name: String, in context: Context) throws(Failure) -> [File]
    {
        let path = context.realPath(name)
        if FileSystem.size(of: path) != nil { return [(path, name)] }
        let folder = try context.folder(name)
        var found: [File] = []
        var pending = [(folder, name)]
        while let (folder, shown) = pending.popLast() {
            let listed: [(name: [UInt8], status: FileSystem.Status)]
            do throws(GitError) { listed = try FileSystem.list(folder) } catch {
                throw Failure(error, in: context)
            }
            for (bytes, status) in listed where bytes.first != 0x2E {
                let entry = String(decoding: bytes, as: UTF8.self)
                let shown = shown.hasSuffix("/") ? shown + entry : shown + "/" + entry
                switch status.kind {
                case .folder: pending.append((folder + "/" + entry, shown))
                case .file where isTranscript(entry):
                    found.append((folder + "/" + entry, shown))
                case .file, .link, .other: break
                }
            }
        }
        return found.sorted { $0.path < $1.path }
    }

    private static func isTranscript(_ name: String) -> Bool {
        let name = name.lowercased()
        return [".jsonl", ".ndjson", ".json", ".md", ".markdown", ".txt"].contains {
            name.hasSuffix($0)
        }
    }

    private static func read(_ file: File, in context: Context) throws(Failure) -> NewSession {
        let size = FileSystem.size(of: file.path) ?? 0
        guard size <= NewSession.byteLimit else {
            throw .invalid("'\(file.name)' has more than \(NewSession.byteLimit) bytes")
        }
        let bytes = TranscriptBytes(file: file.path, size: size)
        let meter = TranscriptMeter()
        let summary: TranscriptSummary
        do throws(EngineError) {
            summary = try TranscriptReader(bytes, fileName: file.path).read(measuredBy: meter)
        } catch { throw Failure(error, file: file.name, in: context) }
        if !summary.unknownTypes.isEmpty {
            let types = summary.unknownTypes.sorted { $0.key < $1.key }
            let number = types.reduce(0) { $0 + $1.value }
            context.warn(
                "'\(file.name)' has \(Wording.count(number, "event", "events")) of unknown type, kept and passed over: \(types.prefix(3).map(\.key).joined(separator: ", "))"
            )
        }
        let last = file.path.split(separator: "/").last ?? ""
        let stem = last.split(separator: ".").first.map(String.init)
        return NewSession(
            bytes, digest: meter.digest(), name: summary.name ?? stem,
            form: summary.form.rawValue, events: summary.events)
    }
}

/// Transcripts that were kept.
struct SessionAddResult: Presentable {
    static let schema = "reverie.session-add/1"

    let store: StoreName
    let added: [AddedSession]

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.description)),
            JSON.Field(
                "sessions",
                .array(
                    added.map { added in
                        .object([
                            JSON.Field("id", .string(added.session.id)),
                            JSON.Field("name", .optional(added.session.name)),
                            JSON.Field("events", .integer(added.session.events)),
                            JSON.Field("present", .bool(added.wasPresent)),
                        ])
                    })),
        ]
    }

    func lines(width: Int) -> [Message] {
        added.map { added in
            let name: Message = added.session.name.map { " (\($0))" } ?? ""
            let state: Message = added.wasPresent ? "was there already" : "added"
            return
                "\(added.session.id)\(name): \(state), \(Wording.count(added.session.events, "event", "events"))"
        }
    }
}
