import Git
import Guardrails
import Render
import ReverieCore

extension Moved {
    /// What a script needs to know about a move.
    var fields: [JSON.Field] {
        [
            JSON.Field("operation", .string(operation)),
            JSON.Field("version", version.map(JSON.integer) ?? .null),
            JSON.Field("from", .optional(from?.description)),
            JSON.Field("to", .string(to.description)),
            JSON.Field("workTreeUpdated", .bool(workTreeFailure == nil)),
            JSON.Field("settled", .bool(unsettled == nil)),
        ]
    }

    /// What a script reads when production did not move.
    static let noFields: [JSON.Field] = [
        JSON.Field("operation", .null), JSON.Field("version", .null), JSON.Field("from", .null),
        JSON.Field("to", .null), JSON.Field("workTreeUpdated", .bool(true)),
        JSON.Field("settled", .bool(true)),
    ]
}

extension Context {
    /// Says what the rules warn of, in a line.
    private func warnOfRules(_ moved: Moved?) {
        let violations = moved?.judged?.verdict.violations ?? []
        // A first version is not refused, so what would block later is said now.
        let warnings = violations.filter { !$0.blocks || moved?.from == nil }
        guard let first = warnings.first, !isQuiet else { return }
        let place = (first.stands.first ?? first.stood).map { " in '\($0.path)'" as Message } ?? ""
        let more: Message = warnings.count > 1 ? " and \(warnings.count - 1) more" : ""
        warn(ViolationLines.words(for: first.rule) + place + more)
    }

    /// Says that the files do not show what production says, and which command mends it.
    func warnOfFiles(_ moved: Moved?) {
        warnOfRules(moved)
        if let problem = moved?.unsettled {
            let failure = Failure(problem, in: self)
            warn(
                "production moved, but tags and journal do not say so yet: \(failure.message); the next writing command settles it"
            )
        }
        guard let moved, let problem = moved.workTreeFailure else { return }
        let failure = Failure(problem, in: self)
        warn("production moved, but not every file of the work tree followed: \(failure.message)")
        for cause in failure.causes { errors.line(Message("cause:").styled(.faint) + " \(cause)") }
        errors.line(Message("hint:").styled(.warning) + " \(tool) checkout")
    }
}

/// Files that were passed over when a folder was read.
struct PassedOver: Hashable {
    let hidden: Int
    let ignored: Int

    /// A sentence about them; nil when there were none.
    var message: Message? {
        let parts: [Message] =
            (hidden > 0 ? ["\(hidden) hidden"] : [])
            + (ignored > 0 ? ["\(ignored) ignored by git's rules"] : [])
        return parts.isEmpty ? nil : "passed over: " + Message.joined(parts, separator: ", ")
    }

    var fields: [JSON.Field] {
        [JSON.Field("hidden", .integer(hidden)), JSON.Field("ignored", .integer(ignored))]
    }
}
