import MemoryDiff

/// Stores of random sentences and random edits of them; the same seed gives the same stores.
struct RandomStore {
    private var state: UInt64

    private static let words =
        """
        deploy staging invoice refund customer ledger retry token cache region backup schedule \
        report signature review branch pipeline timeout webhook payload archive mailbox calendar \
        vendor budget quarter payroll holiday approval printer laptop badge office kitchen
        """
        .split(separator: " ").map(String.init)

    private static let patterns = [
        "Never %s the %s before %s", "The %s is kept in %s since %n", "Use %s for every %s",
        "%s takes %n seconds unless %s is %s", "Ask %s when the %s has no %s",
        "The %s of the %s prefers %s", "%s", "%s and %s and %s and %s and %s",
    ]

    private mutating func next(_ bound: Int) -> Int {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    private mutating func sentence() -> String {
        var result = ""
        var pattern = Self.patterns[next(Self.patterns.count)][...]
        while let place = pattern.firstIndex(of: "%") {
            result += pattern[..<place]
            let kind = pattern.index(after: place)
            result += pattern[kind] == "n" ? String(next(5000)) : Self.words[next(Self.words.count)]
            pattern = pattern[pattern.index(after: kind)...]
        }
        return result + pattern
    }

    private mutating func edited(_ lines: [String]) -> [String] {
        var result: [String] = []
        var index = 0
        while index < lines.count {
            let line = lines[index]
            switch next(12) {
            case 0: break
            case 1: result += [line, sentence()]
            case 2: result.append(line.replacing("the", with: "our") + " " + Self.words[next(30)])
            case 3 where index + 1 < lines.count:
                result.append(line + " and " + lines[index + 1])
                index += 1
            case 4:
                let words = line.split(separator: " ")
                result.append(words.prefix(words.count / 2).joined(separator: " "))
                result.append(words.dropFirst(words.count / 2).joined(separator: " "))
            case 5: result += [line, line]
            case 6: result.insert(line, at: next(result.count + 1))
            case 7: result.append(line + "\u{200B}")
            case 8 where index + 1 < lines.count:
                let words = line.split(separator: " ")
                result.append(words.prefix(words.count / 2).joined(separator: " "))
                result.append(
                    words.dropFirst(words.count / 2).joined(separator: " ") + " and "
                        + lines[index + 1])
                index += 1
            default: result.append(line)
            }
            index += 1
        }
        return result
    }

    /// Two stores, the second an edit of the first.
    static func pair(seed: UInt64) -> (old: [Memory], new: [Memory]) {
        var random = RandomStore(state: seed &* 7919 &+ 1)
        var old: [Memory] = []
        var new: [Memory] = []
        for file in 0..<1 + random.next(6) {
            let lines = (0..<random.next(14)).map { _ in random.sentence() }
            let path = "notes/\(file).md"
            if random.next(10) > 0 { old.append(random.memory(path, lines)) }
            switch random.next(5) {
            case 0: new.append(random.memory(path, lines))
            case 1: new.append(random.memory("moved/\(file).md", lines))
            default: new.append(random.memory(path, random.edited(lines)))
            }
        }
        return (old, new)
    }

    private mutating func memory(_ path: String, _ lines: [String]) -> Memory {
        var text = "# Notes\n\n"
        for (index, line) in lines.enumerated() {
            if index % 5 == 4 { text += "\n## Part \(index)\n\n" }
            text += "- " + line + "\n"
        }
        return Memory(path: path, text: text)
    }
}
