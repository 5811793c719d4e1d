/// The JSON Schema of the policy file, made from what the parser accepts.
public enum PolicySchema {
    /// The schema (draft 2020-12) as text that ends with a line feed.
    public static var text: String {
        var lines: [String] = []
        write(
            .policy, summary: "Rules by which Reverie judges a proposal.", into: &lines, root: true)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func write(
        _ shape: PolicyShape, summary: String?, into lines: inout [String], root: Bool = false,
        indent: String = "", label: String = "", comma: String = ""
    ) {
        let inner = indent + "  "
        var fields: [String] = []
        if root {
            fields += [
                #""$schema": "https://json-schema.org/draft/2020-12/schema""#,
                #""title": "Reverie policy""#,
            ]
        }
        if let summary { fields.append(#""description": \#(quoted(summary))"#) }
        fields += constraints(of: shape)
        lines.append(indent + label + "{")
        switch shape {
        case .list(let element):
            for field in fields { lines.append(inner + field + ",") }
            write(
                element, summary: nil, into: &lines, indent: inner, label: #""items": "#)
        case .mapping(let keys, let exclusive):
            for field in fields { lines.append(inner + field + ",") }
            let required = keys.filter(\.isRequired).map { quoted($0.name) }
            if !required.isEmpty {
                lines.append(inner + #""required": ["# + required.joined(separator: ", ") + "],")
            }
            if !exclusive.isEmpty {
                let options = exclusive.map { #"{ "required": ["# + quoted($0) + "] }" }
                lines.append(inner + #""oneOf": ["# + options.joined(separator: ", ") + "],")
            }
            lines.append(inner + #""additionalProperties": false,"#)
            lines.append(inner + #""properties": {"#)
            for (index, key) in keys.enumerated() {
                write(
                    key.shape, summary: key.summary, into: &lines, indent: inner + "  ",
                    label: quoted(key.name) + ": ", comma: index + 1 < keys.count ? "," : "")
            }
            lines.append(inner + "}")
        default:
            for (index, field) in fields.enumerated() {
                lines.append(inner + field + (index + 1 < fields.count ? "," : ""))
            }
        }
        lines.append(indent + "}" + comma)
    }

    private static func constraints(of shape: PolicyShape) -> [String] {
        switch shape {
        case .text(let limit):
            [#""type": "string""#, #""minLength": 1"#, #""maxLength": \#(limit)"#]
        case .identifier: [#""type": "string""#, #""pattern": "^[A-Za-z0-9._-]{1,64}$""#]
        case .integer(let range):
            [
                #""type": "integer""#, #""minimum": \#(range.lowerBound)"#,
                #""maximum": \#(range.upperBound)"#,
            ]
        case .flag: [#""type": "boolean""#]
        case .choice(let words):
            [#""enum": ["# + words.map(quoted).joined(separator: ", ") + "]"]
        case .list: [#""type": "array""#]
        case .mapping: [#""type": "object""#]
        }
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
