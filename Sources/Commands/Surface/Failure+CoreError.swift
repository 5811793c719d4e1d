import Git
import Guardrails
import Render
import ReverieCore

extension Failure {
    /// Words for what the core could not do.
    init(_ error: CoreError, in context: Context) {
        let tool = context.program.name
        switch error {
        case .git(let error): self.init(error, in: context)
        case .invalidStoreName(let name):
            self = .invalid(
                "'\(name)' cannot name a store: letters, digits, '.', '_' and '-', starting with a letter or digit"
            )
        case .noStore(let name, let present):
            let hints: [Message] =
                present.isEmpty
                ? ["\(tool) init"]
                : present.prefix(5).map { "\(tool) --store \(word: $0.description) status" }
            self = .unavailable(
                "no store '\(name.description)' in this repository", hints: hints)
        case .onlyRemote(let name):
            self = .unavailable(
                "the store '\(name.description)' is here only as the remote's branches; this clone cannot move it",
                hints: ["\(tool) clone URL"])
        case .storeExists(let name):
            self = .invalid(
                "the store '\(name.description)' exists already", hints: ["\(tool) status"])
        case .otherRepository(let path):
            self = .invalid(
                "'\(path)' belongs to a repository that keeps something else",
                hints: ["\(tool) init --store memory DIR"])
        case .newerFormat(let what, let version):
            self = .unavailable(
                "the \(what) was written by a newer \(tool) (format \(version)); this one reads format 1"
            )
        case .invalidPath(let path, let rule):
            self = .invalid("'\(path)' cannot be the path of a memory: \(Self.words(for: rule))")
        case .invalidContent(let path, .notUTF8):
            self = .invalid("'\(path)' is not UTF-8 text")
        case .invalidContent(let path, .tooLarge(let size)):
            self = .invalid(
                "'\(path)' has \(size) bytes; a memory has at most \(MemoryContent.byteLimit)")
        case .notAFile(let path):
            self = .invalid(
                "'\(path)' is a symbolic link or a device; a memory is an ordinary file")
        case .pathCollision(let path):
            self = .invalid("'\(path)' would be a memory and a folder at once")
        case .invalidArchive(let file, let problem):
            self = .invalid("cannot read '\(file)' as a store: \(Self.words(for: problem))")
        case .emptyImport(let folder): self = .invalid("'\(folder)' holds no memory")
        case .folderBusy(let path):
            self = .unavailable(
                "'\(path)' changed each time it was read; try again when nobody writes to it")
        case .transcriptChanged(let name):
            self = .unavailable(
                "'\(name ?? "transcript")' changed while it was read; try again when nobody writes to it"
            )
        case .unknownSnapshot(let name):
            self = .invalid(
                "'\(name)' leads to no snapshot", hints: ["\(tool) log", "\(tool) dreams"])
        case .ambiguousSnapshot(let name):
            self = .invalid("'\(name)' leads to more than one object; give more digits")
        case .neverProduction(let id):
            self = .invalid(
                "\(id.short) never was production", hints: ["\(tool) log", "\(tool) fallback"])
        case .beforeFirst(let asked, let first):
            self = .invalid(
                "the journal begins at \(context.time(first)); nothing is known of \(context.time(asked))",
                hints: ["\(tool) log"])
        case .nothingEarlier:
            self = .invalid(
                "production shows its first version; there is nothing earlier",
                hints: ["\(tool) log", "\(tool) fallback"])
        case .unknownSession(let id):
            self = .invalid("no session '\(id)'", hints: ["\(tool) session list"])
        case .tooManySessions(let asked):
            self = .invalid(
                "a dream reads at most \(SessionSelection.limit) sessions, not \(asked)",
                hints: ["\(tool) dream --since-last-dream   # the oldest that no dream has read"])
        case .unknownDream(let id):
            self = .invalid("no dream '\(id)'", hints: ["\(tool) dreams"])
        case .ambiguousDream(let text, let candidates):
            self = .invalid(
                "'\(text)' is the start of \(candidates.count) dreams",
                hints: candidates.prefix(10).map { "\($0)" })
        case .invalidDreamID(let text):
            self = .invalid(
                "'\(text)' cannot name a dream: letters, digits, '.', '_' and '-', at most 100")
        case .dreamExists(let id): self = .invalid("there is a dream '\(id)' already")
        case .onHold(let dream):
            self = .refused(
                "dream '\(dream)' was taken back and is on hold",
                hints: ["\(tool) dreams release \(word: dream)"])
        case .lacking(let dream, let lacking): self = .lacking(dream, lacking, in: context)
        case .queued(let dream, let reasons): self = .queued(dream, reasons, in: context)
        case .inseparable(let path, let changes):
            self = .refused(
                "the changes of '\(path)' cannot be decided apart: nobody could read what is left",
                hints: ["decide alike about " + .joined(changes.map { "\($0)" }, separator: " ")])
        case .unknownChange(let text, let dream):
            self = .invalid(
                "dream '\(dream)' has no change '\(text)'",
                hints: ["\(tool) review \(word: dream)"])
        case .ambiguousChange(let text, let candidates):
            self = .invalid(
                "'\(text)' is the start of \(candidates.count) changes",
                hints: candidates.prefix(10).map { "\($0)" })
        case .notOpen(let dream, let state):
            self = .invalid(
                "dream '\(dream)' is \(state.rawValue); there is nothing to decide",
                hints: ["\(tool) dreams"])
        case .notMerged(let dream):
            self = .invalid(
                "dream '\(dream)' is not in production", hints: ["\(tool) dreams"])
        case .nothingProposed:
            self = .invalid("the proposal is exactly what it started from")
        case .noMemory(let path):
            self = .invalid("no memory at '\(path)'", hints: ["\(tool) ls"])
        case .memoryExists(let path): self = .invalid("there is a memory at '\(path)' already")
        case .expectationMissed(let path, let expected, let found):
            self = .unavailable(
                "'\(path)' is not what was expected: expected \(expected), found \(found ?? "no memory")",
                hints: ["\(tool) cat \(word: path)"])
        case .invalidMessage:
            self = .invalid(
                "a message may not hold control or invisible characters, nor a line that starts with 'Reverie:'"
            )
        case .leaseHeld(let holder, let waited):
            self = .unavailable(
                "somebody else is writing: \(holder ?? "unknown process"), waited \(waited / 1000) s",
                hints: ["try again; the lock ends with that process"])
        case .productionMoved(_, let found):
            self = .unavailable(
                "somebody else moved production first, to \(found?.short ?? "nothing"); nothing was changed",
                hints: ["\(tool) log"])
        case .productionRewritten(.zero, nil):
            self = .unavailable(
                "the store has no production yet: making it was interrupted",
                hints: ["\(tool) init"])
        case .productionRewritten(let journal, let found):
            self = .unavailable(
                "production was rewritten: the journal says \(journal.short), the branch says \(found?.short ?? "nothing")",
                hints: ["\(tool) verify --repair"])
        case .conflicts(let conflicts, _):
            self = .refused(
                "\(conflicts.count) \(conflicts.count == 1 ? "memory" : "memories") changed on both sides; nothing was written"
            )
        case .noConflict(let path):
            self = .invalid("there is no conflict at '\(path)'")
        case .staleResolution(let listed, let found):
            self = .refused(
                "production moved since the conflicts were listed (\(listed.short), now \(found.short)); nothing was written"
            )
        case .unsavedMemory(let paths):
            self = .refused(
                "\(Self.list(paths)) \(paths.count == 1 ? "holds" : "hold") memory that is in no snapshot; it would be overwritten",
                hints: ["\(tool) commit"])
        case .workTreeBehind(let paths):
            self = .refused(
                "\(Self.list(paths)) \(paths.count == 1 ? "was" : "were") edited, and production has something newer there",
                hints: [
                    "\(tool) memdiff production .",
                    "\(tool) cat \(word: paths.first ?? "PATH")   # what production has",
                ])
        case .borrowedObjects:
            self = .unavailable(
                "this repository borrows objects from another one, whose clean-up could destroy what must stay restorable",
                hints: ["git repack -a -d && rm .git/objects/info/alternates"])
        case .journalBroken(let id, let problem):
            self = .unavailable(
                "the journal cannot be read at \(id.short): \(Self.words(for: problem))",
                hints: ["\(tool) verify"])
        case .notReadBack(let id):
            self = .unavailable(
                "\(id.short) was written and does not read back", hints: ["\(tool) verify"])
        case .notConfirmed(let id):
            self = .unavailable(
                "production was moved to \(id.short), which could not be read back: do not repeat it blindly",
                hints: ["\(tool) status   # what production is"])
        case .locksDoNotWork(let path):
            self = .unavailable(
                "file locks have no effect in '\(path)', so two writers could meet; use a local file system"
            )
        case .unholdableNames(let names):
            self = .invalid(
                "\(names.count) names cannot stand side by side on this file system",
                causes: names.prefix(10).map { "'\($0)'" })
        case .noWorkTree:
            self = .invalid(
                "this store has no work tree here", hints: ["\(tool) commit FOLDER"])
        case .refused(let refusals): self = context.refused(refusals)
        case .diverged(let ours, let theirs):
            self = .unavailable(
                "production moved on both sides, to \(ours.short) here and \(theirs.short) there; nothing was changed",
                hints: [
                    "\(tool) memdiff production \(theirs.description)   # what theirs has instead",
                    "\(tool) pull --take-theirs   # theirs stays, ours becomes a dream to merge",
                ])
        case .blocked(_, let remaining): self = .blocked(remaining, in: context)
        case .checkRefused(let refusal): self = OwnChecks.failure(for: refusal)
        case .policyBroken(let commitID, let mistakes):
            self = .brokenPolicy(commitID, mistakes, in: context)
        case .policyInvalid(let mistakes):
            self = .invalidPolicy(mistakes)
        case .policyMissing(let commitID):
            self = .unavailable(
                "the policy branch (\(commitID.short)) holds no readable policy.yaml, so nothing may move",
                hints: ["\(tool) policy set FILE -m REASON"])
        case .unknownOverride(let id, let blocking):
            self = .invalid(
                "nothing that blocks is called '\(id)'",
                hints: blocking.prefix(5).map { "--override \(word: $0.id)" })
        case .overrideWithoutReason(let id):
            self = .invalid("the override of '\(id)' needs a reason")
        case .notAPerson(let kind):
            self = .refused(
                "only a person may override a rule or relax the policy, not an \(kind.rawValue)")
        case .signatureRequired:
            self = .refused(
                "the policy asks for signatures, and git signs no commits here; nothing was written",
                hints: [
                    "git config gpg.format ssh", "git config user.signingkey ~/.ssh/id_ed25519.pub",
                    "git config commit.gpgSign true",
                ])
        case .signersMissing:
            self = .invalid(
                "the policy would ask for signatures, and nobody's key is known; nothing was changed",
                hints: ["\(tool) policy signers FILE -m REASON"])
        case .invalidSigners(let line):
            self = .invalid(
                "line \(line) names no allowed signer; it is: EMAIL KIND-OF-KEY KEY",
                hints: ["echo \"$(git config user.email) $(cat ~/.ssh/id_ed25519.pub)\""])
        case .notAnOwner(let id, let owners, let actor):
            self = .refused(
                "\(actor.name) <\(actor.email)> does not own '\(id)'",
                causes: [
                    "its owners are " + .joined(owners.prefix(10).map { "\($0)" }, separator: ", ")
                ])
        }
    }

