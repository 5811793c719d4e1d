import Git
import Render
import ReverieCore

extension Revert {
    /// Takes back one dream, or what happened to one memory, and keeps what came later.
    static func takeBack(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus
    {
        let choices = try Choices(arguments[resolve], in: context)
        let overrides = try OverrideOptions.read(arguments)
        let store = try arguments[dryRun] ? context.store() : context.storeToChange()
        let (request, work) = try request(arguments, of: store, in: context)
        var listedAt: ObjectID?
        if let name = arguments[listed] {
            listedAt = try context.attempt { () throws(CoreError) in
                try store.snapshot(named: name).snapshotID
            }
        } else if !choices.isEmpty {
            throw .invalid(
                "'--resolve' needs '--at': the production at which the conflicts were listed",
                hints: ["\(context.tool) revert --dry-run   # with the same options, lists them"])
        }
        if arguments[dryRun] {
            return try preview(request, choices, work, of: store, in: context)
        }
        let reason = try reason(arguments, in: context)
        context.progress("reverting")
        do throws(CoreError) {
            let reverted = try store.takeBack(
                request, resolutions: choices.resolutions, listedAt: listedAt, reason: reason,
                overrides: overrides)
            let isMoved = reverted.moved != nil
            let before = reverted.plan.production.treeID
            // After the move nothing that only informs may fail.
            let after = (reverted.moved?.to).map { try? store.repository.snapshot($0).treeID }
            let summary =
                (after ?? before).map { context.summary(of: store, from: before, to: $0) }
                ?? .unknown
            context.present(
                TakeBackResult(
                    store: store.name, request: request, moved: reverted.moved,
                    production: reverted.plan.production.snapshotID, summary: summary,
                    tool: context.tool, isCarriedOut: true))
            context.warnOfFiles(reverted.moved)
            if isMoved, request.memory == nil, let dream = request.dream {
                context.note(
                    "dream \(dream) is on hold until: \(context.tool) dreams release \(word: dream)"
                )
            }
            return .success
        } catch {
            switch error {
            case .conflicts(let conflicts, let production):
                return try show(
                    conflicts, work, at: production, given: choices.words, of: store, in: context)
            case .staleResolution:
                let preview = try context.attempt { () throws(CoreError) in
                    try store.previewTakeBack(request)
                }
                return try show(
                    preview.conflicts, work, at: preview.plan.production.snapshotID, given: [],
                    isStale: true, of: store, in: context)
            default: throw Failure(error, in: context)
            }
        }
    }

    private static func request(
        _ arguments: Arguments, of store: Store, in context: Context
    ) throws(Failure) -> (TakeBack, ConflictListing.Work) {
        var request = TakeBack()
        var options: [Message] = []
        if let name = arguments[dream] {
            guard !arguments.gives(to) else {
                throw .invalid("'--dream' and '--to' cannot be used together")
            }
            let id = try context.attempt { () throws(CoreError) in
                try store.dream(matching: name).id
            }
            request.dream = id
            options.append("--dream \(word: id)")
        }
        if let path = arguments[memory] {
            let path = try context.memoryPath(path)
            request.memory = path
            options.append("--memory \(word: path.description)")
        }
        if let asked = arguments[to] {
            let (state, told) = try context.revertTarget(asked, in: store)
            if let told { context.note(told) }
            request.state = state
            options.append("--to \(word: asked)")
        }
        return (
            request,
            .takeBack(
                options: .joined(options, separator: " "), dream: request.dream,
                memory: request.memory?.description)
        )
    }

    private static func preview(
        _ request: TakeBack, _ choices: Choices, _ work: ConflictListing.Work, of store: Store,
        in context: Context
    ) throws(Failure) -> ExitStatus {
        let preview = try context.attempt { () throws(CoreError) in
            try store.previewTakeBack(request, resolutions: choices.resolutions)
        }
        let production = preview.plan.production.snapshotID
        guard preview.conflicts.isEmpty else {
            return try show(
                preview.conflicts, work, at: production, given: choices.words, of: store,
                in: context)
        }
        context.present(
            TakeBackResult(
                store: store.name, request: request, moved: nil, production: production,
                summary: ChangeSummary(old: preview.old, new: preview.new), tool: context.tool,
                isCarriedOut: false))
        return .success
    }

    private static func show(
        _ conflicts: [Conflict], _ work: ConflictListing.Work, at production: ObjectID,
        given: [String], isStale: Bool = false, of store: Store, in context: Context
    ) throws(Failure) -> ExitStatus {
        var listing = try context.listing(
            conflicts, of: work, at: production, given: given, in: store)
        listing.isStale = isStale
        context.present(TakeBackConflicts(listing: listing))
        return .judgedNo
    }
}

/// What was taken back, or would be.
struct TakeBackResult: Presentable {
    static let schema = RevertResult.schema

    let store: StoreName
    let request: TakeBack
    let moved: Moved?
    let production: ObjectID
    let summary: ChangeSummary
    let tool: Message
    let isCarriedOut: Bool

    private var what: Message {
        switch (request.dream, request.memory) {
        case (let dream?, let memory?): "what dream \(dream) did to '\(memory.description)'"
        case (let dream?, nil): "dream \(dream)"
        case (nil, let memory?): "'\(memory.description)'"
        case (nil, nil): "the last change"
        }
    }

    private var undo: Message? {
        moved?.version.map { "\(tool) revert --to fallback/\($0) -m REASON" }
    }

    var fields: [JSON.Field] {
        [
            JSON.Field("outcome", .string(moved == nil ? "nothing" : "reverted")),
            JSON.Field("dryRun", .bool(!isCarriedOut)),
            JSON.Field("changed", .bool(moved != nil)),
            JSON.Field("store", .string(store.description)),
            JSON.Field("dream", .optional(request.dream)),
            JSON.Field("memory", .optional(request.memory?.description)),
            JSON.Field("production", Wording.json(production)),
        ] + (moved?.fields ?? Moved.noFields) + summary.fields + [
            JSON.Field("undo", undo.map(JSON.message) ?? .null)
        ]
    }

    func lines(width: Int) -> [Message] {
        guard isCarriedOut else {
            return ["would take back \(what)", summary.message, "nothing was changed"]
        }
        guard let moved else { return ["nothing to do: nothing of \(what) is left to take back"] }
        return [
            "took back \(what); what came later stays: version \(moved.version ?? 0) (\(moved.to.short))",
            summary.message,
        ] + (undo.map { ["undo: \($0)"] } ?? [])
    }
}

/// What taking back met that only a person can decide.
struct TakeBackConflicts: Presentable {
    static let schema = RevertResult.schema

    let listing: ConflictListing

    var fields: [JSON.Field] { listing.fields }
    func lines(width: Int) -> [Message] { listing.lines(width: width) }
}
