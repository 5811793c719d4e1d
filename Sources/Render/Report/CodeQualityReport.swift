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
        return .object([
            JSON.Field("description", .string(ChangeSentence.plain(change))),
            JSON.Field("check_name", .string("memdiff/\(change.kind.rawValue)")),
            JSON.Field("fingerprint", .string(change.id)),
            JSON.Field("severity", .string(severity(change.risk))),
            JSON.Field(
                "location",
                .object([
                    JSON.Field("path", .string(anchor?.item.memoryPath ?? "")),
                    JSON.Field(
                        "lines", .object([JSON.Field("begin", .integer(anchor?.line ?? 1))])),
                ])),
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
