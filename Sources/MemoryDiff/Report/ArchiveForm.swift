/// Writes numbers in groups of seven bits, and texts that come often once.
struct ArchiveWriter {
    private(set) var bytes: [UInt8] = []
    private var places: [String: UInt64] = [:]

    mutating func add(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func add(_ text: String) {
        add(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    /// Adds a text the first time, and where it stands in the order of such texts after that.
    mutating func addShared(_ text: String) {
        if let place = places[text] {
            add(place + 1)
        } else {
            places[text] = UInt64(places.count)
            add(0 as UInt64)
            add(text)
        }
    }

    mutating func add<Choice: CaseIterable & Equatable>(_ choice: Choice) {
        var place: UInt64 = 0
        for other in Choice.allCases {
            if other == choice { break }
            place += 1
        }
        add(place)
    }

    mutating func addList<Element>(
        _ list: [Element], _ body: (Element, inout ArchiveWriter) -> Void
    ) {
        add(UInt64(list.count))
        for element in list { body(element, &self) }
    }

    mutating func add(_ item: Item) {
        addShared(item.memoryPath)
        add(item.form)
        addList(item.headings) { $1.addShared($0) }
        add(UInt64(item.range.lowerBound))
        add(UInt64(item.range.count))
        add(item.text)
    }

    /// A number as eight bytes.
    static func fixed(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }
}

/// Reads what ``ArchiveWriter`` wrote; after the first thing that cannot be right everything is empty.
struct ArchiveReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private var texts: [String] = []
    private(set) var isBroken = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    private mutating func fail() {
        isBroken = true
        offset = bytes.count
    }

    mutating func number() -> UInt64 {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count, shift < 64 {
            let byte = bytes[offset]
            offset += 1
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return result }
            shift += 7
        }
        fail()
        return 0
    }

    /// A number that counts something that exists.
    mutating func count() -> Int {
        let number = number()
        guard number < 1 << 40 else {
            fail()
            return 0
        }
        return Int(number)
    }

    mutating func text() -> String {
        let length = count()
        guard length <= bytes.count - offset else {
            fail()
            return ""
        }
        defer { offset += length }
        return String(decoding: bytes[offset..<offset + length], as: UTF8.self)
    }

    mutating func shared() -> String {
        let place = count()
        if place > 0 {
            guard place <= texts.count else {
                fail()
                return ""
            }
            return texts[place - 1]
        }
        texts.append(text())
        return texts[texts.count - 1]
    }

    mutating func choice<Choice: CaseIterable>(_ fallback: Choice) -> Choice {
        let place = count()
        guard place < Choice.allCases.count else {
            fail()
            return fallback
        }
        return Choice.allCases[
            Choice.allCases.index(Choice.allCases.startIndex, offsetBy: place)]
    }

    mutating func list<Element>(_ body: (inout ArchiveReader) -> Element) -> [Element] {
        let length = count()
        // Every element takes a byte at least.
        guard length <= bytes.count - offset else {
            fail()
            return []
        }
        var result: [Element] = []
        result.reserveCapacity(length)
        for _ in 0..<length where !isBroken { result.append(body(&self)) }
        return result
    }

    mutating func item() -> Item {
        let path = shared()
        let form: ItemForm = choice(.line)
        let headings = list { $0.shared() }
        let start = count()
        let length = count()
        return Item(
            memoryPath: path, form: form, headings: headings, range: start..<start + length,
            text: text())
    }
}
