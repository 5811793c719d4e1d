/// A Markdown text of blocks that random edits are made to.
struct MergeDocument {
    enum Block: Hashable {
        case heading(String)
        case paragraph(String)
        case bullet(String)

        var words: String {
            switch self {
            case .heading(let words), .paragraph(let words), .bullet(let words): words
            }
        }

        /// The same block with one word changed and one added.
        func edited(_ word: String) -> Block {
            let changed =
                words.split(separator: " ").dropLast().joined(separator: " ") + " " + word + " also"
            return switch self {
            case .heading: .heading(changed)
            case .paragraph: .paragraph(changed)
            case .bullet: .bullet(changed)
            }
        }
    }

    /// What one side does to a block.
    enum Edit { case change, delete, insertBehind }

    static let vocabulary = [
        "build", "test", "deploy", "never", "always", "owner", "branch", "release", "index",
        "token",
        "cache", "alpha", "beta", "delta", "queue", "window", "server", "client", "budget",
        "review",
    ]

    /// The text of some blocks: list entries stand together, everything else between blank lines.
    static func text(_ blocks: [Block], endsWithNewline: Bool = true) -> String {
        var text = ""
        var last: Block?
        for block in blocks {
            if let last {
                if case .bullet = last, case .bullet = block {
                    text += "\n"
                } else {
                    text += "\n\n"
                }
            }
            switch block {
            case .heading(let words): text += "## " + words
            case .paragraph(let words): text += words
            case .bullet(let words): text += "- " + words
            }
            last = block
        }
        return text + (endsWithNewline && !blocks.isEmpty ? "\n" : "")
    }

    static func randomBlock(_ number: Int, using generator: inout SeededGenerator) -> Block {
        let count = Int.random(in: 3...9, using: &generator)
        let words =
            "n\(number) "
            + (0..<count).map { _ in vocabulary.randomElement(using: &generator) ?? "" }
            .joined(separator: " ")
        return switch Int.random(in: 0..<6, using: &generator) {
        case 0: .heading(words)
        case 1, 2: .paragraph(words)
        default: .bullet(words)
        }
    }

    /// The blocks after some edits, by index.
    static func applying(
        _ edits: [Int: Edit], to blocks: [Block], mark: String,
        using generator: inout SeededGenerator
    ) -> [Block] {
        var result: [Block] = []
        for (index, block) in blocks.enumerated() {
            switch edits[index] {
            case .change: result.append(block.edited("\(mark)\(index)"))
            case .delete: break
            case .insertBehind:
                result.append(block)
                let added = randomBlock(index, using: &generator)
                result.append(added.edited("\(mark)new\(index)"))
            case nil: result.append(block)
            }
        }
        return result
    }
}
