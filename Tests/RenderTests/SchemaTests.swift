import FoundationEssentials
import MemoryDiff
import Render
import Testing

/// The part of JSON Schema that our schemas use; a keyword that is not known here is an error.
struct Schema {
    let root: AnyJSON

    /// Where and how a document departs from the schema.
    func problems(_ value: AnyJSON) -> [String] { problems(value, root, "$") }

    private func problems(_ value: AnyJSON, _ schema: AnyJSON, _ place: String) -> [String] {
        guard case .object(let keywords) = schema else { return ["\(place): schema is no object"] }
        var found: [String] = []
        for (keyword, rule) in keywords.sorted(by: { $0.key < $1.key }) {
            switch keyword {
            case "$schema", "$id", "$defs", "title", "description": break
            case "$ref": found += problems(value, resolve(rule), place)
            case "anyOf":
                if !rule.elements.contains(where: { problems(value, $0, place).isEmpty }) {
                    found.append("\(place): fits none of anyOf")
                }
            case "const": if value != rule { found.append("\(place): is not \(rule)") }
            case "enum": if !rule.elements.contains(value) { found.append("\(place): \(value)") }
            case "type":
                let types = rule.elements.isEmpty ? [rule] : rule.elements
                if !types.contains(where: { has(value, type: $0) }) {
                    found.append("\(place): is no \(rule)")
                }
            case "required":
                for name in rule.elements {
                    if case .string(let name) = name, value[name] == nil {
                        found.append("\(place): misses \(name)")
                    }
                }
            case "items":
                for (index, element) in value.elements.enumerated() {
                    found += problems(element, rule, "\(place)[\(index)]")
                }
            case "properties", "additionalProperties":
                guard keyword == "properties" || keywords["properties"] == nil,
                    case .object(let fields) = value
                else { break }
                for (name, field) in fields.sorted(by: { $0.key < $1.key }) {
                    let inner = keyword == "properties" ? rule[name] : rule
                    if let inner {
                        found += problems(field, inner, "\(place).\(name)")
                    } else if keywords["additionalProperties"] == .bool(false) {
                        found.append("\(place): unexpected \(name)")
                    }
                }
            default: found.append("\(place): unknown keyword \(keyword)")
            }
        }
        return found
    }

    private func resolve(_ reference: AnyJSON) -> AnyJSON {
        guard case .string(let text) = reference else { return .null }
        return text.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] ?? .null }
    }

    private func has(_ value: AnyJSON, type: AnyJSON) -> Bool {
        switch (type, value) {
        case (.string("object"), .object), (.string("array"), .array),
            (.string("string"), .string), (.string("boolean"), .bool), (.string("null"), .null):
            true
        case (.string("integer"), .number(let number)): number == number.rounded()
        default: false
        }
    }
}

@Suite struct SchemaTests {
    private func schema() throws -> Schema {
        let path = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let data = try Data(
            contentsOf: URL(filePath: "/\(path)/docs/reference/memdiff.schema.json"))
        return Schema(root: try AnyJSON(parsing: String(decoding: data, as: UTF8.self)))
    }

    @Test func `the JSON form follows the published schema`() throws {
        let schema = try schema()
        for report in [SampleReport.report, SampleReport.hostile("\u{0}\u{202E}\"\\")] {
            let text = SampleReport.text(SampleReport.options(.json), of: report)
            #expect(schema.problems(try AnyJSON(parsing: text)) == [])
        }
    }

    @Test func `the schema refuses what is not a report`() throws {
        let schema = try schema()
        let text = SampleReport.text(SampleReport.options(.json))
        #expect(schema.problems(try AnyJSON(parsing: "{}")).count == 9)
        for (part, other) in [
            ("\"pruned\"", "\"gone\""), ("\"line\": 3", "\"line\": \"3\""),
            ("\"tokens\"", "\"words\""),
            ("reverie.memdiff/1", "reverie.memdiff/2"),
        ] {
            #expect(text.contains(part))
            let changed = try AnyJSON(parsing: text.replacing(part, with: other))
            #expect(!schema.problems(changed).isEmpty)
        }
    }

    @Test func `the schema lists every case of every enumeration`() throws {
        let root = try schema().root
        func cases(_ path: [String]) -> Set<AnyJSON> {
            Set((path.reduce(root) { $0[$1] ?? .null })["enum"]?.elements ?? [])
        }
        func names<Value: CaseIterable & RawRepresentable<String>>(_ type: Value.Type) -> Set<
            AnyJSON
        > {
            Set(Value.allCases.map { .string($0.rawValue) })
        }
        let change = ["$defs", "change", "properties"]
        #expect(cases(change + ["kind"]) == names(ChangeKind.self))
        #expect(cases(change + ["memoryKind"]) == names(MemoryKind.self))
        #expect(cases(change + ["risk"]) == Set(Risk.allCases.map { .string($0.name) }))
        #expect(
            cases(change + ["details", "items", "properties", "aspect"])
                == names(ChangeDetail.Aspect.self))
        #expect(
            cases(change + ["accounts", "items", "properties", "fate"])
                == names(DeletionAccount.Fate.self))
        #expect(cases(["$defs", "item", "properties", "form"]) == names(ItemForm.self))
        #expect(
            cases(["$defs", "lostTerm", "properties", "category"]) == names(LostTerm.Category.self))
    }
}
