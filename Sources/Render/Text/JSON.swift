/// A JSON document as data; the order of fields is the order in which they are declared.
public indirect enum JSON: Sendable, Hashable {
    /// The absence of a value.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// Text of any origin; it is made visible when written.
    case string(String)
    /// Values in order.
    case array([JSON])
    /// Fields in order.
    case object([Field])

    /// One name with its value.
    public struct Field: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The value.
        public let value: JSON

        /// Makes a field.
        public init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// A document: an object whose first field says which schema it follows.
    public static func document(schema: String, _ fields: [Field]) -> JSON {
        .object([Field("schema", .string(schema))] + fields)
    }

    /// A string, or null.
    public static func optional(_ text: String?) -> JSON {
        text.map(JSON.string) ?? .null
    }

    /// The words of a message.
    public static func message(_ message: Message) -> JSON {
        .string(message.words)
    }

    /// The text of the document, indented by two spaces, with a line break at its end.
    public var text: String {
        var result = ""
        write(to: &result, indentation: 0)
        return result + "\n"
    }

    /// The text of the document on one line, without a line break at its end.
    public var line: String {
        var result = ""
        write(to: &result, indentation: nil)
        return result
    }

    private func write(to result: inout String, indentation: Int?) {
        switch self {
        case .null: result += "null"
        case .bool(let value): result += value ? "true" : "false"
        case .integer(let value): result += String(value)
        case .string(let value): result += JSONEscaping.string(value)
        case .array(let values):
            Self.write(values, "[", "]", to: &result, indentation) { value, result, inner in
                value.write(to: &result, indentation: inner)
            }
        case .object(let fields):
            Self.write(fields, "{", "}", to: &result, indentation) { field, result, inner in
                result += JSONEscaping.string(field.name) + (inner == nil ? ":" : ": ")
                field.value.write(to: &result, indentation: inner)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], _ open: String, _ close: String, to result: inout String,
        _ indentation: Int?, each: (Element, inout String, Int?) -> Void
    ) {
        result += open
        for (index, element) in elements.enumerated() {
            if index > 0 { result += "," }
            if let indentation {
                result += "\n" + String(repeating: "  ", count: indentation + 1)
            }
            each(element, &result, indentation.map { $0 + 1 })
        }
        if let indentation, !elements.isEmpty {
            result += "\n" + String(repeating: "  ", count: indentation)
        }
        result += close
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// True or false.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// Values in order.
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
}
