import Engines
import Git
import Guardrails
import Render
import ReverieCore

/// Puts the policy's canary sessions among the transcripts that a dream made elsewhere will read.
enum CanaryInject: Command {
    static let folder = Parameter.optionalArgument(
        "FOLDER", "the transcripts that the dream will read", completion: .file)

    static let declaration = Declaration(
        name: "canary inject", topic: .dreaming,
        summary: "add the policy's canaries to the transcripts of a dream",
        discussion: """
            A canary is a made-up session of the policy of which it is known what it must leave behind. 'dream' reads all \
            of them by itself. For a dream that is made elsewhere this writes them into the folder of its transcripts, one \
            Markdown file each; what comes back is imported with 'dream import --canaries'. 'check' then says whether each \
            passed, and nothing that only a canary said is proposed.

            Without FOLDER it lists the canaries and writes nothing. A file that is there with other content is left alone.
            """,
        parameters: [folder],
        examples: [
            Declaration.Example("reverie canary inject", "which canaries does every dream read?"),
            Declaration.Example(
                "reverie canary inject transcripts/", "for a dream that is made elsewhere"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.store()
        let canaries = try context.attempt { () throws(CoreError) in
            try store.policy().policy.canaries
        }
        guard !canaries.isEmpty else {
            throw .invalid(
                "the policy has no canaries",
                hints: ["\(context.tool) policy show   # where 'canaries:' would stand"])
        }
        var files: [String?] = canaries.map { _ in nil }
        if let name = arguments[folder] {
            let path = context.realPath(name)
            guard FileSystem.isFolder(path) else { throw .invalid("no folder '\(name)'") }
            files = try canaries.map { canary throws(Failure) in
                try write(canary, into: path, in: context)
            }
        }
        context.present(
            InjectedCanaries(rows: zip(canaries, files).map { ($0, $1) }))
        if arguments[folder] == nil {
            context.note("'dream' reads them; name a FOLDER for a dream that is made elsewhere")
        } else {
            context.note("when the dream is made: \(context.tool) dream import OUTPUT --canaries")
        }
        return .success
    }

    /// Writes one; answers the name of its file.
    private static func write(_ canary: Canary, into folder: String, in context: Context)
        throws(Failure) -> String
    {
        let name = CanarySession.fileName(of: canary)
        let path = folder + "/" + name
        let content = CanarySession.content(of: canary)
        do throws(GitError) {
            if FileSystem.status(of: path) == nil {
                try FileSystem.write(content, to: path)
                return name
            }
            if try FileSystem.read(path, limit: 1 << 20) == content { return name }
        } catch { throw Failure(error, in: context) }
        throw .invalid("'\(name)' is there with other content")
    }
}

/// The canaries of a policy, and where they were written.
struct InjectedCanaries: Presentable {
    static let schema = "reverie.canaries/1"
    let rows: [(canary: Canary, file: String?)]

    var fields: [JSON.Field] {
        [
            JSON.Field(
                "canaries",
                .array(
                    rows.map { row in
                        .object([
                            JSON.Field("id", .string(row.canary.id)),
                            JSON.Field("file", .optional(row.file)),
                            JSON.Field("remember", .array(row.canary.remembered.map(JSON.string))),
                            JSON.Field("forget", .array(row.canary.forgotten.map(JSON.string))),
                            JSON.Field("verbatim", .array(row.canary.verbatim.map(JSON.string))),
                            JSON.Field("blocks", .bool(row.canary.blocks)),
                        ])
                    }))
        ]
    }

    func lines(width: Int) -> [Message] {
        rows.map { canary, file in
            let asked = canary.remembered.count + canary.forgotten.count + canary.verbatim.count
            let written: Message = file.map { ", written to '\($0)'" } ?? ""
            return
                "\(canary.id): \(Wording.count(asked, "expectation", "expectations"))\(canary.blocks ? "" : ", only warns")\(written)"
        }
    }
}
