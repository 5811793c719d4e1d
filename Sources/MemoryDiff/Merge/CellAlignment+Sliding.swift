extension CellAlignment {
    /// Elements along which a run is moved at most.
    private static let furthest = 1_000

    /// The partners of an alignment in which a removal and an addition stand together wherever equal
    /// neighbours leave the choice, so that an edit among equal items is seen as one edit.
    static func partners(_ left: [Int], _ right: [Int]) -> [Int?] {
        var alignment = CellAlignment(left, right).partners
        slide(&alignment, left, count: right.count)
        var inverse = inverted(alignment, count: right.count)
        slide(&inverse, right, count: left.count)
        return inverted(inverse, count: left.count)
    }

    private static func inverted(_ partners: [Int?], count: Int) -> [Int?] {
        var inverse: [Int?] = Array(repeating: nil, count: count)
        for (index, partner) in partners.enumerated() {
            if let partner { inverse[partner] = index }
        }
        return inverse
    }

    /// Moves runs without partners along equal elements to where the other side has such a run too.
    private static func slide(_ partners: inout [Int?], _ names: [Int], count: Int) {
        var taken = Array(repeating: false, count: count)
        for case let partner? in partners { taken[partner] = true }
        func isFree(_ place: Int) -> Bool { taken.indices.contains(place) && !taken[place] }
        var start = 0
        while start < partners.count {
            guard partners[start] == nil else {
                start += 1
                continue
            }
            var end = start
            while end < partners.count, partners[end] == nil { end += 1 }
            let run = start..<end
            if let place = best(partners, names, run, isFree) {
                move(&partners, run, to: place)
                end = max(end, place + run.count)
            }
            start = end
        }
    }

    /// Where a run goes: the last place beside free elements of the other side, otherwise as far down as it can.
    private static func best(
        _ partners: [Int?], _ names: [Int], _ run: Range<Int>, _ isFree: (Int) -> Bool
    ) -> Int? {
        let before = run.lowerBound > 0 ? partners[run.lowerBound - 1] : nil
        var beside = isFree((before ?? -1) + 1) ? run.lowerBound : nil
        var place = run.lowerBound
        while place > 0, run.lowerBound - place < furthest, beside == nil,
            let partner = partners[place - 1],
            names[place - 1] == names[place + run.count - 1]
        {
            place -= 1
            if isFree(partner - 1) { beside = place }
        }
        place = run.lowerBound
        while place + run.count < partners.count, place - run.lowerBound < furthest,
            let partner = partners[place + run.count],
            names[place] == names[place + run.count]
        {
            place += 1
            if isFree(partner + 1) { beside = place }
        }
        return beside ?? place
    }

    private static func move(_ partners: inout [Int?], _ run: Range<Int>, to place: Int) {
        var start = run.lowerBound
        while start < place {
            partners[start] = partners[start + run.count]
            partners[start + run.count] = nil
            start += 1
        }
        while start > place {
            start -= 1
            partners[start + run.count] = partners[start]
            partners[start] = nil
        }
    }
}
