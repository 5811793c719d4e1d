/// Writes the cells of a merge and finds the right gap between each two.
///
/// A gap belongs to its two neighbours: where they are neighbours on all sides the gap is merged as a value,
/// where on one, that side's is taken, and where on none, the one before the second cell.
struct MergeComposition {
    private(set) var bytes: [UInt8] = []
    private let plan: MergePlan
    private let lineEnd: [UInt8]

    init(_ plan: MergePlan) {
        self.plan = plan
        lineEnd =
            Self.lineEnd(of: plan.base.content) ?? Self.lineEnd(of: plan.ours.content) ?? [0x0A]
        var last: MergePlan.Entry?
        for entry in plan.entries {
            bytes += gap(last, entry)
            bytes += core(of: entry)
            last = entry
        }
        bytes += gap(last, nil)
    }

    private static func lineEnd(of content: [UInt8]) -> [UInt8]? {
        guard let end = content.firstIndex(of: 0x0A) else { return nil }
        return end > 0 && content[end - 1] == 0x0D ? [0x0D, 0x0A] : [0x0A]
    }

    /// The side and the index from which an entry's bytes are taken.
    private func place(of entry: MergePlan.Entry) -> (side: MergeSide, cell: MergeCell)? {
        switch entry.source {
        case .base: entry.base.map { (plan.base, plan.base.cells[$0]) }
        case .ours: entry.ours.map { (plan.ours, plan.ours.cells[$0]) }
        case .theirs: entry.theirs.map { (plan.theirs, plan.theirs.cells[$0]) }
        case .text:
            entry.ours.map { (plan.ours, plan.ours.cells[$0]) }
                ?? entry.theirs.map { (plan.theirs, plan.theirs.cells[$0]) }
        case .nothing: nil
        }
    }

    private func core(of entry: MergePlan.Entry) -> ArraySlice<UInt8> {
        if case .text(let text) = entry.source { return text[...] }
        return place(of: entry).map { $0.side.content[$0.cell.core] } ?? []
    }

    /// The gap between two entries; nil stands for the start and for the end of the file.
    private func gap(_ first: MergePlan.Entry?, _ second: MergePlan.Entry?) -> [UInt8] {
        guard let first, let second else {
            let ends = [plan.base, plan.ours, plan.theirs].map { side in
                side.content[side.gaps[second == nil ? side.cells.count : 0]]
            }
            return withoutCommas(Self.merged(ends[0], ends[1], ends[2]))
        }
        let places = [
            (plan.base, first.base, second.base), (plan.ours, first.ours, second.ours),
            (plan.theirs, first.theirs, second.theirs),
        ]
        let before = places.map { side, _, right in right.map { side.content[side.gaps[$0]] } }
        let between = zip(places, before).map { place, gap in
            place.1.map { $0 + 1 } == place.2 ? gap : nil
        }
        if plan.isSelection, between.allSatisfy({ $0 == nil }), let gap = guessed(first, second) {
            return repaired(gap, first, second, isNew: true)
        }
        let sources = between.allSatisfy { $0 == nil } ? before : between
        let names = [first, second].map { place(of: $0)?.cell.name }
        let isNew = !zip(places, between).contains { place, gap in
            gap != nil && names[0] == place.1.map { place.0.cells[$0].name }
                && names[1] == place.2.map { place.0.cells[$0].name }
        }
        return repaired(
            Array(Self.merged(sources[0], sources[1], sources[2])), first, second, isNew: isNew)
    }

    /// Between two cells that are neighbours nowhere the wider of the gaps that they have where one is a heading,
    /// and the narrower one everywhere else, as in a list.
    private func guessed(_ first: MergePlan.Entry, _ second: MergePlan.Entry) -> [UInt8]? {
        func gap(_ entry: MergePlan.Entry, _ offset: Int) -> ArraySlice<UInt8>? {
            if entry.source == .theirs, let index = entry.theirs {
                return plan.theirs.content[plan.theirs.gaps[index + offset]]
            }
            if let index = entry.ours { return plan.ours.content[plan.ours.gaps[index + offset]] }
            return entry.theirs.map { plan.theirs.content[plan.theirs.gaps[$0 + offset]] }
        }
        guard let behind = gap(first, 1), let before = gap(second, 0) else { return nil }
        let isHeading = [first, second].contains { place(of: $0)?.cell.form == .heading }
        let isBehind = isHeading == (behind.count >= before.count)
        return Array(isBehind ? behind : before)
    }

    /// A value changed on one side is taken from it; on both, ours.
    private static func merged(
        _ base: ArraySlice<UInt8>?, _ ours: ArraySlice<UInt8>?, _ theirs: ArraySlice<UInt8>?
    ) -> ArraySlice<UInt8> {
        guard let ours, let theirs else { return ours ?? theirs ?? base ?? [] }
        return ours == base ? theirs : ours
    }

    /// The gap with what the syntax asks for between two cells, which are new to each other on all sides or not.
    ///
    /// A lone return ends a line too, but a line feed after it does no harm.
    private func repaired(
        _ gap: [UInt8], _ first: MergePlan.Entry, _ second: MergePlan.Entry, isNew: Bool
    ) -> [UInt8] {
        guard let first = place(of: first)?.cell, let second = place(of: second)?.cell else {
            return gap
        }
        guard plan.ours.format != .json else {
            let needsComma = first.nature != .opening && second.nature != .closing
            if !needsComma { return withoutCommas(gap[...]) }
            return gap.contains(UInt8(ascii: ",")) ? gap : [UInt8(ascii: ",")] + gap
        }
        let least = isNew && Self.wouldJoin(first, second) ? 2 : 1
        var gap = gap
        var lines = gap.count { $0 == 0x0A }
        while lines < least {
            gap += lineEnd
            lines += 1
        }
        return gap
    }

    private func withoutCommas(_ gap: ArraySlice<UInt8>) -> [UInt8] {
        plan.ours.format == .json ? gap.filter { $0 != UInt8(ascii: ",") } : Array(gap)
    }

    /// Whether two cells without a blank line between them could become one block.
    private static func wouldJoin(_ first: MergeCell, _ second: MergeCell) -> Bool {
        // A rule under a paragraph would make a heading of it.
        if first.form == .paragraph, second.nature == .layout { return true }
        guard first.nature == .item, second.nature == .item else { return false }
        switch second.form {
        case .paragraph, .code, .html: return true
        case .tableRow: return first.form != .tableRow
        case .heading, .bullet, .task, .field, .record, .line, nil: return first.form == .html
        }
    }
}
