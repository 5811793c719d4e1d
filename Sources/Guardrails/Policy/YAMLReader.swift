import CYAML

/// Reads one YAML document into a tree, refusing what a policy has no use for.
///
/// Anchors, aliases and tags are refused, so a small file cannot stand for a large one; size, depth and
/// number of values are limited, so no file takes long.
struct YAMLReader {
    /// Largest file, in bytes.
    static let sizeLimit = 262_144
    /// Deepest nesting.
    static let depthLimit = 16
    /// Most values.
    static let valueLimit = 50_000

    private enum Event {
        case start, end, secondDocument
        case open(isMapping: Bool)
        case close
        case scalar(String, isPlain: Bool)
        case refused(PolicyMistake.Problem)
    }

    private struct Frame {
        var isMapping: Bool
        var place: PolicyPlace
        var elements: [YAMLNode] = []
        var entries: [YAMLNode.Entry] = []
        var key: (text: String, place: PolicyPlace)?
    }

    private(set) var mistakes: [PolicyMistake] = []
    private var frames: [Frame] = []
    private var root: YAMLNode?
    private var values = 0

    private init() {}

    /// The root of the document, nil for an empty one; throws at the first thing that is no tree.
    static func read(_ bytes: [UInt8]) throws(PolicyError) -> (
        root: YAMLNode?, mistakes: [PolicyMistake]
    ) {
        guard bytes.count <= sizeLimit else {
            throw PolicyError(mistakes: [fileMistake(.tooLarge(limit: sizeLimit))])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw PolicyError(mistakes: [fileMistake(.notUTF8(offset: invalidOffset(in: bytes)))])
        }
        var reader = YAMLReader()
        try reader.run(Array(text.utf8))
        return (reader.root, reader.mistakes)
    }

    private static func fileMistake(_ problem: PolicyMistake.Problem) -> PolicyMistake {
        PolicyMistake(place: PolicyPlace(line: 1, column: 1), path: "", problem: problem)
    }

    /// Where decoding first needs a replacement character that is not in the bytes.
    private static func invalidOffset(in bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput, .error: return offset
            }
        }
    }

    private mutating func run(_ bytes: [UInt8]) throws(PolicyError) {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else {
            throw PolicyError(mistakes: [Self.fileMistake(.syntax("out of memory"))])
        }
        defer { yaml_parser_delete(&parser) }
        let failure = bytes.withUnsafeBufferPointer { buffer -> PolicyError? in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            do throws(PolicyError) {
                while try step(&parser) {}
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Takes one event; false at the end.
    private mutating func step(_ parser: inout yaml_parser_t) throws(PolicyError) -> Bool {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else {
            let words = parser.problem.map { String(cString: $0) } ?? ""
            let mark = parser.problem_mark
            throw PolicyError(
                mistakes: [
                    PolicyMistake(place: Self.place(mark), path: "", problem: .syntax(words))
                ])
        }
        defer { yaml_event_delete(&event) }
        let place = Self.place(event.start_mark)
        switch Self.event(event) {
        case .start: return true
        case .end: return false
        case .secondDocument:
            if root != nil { throw failure(.secondDocument, place) }
        case .refused(let problem): throw failure(problem, place)
        case .open(let isMapping):
            try count(place)
            guard frames.count < Self.depthLimit else {
                throw failure(.tooDeep(limit: Self.depthLimit), place)
            }
            if let frame = frames.last, frame.isMapping, frame.key == nil {
                throw failure(.keyNotText, place)
            }
            frames.append(Frame(isMapping: isMapping, place: place))
        case .close:
            guard let frame = frames.popLast() else { return true }
            add(
                YAMLNode(
                    content: frame.isMapping ? .mapping(frame.entries) : .sequence(frame.elements),
                    place: frame.place))
        case .scalar(let text, let isPlain):
            try count(place)
            if let last = frames.indices.last, frames[last].isMapping, frames[last].key == nil {
                frames[last].key = (text, place)
            } else {
                add(YAMLNode(content: .scalar(text, isPlain: isPlain), place: place))
            }
        }
        return true
    }

    private mutating func count(_ place: PolicyPlace) throws(PolicyError) {
        values += 1
        if values > Self.valueLimit {
            throw failure(.tooManyValues(limit: Self.valueLimit), place)
        }
    }

    private func failure(_ problem: PolicyMistake.Problem, _ place: PolicyPlace) -> PolicyError {
        PolicyError(
            mistakes: mistakes + [PolicyMistake(place: place, path: "", problem: problem)])
    }

    private mutating func add(_ node: YAMLNode) {
        guard let last = frames.indices.last else {
            root = node
            return
        }
        guard frames[last].isMapping else {
            frames[last].elements.append(node)
            return
        }
        guard let key = frames[last].key else { return }
        frames[last].key = nil
        if let first = frames[last].entries.first(where: { $0.key == key.text }) {
            mistakes.append(
                PolicyMistake(
                    place: key.place, path: key.text,
                    problem: .duplicateKey(key.text, firstLine: first.keyPlace.line)))
        } else {
            frames[last].entries.append(
                YAMLNode.Entry(key: key.text, keyPlace: key.place, value: node))
        }
    }

    private static func place(_ mark: yaml_mark_t) -> PolicyPlace {
        PolicyPlace(line: mark.line + 1, column: mark.column + 1)
    }

    private static func event(_ event: yaml_event_t) -> Event {
        switch event.type {
        case YAML_STREAM_START_EVENT: return .start
        case YAML_STREAM_END_EVENT: return .end
        case YAML_DOCUMENT_START_EVENT: return .secondDocument
        case YAML_ALIAS_EVENT: return .refused(.anchorOrAlias)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            if scalar.anchor != nil { return .refused(.anchorOrAlias) }
            if scalar.tag != nil { return .refused(.tag) }
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            return .scalar(
                String(decoding: bytes, as: UTF8.self),
                isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
        case YAML_SEQUENCE_START_EVENT:
            if event.data.sequence_start.anchor != nil { return .refused(.anchorOrAlias) }
            if event.data.sequence_start.tag != nil { return .refused(.tag) }
            return .open(isMapping: false)
        case YAML_MAPPING_START_EVENT:
            if event.data.mapping_start.anchor != nil { return .refused(.anchorOrAlias) }
            if event.data.mapping_start.tag != nil { return .refused(.tag) }
            return .open(isMapping: true)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .close
        default: return .start
        }
    }
}
