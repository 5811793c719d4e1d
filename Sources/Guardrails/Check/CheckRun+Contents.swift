import MemoryDiff

extension CheckRun {
    /// Protected memories of the base that changed or went.
    mutating func checkProtections() {
        let new = Dictionary(
            result.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        for (memory, profile) in zip(base, baseProfiles) {
            for protection in check.policy.protections where protects(protection, profile) {
                checkProtected(memory, protection, now: new[memory.path])
            }
        }
    }

    private func protects(_ protection: Protection, _ profile: MemoryProfile) -> Bool {
        switch protection.subject {
        case .path(let pattern): pattern.matches(profile.path)
        case .kind(let kind): profile.traits.kinds.contains(kind)
        }
    }

    private mutating func checkProtected(
        _ memory: Memory, _ protection: Protection, now: Memory?
    ) {
        let hasText = now.map { $0.content.contains { $0 > 0x20 } } ?? false
        if hasText, protection.rule == .supersededOnly { return }
        guard hasTexts() else { return }
        let successors = (resultProfiles + unchangedProfiles).filter {
            $0.path != memory.path && $0.traits.supersedes.contains(memory.path)
        }
        let rule: Violation.Rule
        switch protection.rule {
        case .unchanged: rule = hasText ? .protectedChanged : .protectedDropped
        case .supersededOnly:
            rule = successors.isEmpty ? .protectedDropped : .protectedSuperseded
        }
        violations.append(
            Violation(
                id: name("p-", rule.rawValue, memory.path), rule: rule, severity: .high,
                blocks: protection.blocks && rule != .protectedSuperseded, text: memory.path,
                stood: Standing(path: memory.path, range: 0..<memory.content.count, text: ""),
                stands: successors.map { Standing(path: $0.path, range: 0..<0, text: "") }.sorted {
                    $0.path < $1.path
                }, changes: [], owners: [], finding: nil))
    }

    private func name(_ prefix: String, _ parts: String...) -> String {
        prefix
            + GuardrailExtractor.hexadecimal(
                check.extractor.digest(Array(parts.joined(separator: "\0").utf8)).prefix(6))
    }

    /// What memories of the result contain that the changed memories of the base did not.
    mutating func checkContents() {
        let found = result.map { (memory: $0, findings: findings(in: $0)) }
            .filter { !$0.findings.isEmpty }
        if !found.isEmpty {
            var known: [String: Int] = [:]
            for memory in base {
                for finding in findings(in: memory) { known[key(finding, memory), default: 0] += 1 }
            }
            for (memory, findings) in found {
                for finding in findings {
                    let key = key(finding, memory)
                    if let number = known[key], number > 0 {
                        known[key] = number - 1
                    } else {
                        note(finding, in: memory.path)
                    }
                }
            }
        }
        checkNames()
    }

    private func findings(in memory: Memory) -> [ContentFinding] {
        let checks = check.policy.content
        var found: [ContentFinding] = []
        if checks.secrets != .off {
            found += check.scanner.findings(in: memory.content).filter {
                !checks.allowedSecrets.contains($0.fingerprint)
            }
        }
        if checks.invisibleText != .off { found += InvisibleText.findings(in: memory.content) }
        if checks.injection != .off { found += InjectionScanner.findings(in: memory.content) }
        return found
    }

    /// What makes a finding of the result the same as one of the base.
    private func key(_ finding: ContentFinding, _ memory: Memory) -> String {
        let text =
            finding.check == .injection
            ? String(decoding: memory.content[finding.range], as: UTF8.self)
            : finding.fingerprint + finding.subject
        return [finding.check.rawValue, finding.rule, text].joined(separator: "\0")
    }

    private mutating func note(_ finding: ContentFinding, in path: String) {
        let checks = check.policy.content
        let (mode, rule, severity): (CheckMode, Violation.Rule, Severity) =
            switch finding.check {
            case .secret: (checks.secrets, .secret, .high)
            case .invisibleText: (checks.invisibleText, .invisibleText, .high)
            case .injection: (checks.injection, .injection, .medium)
            case .newURL: (checks.newURLs, .newURL, .medium)
            case .newTool: (checks.newTools, .newTool, .low)
            }
        guard mode != .off else { return }
        violations.append(
            Violation(
                id: name(
                    "c-", finding.check.rawValue, finding.rule, path,
                    finding.fingerprint + finding.subject), rule: rule, severity: severity,
                blocks: mode == .block, text: finding.rule, stood: nil,
                stands: [Standing(path: path, range: finding.range, text: "")], changes: [],
                owners: [], finding: finding))
    }

    /// Hosts and commands that no memory of the base mentions, the first mention in each memory.
    private mutating func checkNames() {
        let checks = check.policy.content
        guard checks.newURLs != .off || checks.newTools != .off else { return }
        let hosts = baseProfiles.reduce(into: Set<String>()) { $0.formUnion($1.hosts) }
        let tools = baseProfiles.reduce(into: Set<String>()) { $0.formUnion($1.tools) }
        for memory in result {
            let names = OutsideNames(in: memory.content)
            let lines = LineCounter(memory.content)
            func add(_ kind: ContentFinding.Check, _ mentions: [OutsideNames.Mention]) {
                var told: Set<String> = []
                for mention in mentions where told.insert(mention.name).inserted {
                    note(
                        ContentFinding(
                            check: kind, rule: kind.rawValue, range: mention.range,
                            line: lines.line(of: mention.range.lowerBound), subject: mention.name),
                        in: memory.path)
                }
            }
            add(
                .newURL,
                names.hosts.filter {
                    !hosts.contains($0.name) && summary.hosts[$0.name] == nil
                        && !isAllowed($0.name)
                })
            add(
                .newTool,
                names.tools.filter { !tools.contains($0.name) && summary.tools[$0.name] == nil })
        }
    }

    private func isAllowed(_ host: String) -> Bool {
        check.policy.content.allowedHosts.contains {
            $0.hasPrefix(".") ? host.hasSuffix($0) || host == $0.dropFirst() : host == $0
        }
    }
}
