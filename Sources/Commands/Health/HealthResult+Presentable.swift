import Render

extension HealthResult {
    var fields: [JSON.Field] {
        [
            JSON.Field("subject", .string(figures.subject)),
            JSON.Field("memories", .integer(figures.total.memories)),
            JSON.Field("items", .integer(figures.items)),
            JSON.Field("tokens", .integer(figures.total.tokens)),
            JSON.Field(
                "findings",
                .array(
                    figures.findings.map { finding in
                        .object([
                            JSON.Field("name", .string(finding.name)),
                            JSON.Field("count", .integer(finding.count)),
                            JSON.Field(
                                "examples",
                                .array(
                                    finding.examples.map { example in
                                        .array(
                                            example.map {
                                                .object([
                                                    JSON.Field("path", .string($0.path)),
                                                    JSON.Field("text", .string($0.text)),
                                                ])
                                            })
                                    })),
                        ])
                    })),
            JSON.Field("weeks", Self.json(figures.weeks)),
            JSON.Field("ages", Self.json(figures.ages)),
            JSON.Field("folders", Self.json(figures.folders)),
        ]
    }

    private static func json(_ sizes: [HealthFigures.Size]) -> JSON {
        .array(
            sizes.map {
                .object([
                    JSON.Field("name", .string($0.name)),
                    JSON.Field("memories", .integer($0.memories)),
                    JSON.Field("tokens", .integer($0.tokens)),
                ])
            })
    }

    func lines(width: Int) -> [Message] {
        var lines: [Message] = [
            Message("\(figures.subject)").styled(.heading)
                + ": \(Wording.count(figures.total.memories, "memory", "memories")), \(Wording.count(figures.items, "item", "items")), about \(figures.total.tokens) tokens",
            "",
        ]
        let widest = figures.findings.map { "\($0.count)".count }.max() ?? 1
        for finding in figures.findings {
            let number = "\(finding.count)"
            let head =
                Message.spaces(widest - number.count)
                + (finding.count > 0 ? Message("\(number)").styled(.warning) : "\(number)")
                + "  \(finding.name): "
            lines.append(head + Wording.clipped(finding.advice, columns: width - head.columns))
            // Two examples of each are what a screen holds.
            for example in finding.examples.prefix(2) {
                let room = (width - widest - 4) / max(1, min(2, example.count)) - 2
                let told = example.prefix(2).map { place -> Message in
                    let path = Wording.clipped(place.path, columns: room / 2)
                    let flat = place.text.split(whereSeparator: \.isNewline).joined(separator: " ")
                    return path + " "
                        + Wording.clipped(flat, columns: max(8, room - path.columns - 1))
                }
                let row = Message.joined(told, separator: " | ")
                lines.append(Message.spaces(widest + 4) + row.styled(.faint))
            }
        }
        guard hasHistory else { return lines }
        let shown = figures.weeks
        var rows: [[Message]] = [["week of", "memories", "tokens", "growth"]]
        for (index, week) in shown.enumerated() {
            let growth = index > 0 ? week.tokens - shown[index - 1].tokens : 0
            let told: Message =
                index == 0 ? "-" : growth > 0 ? "+\(growth)" : "\(growth)"
            rows.append(["\(week.name)", "\(week.memories)", "\(week.tokens)", told])
        }
        return lines + [""] + Columns(rows, rightAligned: [1, 2, 3]).lines
    }
}
