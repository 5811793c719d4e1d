/// Finds a longest common subsequence of two sequences of cell names.
///
/// Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), in its linear-space form, with an explicit
/// stack. A search that has become too dear is cut at its best point, so that the time stays near linear
/// and the result may be a little shorter than the longest.
struct CellAlignment {
    /// Edits after which one search for a middle is given up.
    private static let dearest = 1_024

    /// For each element of the first sequence the index of its partner in the second.
    private(set) var partners: [Int?]
    private let left: [Int]
    private let right: [Int]
    private var forward: [Int]
    private var backward: [Int]

    private struct Box {
        var left: Range<Int>
        var right: Range<Int>
    }

    init(_ left: [Int], _ right: [Int]) {
        // An element that the other side does not have has no partner; without those the search is short.
        let inLeft = Set(left)
        let inRight = Set(right)
        let leftPlaces = left.indices.filter { inRight.contains(left[$0]) }
        let rightPlaces = right.indices.filter { inLeft.contains(right[$0]) }
        self.left = leftPlaces.map { left[$0] }
        self.right = rightPlaces.map { right[$0] }
        partners = Array(repeating: nil, count: leftPlaces.count)
        let size = 2 * min(Self.dearest, leftPlaces.count + rightPlaces.count) + 5
        forward = Array(repeating: 0, count: size)
        backward = forward
        align()
        var all: [Int?] = Array(repeating: nil, count: left.count)
        for (index, partner) in partners.enumerated() {
            if let partner { all[leftPlaces[index]] = rightPlaces[partner] }
        }
        partners = all
    }

    private mutating func align() {
        var boxes = [Box(left: left.indices, right: right.indices)]
        while var box = boxes.popLast() {
            while let first = box.left.first, let other = box.right.first,
                left[first] == right[other]
            {
                partners[first] = other
                box.left.removeFirst()
                box.right.removeFirst()
            }
            while let last = box.left.last, let other = box.right.last, left[last] == right[other] {
                partners[last] = other
                box.left.removeLast()
                box.right.removeLast()
            }
            guard !box.left.isEmpty, !box.right.isEmpty else { continue }
            let (x, y) = middle(of: box)
            boxes.append(
                Box(
                    left: box.left.lowerBound..<box.left.lowerBound + x,
                    right: box.right.lowerBound..<box.right.lowerBound + y))
            boxes.append(
                Box(
                    left: box.left.lowerBound + x..<box.left.upperBound,
                    right: box.right.lowerBound + y..<box.right.upperBound))
        }
    }

    /// A point on a shortest path through a box whose corners do not match, relative to its start.
    private mutating func middle(of box: Box) -> (Int, Int) {
        let width = box.left.count
        let height = box.right.count
        let limit = min(Self.dearest, (width + height + 1) / 2)
        let delta = width - height
        let center = forward.count / 2
        forward[center + 1] = 0
        backward[center + 1] = 0
        for distance in 0...limit {
            for diagonal in Self.diagonals(distance, width, height) {
                var x = Self.start(forward, center, diagonal, distance)
                while x < width, x - diagonal < height, x - diagonal >= 0,
                    left[box.left.lowerBound + x] == right[box.right.lowerBound + x - diagonal]
                { x += 1 }
                forward[center + diagonal] = x
                let mirrored = delta - diagonal
                if delta % 2 != 0, abs(mirrored) < distance,
                    x + backward[center + mirrored] >= width
                {
                    return Self.clamped(x, x - diagonal, width, height)
                }
            }
            for diagonal in Self.diagonals(distance, width, height) {
                var x = Self.start(backward, center, diagonal, distance)
                while x < width, x - diagonal < height, x - diagonal >= 0,
                    left[box.left.upperBound - 1 - x]
                        == right[box.right.upperBound - 1 - (x - diagonal)]
                { x += 1 }
                backward[center + diagonal] = x
                let mirrored = delta - diagonal
                if delta % 2 == 0, abs(mirrored) <= distance,
                    x + forward[center + mirrored] >= width
                {
                    return Self.clamped(width - x, height - (x - diagonal), width, height)
                }
            }
        }
        return furthest(limit, center, width, height)
    }

    /// The diagonals that paths of so many edits can be on without leaving the box.
    private static func diagonals(
        _ distance: Int, _ width: Int, _ height: Int
    ) -> StrideThrough<Int> {
        stride(
            from: 2 * max(0, distance - height) - distance,
            through: distance - 2 * max(0, distance - width), by: 2)
    }

    /// Where a path on a diagonal begins, given the paths with one edit less.
    private static func start(
        _ paths: [Int], _ center: Int, _ diagonal: Int, _ distance: Int
    ) -> Int {
        let below = paths[center + diagonal + 1]
        let above = diagonal > -distance ? paths[center + diagonal - 1] : 0
        return diagonal == -distance || (diagonal != distance && above < below) ? below : above + 1
    }

    /// The point that the forward paths of a search that was given up got furthest with.
    private func furthest(
        _ distance: Int, _ center: Int, _ width: Int, _ height: Int
    ) -> (Int, Int) {
        var best = (1, 0)
        for diagonal in Self.diagonals(distance, width, height) {
            let x = forward[center + diagonal]
            let y = x - diagonal
            if x <= width, y >= 0, y <= height, x + y > best.0 + best.1, x + y < width + height {
                best = (x, y)
            }
        }
        return best
    }

    private static func clamped(
        _ x: Int, _ y: Int, _ width: Int, _ height: Int
    ) -> (Int, Int) {
        let x = min(max(x, 0), width)
        let y = min(max(y, 0), height)
        // Both halves have to be smaller than the whole.
        if x + y == 0 { return (1, 0) }
        if x + y == width + height { return (width - 1, height) }
        return (x, y)
    }
}
