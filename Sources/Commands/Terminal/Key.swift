/// A key of the keyboard.
enum Key: Hashable {
    case character(Character)
    case up, down, pageUp, pageDown
    case interrupt

    /// The keys that some bytes of a terminal mean; what is unknown is left out.
    static func keys(in bytes: [UInt8]) -> [Key] {
        var keys: [Key] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case 3, 4: keys.append(.interrupt)
            case 0x1B:
                guard rest.first == UInt8(ascii: "[") || rest.first == UInt8(ascii: "O") else {
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
                default: break
                }
            case 0x20..<0x7F: keys.append(.character(Character(Unicode.Scalar(byte))))
            default: break
            }
        }
        return keys
    }
}
