/// Merges by lines as `git merge-file` does, where that is possible without a conflict.
///
/// Items say what is merged; lines know best how much blank space stays between what was left over.
struct LineMerge {
    /// The lines of base, ours and theirs, each with its terminator.
    private let lines: [[ArraySlice<UInt8>]]
    private let hunks: [[Hunk]]

    /// A stretch of the base and what a side has in its place.
    private struct Hunk {
        let base: Range<Int>
        let side: Range<Int>
    }

    /// The merge; nil where changes of the two sides touch and are not the same.
    static func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) -> [UInt8]? {
        LineMerge([base, ours, theirs]).merged()
    }

    private init(_ sides: [[UInt8]]) {
        var names = CellNames()
        let lines = sides.map(Self.lines(of:))
        let named = lines.map { side in side.map { names.name(of: $0) } }
        self.lines = lines
        hunks = named.dropFirst().map { Self.hunks(named[0], $0) }
    }

    private static func lines(of content: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while start < content.count {
            let end = content[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? content.count
            lines.append(content[start..<end])
            start = end
        }
        return lines
    }

    private static func hunks(_ base: [Int], _ side: [Int]) -> [Hunk] {
        var hunks: [Hunk] = []
        var baseStart = 0
        var sideStart = 0
        let partners = CellAlignment.partners(base, side)
        for index in 0...partners.count {
            let partner = index < partners.count ? partners[index] : side.count
            guard let partner else { continue }
            if baseStart < index || sideStart < partner {
                hunks.append(Hunk(base: baseStart..<index, side: sideStart..<partner))
            }
            baseStart = index + 1
            sideStart = partner + 1
        }
        return hunks
    }

    private func merged() -> [UInt8]? {
        var result: [UInt8] = []
        var position = 0
        var next = [0, 0]
        func take(_ side: Int) {
            let hunk = hunks[side][next[side]]
            for line in lines[0][position..<hunk.base.lowerBound] { result += line }
            for line in lines[side + 1][hunk.side] { result += line }
            position = hunk.base.upperBound
            next[side] += 1
        }
        while true {
            let pending = (0..<2).map { next[$0] < hunks[$0].count ? hunks[$0][next[$0]] : nil }
            switch (pending[0], pending[1]) {
            case (nil, nil):
                for line in lines[0][position...] { result += line }
                return result
            case (_?, nil): take(0)
            case (nil, _?): take(1)
            case (let our?, let their?):
                if our.base.upperBound < their.base.lowerBound {
                    take(0)
                } else if their.base.upperBound < our.base.lowerBound {
                    take(1)
                } else if our.base == their.base,
                    lines[1][our.side].elementsEqual(lines[2][their.side])
                {
                    take(0)
                    next[1] += 1
                } else {
                    return nil
                }
            }
        }
    }
}
