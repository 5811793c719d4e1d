/// The joint choice of one partner each: maximum-weight matching of a sparse bipartite graph.
///
/// Components are solved exactly by the Hungarian method with potentials (Kuhn, 1955; Jonker and
/// Volgenant, 1987); a component too large for that falls back to the heaviest edge first.
enum Assignment {
    /// An edge between an old and a new item.
    struct Edge {
        let old: Int32
        let new: Int32
        /// What the pair is worth; edges of no worth are never chosen.
        let gain: Int64
    }

    /// Largest number of cells of a component that is solved exactly.
    static let exactCells = 60_000

    /// The chosen edges, as indices, in ascending order.
    static func choose(_ edges: [Edge], oldCount: Int, newCount: Int) -> [Int] {
        var parent = Array(0..<oldCount + newCount)
        func root(_ node: Int) -> Int {
            var node = node
            while parent[node] != node {
                parent[node] = parent[parent[node]]
                node = parent[node]
            }
            return node
        }
        for edge in edges {
            let left = root(Int(edge.old))
            let right = root(oldCount + Int(edge.new))
            if left != right { parent[max(left, right)] = min(left, right) }
        }
        var components: [Int: Int] = [:]
        var members: [[Int]] = []
        for (index, edge) in edges.enumerated() {
            let name = root(Int(edge.old))
            if let component = components[name] {
                members[component].append(index)
            } else {
                components[name] = members.count
                members.append([index])
            }
        }
        var chosen: [Int] = []
        for member in members {
            if member.count == 1 {
                chosen.append(member[0])
            } else {
                let rows = Set(member.map { edges[$0].old }).sorted()
                let columns = Set(member.map { edges[$0].new }).sorted()
                let cells = min(rows.count, columns.count) * (rows.count + columns.count)
                chosen +=
                    cells <= exactCells
                    ? exact(member, edges, rows, columns) : greedy(member, edges)
            }
        }
        return chosen.sorted()
    }

    private static func greedy(_ member: [Int], _ edges: [Edge]) -> [Int] {
        var usedOld: Set<Int32> = []
        var usedNew: Set<Int32> = []
        let order = member.sorted { (edges[$0].gain, $1) > (edges[$1].gain, $0) }
        return order.filter { index in
            let edge = edges[index]
            guard !usedOld.contains(edge.old), !usedNew.contains(edge.new) else { return false }
            usedOld.insert(edge.old)
            usedNew.insert(edge.new)
            return true
        }
    }

    /// Rows are the smaller side; every row has a free column of its own that stands for no partner.
    private static func exact(
        _ member: [Int], _ edges: [Edge], _ olds: [Int32], _ news: [Int32]
    ) -> [Int] {
        let isOldRow = olds.count <= news.count
        let rows = isOldRow ? olds : news
        let columns = isOldRow ? news : olds
        var rowOf: [Int32: Int] = [:]
        var columnOf: [Int32: Int] = [:]
        for (place, row) in rows.enumerated() { rowOf[row] = place }
        for (place, column) in columns.enumerated() { columnOf[column] = place }
        let width = columns.count + rows.count
        var cost = [Int64](repeating: 0, count: rows.count * width)
        var edgeAt = [Int](repeating: -1, count: rows.count * width)
        for index in member {
            let edge = edges[index]
            guard let row = rowOf[isOldRow ? edge.old : edge.new],
                let column = columnOf[isOldRow ? edge.new : edge.old]
            else { continue }
            cost[row * width + column] = -edge.gain
            edgeAt[row * width + column] = index
        }
        let partner = hungarian(cost, rows: rows.count, columns: width)
        return partner.enumerated().compactMap { row, column in
            let index = edgeAt[row * width + column]
            return index >= 0 && edges[index].gain > 0 ? index : nil
        }
    }

    /// The column of each row in the cheapest assignment; there are at least as many columns as rows.
    private static func hungarian(_ cost: [Int64], rows: Int, columns: Int) -> [Int] {
        let infinity = Int64.max / 4
        var rowPotential = [Int64](repeating: 0, count: rows + 1)
        var columnPotential = [Int64](repeating: 0, count: columns + 1)
        var rowAt = [Int](repeating: 0, count: columns + 1)
        var way = [Int](repeating: 0, count: columns + 1)
        for row in 1...max(rows, 1) where row <= rows {
            rowAt[0] = row
            var column = 0
            var least = [Int64](repeating: infinity, count: columns + 1)
            var isUsed = [Bool](repeating: false, count: columns + 1)
            repeat {
                isUsed[column] = true
                let current = rowAt[column]
                var delta = infinity
                var next = 0
                for candidate in 1...columns where !isUsed[candidate] {
                    let reduced =
                        cost[(current - 1) * columns + candidate - 1] - rowPotential[current]
                        - columnPotential[candidate]
                    if reduced < least[candidate] {
                        least[candidate] = reduced
                        way[candidate] = column
                    }
                    if least[candidate] < delta {
                        delta = least[candidate]
                        next = candidate
                    }
                }
                for candidate in 0...columns {
                    if isUsed[candidate] {
                        rowPotential[rowAt[candidate]] += delta
                        columnPotential[candidate] -= delta
                    } else {
                        least[candidate] -= delta
                    }
                }
                column = next
            } while rowAt[column] != 0
            repeat {
                let previous = way[column]
                rowAt[column] = rowAt[previous]
                column = previous
            } while column != 0
        }
        var result = [Int](repeating: 0, count: rows)
        for column in 1...columns where rowAt[column] > 0 { result[rowAt[column] - 1] = column - 1 }
        return result
    }
}
