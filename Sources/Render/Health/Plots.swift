/// A line over equal steps, drawn as SVG in the page's own colours.
struct LinePlot {
    let points: [(name: String, value: Int)]

    private static let width = 520
    private static let height = 200
    private static let left = 58
    private static let right = 14
    private static let top = 16
    private static let bottom = 26

    var svg: String {
        let highest = PlotScale.ceiling(points.map(\.value).max() ?? 0)
        let inner = Self.width - Self.left - Self.right
        let rise = Self.height - Self.top - Self.bottom
        func x(_ index: Int) -> Int { Self.left + inner * index / max(1, points.count - 1) }
        func y(_ value: Int) -> Int {
            Self.top + rise - Int(Double(rise) * Double(value) / Double(highest))
        }
        var page = PlotScale.open(Self.width, Self.height, points)
        for part in 0...2 {
            let value = highest / 2 * part
            page += "<line class=\"grid\" x1=\"\(Self.left)\" x2=\"\(Self.width - Self.right)\" "
            page += "y1=\"\(y(value))\" y2=\"\(y(value))\"/>"
            page += "<text x=\"\(Self.left - 8)\" y=\"\(y(value) + 4)\" text-anchor=\"end\">"
            page += "\(PlotScale.short(value))</text>\n"
        }
        let line = points.enumerated().map { "\(x($0)),\(y($1.value))" }.joined(separator: " ")
        page += "<polygon class=\"area\" points=\"\(x(0)),\(y(0)) \(line) "
        page +=
            "\(x(points.count - 1)),\(y(0))\"/>\n<polyline class=\"line\" points=\"\(line)\"/>\n"
        for (index, point) in points.enumerated() {
            page += "<circle class=\"mark\" cx=\"\(x(index))\" cy=\"\(y(point.value))\" r=\"3\">"
            page += "<title>\(Untrusted(point.name).render(.html)): "
            page += "\(Figures.grouped(point.value))</title></circle>\n"
        }
        for (index, anchor) in [(0, "start"), (points.count - 1, "end")] {
            page += "<text x=\"\(x(index))\" y=\"\(Self.height - 6)\" text-anchor=\"\(anchor)\">"
            page += "\(Untrusted(points[index].name).render(.html))</text>\n"
        }
        return page + "</svg>\n"
    }
}

/// Bars from left to right, each with its name and number.
struct BarPlot {
    let bars: [(name: String, value: Int)]

    private static let width = 520
    private static let row = 26
    private static let left = 150
    private static let right = 70
    /// Longest name that fits beside its bar, in characters.
    private static let longest = 20

    var svg: String {
        let highest = max(1, bars.map(\.value).max() ?? 1)
        let inner = Self.width - Self.left - Self.right
        var page = PlotScale.open(Self.width, bars.count * Self.row + 4, bars)
        for (index, bar) in bars.enumerated() {
            let y = index * Self.row + 2
            let length = max(
                bar.value > 0 ? 2 : 0, Int(Double(inner) * Double(bar.value) / Double(highest)))
            let isLong = bar.name.count > Self.longest
            let name = isLong ? String(bar.name.prefix(Self.longest - 1)) + "\u{2026}" : bar.name
            page += "<text x=\"\(Self.left - 8)\" y=\"\(y + 16)\" text-anchor=\"end\">"
            page += "\(Untrusted(name).render(.html))</text>"
            page += "<rect class=\"mark\" x=\"\(Self.left)\" y=\"\(y + 4)\" width=\"\(length)\" "
            page += "height=\"\(Self.row - 8)\" rx=\"2\"><title>"
            page +=
                "\(Untrusted(bar.name).render(.html)): \(Figures.grouped(bar.value))</title></rect>"
            page += "<text class=\"value\" x=\"\(Self.left + length + 6)\" y=\"\(y + 16)\">"
            page += "\(Figures.grouped(bar.value))</text>\n"
        }
        return page + "</svg>\n"
    }
}

/// What plots have in common.
private enum PlotScale {
    /// The least of 1, 2, 4, 5, 8 times a power of ten that is not below a value, even and above 0.
    static func ceiling(_ value: Int) -> Int {
        var power = 1
        while true {
            for step in [1, 2, 4, 5, 8] where step * power >= value && step * power % 2 == 0 {
                return step * power
            }
            let (next, isOver) = power.multipliedReportingOverflow(by: 10)
            guard !isOver, !next.multipliedReportingOverflow(by: 8).overflow else { return .max }
            power = next
        }
    }

    /// A number for an axis: `1.5k`, `2M`.
    static func short(_ value: Int) -> String {
        for (size, unit) in [(1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k")]
        where value >= size {
            let tenths = value / (size / 10)
            return tenths % 10 == 0
                ? "\(tenths / 10)\(unit)" : "\(tenths / 10).\(tenths % 10)\(unit)"
        }
        return "\(value)"
    }

    /// The start of a drawing that says its numbers to those who cannot see it.
    static func open(_ width: Int, _ height: Int, _ values: [(name: String, value: Int)]) -> String
    {
        let words = values.map { "\($0.name): \(Figures.grouped($0.value))" }.joined(
            separator: "; ")
        return "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" "
            + "aria-label=\"\(Untrusted(words).render(.html))\">\n"
    }
}
