import Guardrails

extension VerdictReport {
    /// SARIF 2.1.0 (OASIS standard).
    var sarif: JSON {
        let shown = findings.prefix(Self.mostResults)
        var rules: [Violation.Rule] = []
        for finding in shown where !rules.contains(finding.violation.rule) {
            rules.append(finding.violation.rule)
        }
        var invocation = [JSON.Field("executionSuccessful", true)]
        if shown.count < findings.count {
            let text = "\(findings.count - shown.count) are left out; everything: \(command)"
            invocation.append(
                JSON.Field(
                    "toolExecutionNotifications",
                    [
                        .object([
                            JSON.Field("level", "warning"),
                            JSON.Field("message", SARIFReport.message(text)),
                        ])
                    ]))
        }
        let driver: [JSON.Field] = [
            JSON.Field("name", "reverie check"), JSON.Field("semanticVersion", .string(version)),
            JSON.Field(
                "rules",
                .array(
                    rules.map { .object([JSON.Field("id", .string("check/\($0.rawValue)"))]) })),
        ]
        return SARIFReport.document(
            driver: driver, invocation: .object(invocation), results: shown.map(result))
    }

    private func result(_ finding: Finding) -> JSON {
        var fields = [
            JSON.Field("ruleId", .string("check/\(finding.violation.rule.rawValue)")),
            JSON.Field("level", finding.violation.blocks ? "error" : "warning"),
            JSON.Field("message", SARIFReport.message(sentence(finding))),
            JSON.Field(
                "partialFingerprints",
                .object([JSON.Field("violation/v1", .string(fingerprint(finding)))])),
        ]
        if let path = finding.path {
            fields.append(
                JSON.Field("locations", [SARIFReport.location(path, line: finding.line)]))
        }
        return .object(fields)
    }

    /// A Code Quality report, as GitLab reads it: an array of findings.
    var codeQuality: JSON {
        .array(
            findings.map { finding in
                CodeQualityReport.issue(
                    plain(sentence(finding)), check: "reverie/\(finding.violation.rule.rawValue)",
                    fingerprint: fingerprint(finding), severity: severity(of: finding.violation),
                    path: plain(finding.path ?? "policy.yaml"), line: finding.line)
            })
    }

    /// The same for the same violation in every run.
    private func fingerprint(_ finding: Finding) -> String {
        "\(finding.violation.rule.rawValue)-\(finding.violation.id)"
    }

    private func severity(of violation: Violation) -> String {
        switch (violation.blocks, violation.severity) {
        case (true, .high): "blocker"
        case (true, _): "critical"
        case (false, .high): "major"
        case (false, _): "minor"
        }
    }
}
