/// Writes the health of a store as a page that needs nothing else: no script, no font, no address.
public struct HealthPage {
    private let figures: HealthFigures

    /// Takes the figures.
    public init(_ figures: HealthFigures) {
        self.figures = figures
    }

    /// The page.
    public var text: RenderedText {
        RenderedText(head + tiles + plots + findings + foot)
    }

    private func html(_ text: String) -> String { Untrusted(text).render(.html) }

    private var head: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="referrer" content="no-referrer">
        <title>Health of \(html(figures.subject))</title>
        <style>\(HTMLStyle.sheet)\(Self.style)</style>
        </head>
        <body>
        <header>
        <h1>Health of \(html(figures.subject))</h1>
        <p class="lead">\(html(figures.date))</p>
        </header>
        <main>

        """
    }

    private var tiles: String {
        var page = "<dl class=\"tiles\">\n"
        func tile(_ name: String, _ number: Int, _ isWrong: Bool) {
            page += "<div\(isWrong ? " class=\"wrong\"" : "")><dt>\(html(name))</dt>"
            page += "<dd>\(Figures.grouped(number))</dd></div>\n"
        }
        tile("memories", figures.total.memories, false)
        tile("items", figures.items, false)
        tile("tokens, about", figures.total.tokens, false)
        for finding in figures.findings { tile(finding.name, finding.count, finding.count > 0) }
        return page + "</dl>\n"
    }

    // MARK: Plots

    private var plots: String {
        var page = "<div class=\"plots\">\n"
        if figures.weeks.count > 1 {
            page += figure(
                "Tokens at the end of each week",
                LinePlot(points: figures.weeks.map { ($0.name, $0.tokens) }).svg)
            page += figure(
                "Memories at the end of each week",
                LinePlot(points: figures.weeks.map { ($0.name, $0.memories) }).svg)
        }
        if !figures.ages.isEmpty {
            page += figure(
                "Memories by the time since they last changed",
                BarPlot(bars: figures.ages.map { ($0.name, $0.memories) }).svg)
        }
        if !figures.folders.isEmpty {
            page += figure(
                "Tokens by folder", BarPlot(bars: figures.folders.map { ($0.name, $0.tokens) }).svg)
        }
        return page + "</div>\n"
    }

    private func figure(_ title: String, _ plot: String) -> String {
        "<figure>\n<figcaption>\(html(title))</figcaption>\n\(plot)</figure>\n"
    }

    // MARK: Findings

    private var findings: String {
        var page = ""
        for finding in figures.findings {
            page += "<section>\n<h2>\(html(finding.name)) "
            page += "<span>\(Figures.grouped(finding.count))</span></h2>\n"
            page += "<p class=\"advice\">\(html(finding.advice))</p>\n"
            for example in finding.examples {
                page += "<article>\n"
                for place in example {
                    page += "<p class=\"place\"><code>\(html(place.path))</code> "
                    page += "<bdi>\(html(place.text))</bdi></p>\n"
                }
                page += "</article>\n"
            }
            page += "</section>\n"
        }
        return page
    }

    private var foot: String {
        """
        </main>
        <footer>Tokens are estimated as a quarter of the bytes. reverie \(html(figures.toolVersion))</footer>
        </body>
        </html>

        """
    }

    private static let style = """
        .tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: .6rem;
          margin: 1.2rem 0; }
        .tiles div { border: 1px solid var(--line); border-radius: 6px; padding: .5rem .8rem; }
        .tiles dt { color: var(--soft); font-size: .85rem; }
        .tiles dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
        .tiles .wrong { border-left: 4px solid var(--warn); }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
          gap: 1.2rem; }
        figure { margin: 0; border: 1px solid var(--line); border-radius: 6px; padding: .7rem .8rem;
          break-inside: avoid; min-width: 0; }
        figcaption { font-weight: 600; margin-bottom: .4rem; }
        svg { display: block; width: 100%; height: auto; }
        svg text { fill: var(--soft); font: 12px system-ui, sans-serif; font-variant-numeric: tabular-nums; }
        svg .value { fill: var(--ink); }
        svg .mark { fill: var(--link); }
        svg .line { fill: none; stroke: var(--link); stroke-width: 2; stroke-linejoin: round; }
        svg .area { fill: var(--link); opacity: .12; }
        svg .grid { stroke: var(--line); stroke-width: 1; }
        @media (max-width: 34rem) { .tiles { grid-template-columns: 1fr 1fr; }
          svg text { font-size: 17px; } }
        article .place { margin: .15rem 0; overflow-wrap: anywhere; }

        """
}
