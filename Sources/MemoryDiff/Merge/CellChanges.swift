/// What one side of a merge did to each cell of the base.
struct CellChanges {
    /// What became of a cell.
    enum Fate: Equatable {
        /// It stands unchanged at this index.
        case kept(Int)
        /// Something else stands in its place, at this index.
        case edited(Int)
        case deleted

        /// Where the cell, or what took its place, stands.
        var place: Int? {
            switch self {
            case .kept(let place), .edited(let place): place
            case .deleted: nil
            }
        }
    }

    /// For each cell of the base its fate.
    private(set) var fates: [Fate]
    /// For each cell of the base the indices of what was added before it; behind the last at the end.
    private(set) var additions: [[Int]]

    init(base: MergeSide, side: MergeSide) {
        let partners = CellAlignment.partners(base.cells.map(\.name), side.cells.map(\.name))
        fates = partners.map { partner in partner.map { .kept($0) } ?? .deleted }
        additions = Array(repeating: [], count: base.cells.count + 1)
        var baseStart = 0
        var sideStart = 0
        for index in 0...partners.count {
            let partner = index < partners.count ? partners[index] : side.cells.count
            guard let partner else { continue }
            let hunk = CellPairing(base, baseStart..<index, side, sideStart..<partner)
            // What replaced a cell without being an edit of it stands behind it.
            var nextPaired = Array(repeating: index, count: hunk.pairs.count + 1)
            for place in hunk.pairs.indices.reversed() {
                nextPaired[place] = hunk.pairs[place] ?? nextPaired[place + 1]
            }
            for place in sideStart..<partner {
                if let old = hunk.pairs[place - sideStart] {
                    fates[old] = .edited(place)
                } else {
                    additions[nextPaired[place - sideStart]].append(place)
                }
            }
            baseStart = index + 1
            sideStart = partner + 1
        }
    }
}
