/// Makes a policy from a tree that has been checked; what is left out keeps its default.
enum PolicyDecoder {
    static func policy(_ root: YAMLNode) -> Policy {
        var policy = Policy()
        policy.guardrails = root.list("guardrails").map(guardrail)
        policy.protections = root.list("protected").compactMap(protection)
        if let implicit = root["implicit"] {
            implicit.read("strict", into: &policy.strictSentences)
            implicit.read("advice", into: &policy.advisingSentences)
            policy.waivers = implicit.list("waivers").compactMap(waiver)
        }
        if let content = root["content"] { policy.content = checks(content) }
        if let approvals = root["approvals"] {
            approvals.read("required", into: &policy.approvals.required)
            policy.approvals.approvers = approvals.texts("from")
            policy.approvals.areSigned = approvals["signed"]?.text == "true"
            approvals.read("relaxation", into: &policy.approvals.forRelaxation)
        }
        root["retention"]?.read("days", into: &policy.retentionDays)
        if let merge = root["auto-merge"] {
            policy.autoMerge.isEnabled = merge["enabled"]?.text == "true"
            merge.read("max-changes", into: &policy.autoMerge.mostChanges)
            merge.read("max-risk", into: &policy.autoMerge.highestRisk)
            merge.read("max-pruned", into: &policy.autoMerge.mostPruned)
        }
        if let due = root["due"] {
            policy.due.sessions = due.integer("sessions")
            policy.due.hours = due.integer("hours")
            policy.due.idleMinutes = due.integer("idle-minutes")
        }
        policy.canaries = root.list("canaries").map(canary)
        policy.probes = root.list("probes").map(probe)
        return policy
    }

    private static func guardrail(_ node: YAMLNode) -> DeclaredGuardrail {
        var guardrail = DeclaredGuardrail(
            id: node["id"]?.text ?? "", text: node["text"]?.text ?? "")
        guardrail.places = node.texts("in").map(PathPattern.init)
        node.read("severity", into: &guardrail.severity)
        guardrail.owners = node.texts("owners")
        guardrail.rewordings = node.texts("rewordings")
        return guardrail
    }

    private static func protection(_ node: YAMLNode) -> Protection? {
        let subject: Protection.Subject
        if let path = node["path"]?.text {
            subject = .path(PathPattern(path))
        } else if let kind = node["kind"]?.text.flatMap(ProtectedKind.init) {
            subject = .kind(kind)
        } else {
            return nil
        }
        var protection = Protection(subject: subject)
        node.read("rule", into: &protection.rule)
        protection.blocks = node["on-violation"]?.text != "warn"
        return protection
    }

    private static func waiver(_ node: YAMLNode) -> Waiver? {
        let reason = node["reason"]?.text ?? ""
        if let id = node["id"]?.text { return Waiver(subject: .id(id), reason: reason) }
        return node["path"]?.text.map {
            Waiver(subject: .path(PathPattern($0)), reason: reason)
        }
    }

    private static func checks(_ node: YAMLNode) -> ContentChecks {
        var checks = ContentChecks()
        node.read("secrets", into: &checks.secrets)
        node.read("invisible-text", into: &checks.invisibleText)
        node.read("injection", into: &checks.injection)
        node.read("new-urls", into: &checks.newURLs)
        node.read("new-tools", into: &checks.newTools)
        checks.allowedHosts = node.texts("allow-hosts").map { $0.lowercased() }
        checks.allowedSecrets = node.texts("allow-secrets")
        return checks
    }

    private static func probe(_ node: YAMLNode) -> Probe {
        var probe = Probe(id: node["id"]?.text ?? "", question: node["question"]?.text ?? "")
        probe.answers = node.texts("answer")
        probe.refused = node.texts("not")
        probe.places = node.texts("in").map(PathPattern.init)
        node.read("top", into: &probe.depth)
        return probe
    }

    private static func canary(_ node: YAMLNode) -> Canary {
        var canary = Canary(id: node["id"]?.text ?? "", session: node["session"]?.text ?? "")
        canary.remembered = node.texts("remember")
        canary.forgotten = node.texts("forget")
        canary.verbatim = node.texts("verbatim")
        canary.blocks = node["on-violation"]?.text != "warn"
        return canary
    }
}

extension YAMLNode {
    fileprivate func list(_ key: String) -> [YAMLNode] { self[key]?.elements ?? [] }

    fileprivate func texts(_ key: String) -> [String] { list(key).compactMap(\.text) }

    fileprivate func integer(_ key: String) -> Int? { self[key]?.text.flatMap { Int($0) } }

    fileprivate func read(_ key: String, into value: inout Int) {
        if let number = integer(key) { value = number }
    }

    fileprivate func read<Choice: RawRepresentable<String>>(_ key: String, into value: inout Choice)
    {
        if let choice = self[key]?.text.flatMap(Choice.init) { value = choice }
    }
}
