import Git
import Render
import ReverieCore

extension Verification {
    /// What a finding says.
    func words(for fact: Finding.Fact) -> Message {
        switch fact {
        case .objectCheck(let words): "git fsck: \(words)"
        case .unreadable(let id): "object \(id.description) is missing or damaged"
        case .path(let path, let rule, let id):
            "'\(path)' in \(id.short) cannot be the path of a memory: \(Failure.words(for: rule))"
        case .notAFile(let path, let id):
            "'\(path)' in \(id.short) is no ordinary file"
        case .content(let path, .notUTF8): "'\(path)' in production is not UTF-8 text"
        case .content(let path, .tooLarge(let size)):
            "'\(path)' in production has \(size) bytes; a memory has at most \(MemoryContent.byteLimit)"
        case .productionRewritten(let journal, let found):
            "production was rewritten: the journal says \(journal.short), the branch says \(found?.short ?? "nothing")"
        case .unknownMoves(let from, let to):
            "production moved from \(from.short) to \(to.short) without an entry in the journal"
        case .interrupted(let entry):
            "an operation was interrupted: \(entry.kind.rawValue) \(entry.operation)"
        case .journal(let id, let problem):
            "the journal is damaged at \(id.short): \(Failure.words(for: problem))"
        case .versionTag(let number, let expected, let found):
            "\(tag("v", number)) should name \(expected.short), but \(names(found))"
        case .fallbackTag(let number, let expected, let found):
            "\(tag("fallback/", number)) should name \(expected.short), but \(names(found))"
        case .dreamBranch(let id, let expected):
            "the branch of dream '\(id)' is missing; it should name \(expected.short)"
        case .unknownDream(let id): "the branch of dream '\(id)' has no entry in the journal"
        case .policyBranch(let expected, let found):
            "the policy should follow \(expected.short), but \(names(found))"
        case .packedReferences(let line):
            "line \(line) of '\(PackedReferences.fileName)' is damaged or out of order; references may be hidden"
        case .unknownReference(let name):
            "the reference '\(name)' means nothing in a store; a name may have been damaged"
        case .leftover(let path): "a crash left '\(path)' behind"
        case .borrowedObjects:
            "objects are borrowed from another repository; nothing can be promised here"
        case .journalMissing:
            "the journal is gone: nothing says how production came to what it is"
        case .incompleteClone: "the clone is shallow; older snapshots are missing"
        }
    }

    private func tag(_ prefix: StaticString, _ number: Int?) -> Message {
        let name = store.name.description
        return "the tag \(name)/\(literal: prefix)\(number.map { "\($0)" } ?? "?")"
    }

    private func names(_ found: ObjectID?) -> Message {
        found.map { "names \($0.short)" } ?? "is missing"
    }

    /// The command that mends it, as far as there is one.
    func mend(_ fact: Finding.Fact) -> Message? {
        let chosen: Message =
            store.name == .standard ? "" : " --store \(word: store.name.description)"
        let call: Message = "\(tool)\(chosen)"
        let repair: Message = "\(call) verify --repair"
        switch fact {
        case .objectCheck, .unreadable:
            return "git fetch --refetch CLONE   # from a clone that still has the object"
        case .path, .notAFile:
            return "\(call) commit FOLDER   # a folder without it"
        case .content(let path, _):
            return "\(call) write \(word: path)   # other content, from stdin"
        case .productionRewritten, .unknownMoves, .versionTag, .fallbackTag, .dreamBranch,
            .policyBranch(_, nil), .leftover:
            return repair
        case .policyBranch:
            return "\(call) policy show   # then 'policy set FILE' with the rules that hold"
        case .packedReferences:
            return
                "git pack-refs --all && \(repair)   # writes the file anew; the journal says what is missing"
        case .unknownReference(let name):
            return "git update-ref -d \(word: name)   # when nobody needs it"
        case .interrupted: return "\(repair)   # or any command that writes"
        case .journal, .journalMissing:
            let journal = store.references.journal
            return
                "git fetch CLONE +\(word: journal):\(word: journal)   # from a clone whose journal verifies"
        case .unknownDream(let id):
            return "\(call) show \(word: id)"
        case .borrowedObjects: return "git repack -a -d && rm .git/objects/info/alternates"
        case .incompleteClone: return "git fetch --unshallow"
        }
    }
}

extension Finding.Fact {
    /// The name of the kind, for programs.
    var kind: String {
        switch self {
        case .objectCheck: "objectCheck"
        case .unreadable: "unreadable"
        case .path: "path"
        case .notAFile: "notAFile"
        case .content: "content"
        case .productionRewritten: "productionRewritten"
        case .unknownMoves: "unknownMoves"
        case .interrupted: "interrupted"
        case .journal: "journal"
        case .versionTag: "versionTag"
        case .fallbackTag: "fallbackTag"
        case .dreamBranch: "dreamBranch"
        case .unknownDream: "unknownDream"
        case .policyBranch: "policyBranch"
        case .packedReferences: "packedReferences"
        case .unknownReference: "unknownReference"
        case .leftover: "leftover"
        case .borrowedObjects: "borrowedObjects"
        case .incompleteClone: "incompleteClone"
        case .journalMissing: "journalMissing"
        }
    }
}
