/// A commit, as far as Reverie looks at one.
public struct Commit: Sendable, Hashable {
    /// Its own name.
    public let commitID: ObjectID
    /// The tree that it stands for.
    public let treeID: ObjectID
    /// The commits that it follows, first parent first.
    public let parentIDs: [ObjectID]
    /// Who made it.
    public let author: Signature
    /// Who put it in.
    public let committer: Signature
    /// The message, whole; bytes that are no UTF-8 are replaced.
    public let message: String
}

/// A person or program, and a moment.
public struct Signature: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The e-mail address.
    public let email: String
    /// Seconds since 1970.
    public let seconds: Int64
    /// Offset of the local time from UTC, in minutes.
    public let offset: Int

    /// Makes a signature; characters that would break a commit's header are left out.
    public init(name: String, email: String, seconds: Int64, offset: Int) {
        self.name = Self.cleaned(name)
        self.email = Self.cleaned(email)
        self.seconds = seconds
        self.offset = offset
    }

    private static func cleaned(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars
        where scalar.value >= 0x20 && scalar.value != 0x7F && scalar != "<" && scalar != ">" {
            scalars.append(scalar)
        }
        let words = String(scalars).split(separator: " ", omittingEmptySubsequences: true)
        return words.joined(separator: " ")
    }

    /// The form in which a commit's header carries it.
    var header: String {
        let sign = offset < 0 ? "-" : "+"
        let hours = abs(offset) / 60
        let minutes = abs(offset) % 60
        let zone =
            sign + (hours < 10 ? "0" : "") + "\(hours)" + (minutes < 10 ? "0" : "") + "\(minutes)"
        let shown = name.isEmpty ? "unknown" : name
        return "\(shown) <\(email)> \(seconds) \(zone)"
    }
}

/// One entry of a tree.
public struct TreeEntry: Sendable, Hashable {
    /// What the entry is.
    public enum Kind: Sendable, Hashable {
        /// An ordinary file.
        case file
        /// A file with the executable bit.
        case executable
        /// A symbolic link.
        case link
        /// A folder.
        case tree
        /// A commit of another repository.
        case submodule
    }

    /// Name inside its tree, as bytes; git does not promise UTF-8.
    public let name: [UInt8]
    /// What it is.
    public let kind: Kind
    /// Name of the blob or tree.
    public let objectID: ObjectID

    /// Makes an entry.
    public init(name: [UInt8], kind: Kind, objectID: ObjectID) {
        self.name = name
        self.kind = kind
        self.objectID = objectID
    }

    /// The name as text, when it is UTF-8.
    public var text: String? { String(validating: name, as: UTF8.self) }
}

/// The four kinds of git objects.
public enum ObjectKind: Sendable, Hashable {
    /// A snapshot with its history.
    case commit
    /// A folder.
    case tree
    /// A file's content.
    case blob
    /// An annotated tag.
    case tag
}
