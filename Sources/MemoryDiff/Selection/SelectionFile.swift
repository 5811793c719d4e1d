/// One memory of which some changes are taken and others not.
///
/// The cells of both sides are aligned, those of one change with each other; of every cell that is left one side
/// stands, or none. Gaps between cells follow their neighbours, as in a merge.
struct SelectionFile {
    let path: String
    let old: Memory?
    let new: Memory?
    let owners: SelectionOwners
    let changes: [Change]
    let decisions: [Selection.Decision]

    /// A cell of the result: where it stands on the sides, and which side it is taken from.
    private struct Cell {
        var old: Int?
        var new: Int?
        var source: Source
    }

    private enum Source {
        case old, new
        case text([UInt8])
    }

    /// The content; nil where nothing is left of a memory that only one side has.
    var content: [UInt8]? {
        let sides = [old, new].map { $0 ?? Memory(path: path, content: []) }
        let present = [old, new].compactMap(\.self)
        let format =
            present.count == 2
            ? ItemMerge.commonFormat(of: present)
            : present.first.map(ItemParser.format(of:)) ?? .plainText
        var names = CellNames()
        let oldSide = MergeSide(sides[0], as: format, names: &names)
        let newSide = MergeSide(sides[1], as: format, names: &names)
        let cells = self.cells(oldSide, newSide)
        if cells.isEmpty, present.count == 1 { return nil }
        let isNew = prefersNew
        let entries = cells.map { cell in
            let preferred = isNew ? cell.new : cell.old
            let other = isNew ? cell.old : cell.new
            let source: MergePlan.Source =
                switch cell.source {
                case .old: isNew ? .ours : .theirs
                case .new: isNew ? .theirs : .ours
                case .text(let text): .text(text)
                }
            return MergePlan.Entry(
                base: other, ours: other, theirs: preferred, source: source, conflict: nil)
        }
        let plan = MergePlan(
            entries: entries, preferred: isNew ? newSide : oldSide,
            other: isNew ? oldSide : newSide)
        return MergeComposition(plan).bytes
    }

    /// Whether a content can be read where both sides can.
    func isReadable(_ content: [UInt8]) -> Bool {
        let present = [old, new].compactMap(\.self)
        return !present.allSatisfy(ItemParser.isWellFormed)
            || ItemParser.isWellFormed(Memory(path: path, content: content))
    }

    /// Order, spacing and everything else that no change has are the proposal's as soon as one change is taken.
    private var prefersNew: Bool {
        owners.changes(inOld: old, inNew: new).contains { decisions[$0] != .refuse }
    }

    private func cells(_ oldSide: MergeSide, _ newSide: MergeSide) -> [Cell] {
        let oldOwners = oldSide.cells.map { owner(of: $0, isOld: true) }
        let newOwners = newSide.cells.map { owner(of: $0, isOld: false) }
        // Names of cells are not negative, so that owners below zero meet none of them.
        let partners = CellAlignment.partners(
            zip(oldSide.cells, oldOwners).map { $1.map { -1 - $0 } ?? $0.name },
            zip(newSide.cells, newOwners).map { $1.map { -1 - $0 } ?? $0.name })
        var cells: [Cell] = []
        var next = 0
        var open: [Int] = []
        func take(old place: Int?, new partner: Int?) {
            let owner = place.flatMap { oldOwners[$0] } ?? partner.flatMap { newOwners[$0] }
            if let source = source(owner, hasOld: place != nil, hasNew: partner != nil) {
                cells.append(Cell(old: place, new: partner, source: source))
            }
        }
        func flush(upTo end: Int) {
            for place in open { take(old: place, new: nil) }
            open = []
            while next < end {
                take(old: nil, new: next)
                next += 1
            }
        }
        var written: Set<Int> = []
        func source(_ owner: Int?, hasOld: Bool, hasNew: Bool) -> Source? {
            guard let owner else {
                if hasOld && hasNew { return prefersNew ? .new : .old }
                return hasNew == prefersNew ? (hasNew ? .new : .old) : nil
            }
            switch decisions[owner] {
            case .accept: return hasNew ? .new : nil
            case .refuse: return hasOld ? .old : nil
            case .edit(let text):
                guard isHome(of: owner, hasNew: hasNew), written.insert(owner).inserted else {
                    return nil
                }
                let core = Self.withoutLineEnd(text)
                return core.isEmpty ? nil : .text(core)
            }
        }
        for place in oldSide.cells.indices {
            guard let partner = partners[place] else {
                open.append(place)
                continue
            }
            flush(upTo: partner)
            take(old: place, new: partner)
            next = partner + 1
        }
        flush(upTo: newSide.cells.count)
        return cells
    }

    /// Whether the text of an edited change stands in this memory, at a cell of this side.
    private func isHome(of owner: Int, hasNew: Bool) -> Bool {
        let change = changes[owner]
        guard let first = change.new.first else { return change.old.first?.memoryPath == path }
        return hasNew && first.memoryPath == path
    }

    private func owner(of cell: MergeCell, isOld: Bool) -> Int? {
        guard cell.form != nil else { return nil }
        return isOld
            ? owners.owner(ofOld: cell.tile.lowerBound, in: path)
            : owners.owner(ofNew: cell.tile.lowerBound, in: path)
    }

    private static func withoutLineEnd(_ text: [UInt8]) -> [UInt8] {
        var text = text
        while text.last == 0x0A || text.last == 0x0D { text.removeLast() }
        return text
    }
}
