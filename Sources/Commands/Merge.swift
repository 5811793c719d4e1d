import Git
import Render
import ReverieCore

/// Makes a dream production.
enum Merge: Command {
    static let dream = Parameter.argument("DREAM", "the dream's name, or how it starts")
    static let resolve = Parameter.repeated(
        "resolve", value: "PATH=ours|theirs|FILE", "decide a conflict: production, dream or a text")
    static let listed = Parameter.option(
        "at", value: "ID", "the production at which the conflicts were listed")
    static let message = Parameter.option("message", short: "m", value: "TEXT", "say why")

    static let all = Parameter.flag(
        "all", "merge all that the dream proposes, whatever was decided about it")
    static let auto = Parameter.flag(
        "auto", "merge only what the policy merges by itself; otherwise say why not")

    static let declaration = Declaration(
        name: "merge", topic: .dreaming, summary: "make a dream production",
        discussion: """
            Production moves in one step, or not at all. What agents wrote since the dream read the \
            store stays. Where both changed the same memory, nothing is written, each conflict is \
            listed with base, ours (production) and theirs (the dream), and the status is 1.

            The same command with one --resolve for each conflict finishes the merge. It carries, \
            with --at, the production that was looked at; when production moved meanwhile, the \
            conflicts are listed anew and nobody's write is overwritten. A file that is called \
            'ours' is meant by './ours'.

            What reviewers decided counts: changes that they refused stay out, their words stand where they edited. \
            What the policy requires (approvals, nobody who objects) has to be there. --all takes the whole dream. \
            --auto is for programs: it merges below the thresholds of the policy and leaves the rest to people.
            """,
        parameters: [dream, resolve, listed, message, all, auto] + OverrideOptions.all,
        examples: [
            Declaration.Example("reverie merge 2026-11-20-kmpx", "make the dream production"),
            Declaration.Example(
                "reverie merge 2026-11 --resolve limits.yaml=ours --resolve team.md=new.md",
                "keep production's limits, and write the other memory anew"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let choices = try Choices(arguments[resolve], in: context)
        let overrides = try OverrideOptions.read(arguments)
        guard !(arguments[all] && arguments[auto]) else {
            throw .invalid("'--all' is a person's word and '--auto' the policy's")
        }
        let extent: MergeExtent =
            arguments[auto] ? .automatic : arguments[all] ? .all : .decided
        let store = try context.storeToChange()
        let dream = try context.attempt { () throws(CoreError) in
            try store.dream(matching: arguments[Merge.dream])
        }
        var listedAt: ObjectID?
        if let name = arguments[listed] {
            listedAt = try context.attempt { () throws(CoreError) in
                try store.snapshot(named: name).snapshotID
            }
        } else if !choices.isEmpty {
            listedAt = store.listing(ofDream: dream.id)
        }
        context.progress("merging \(dream.id)")
        do throws(CoreError) {
            let merged = try store.merge(
                dream: dream.id, resolutions: choices.resolutions, listedAt: listedAt,
                message: arguments[message], overrides: overrides, extent: extent)
            store.forgetListing(ofDream: dream.id)
            show(merged, of: store, in: context)
            return .success
        } catch {
            if case .blocked(_, let remaining) = error {
                throw .blocked(remaining, dream: dream.id, in: context)
            }
            guard let listing = try listing(error, choices, dream, of: store, in: context) else {
                throw Failure(error, in: context)
            }
            store.noteListing(ofDream: dream.id, at: listing.production)
            context.present(listing)
            return .judgedNo
        }
    }

    private static func show(_ merged: Merged, of store: Store, in context: Context) {
        context.present(
            MergeResult(
                store: store.name, dream: merged.dream.id, moved: merged.moved,
                leftOut: merged.leftOut, edited: merged.edited,
                summary: context.summary(of: store, from: merged.before, to: merged.after)))
        context.warnOfFiles(merged.moved)
        if merged.moved != nil { context.note("take it back: \(context.tool) revert -m REASON") }
    }

    /// What is left to decide; nil for everything else that can keep a merge from happening.
    private static func listing(
        _ error: CoreError, _ choices: Choices, _ dream: Dream, of store: Store, in context: Context
    ) throws(Failure) -> ConflictListing? {
        switch error {
        case .conflicts(let conflicts, let production):
            return try context.listing(
                conflicts, of: .merge(dream: dream.id), at: production, given: choices.words,
                in: store)
        case .staleResolution:
            let preview = try context.attempt { () throws(CoreError) in
                try store.previewMerge(dream: dream.id)
            }
            var listing = try context.listing(
                preview.conflicts, of: .merge(dream: dream.id), at: preview.production, given: [],
                in: store)
            listing.isStale = true
            return listing
        default: return nil
        }
    }
}

/// What a person decided, as `--resolve` says it.
struct Choices {
    /// By path.
    private(set) var resolutions: [String: Resolution] = [:]
    /// As they were written.
    let words: [String]

    var isEmpty: Bool { resolutions.isEmpty }

    /// Reads the words, and the files that they name.
    init(_ words: [String], in context: Context) throws(Failure) {
        self.words = words
        for word in words {
            let (path, choice) = try Self.split(word, in: context)
            let key = try context.memoryPath(path).description
            let resolution: Resolution =
                switch choice {
                case "ours": .ours
                case "theirs": .theirs
                default: .content(try Self.content(of: choice, in: context))
                }
            if let other = resolutions.updateValue(resolution, forKey: key), other != resolution {
                throw .invalid("'\(path)' is resolved in two ways")
            }
        }
    }

    /// A path may hold `=`, and so may a file: the first place that leads to a file counts.
    private static func split(_ word: String, in context: Context) throws(Failure)
        -> (path: String, choice: String)
    {
        for side in ["=ours", "=theirs"] where word.hasSuffix(side) {
            return (String(word.dropLast(side.count)), String(side.dropFirst()))
        }
        let cuts = word.indices.filter { word[$0] == "=" }
        let cut = cuts.first {
            FileSystem.exists(context.path(String(word[word.index(after: $0)...])))
        }
        guard let cut = cut ?? cuts.first, cut != word.startIndex,
            word.index(after: cut) != word.endIndex
        else {
            throw .invalid("'--resolve' takes PATH=ours, PATH=theirs or PATH=FILE, not '\(word)'")
        }
        return (String(word[..<cut]), String(word[word.index(after: cut)...]))
    }

    private static func content(of name: String, in context: Context) throws(Failure) -> [UInt8] {
        let file = context.realPath(name)
        guard FileSystem.exists(file) else { throw .invalid("no file '\(name)'") }
        do { return try FileSystem.read(file, limit: 1 << 24) } catch {
            throw Failure(error, in: context)
        }
    }
}
