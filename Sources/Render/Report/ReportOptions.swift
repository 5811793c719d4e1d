public import MemoryDiff
public import ReverieCore

/// The forms in which a report can be written.
public enum ReportFormat: String, Sendable, CaseIterable {
    /// Text for a person at a terminal.
    case text
    /// A comment for a pull request.
    case markdown
    /// Data, by the schema in `docs/reference/memdiff.schema.json`.
    case json
    /// A page that needs nothing else.
    case html
    /// SARIF 2.1.0, for code scanning.
    case sarif
    /// JUnit XML, for test reports.
    case junit
    /// Workflow commands of GitHub Actions.
    case github
    /// A Code Quality report of GitLab.
    case gitlab
}

/// How much of a report is written.
public enum ReportExtent: Sendable, Hashable {
    /// Everything.
    case full
    /// The head and one line for each memory.
    case stat
    /// The paths of the memories that changed.
    case names
}

/// What a reader wants to see of a report.
public struct ReportOptions: Sendable, Hashable {
    /// The form.
    public var format = ReportFormat.text
    /// How much.
    public var extent = ReportExtent.full
    /// The kinds to show; all when empty.
    public var kinds: [ChangeKind] = []
    /// The least risk to show; nil folds what only moved.
    public var risk: Risk?
    /// Columns of the text form.
    public var width = 80
    /// Styles of the text form.
    public var palette = Palette.plain
    /// What the caller calls the old side.
    public var oldName = "old"
    /// What the caller calls the new side.
    public var newName = "new"
    /// The command line that shows everything, for forms that must cut.
    public var command = "memdiff"
    /// The version of the tool, for forms that name it.
    public var toolVersion = ""
    /// What to say beside single changes, by their names: what was decided about them, for instance.
    public var marks: [String: Message] = [:]
    /// Lines between the title and the counts, for forms that stand alone.
    public var preface: [Message] = []
    /// What the comment of a pull request is about: `memdiff`, or `review`, which has a comment of its own.
    public var topic = Topic.memdiff
    /// Notes about the input that every reader should see: files that were skipped, for instance.
    public var notes: [Message] = []
    /// Where the items of a dream come from, as its engine noted it.
    public var evidence: [Evidence] = []

    /// What a comment of a pull request can be about.
    public enum Topic: String, Sendable, Hashable {
        /// The difference alone.
        case memdiff
        /// The difference with what was said about it.
        case review
    }

    /// Makes the standard options.
    public init() {}
}

extension Risk {
    /// The risk's name: `low`, `medium`, `high`, `critical`.
    public var name: String {
        switch self {
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .critical: "critical"
        }
    }
}
