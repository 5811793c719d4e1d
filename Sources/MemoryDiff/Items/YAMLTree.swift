internal import CYAML

/// The values of a YAML text with the lines on which they stand, outermost first (YAML 1.1, through libyaml).
///
/// A flow collection (`[a, b]`) is one value. More than 512 levels are not read.
struct YAMLTree {
    enum Kind { case value, mapping, sequence }

    struct Key {
        let text: String
        /// First and last line, counted from 0.
        let lines: ClosedRange<Int>
    }

    struct Node {
        let kind: Kind
        /// The key in the mapping around; nil for elements and whole documents.
        let key: Key?
        /// First and last line without the key, counted from 0.
        var lines: ClosedRange<Int>
        /// Index of the first node behind this one and everything in it.
        var behind: Int
        /// The characters of a scalar.
        var scalar: String?
        /// Whether the scalar is written as a block (`|` or `>`).
        var isBlock = false

        /// The first line, the key's if there is one.
        var first: Int { min(key?.lines.lowerBound ?? lines.lowerBound, lines.lowerBound) }
        /// The last line.
        var last: Int { max(key?.lines.upperBound ?? lines.upperBound, lines.upperBound) }
    }

    private static let deepest = 512
    private(set) var nodes: [Node] = []
    private var open: [Frame] = []
    /// Levels of the collection that is read as one value, and where it began.
    private var skipped: (depth: Int, first: Int) = (0, 0)

    private struct Frame {
        let node: Int
        let isMapping: Bool
        var key: Key?
    }

    /// Reads a text; nil where libyaml does not take it for YAML.
    init?(_ bytes: ByteView) {
        guard Self.isShallow(bytes) else { return nil }
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { return nil }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { return nil }
            defer { yaml_event_delete(&event) }
            if event.type == YAML_STREAM_END_EVENT { return }
            guard take(event) else { return nil }
        }
    }

    /// Whether brackets and indicators of nesting stay few; libyaml's time grows with depth times length.
    private static func isShallow(_ bytes: ByteView) -> Bool {
        var depth = 0
        var dashes = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): dashes += 1
            case 0x0A: dashes = 0
            case 0x20: break
            default: dashes = 0
            }
            if depth > deepest || dashes > deepest { return false }
        }
        return true
    }

    private mutating func take(_ event: yaml_event_t) -> Bool {
        let first = Int(event.start_mark.line)
        let end = Int(event.end_mark.line)
        let last = event.end_mark.column == 0 && end > first ? end - 1 : end
        switch event.type {
        case YAML_MAPPING_START_EVENT:
            let isFlow = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
            return start(.mapping, isFlow: isFlow, first)
        case YAML_SEQUENCE_START_EVENT:
            let isFlow = event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
            return start(.sequence, isFlow: isFlow, first)
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
            finish(last)
        case YAML_ALIAS_EVENT:
            if skipped.depth == 0 { add(first...max(first, last), scalar: nil, isBlock: false) }
        case YAML_SCALAR_EVENT:
            guard skipped.depth == 0 else { return true }
            let scalar = event.data.scalar
            let text = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length),
                as: UTF8.self)
            let isBlock =
                scalar.style == YAML_LITERAL_SCALAR_STYLE
                || scalar.style == YAML_FOLDED_SCALAR_STYLE
            add(first...max(first, last), scalar: text, isBlock: isBlock)
        default: break
        }
        return true
    }

    private mutating func start(_ kind: Kind, isFlow: Bool, _ first: Int) -> Bool {
        let isKey = open.last.map { $0.isMapping && $0.key == nil } ?? false
        if skipped.depth > 0 || isFlow || isKey {
            if skipped.depth == 0 { skipped.first = first }
            skipped.depth += 1
            return skipped.depth <= Self.deepest
        }
        guard open.count < Self.deepest else { return false }
        let key = takeKey()
        open.append(Frame(node: nodes.count, isMapping: kind == .mapping, key: nil))
        nodes.append(
            Node(kind: kind, key: key, lines: first...first, behind: nodes.count + 1, scalar: nil))
        return true
    }

    private mutating func finish(_ last: Int) {
        if skipped.depth > 0 {
            skipped.depth -= 1
            let lines = skipped.first...max(skipped.first, last)
            if skipped.depth == 0 { add(lines, scalar: nil, isBlock: false) }
        } else if let frame = open.popLast() {
            let first = nodes[frame.node].lines.lowerBound
            let end = frame.node + 1 < nodes.count ? nodes[nodes.count - 1].last : first
            nodes[frame.node].lines = first...max(first, end)
            nodes[frame.node].behind = nodes.count
        }
    }

    /// Takes a value without structure: as a key where one is due.
    private mutating func add(_ lines: ClosedRange<Int>, scalar: String?, isBlock: Bool) {
        if let frame = open.last, frame.isMapping, frame.key == nil {
            open[open.count - 1].key = Key(text: scalar ?? "?", lines: lines)
            return
        }
        let key = takeKey()
        let isNothing = scalar?.isEmpty == true && key != nil && !isBlock
        nodes.append(
            Node(
                kind: .value, key: key, lines: isNothing ? key?.lines ?? lines : lines,
                behind: nodes.count + 1, scalar: scalar, isBlock: isBlock))
    }

    private mutating func takeKey() -> Key? {
        guard !open.isEmpty else { return nil }
        defer { open[open.count - 1].key = nil }
        return open[open.count - 1].key
    }
}