    /// What is wrong with a path.
    static func words(for rule: PathRule) -> Message {
        switch rule {
        case .notUTF8: "it is not UTF-8"
        case .emptySegment: "it is empty, has an empty segment, or ends with a slash"
        case .dotSegment: "'.' and '..' are no names"
        case .tooDeep: "it has more than \(MemoryPath.segmentLimit) segments"
        case .tooLong: "it is longer than \(MemoryPath.byteLimit) bytes, or a segment than 255"
        case .controlCharacter: "it has a control or invisible character"
        case .notComposed: "it is not in Unicode's composed form (NFC)"
        case .gitName: "git takes such a name for its own"
        }
    }

    /// What is wrong with a journal entry.
    static func words(for problem: JournalProblem) -> Message {
        switch problem {
        case .unreadable: "the object is missing or damaged"
        case .notEmpty: "the commit carries files, which no entry does"
        case .signature(let finding): "it is " + ReviewWording.words(for: finding)
        case .malformed: "it is no entry"
        case .newerFormat(let version): "it was written in format \(version)"
        case .timeRunsBackwards: "its time lies before that of the entry it follows"
        case .phaseOutOfOrder: "an outcome without its intent, or an intent that nothing settled"
        case .brokenChain: "the move does not start where the one before it ended"
        }
    }

    /// The first of many paths, quoted, and how many more there are.
    static func list(_ paths: [String]) -> Message {
        guard let first = paths.first else { return "nothing" }
        return paths.count == 1 ? "'\(first)'" : "'\(first)' and \(paths.count - 1) more"
    }
}
