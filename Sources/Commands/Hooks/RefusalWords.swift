import Git
import Guardrails
import Render
import ReverieCore

extension Context {
    /// Most refusals that are shown, so that the message fits a screen.
    private static let shownRefusals = 4

    /// Says what was refused, why, and what to do instead.
    func show(_ refusals: [Refusal], by script: HookScript) {
        let what: Message = script == .preReceive ? "push refused" : "refused"
        errors.line(Message("reverie: ").styled(.danger) + what + "; nothing was changed")
        errors.write(Self.lines(refusals))
        for hint in Self.hints(refusals, by: script) {
            errors.line(Message("hint:").styled(.warning) + " " + hint)
        }
    }

    /// What keeps changes from elsewhere out.
    func refused(_ refusals: [Refusal]) -> Failure {
        var failure = Failure.refused(
            "what would arrive breaks the rules; nothing was changed",
            hints: [
                "\(tool) verify   # whether what is here is sound; theirs has to be mended there"
            ])
        failure.details = Self.lines(refusals)
        return failure
    }

    private static func lines(_ refusals: [Refusal]) -> [Message] {
        var lines: [Message] = []
        for refusal in refusals.prefix(shownRefusals) {
            lines.append("  " + short(refusal.reference) + ": " + words(for: refusal.reason))
            let broken = broken(by: refusal.reason)
            if !broken.isEmpty {
                lines += ViolationLines(violations: broken, limit: 2).lines(width: 80)
            }
        }
        if refusals.count > shownRefusals {
            lines.append("  and \(refusals.count - shownRefusals) more")
        }
        return lines
    }

    private static func hints(_ refusals: [Refusal], by script: HookScript) -> [Message] {
        var hints: [Message] = []
        for refusal in refusals.prefix(shownRefusals) {
            let hint = hint(for: refusal, by: script)
            if !hints.contains(hint) { hints.append(hint) }
        }
        return Array(hints.prefix(3))
    }

    /// Says what to use instead of plain git on a checked-out production branch.
    func show(refusalOf script: HookScript, on store: StoreName) {
        let isMerge = script == .preMergeCommit
        let chosen: Message = store == .standard ? "" : "--store \(word: store.description) "
        errors.line(
            Message("reverie: ").styled(.danger)
                + "plain git cannot move \(store.description)/production; nothing was committed")
        let instead: Message = isMerge ? "merge DREAM" : "commit -m WHY"
        errors.line(
            Message("hint:").styled(.warning) + " reverie \(chosen)\(instead)"
                + "   # judged by the policy, and in the journal")
        if isMerge { errors.line(Message("hint:").styled(.warning) + " git merge --abort") }
    }

    private static func broken(by reason: Refusal.Reason) -> [Violation] {
        switch reason {
        case .blocked(_, let violations), .productionWithoutJournal(_, let violations):
            violations.filter(\.blocks)
        default: []
        }
    }

    private static func short(_ name: String) -> Message {
        for prefix in ["refs/heads/", "refs/tags/"] where name.hasPrefix(prefix) {
            return "\(String(name.dropFirst(prefix.count)))"
        }
        return "\(name)"
    }

    /// A command to use instead.
    private static func hint(for refusal: Refusal, by script: HookScript) -> Message {
        let store = refusal.store.flatMap { $0 == .standard ? nil : $0 }
        let tool: Message = store.map { "reverie --store \(word: $0.description)" } ?? "reverie"
        switch refusal.reason {
        case .blocked:
            return
                "\(tool) check   # then bring it back, or merge with --override ID --reason TEXT"
        case .productionBackwards, .productionDeleted, .tagChanged, .journalBackwards,
            .journalDeleted, .policyBackwards, .policyDeleted, .productionLeftBehind,
            .moveOutOfChain:
            return script == .preReceive
                ? "\(tool) pull   # then push again; going back is: \(tool) revert"
                : "\(tool) revert   # goes back and stays in the journal"
        case .productionWithoutJournal:
            return script == .preReceive
                ? "\(tool) push   # sends production with its journal"
                : "\(tool) merge DREAM   # or: \(tool) commit, write, revert, pull"
        case .policyBroken, .policyMissing, .policyWithoutJournal, .policyRelaxed,
            .policyUnsigned:
            return "\(tool) policy set FILE   # and: \(tool) push"
        case .unapproved(_, let dream, _), .notAsApproved(_, let dream):
            return "\(tool) review \(word: dream)"
        case .reviewBackwards: return "\(tool) pull   # then push again"
        case .promiseEnded: return "\(tool) fallback   # what is promised, and until when"
        case .journalUnfinished, .journalBroken, .unreadable: return "\(tool) verify"
        case .journalFromFuture:
            return "\(tool) journal   # and set the clock of the machine that wrote the entry"
        case .tagNotInJournal: return "\(tool) pull   # numbers tags anew, then push again"
        case .hidesBranch, .replacesObjects:
            return "reverie help hooks install   # what is guarded, and why"
        case .path, .notAFile, .content:
            return "\(tool) dream import FOLDER   # names what no memory may be"
        }
    }

