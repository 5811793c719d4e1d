import MemoryDiff

/// Writes a report as data of schema `reverie.memdiff/1`.
struct JSONReport {
    static let schema = "reverie.memdiff/1"

    private let view: ReportView

    init(_ view: ReportView) {
        self.view = view
    }

    var document: JSON {
        let report = view.report
        let isFull = view.options.extent == .full
        return JSON.document(
            schema: Self.schema,
            [
                JSON.Field("old", totals(report.old, name: view.options.oldName)),
                JSON.Field("new", totals(report.new, name: view.options.newName)),
                JSON.Field(
                    "counts",
                    .object([
                        JSON.Field("unchanged", .integer(report.unchangedItems)),
                        JSON.Field("changes", .integer(report.changes.count)),
                        JSON.Field("shown", .integer(view.shownCount)),
                        JSON.Field("folded", .integer(view.folded.count)),
                        JSON.Field(
                            "kinds",
                            .object(
                                ChangeKind.allCases.map { kind in
                                    JSON.Field(kind.rawValue, .integer(report.count(of: kind)))
                                })),
                        JSON.Field(
                            "risks",
                            .object(
                                view.riskCounts.map { JSON.Field($0.risk.name, .integer($0.count)) }
                            )),
                    ])),
                JSON.Field("layoutOnly", .bool(view.isLayoutOnly)),
                JSON.Field("notes", .array(view.options.notes.map(JSON.message))),
                JSON.Field(
                    "changes",
                    .array(isFull ? view.sections.flatMap { $0.changes.map(json) } : [])),
                JSON.Field("lostTerms", .array(isFull ? report.lostTerms.map(json) : [])),
                JSON.Field(
                    "memories",
                    .array(
                        view.touchedMemories.map { memory in
                            .object([
                                JSON.Field("path", .string(memory.path)),
                                JSON.Field(
                                    "kinds",
                                    .object(
                                        memory.counts.map {
                                            JSON.Field($0.kind.rawValue, .integer($0.count))
                                        })),
                            ])
                        })),
            ])
    }

    private func totals(_ totals: Report.Totals, name: String) -> JSON {
        .object([
            JSON.Field("name", .string(name)),
            JSON.Field("memories", .integer(totals.memories)),
            JSON.Field("items", .integer(totals.items)),
            JSON.Field("bytes", .integer(totals.bytes)),
            JSON.Field("tokens", .integer(totals.tokens)),
        ])
    }

    private func json(_ change: Change) -> JSON {
        .object([
            JSON.Field("id", .string(change.id)),
            JSON.Field("kind", .string(change.kind.rawValue)),
            JSON.Field("memoryKind", .string(change.memoryKind.rawValue)),
            JSON.Field("risk", .string(change.risk.name)),
            JSON.Field("reason", .string(change.reason)),
            JSON.Field("superseded", .bool(change.isSuperseded)),
            JSON.Field("relocated", .bool(change.isRelocated)),
            JSON.Field("old", .array(change.old.map { json($0, line: view.line(ofOld: $0)) })),
            JSON.Field("new", .array(change.new.map { json($0, line: view.line(ofNew: $0)) })),
            JSON.Field("details", .array(change.details.map(json))),
            JSON.Field("accounts", .array(change.accounts.map(json))),
            JSON.Field("evidence", .array(view.evidence.evidence(of: change).map(\.json))),
        ])
    }

    private func json(_ item: Item, line: Int?) -> JSON {
        .object([
            JSON.Field("path", .string(item.memoryPath)),
            JSON.Field("line", line.map(JSON.integer) ?? .null),
            JSON.Field("start", .integer(item.range.lowerBound)),
            JSON.Field("end", .integer(item.range.upperBound)),
            JSON.Field("form", .string(item.form.rawValue)),
            JSON.Field("headings", .array(item.headings.map(JSON.string))),
            JSON.Field("text", .string(item.text)),
        ])
    }

    private func json(_ detail: ChangeDetail) -> JSON {
        .object([
            JSON.Field("aspect", .string(detail.aspect.rawValue)),
            JSON.Field("old", .string(detail.old)),
            JSON.Field("new", .string(detail.new)),
        ])
    }

    private func json(_ account: DeletionAccount) -> JSON {
        .object([
            JSON.Field("item", .integer(account.item)),
            JSON.Field("fate", .string(account.fate.rawValue)),
            JSON.Field("coveragePercent", .integer(Figures.percent(account.coverage))),
            JSON.Field("sharedWords", .array(account.sharedWords.map(JSON.string))),
            JSON.Field(
                "target", account.target.map { json($0, line: view.line(ofNew: $0)) } ?? .null),
        ])
    }

    private func json(_ term: LostTerm) -> JSON {
        .object([
            JSON.Field("category", .string(term.category.rawValue)),
            JSON.Field("text", .string(term.text)),
            JSON.Field("count", .integer(term.count)),
            JSON.Field("places", .array(term.places.map { json($0, line: view.line(ofOld: $0)) })),
        ])
    }
}
