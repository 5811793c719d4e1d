import Git
import Render
import ReverieCore

extension Failure {
    /// Words for what git, libgit2 or the system refused.
    init(_ error: GitError, in context: Context) {
        let tool = context.program.name
        switch error {
        case .noRepository(let path):
            self = .unavailable(
                "not a \(tool) repository, nor any folder above it: '\(path)'",
                hints: ["\(tool) init"])
        case .foreignOwner(let path):
            self = .unavailable(
                "the repository at '\(path)' belongs to another user",
                hints: ["sudo chown -R \"$USER\" \(word: path)"])
        case .unsupportedFormat(let path, let what):
            self = .unavailable(
                "the repository at '\(path)' is in a form that is not read here (\(what)); use SHA-1 objects and plain references",
                hints: ["git init --object-format=sha1 DIR"])
        case .unreadable(let objectID):
            self = .unavailable(
                "object \(objectID.description) is missing or damaged",
                hints: ["\(tool) verify"])
        case .system(let call, let path, let code):
            self = .unavailable("cannot \(call) '\(path)': \(Platform.Code(number: code).words)")
        case .gitMissing:
            self = .unavailable(
                "no 'git' on PATH; reading works without it, changing does not",
                hints: ["sudo apt-get install git"])
        case .program(let arguments, let status, let words):
            self = .unavailable(
                "git \(arguments.first ?? "") failed with status \(status)",
                causes: words.split(separator: "\n").prefix(3).map { "\(String($0))" })
        case .referenceMoved(let name, let expected, let found):
            self = .unavailable(
                "somebody else moved '\(name)' first: expected \(expected.short), found \(found?.short ?? "nothing")"
            )
        case .referenceLocked(let name, let words):
            self = .unavailable(
                "git could not lock '\(name)'",
                hints: ["\(tool) verify"],
                causes: words.split(separator: "\n").prefix(3).map { "\(String($0))" })
        case .notSigned(let key, let words):
            self = .unavailable(
                "no signature was made with \(key); nothing was written",
                hints: [
                    "ssh-add   # let an agent have the key", "git config user.signingkey FILE",
                ],
                causes: words.split(separator: "\n").prefix(3).map { "\(String($0))" })
        case .library(let step, _, let words):
            self = .unavailable(
                "could not \(step)", causes: words.isEmpty ? [] : ["\(words)"])
        case .invalidName(let name): self = .invalid("'\(name)' is no valid name")
        }
    }
}

extension Context {
    /// A moment as people read it: local time with its distance to UTC.
    func time(_ seconds: Int64) -> String {
        guard let civil = clock.zone.civil(seconds) else { return "\(seconds)" }
        func padded(_ value: Int, _ width: Int = 2) -> String {
            let digits = "\(value)"
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let minutes = abs(civil.offset) / 60
        let zone =
            (civil.offset < 0 ? "-" : "+") + padded(minutes / 60) + ":" + padded(minutes % 60)
        return "\(padded(civil.year, 4))-\(padded(civil.month))-\(padded(civil.day)) "
            + "\(padded(civil.hour)):\(padded(civil.minute)) \(zone)"
    }
}
