/// Which cells a merge takes, in order, and what is left to decide.
struct MergePlan {
    /// One cell of the result and where it stands on each side.
    struct Entry {
        var base: Int?
        var ours: Int?
        var theirs: Int?
        /// The side whose bytes are taken.
        var source: Source
        /// Place in the list of conflicts, if it is one.
        var conflict: Int?
    }

    /// Where the bytes of an entry come from.
    enum Source: Hashable {
        case base, ours, theirs
        case text([UInt8])
        case nothing
    }

    let base: MergeSide
    let ours: MergeSide
    let theirs: MergeSide
    /// Whether both sides are one base and one proposal of which some changes are taken.
    let isSelection: Bool
    private(set) var entries: [Entry] = []
    private(set) var openConflicts: [ItemMerge.Conflict] = []

    /// A plan of entries that somebody else chose from two sides; `preferred` decides gaps that both have.
    init(entries: [Entry], preferred: MergeSide, other: MergeSide) {
        base = other
        ours = other
        theirs = preferred
        isSelection = true
        self.entries = entries
    }

    init(base: MergeSide, ours: MergeSide, theirs: MergeSide) {
        self.base = base
        self.ours = ours
        self.theirs = theirs
        isSelection = false
        let ourChanges = CellChanges(base: base, side: ours)
        let theirChanges = CellChanges(base: base, side: theirs)
        for index in 0...base.cells.count {
            add(ourChanges.additions[index], theirChanges.additions[index], before: index)
            guard index < base.cells.count else { break }
            add(index, ourChanges.fates[index], theirChanges.fates[index])
        }
        joinEqualSlots()
        listConflicts()
    }

    /// Takes what the sides added at one place: what both added once, the rest ours first.
    private mutating func add(_ our: [Int], _ their: [Int], before index: Int) {
        let partners = CellAlignment.partners(
            our.map { ours.cells[$0].name }, their.map { theirs.cells[$0].name })
        var next = 0
        func addTheirs(upTo end: Int, to entries: inout [Entry]) {
            for place in their[next..<end] {
                entries.append(Entry(theirs: place, source: .theirs))
            }
            next = end
        }
        if clings(their, of: theirs, at: index) < clings(our, of: ours, at: index),
            partners.allSatisfy({ $0 == nil })
        {
            addTheirs(upTo: their.count, to: &entries)
        }
        for (place, partner) in zip(our, partners) {
            if let partner {
                addTheirs(upTo: partner, to: &entries)
                next = partner + 1
            }
            entries.append(
                Entry(ours: place, theirs: partner.map { their[$0] }, source: .ours))
        }
        addTheirs(upTo: their.count, to: &entries)
    }

    /// Which neighbour an addition leans on: -1 the one before, so that the old gap is behind it, 1 the one
    /// after, 0 neither.
    ///
    /// An entry added to the end of a list stays in the list when the other side adds a paragraph there.
    private func clings(_ places: [Int], of side: MergeSide, at index: Int) -> Int {
        guard let first = places.first, let last = places.last, index > 0, index < base.cells.count
        else { return 0 }
        let old = base.content[base.gaps[index]]
        let isOldBefore = side.content[side.gaps[first]] == old
        let isOldBehind = side.content[side.gaps[last + 1]] == old
        return isOldBefore == isOldBehind ? 0 : isOldBehind ? -1 : 1
    }

    /// Takes a cell of the base as the sides left it.
    private mutating func add(_ index: Int, _ our: CellChanges.Fate, _ their: CellChanges.Fate) {
        var entry = Entry(base: index, ours: our.place, theirs: their.place, source: .ours)
        switch (our, their) {
        case (.deleted, .deleted), (.deleted, .kept), (.kept, .deleted): return
        case (.kept, .kept), (.edited, .kept): break
        case (.kept, .edited): entry.source = .theirs
        case (.edited(let our), .edited(let their)):
            if ours.cells[our].name != theirs.cells[their].name { entry.conflict = 0 }
        case (.edited, .deleted), (.deleted, .edited): entry.conflict = 0
        }
        entries.append(entry)
    }

    /// Makes one of two added entries that have the same key: a conflict where their values differ.
    private mutating func joinEqualSlots() {
        var added: [[String]: Int] = [:]
        for (index, entry) in entries.enumerated() where entry.base == nil && entry.theirs == nil {
            if let place = entry.ours, let slot = ours.cells[place].slot { added[slot] = index }
        }
        guard !added.isEmpty else { return }
        var joined: Set<Int> = []
        for (index, entry) in entries.enumerated() where entry.base == nil && entry.ours == nil {
            guard let place = entry.theirs, let slot = theirs.cells[place].slot,
                let first = added[slot], let our = entries[first].ours
            else { continue }
            entries[first].theirs = place
            if ours.cells[our].name != theirs.cells[place].name { entries[first].conflict = 0 }
            joined.insert(index)
        }
        entries = entries.indices.filter { !joined.contains($0) }.map { entries[$0] }
    }

    private mutating func listConflicts() {
        for index in entries.indices where entries[index].conflict != nil {
            let entry = entries[index]
            entries[index].conflict = openConflicts.count
            let kind: ItemMerge.Conflict.Kind =
                entry.base == nil
                ? .addAdd
                : entry.ours == nil ? .deleteEdit : entry.theirs == nil ? .editDelete : .editEdit
            openConflicts.append(
                ItemMerge.Conflict(
                    index: openConflicts.count, kind: kind,
                    base: entry.base.map { base.cells[$0].tile },
                    ours: entry.ours.map { ours.cells[$0].tile },
                    theirs: entry.theirs.map { theirs.cells[$0].tile }))
        }
    }

    /// Applies decisions and drops the conflicts that they settle.
    mutating func resolve(_ resolutions: [Int: ItemMerge.Resolution]) {
        for index in entries.indices {
            guard let conflict = entries[index].conflict, let resolution = resolutions[conflict]
            else {
                continue
            }
            let entry = entries[index]
            entries[index].source =
                switch resolution {
                case .base: entry.base == nil ? .nothing : .base
                case .ours: entry.ours == nil ? .nothing : .ours
                case .theirs: entry.theirs == nil ? .nothing : .theirs
                case .text(let text): text.isEmpty ? .nothing : .text(text)
                }
        }
        entries.removeAll { $0.source == .nothing }
        openConflicts.removeAll { resolutions[$0.index] != nil }
    }

    /// Whether a text without conflicts has just the cells of the plan, in the plan's order.
    func isKept(by side: MergeSide) -> Bool {
        guard side.cells.count == entries.count else { return false }
        return zip(side.cells, entries).allSatisfy { cell, entry in
            switch entry.source {
            case .base: entry.base.map { base.cells[$0].name } == cell.name
            case .ours: entry.ours.map { ours.cells[$0].name } == cell.name
            case .theirs: entry.theirs.map { theirs.cells[$0].name } == cell.name
            case .text, .nothing: false
            }
        }
    }
}
