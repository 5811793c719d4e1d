import Hosted
import Render
import ReverieCore

extension Failure {
    /// Words for what could not be done with the hosted service.
    init(_ error: HostedError, in context: Context) {
        let tool = context.tool
        switch error {
        case .core(let error): self.init(error, in: context)
        case .badAddress(let url, true):
            self = .invalid("'\(url)' would carry the key in the clear; only https does not")
        case .badAddress(let url, false):
            self = .invalid("'\(url)' is no address of a service: https://HOST[:PORT][/PATH]")
        case .badKey: self = .invalid("the key is empty, or holds characters that no key has")
        case .unreachable(let words, let attempts):
            self = .unavailable(
                "the hosted service cannot be reached: \(words)\(Self.times(attempts))")
        case .refused(let refusal, let attempts):
            self = Self.refusal(refusal, after: attempts, tool)
        case .longWait(let seconds, let refusal):
            self = .unavailable(
                "the hosted service asks to wait \(seconds) s; try again then",
                causes: Self.causes(refusal))
        case .unreadable(let what):
            self = .unavailable("the hosted service's answer about \(what) cannot be read")
        case .endlessList(let what):
            self = .unavailable("the hosted service's list of \(what) has no end")
        case .digestMismatch(let path):
            self = .unavailable(
                "the content of '\(path)' is not what the hosted service says it is")
        case .storeKeepsChanging(let store):
            self = .unavailable(
                "the hosted store \(store) changed each time it was read; try again")
        case .archived(let store):
            self = .invalid(
                "the hosted store \(store) is archived and takes nothing any more",
                hints: ["\(tool) publish --to new   # another one"])
        case .moved(let store, let paths): self = Self.moved(store, paths, tool)
        case .undecided(let store, let dream):
            self = .refused(
                "the hosted store \(store) holds the dream \(dream), about which nobody decided yet",
                hints: [
                    "\(tool) memdiff \(word: dream)", "\(tool) merge \(word: dream)",
                    "\(tool) dreams close \(word: dream) -m REASON",
                ])
        case .rewriting(let store, let job):
            self = .unavailable(
                "the dream \(job) is rewriting the hosted store \(store)",
                hints: [
                    "\(tool) dream resume \(word: job)", "\(tool) dream cancel \(word: job)",
                ])
        case .tooManyMemories(let count):
            self = .invalid(
                "production has \(count) memories; a hosted store has at most \(PublishPlan.memoryLimit)"
            )
        case .longInstructions(let count):
            self = .invalid(
                "the instructions have \(count) characters; the hosted service takes 1 to 4096")
        case .dreamEnded(let dream, let status, let reason, let output):
            self = Self.ended(dream, status, reason, output)
        case .dreamEmpty(let dream, let output):
            let store = output ?? ""
            self = .unavailable(
                output == nil
                    ? "the dream \(dream) completed without a store; nothing was proposed"
                    : "the dream \(dream) left an empty store, \(store); nothing was proposed")
        case .stillRunning(let dream, let status, let seconds):
            self = .unavailable(
                "the dream \(dream) is \(status) after \(seconds) s of waiting, and goes on without us",
                hints: ["\(tool) dream resume \(word: dream)"])
        case .noHostedSession:
            self = .invalid(
                "none of the sessions is one of the hosted service, which reads only its own",
                hints: ["\(tool) session list", "\(tool) dream   # the built-in engine reads all"])
        case .unknownJob(let name, let present):
            self = .invalid(
                name.isEmpty
                    ? "\(present.isEmpty ? "no dream is" : "several dreams are") under way"
                    : "no dream '\(name)' is under way",
                hints: present.map { "\(tool) dream resume \(word: $0)" })
        case .brokenJob(let path):
            self = .unavailable("the notes about a dream under way cannot be read: '\(path)'")
        case .busy:
            self = .unavailable(
                "another process works with the hosted service for this store; try again later")
        }
    }

    private static func times(_ attempts: Int) -> Message {
        attempts == 1 ? "" : " (tried \(attempts) times)"
    }

    private static func causes(_ refusal: ServiceRefusal) -> [Message] {
        let words = [refusal.type, refusal.message].compactMap { $0 }.joined(separator: ": ")
        let id = refusal.requestID.map { " (request \($0))" } ?? ""
        return words.isEmpty && id.isEmpty ? [] : ["\(words)\(id)"]
    }

    private static func refusal(
        _ refusal: ServiceRefusal, after attempts: Int, _ tool: Message
    ) -> Failure {
        let causes = causes(refusal)
        return switch refusal.status {
        case 401: .invalid("the hosted service does not accept the key", causes: causes)
        case 403: .unavailable("the key may not do that at the hosted service", causes: causes)
        case 404:
            .invalid(
                "the hosted service has no such thing",
                hints: ["\(tool) publish --to new   # if it is the hosted store"], causes: causes)
        case 400..<500 where refusal.status != 408 && refusal.status != 429:
            .invalid(
                "the hosted service refused (status \(refusal.status))\(times(attempts))",
                causes: causes)
        default:
            .unavailable(
                "the hosted service failed (status \(refusal.status))\(times(attempts)); try again later",
                causes: causes)
        }
    }

    private static func moved(_ store: String, _ paths: [String], _ tool: Message) -> Failure {
        var failure = Failure.refused(
            "the hosted store \(store) moved: \(Wording.count(paths.count, "memory", "memories")) there \(literal: paths.count == 1 ? "is" : "are") nowhere in this repository",
            hints: [
                "\(tool) publish --to \(word: store) --merge   # take it into production first",
                "\(tool) publish --to \(word: store) --overwrite   # keep it as a dream, and write over it",
            ])
        failure.details = paths.prefix(8).map { "  \($0)" }
        if paths.count > 8 { failure.details.append("  and \(paths.count - 8) more") }
        return failure
    }

    private static func ended(
        _ dream: String, _ status: String, _ reason: String?, _ output: String?
    ) -> Failure {
        var causes: [Message] = []
        if let reason, !reason.isEmpty { causes.append("\(reason)") }
        if let output { causes.append("what it wrote until then is in \(output), unused") }
        return .unavailable(
            status == "canceled"
                ? "the dream \(dream) was cancelled; nothing was proposed"
                : "the dream \(dream) failed; nothing was proposed", causes: causes)
    }
}
