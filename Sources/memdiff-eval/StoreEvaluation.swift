import MemoryDiff

/// Compares two folders and prints the report as plain data, to be read by a person.
enum StoreEvaluation {
    static func show(_ words: [String]) {
        guard words.count == 2 else { Output.complain("usage: memdiff-eval show OLD NEW") }
        let report = Comparison.report(old: memories(in: words[0]), new: memories(in: words[1]))
        var text =
            "items \(report.old.items) -> \(report.new.items), tokens \(report.old.tokens) -> "
            + "\(report.new.tokens), unchanged \(report.unchangedItems)"
        for kind in ChangeKind.allCases where report.count(of: kind) > 0 {
            text += ", \(kind.rawValue) \(report.count(of: kind))"
        }
        text += "\n"
        for change in report.changes { text += describe(change) }
        for term in report.lostTerms {
            text += "lost \(term.category.rawValue): \(printable(term.text)) (\(term.count)x, "
            text += "\(term.places.first.map(place) ?? ""))\n"
        }
        Output.write(Array(text.utf8))
    }

    /// Says whether every item of two folders is accounted for once and whether the report mirrors.
    static func verify(_ words: [String]) {
        guard words.count == 2 else { Output.complain("usage: memdiff-eval verify OLD NEW") }
        let old = memories(in: words[0])
        let new = memories(in: words[1])
        let there = Comparison.report(old: old, new: new)
        let back = Comparison.report(old: new, new: old)
        let isOldExact = isExact(old, there.changes.flatMap(\.old), there.unchangedItems)
        let isNewExact = isExact(new, there.changes.flatMap(\.new), there.unchangedItems)
        let mirrored = Set(back.changes.map { [$0.new, $0.old] })
        let isMirrored =
            Set(there.changes.map { [$0.old, $0.new] }) == mirrored
            && there.unchangedItems == back.unchangedItems
        let isQuiet = Comparison.report(old: old, new: old).isEmpty
        Output.write(
            Array(
                """
                accounting \(isOldExact && isNewExact ? "exact" : "WRONG"), \
                mirror \(isMirrored ? "exact" : "WRONG"), \
                itself \(isQuiet ? "empty" : "WRONG")

                """.utf8))
    }

    private static func isExact(_ store: [Memory], _ changed: [Item], _ unchanged: Int) -> Bool {
        var waiting: [Item: Int] = [:]
        for memory in store {
            for item in ItemParser.items(of: memory) { waiting[item, default: 0] += 1 }
        }
        for item in changed { waiting[item, default: 0] -= 1 }
        return !waiting.values.contains { $0 < 0 } && waiting.values.reduce(0, +) == unchanged
    }

    private static func describe(_ change: Change) -> String {
        var text = "\n\(change.kind.rawValue) [\(change.memoryKind.rawValue), risk \(change.risk)]"
        text += " \(printable(change.reason))"
        if change.isSuperseded { text += " (superseded)" }
        text += "\n"
        for (index, item) in change.old.enumerated() {
            let fate = change.accounts.first { $0.item == index }
            let account = fate.map {
                " {\($0.fate.rawValue) \(Int($0.coverage * 100)) %"
                    + ($0.target.map { " \(place($0))" } ?? "") + "}"
            }
            text += "  - \(place(item)) \(printable(item.text))\(account ?? "")\n"
        }
        for item in change.new { text += "  + \(place(item)) \(printable(item.text))\n" }
        for detail in change.details {
            text += "    \(detail.aspect.rawValue): '\(printable(detail.old))' -> "
            text += "'\(printable(detail.new))'\n"
        }
        return text
    }

    private static func place(_ item: Item) -> String {
        "\(item.memoryPath)@\(item.range.lowerBound)"
    }

    private static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.value < 0x20 || scalar.properties.generalCategory == .format {
                result += "<\(String(scalar.value, radix: 16))>"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    static func memories(in folder: String) -> [Memory] {
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
            Output.complain("error: cannot open '\(folder)'")
        }
        return names.sorted().compactMap { name in
            let path = folder + "/" + name
            var isFolder = false
            let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            guard exists, !isFolder, let data = FileManager.default.contents(atPath: path) else {
                return nil
            }
            return Memory(path: name, content: Array(data))
        }
    }
}
