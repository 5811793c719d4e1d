/// Compares a tree with what a policy may contain.
struct PolicyChecker {
    private(set) var mistakes: [PolicyMistake]

    init(mistakes: [PolicyMistake]) { self.mistakes = mistakes }

    private mutating func note(
        _ problem: PolicyMistake.Problem, at place: PolicyPlace, path: String
    ) {
        mistakes.append(PolicyMistake(place: place, path: path, problem: problem))
    }

    mutating func check(_ node: YAMLNode, as shape: PolicyShape, path: String) {
        switch (shape, node.content) {
        case (.text(let limit), .scalar(let text, _)) where !node.isNull:
            checkText(text, limit: limit, node, path)
        case (.identifier, .scalar(let text, _)) where !node.isNull:
            if !Self.isIdentifier(text) { note(.notAnID(text), at: node.place, path: path) }
        case (.choice(let accepted), .scalar(let text, _)) where !node.isNull:
            if !accepted.contains(text) {
                let nearest = NearestName.of(text, among: accepted)
                note(
                    .notAChoice(text, nearest: nearest, accepted: accepted), at: node.place,
                    path: path)
            }
        case (.integer(let range), .scalar(let text, isPlain: true)) where Int(text) != nil:
            if let number = Int(text), !range.contains(number) {
                note(.outOfRange(number, accepted: range), at: node.place, path: path)
            }
        case (.flag, .scalar("true", isPlain: true)), (.flag, .scalar("false", isPlain: true)):
            break
        case (.list(let element), .sequence(let nodes)):
            for (index, child) in nodes.enumerated() {
                check(child, as: element, path: "\(path)[\(index)]")
            }
        case (.mapping(let keys, let exclusive), .mapping(let entries)):
            checkKeys(entries, keys, exclusive, node, path)
        default:
            note(
                .wrongKind(expected: shape.kind, found: Self.kind(of: node)), at: node.place,
                path: path)
        }
    }

    private mutating func checkKeys(
        _ entries: [YAMLNode.Entry], _ keys: [PolicyKey], _ exclusive: [String], _ node: YAMLNode,
        _ path: String
    ) {
        let prefix = path.isEmpty ? "" : path + "."
        for entry in entries {
            guard let key = keys.first(where: { $0.name == entry.key }) else {
                let names = keys.map(\.name)
                note(
                    .unknownKey(
                        entry.key, nearest: NearestName.of(entry.key, among: names), accepted: names
                    ), at: entry.keyPlace, path: prefix + entry.key)
                continue
            }
            check(entry.value, as: key.shape, path: prefix + entry.key)
        }
        let present = Set(entries.map(\.key))
        for key in keys where key.isRequired && !present.contains(key.name) {
            note(.missingKey(key.name), at: node.place, path: path)
        }
        if !exclusive.isEmpty, exclusive.count(where: present.contains) != 1 {
            note(.notExactlyOne(of: exclusive), at: node.place, path: path)
        }
    }

    private mutating func checkText(
        _ text: String, limit: Int, _ node: YAMLNode, _ path: String
    ) {
        if text.allSatisfy(\.isWhitespace) { note(.emptyText, at: node.place, path: path) }
        if text.utf8.count > limit { note(.longText(limit: limit), at: node.place, path: path) }
        if !InvisibleText.findings(in: Array(text.utf8)).isEmpty {
            note(.invisibleText, at: node.place, path: path)
        }
    }

    /// Guardrails, canaries, probes and their names: each name once per list.
    mutating func checkIdentifiers(_ root: YAMLNode) {
        for list in ["guardrails", "canaries", "probes"] {
            var lines: [String: Int] = [:]
            for (index, element) in (root[list]?.elements ?? []).enumerated() {
                guard let node = element["id"], let id = node.text else { continue }
                if let line = lines[id] {
                    note(
                        .duplicateID(id, firstLine: line), at: node.place,
                        path: "\(list)[\(index)].id")
                } else {
                    lines[id] = node.place.line
                }
            }
        }
    }

    static func isIdentifier(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    static func kind(of node: YAMLNode) -> PolicyValueKind {
        switch node.content {
        case .mapping: .mapping
        case .sequence: .list
        case .scalar(let text, let isPlain):
            if node.isNull {
                .nothing
            } else if isPlain, Int(text) != nil {
                .integer
            } else if isPlain, text == "true" || text == "false" {
                .flag
            } else {
                .text
            }
        }
    }
}
