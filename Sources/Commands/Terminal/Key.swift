/// A key of the keyboard.
enum Key: Hashable {
    case character(Character)
    case up, down, pageUp, pageDown
    case interrupt
    /// A key without a meaning of its own: Enter, Tab, Escape, Home, a letter beyond ASCII.
    case other

    /// The keys that some bytes of a terminal mean.
    static func keys(in bytes: [UInt8]) -> [Key] {
        var keys: [Key] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case 3, 4: keys.append(.interrupt)
            case 0x1B:
                guard rest.first == UInt8(ascii: "[") || rest.first == UInt8(ascii: "O") else {
                    keys.append(.other)
                    continue
                }
                rest.removeFirst()
                var sequence: [UInt8] = []
                while let next = rest.popFirst() {
                    sequence.append(next)
                    if (0x40...0x7E).contains(next) { break }
                }
                switch String(decoding: sequence, as: UTF8.self) {
                case "A": keys.append(.up)
                case "B": keys.append(.down)
                case "5~": keys.append(.pageUp)
                case "6~": keys.append(.pageDown)
                default: keys.append(.other)
                }
            case 0x20..<0x7F: keys.append(.character(Character(Unicode.Scalar(byte))))
            case 0x80..<0xC0: break
            default: keys.append(.other)
            }
        }
        return keys
    }
}