    /// What is wrong, as the rest of a sentence.
    static func words(for reason: Refusal.Reason) -> Message {
        switch reason {
        case .productionWithoutJournal(let to, let breaks):
            "no finished move of the journal leads to \(to.short)"
                + (breaks.isEmpty ? "" : ", and it " + ViolationLines.count(breaks) + ":")
        case .productionDeleted: "production is never deleted"
        case .productionBackwards(let from, let to):
            "\(to.short) does not follow \(from.short); production only grows"
        case .productionLeftBehind(let journal, let production):
            "the journal says that production is \(journal.short), but it would be \(production?.short ?? "nothing")"
        case .moveOutOfChain(let entry):
            "the move in entry \(entry.short) does not start where production is; somebody else was first"
        case .blocked(let operation, let violations):
            "operation \(operation) breaks \(violations.filter(\.blocks).count) rules that nobody overrode"
        case .journalDeleted: "the journal is never deleted"
        case .journalBackwards: "the journal would lose entries; it only grows"
        case .journalUnfinished(let entry):
            "the operation of entry \(entry.short) was not finished"
        case .journalBroken(let entry, let problem):
            "entry \(entry.short): " + Failure.words(for: problem)
        case .journalFromFuture(let entry, _): "entry \(entry.short) comes from the future"
        case .policyDeleted: "the rules are never deleted"
        case .policyBackwards: "the rules only go forward"
        case .policyWithoutJournal: "the journal does not say that the rules changed"
        case .policyRelaxed(let owners):
            "the new rules demand less; that is for \(owners.isEmpty ? "a person" : owners.prefix(3).joined(separator: ", ")) to decide"
        case .policyUnsigned(let entry):
            "entry \(entry.short) is not signed by whom it names, as the rules ask for"
        case .policyBroken(let mistakes):
            "the rules cannot be read: \(mistakes.count) mistakes, the first in line \(mistakes.first?.place.line ?? 1)"
        case .policyMissing: "there would be no policy.yaml"
        case .tagChanged: "a version's tag never changes and never goes"
        case .tagNotInJournal(let expected):
            expected.map { "the journal says \($0.short)" } ?? "the journal knows of no such move"
        case .unapproved(_, let dream, let lacking):
            "the merge of dream \(dream) lacks "
                + .joined(lacking.map { ReviewWording.line(for: $0) }, separator: "; ")
        case .notAsApproved(_, let dream):
            "the merge of dream \(dream) is not what was decided and approved"
        case .reviewBackwards: "words of reviewers would be lost"
        case .promiseEnded: "it is promised still, and the journal ends no promise before its time"
        case .hidesBranch: "it would hide the branch of that name"
        case .replacesObjects: "it would show readers something else than the snapshot"
        case .path(let path, let rule): "'\(path)': " + Failure.words(for: rule)
        case .notAFile(let path): "'\(path)' is no ordinary file"
        case .content(let path, .notUTF8): "'\(path)' is not UTF-8 text"
        case .content(let path, .tooLarge(let size)):
            "'\(path)' has \(size) bytes; a memory has at most \(MemoryContent.byteLimit)"
        case .unreadable(let id): "\(id.short) is missing, damaged or no snapshot"
        }
    }
}
