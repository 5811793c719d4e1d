import Testing

@testable import MemoryDiff

@Suite struct MergeAlignmentTests {
    /// Length of a longest common subsequence by the textbook's table.
    static func longest(_ left: [Int], _ right: [Int]) -> Int {
        var row = Array(repeating: 0, count: right.count + 1)
        for element in left {
            var diagonal = 0
            for (column, other) in right.enumerated() {
                let above = row[column + 1]
                row[column + 1] = element == other ? diagonal + 1 : max(above, row[column])
                diagonal = above
            }
        }
        return row[right.count]
    }

    static func isAlignment(_ partners: [Int?], _ left: [Int], _ right: [Int]) -> Bool {
        var last = -1
        for (index, partner) in partners.enumerated() {
            guard let partner else { continue }
            guard partner > last, right[partner] == left[index] else { return false }
            last = partner
        }
        return partners.count == left.count
    }

    @Test func `an alignment of short sequences is as long as it can be, slid or not`() {
        for seed in UInt64(1)...1_500 {
            var generator = SeededGenerator(seed: seed)
            let letters = Int.random(in: 1...8, using: &generator)
            let sequences = (0..<2).map { _ in
                (0..<Int.random(in: 0...24, using: &generator)).map { _ in
                    Int.random(in: 0..<letters, using: &generator)
                }
            }
            let (left, right) = (sequences[0], sequences[1])
            let plain = CellAlignment(left, right).partners
            let slid = CellAlignment.partners(left, right)
            let longest = Self.longest(left, right)
            #expect(Self.isAlignment(plain, left, right), "seed \(seed)")
            #expect(Self.isAlignment(slid, left, right), "seed \(seed)")
            #expect(plain.count { $0 != nil } == longest, "seed \(seed)")
            #expect(slid.count { $0 != nil } == longest, "seed \(seed)")
        }
    }

    @Test func `long sequences without order still give an alignment`() {
        var generator = SeededGenerator(seed: 7)
        let left = Array(0..<8_000).shuffled(using: &generator)
        let right = Array(0..<8_000).shuffled(using: &generator)
        let partners = CellAlignment.partners(left, right)
        #expect(Self.isAlignment(partners, left, right))
        #expect(partners.contains { $0 != nil })
    }
}
