import Git
import Render
import ReverieCore

/// Takes production back to an earlier state.
enum Revert: Command {
    static let to = Parameter.option(
        "to", value: "WHEN|VERSION|ID", "the state to go back to (default: one version back)")
    static let message = Parameter.option(
        "message", short: "m", value: "REASON", "say why; asked for on a terminal")
    static let dream = Parameter.option(
        "dream", value: "DREAM", "take back this merged dream, keep what came later")
    static let memory = Parameter.option(
        "memory", value: "PATH", "take back this memory alone, keep all others")
    static let resolve = Merge.resolve
    static let listed = Merge.listed
    static let dryRun = Parameter.flag(
        "dry-run", short: "n", "say what would happen, change nothing")
    static let yes = Parameter.flag("yes", short: "y", "ask nothing, as without a terminal")

    static let declaration = Declaration(
        name: "revert", topic: .reverting, summary: "take production back to an earlier state",
        discussion: """
            Without --to, one version back: what production was before the last merge that has not \
            been taken back, writes before it included. Again, and it goes further back; it never \
            toggles. History only grows: the revert is a new version with exactly the old store, and \
            what it replaces stays restorable.

            --to takes a time (\(When.forms)), a version (v3), a fallback (fallback/3), an object id, \
            or a merged dream: the state that its merge made production.

            --dream takes one merged dream out and keeps what came later; the dream is on hold \
            after that, until 'reverie dreams release'. --memory takes back what the last merge, or \
            the one of --dream, did to one memory; with --to it takes that memory from the state of then. \
            Where something was changed again since, the conflicts are listed as in a merge, and \
            --resolve with --at decides them: theirs is the state before.
            """,
        parameters: [to, dream, memory, resolve, listed, message, dryRun, yes]
            + OverrideOptions.all,
        examples: [
            Declaration.Example("reverie revert -m 'it dropped a limit'", "one version back"),
            Declaration.Example("reverie revert --to yesterday --dry-run", "what would that mean?"),
            Declaration.Example("reverie revert --to v1 -m 'start over'", "to the first version"),
            Declaration.Example(
                "reverie revert --dream 2026-11-20-kmpx -m 'made up a fact'", "that dream alone"),
            Declaration.Example(
                "reverie revert --memory limits.md --to yesterday -m 'lost one'",
                "one memory as it was"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let overrides = try OverrideOptions.read(arguments)
        if arguments.gives(dream) || arguments.gives(memory) {
            return try takeBack(arguments, in: context)
        }
        if arguments.gives(resolve) || arguments.gives(listed) {
            throw .invalid("'--resolve' and '--at' go with '--dream' or '--memory'")
        }
        let store = try arguments[dryRun] ? context.store() : context.storeToChange()
        let (target, asked) = try context.revertTarget(arguments[to], in: store)
        let plan = try context.attempt { () throws(CoreError) in
            try store.planRevert(to: target)
        }
        var result = RevertResult(
            store: store.name, plan: plan,
            targetName: try context.name(of: plan.target.snapshotID, in: store),
            tool: context.tool)
        let (from, to) = (plan.production.treeID, plan.target.treeID)
        let paths = try context.attempt { () throws(CoreError) in
            try store.repository.differences(from: from, to: to).count
        }
        if let asked { context.note(asked) }
        let made = CivilTime.text(of: plan.target.author.seconds, zone: context.clock.zone)
        context.note("going back to \(result.targetName), made \(made)")
        context.note(Wording.count(paths, "memory changes", "memories change"))
        context.errors.flush()
        if arguments[dryRun] {
            result.summary = context.summary(of: store, from: from, to: to)
            context.present(result)
            return .success
        }
        let reason = try reason(arguments, in: context)
        context.progress("reverting")
        let reverted = try context.attempt { () throws(CoreError) in
            try store.revert(
                to: target, reason: reason, planned: plan, overrides: overrides)
        }
        result.isCarriedOut = true
        result.moved = reverted.moved
        result.writesSince = reverted.plan.writesSince
        // After the move: nothing that only informs may delay or stop it.
        result.summary = context.summary(
            of: store, from: reverted.plan.production.treeID, to: to)
        context.present(result)
        context.warnOfFiles(reverted.moved)
        return .success
    }

    /// Why; asked for once where somebody can answer.
    static func reason(_ arguments: Arguments, in context: Context) throws(Failure)
        -> String
    {
        let mayAsk = !arguments[yes] && !arguments.gives(message)
        guard let reason = try context.reason(arguments[message], mayAsk: mayAsk) else {
            throw missingReason(context)
        }
        return reason
    }

    private static func missingReason(_ context: Context) -> Failure {
        .invalid(
            "a revert needs a reason; nothing was changed",
            hints: ["\(context.tool) revert -m REASON"])
    }
}
