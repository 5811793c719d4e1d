import MemoryDiff
import Render
import ReverieCore

extension ReviewScreen {
    /// What has to be known first: kinds, sizes, decisions, requirements, who said what.
    func summaryLines(_ width: Int) -> [Message] {
        let report = model.review.comparison.report
        let order: [ChangeKind] = [
            .invisible, .pruned, .modified, .compressed, .split, .regrouped, .added, .moved,
        ]
        let kinds: [Message] = order.compactMap { kind in
            let count = report.count(of: kind)
            return count == 0 ? nil : "\(Figures.grouped(count)) \(kind.rawValue)"
        }
        func size(_ name: StaticString, _ old: Int, _ new: Int) -> Message {
            let change = Figures.change(from: old, to: new)
            return "\(literal: name) \(Figures.grouped(old)) -> \(Figures.grouped(new))"
                + (change.isEmpty ? "" : " (\(change))")
        }
        let guardrails = report.changes.count { $0.memoryKind == .guardrail }
        let head: [Message] = [
            "",
            .joined(kinds, separator: ", "),
            "guardrails touched: \(guardrails)",
            .joined(
                [
                    size("memories", report.old.memories, report.new.memories),
                    size("items", report.old.items, report.new.items),
                    size("tokens", report.old.tokens, report.new.tokens),
                ], separator: ", "),
            "",
        ]
        // A line that fits keeps its columns.
        return (head + summary.lines).flatMap {
            $0.columns <= width ? [$0] : $0.wrapped(width: width)
        }
    }
}
