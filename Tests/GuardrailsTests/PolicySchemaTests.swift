import FoundationEssentials
import Guardrails
import Testing

@Suite struct PolicySchemaTests {
    /// As much of JSON Schema as the policy's uses.
    private struct Schema: Decodable {
        let type: String?
        let choices: [String]?
        let properties: [String: Schema]?
        let items: [Schema]?
        let required: [String]?
        let oneOf: [[String: [String]]]?
        let minimum: Int?
        let maximum: Int?
        let additionalProperties: Bool?

        enum CodingKeys: String, CodingKey {
            case type, properties, items, required, oneOf, minimum, maximum, additionalProperties
            case choices = "enum"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            type = try container.decodeIfPresent(String.self, forKey: .type)
            choices = try container.decodeIfPresent([String].self, forKey: .choices)
            properties = try container.decodeIfPresent([String: Schema].self, forKey: .properties)
            items = try container.decodeIfPresent(Schema.self, forKey: .items).map { [$0] }
            required = try container.decodeIfPresent([String].self, forKey: .required)
            oneOf = try container.decodeIfPresent([[String: [String]]].self, forKey: .oneOf)
            minimum = try container.decodeIfPresent(Int.self, forKey: .minimum)
            maximum = try container.decodeIfPresent(Int.self, forKey: .maximum)
            additionalProperties = try container.decodeIfPresent(
                Bool.self, forKey: .additionalProperties)
        }

        /// A value that the schema accepts, as flow YAML, with one key more than what is required.
        func example(with extra: String?) -> String {
            if let choice = choices?.first { return choice }
            switch type {
            case "string": return "\"example\""
            case "integer": return "\(minimum ?? 0)"
            case "boolean": return "true"
            case "array": return "[" + (items?.first?.example(with: nil) ?? "") + "]"
            default:
                var keys = Set(required ?? [])
                if let extra { keys.insert(extra) }
                let options = (oneOf ?? []).compactMap { $0["required"]?.first }
                if !options.isEmpty, keys.isDisjoint(with: options) { keys.insert(options[0]) }
                let fields = keys.sorted().map { key in
                    key + ": " + (properties?[key]?.example(with: nil) ?? "")
                }
                return "{" + fields.joined(separator: ", ") + "}"
            }
        }

        /// Wraps an example of each property, all the way down, into a whole file.
        func examples(_ wrap: (String) -> String) -> [(path: String, text: String)] {
            var found: [(String, String)] = []
            for (name, schema) in (properties ?? [:]).sorted(by: { $0.key < $1.key }) {
                found.append((name, wrap(example(with: name))))
                let inner = schema.items?.first ?? schema
                let isList = schema.items != nil
                found += inner.examples { child in
                    var fields = Set(required ?? [])
                    fields.insert(name)
                    let options = (oneOf ?? []).compactMap { $0["required"]?.first }
                    if !options.isEmpty, fields.isDisjoint(with: options) {
                        fields.insert(options[0])
                    }
                    let text = fields.sorted().map { key in
                        key == name
                            ? "\(key): " + (isList ? "[\(child)]" : child)
                            : "\(key): " + (properties?[key]?.example(with: nil) ?? "")
                    }
                    return wrap("{" + text.joined(separator: ", ") + "}")
                }.map { (name + "." + $0.path, $0.text) }
            }
            return found
        }
    }

    private func schema() throws -> Schema {
        try JSONDecoder().decode(Schema.self, from: Data(PolicySchema.text.utf8))
    }

    @Test func `the published schema is the one that the parser follows`() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let data = try Data(
            contentsOf: URL(filePath: "/\(root)/docs/reference/policy.schema.json"))
        #expect(String(decoding: data, as: UTF8.self) == PolicySchema.text)
    }

    @Test func `the parser accepts every key of the schema`() throws {
        let examples = try schema().examples { $0 }
        #expect(examples.count > 40)
        for (path, text) in examples {
            do throws(PolicyError) {
                _ = try PolicyParser.policy(from: Array((text + "\n").utf8))
            } catch {
                Issue.record("\(path): \(text): \(error.mistakes)")
            }
        }
    }

    @Test func `the schema has every key that the parser accepts`() throws {
        let schema = try schema()
        func compare(_ schema: Schema, _ wrap: (String) -> String) {
            let object = schema.items?.first ?? schema
            guard let properties = object.properties else { return }
            #expect(object.additionalProperties == false)
            var accepted: [String]?
            let text = wrap(schema.items == nil ? "{zzzzzz: 1}" : "[{zzzzzz: 1}]")
            do throws(PolicyError) {
                _ = try PolicyParser.policy(from: Array((text + "\n").utf8))
            } catch {
                for mistake in error.mistakes {
                    if case .unknownKey("zzzzzz", _, let names) = mistake.problem {
                        accepted = names
                    }
                }
            }
            #expect(accepted?.sorted() == properties.keys.sorted())
            for (name, child) in properties {
                compare(child) { inner in
                    wrap(schema.items == nil ? "{\(name): \(inner)}" : "[{\(name): \(inner)}]")
                }
            }
        }
        compare(schema) { $0 }
    }
}
