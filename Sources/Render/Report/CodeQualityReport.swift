import MemoryDiff

/// Writes a report as GitLab's Code Quality JSON, a subset of the CodeClimate specification.
struct CodeQualityReport {
    private let view: ReportView

    init(_ view: ReportView) {
        self.view = view
    }

    var document: JSON { .array(view.byRisk.map(issue)) }

    private func issue(_ change: Change) -> JSON {
        let anchor = view.anchor(of: change)
        return Self.issue(
            ChangeSentence.plain(change), check: "memdiff/\(change.kind.rawValue)",
            fingerprint: change.id, severity: severity(change.risk),
            path: anchor?.item.memoryPath ?? "", line: anchor?.line)
    }

    /// One finding with the fields that GitLab reads.
    static func issue(
        _ description: String, check: String, fingerprint: String, severity: String, path: String,
        line: Int?
    ) -> JSON {
        let lines = JSON.object([JSON.Field("begin", .integer(line ?? 1))])
        return .object([
            JSON.Field("description", .string(description)),
            JSON.Field("check_name", .string(check)),
            JSON.Field("fingerprint", .string(fingerprint)),
            JSON.Field("severity", .string(severity)),
            JSON.Field(
                "location",
                .object([JSON.Field("path", .string(path)), JSON.Field("lines", lines)])),
        ])
    }

    private func severity(_ risk: Risk) -> String {
        switch risk {
        case .critical: "blocker"
        case .high: "critical"
        case .medium: "major"
        case .low: "minor"
        }
    }
}
