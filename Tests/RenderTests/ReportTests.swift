import MemoryDiff
import Render
import Testing

@Suite struct ReportTests {
    @Test func `the text names what to do first and accounts for every change`() {
        #expect(
            SampleReport.text(SampleReport.options(.text)) == """
                old -> new: 6 changes: 2 pruned, 1 modified, 1 compressed, 1 added, 1 moved
                guardrails: 1 dropped
                memories 2 -> 2 (0%), items 6 -> 4 (-33%), tokens 30 -> 18 (-40%)

                Guardrails (1): limits on what the agent may do; read every one

                limits.md > Limits
                  line 3: critical, pruned guardrail bxtwksvv
                    - Never refund more than 50 EUR.
                      why: a prohibition has no successor

                Pruned (1): has no successor in the new store

                limits.md > Limits
                  line 4: high, instruction pgddmtqh
                    - Ask first.
                      maybe folded in: notes.md:3 Tea is at five.

                Modified (1): says something else, or the same in other words

                notes.md
                  line 1: medium, superseded fact mpcppwhg
                    - Deploys run on [-Friday-].
                    + Deploys run on {+Monday+}.
                      date: Friday -> Monday

                Compressed (1): several became one

                notes.md
                  line 2: low, fact smhmdwvs
                    - Twice said.
                    - Said twice.
                    + Said twice.
                      old item 1: a duplicate
                      why: said twice before

                Added (1): has no predecessor in the old store

                notes.md
                  line 3: low, fact vhxfsyrr
                    + Tea is at five.

                Stands nowhere any more (1)
                  number 50 EUR limits.md:3 > Limits

                6 changes: 5 shown, 1 folded (1 moved; all with --risk low)

                """)
    }

    @Test func `a long text is shown where it changed and says what it leaves out`() {
        func item(_ text: String) -> Item {
            Item(memoryPath: "a.md", form: .code, headings: [], range: 0..<1, text: text)
        }
        let lines = (1...40).map { "step \($0)" }
        var changed = lines
        changed[19] = "leap 20"
        let report = Report(
            old: Report.Totals(), new: Report.Totals(), unchangedItems: 0,
            changes: [
                Change(
                    kind: .modified, old: [item(lines.joined(separator: "\n"))],
                    new: [item(changed.joined(separator: "\n"))], memoryKind: .fact, details: [],
                    risk: .low, reason: "")
            ])
        #expect(
            SampleReport.text(SampleReport.options(.text), of: report).contains(
                """
                  low, fact wpzzvnqw
                    - ... (18 lines not shown)
                      step 19
                      [-step-] 20
                      step 21
                      ... (19 lines not shown)
                    + ... (18 lines not shown)
                      step 19
                      {+leap+} 20
                      step 21
                      ... (19 lines not shown)

                """))
    }

    @Test func `stat is the head and one line for each memory`() {
        var options = SampleReport.options(.text)
        options.extent = .stat
        #expect(
            SampleReport.text(options) == """
                old -> new: 6 changes: 2 pruned, 1 modified, 1 compressed, 1 added, 1 moved
                guardrails: 1 dropped
                memories 2 -> 2 (0%), items 6 -> 4 (-33%), tokens 30 -> 18 (-40%)
                 limits.md | 2 pruned
                 notes.md  | 1 modified, 1 compressed, 1 added

                6 changes: 5 shown, 1 folded (1 moved; all with --risk low)

                """)
    }

    @Test func `name-only is the paths and nothing else`() {
        var options = SampleReport.options(.text)
        options.extent = .names
        #expect(SampleReport.text(options) == "limits.md\nnotes.md\n")
        options.risk = .low
        #expect(SampleReport.text(options) == "limits.md\nnotes.md\nother.md\n")
    }

    @Test(arguments: [40, 80, 100, 140, 200])
    func `no line of the text is wider than the terminal`(width: Int) {
        var options = SampleReport.options(.text)
        options.width = width
        options.risk = .low
        for line in SampleReport.text(options).split(separator: "\n") {
            #expect(DisplayWidth.columns(of: line) <= width)
        }
    }

    @Test func `without colour the markers alone say what came and went`() {
        var options = SampleReport.options(.text)
        options.palette = .ansi
        let escape = /\u{1B}\[[0-9;]*m/
        let coloured = SampleReport.text(options)
        #expect(coloured.contains("\u{1B}[1;4;31mFriday\u{1B}[0m"))
        let plain = SampleReport.text(SampleReport.options(.text))
            .replacing("[-", with: "").replacing("-]", with: "").replacing("{+", with: "")
            .replacing("+}", with: "")
        #expect(coloured.replacing(escape, with: "") == plain)
    }

    @Test(arguments: ReportFormat.allCases)
    func `every form is deterministic and shows all kinds when asked for one`(format: ReportFormat)
    {
        var options = SampleReport.options(format)
        #expect(SampleReport.text(options) == SampleReport.text(options))
        options.kinds = [.pruned]
        #expect(ReportRenderer.shownCount(SampleReport.report, options: options) == 2)
        options.risk = .critical
        #expect(ReportRenderer.shownCount(SampleReport.report, options: options) == 1)
    }

    @Test(arguments: ReportFormat.allCases)
    func `hostile text is inert in every form`(format: ReportFormat) {
        for sequence in EscapeCorpus.sequences {
            let text = SampleReport.text(
                SampleReport.options(format), of: SampleReport.hostile(sequence))
            let isClean = text.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control: scalar == "\n" || scalar == "\t" && format == .html
                case .format: scalar == "\u{2060}" && format == .markdown
                case .privateUse, .lineSeparator, .paragraphSeparator: false
                default: true
                }
            }
            #expect(isClean, "\(Untrusted(sequence))")
        }
    }

    @Test(arguments: [40, 41, 42, 43, 44, 80, 160])
    func `no line of the text starts like a command to a log`(width: Int) {
        var options = SampleReport.options(.text)
        options.width = width
        let hostile = String(repeating: "a ::error::b ##[group]c\n::set-env name=x::y ", count: 30)
        let text = SampleReport.text(options, of: SampleReport.hostile(hostile))
        for line in text.split(separator: "\n") {
            #expect(!line.drop { $0 == " " }.hasPrefix("::"))
            #expect(!line.contains("##["))
        }
    }

    @Test func `markup in memory text stays text in a page`() {
        let hostile = "</p><script>alert(1)</script><img src=x onerror=y> \" ' & --> ]]>"
        let page = SampleReport.text(
            SampleReport.options(.html), of: SampleReport.hostile(hostile))
        #expect(!page.contains("<script") && !page.contains("<img"))
        let plain = SampleReport.text(SampleReport.options(.html))
        let tag = /<[a-zA-Z\/!][^>]*>/
        let tags = Set(page.matches(of: tag).map { String($0.output.prefix(6)) })
        let known = Set(plain.matches(of: tag).map { String($0.output.prefix(6)) })
        #expect(tags.subtracting(known).isEmpty)
        #expect(
            !plain.contains("http://") && !plain.contains("https://") && !plain.contains("src="))
    }

    @Test func `a comment fits GitHub and says what it cut`() throws {
        let long = String(repeating: "`@team` ![](http://x) </details> | ", count: 2_000)
        let item = Item(memoryPath: "a.md", form: .bullet, headings: [], range: 0..<4, text: long)
        let change = Change(
            kind: .pruned, old: [item], new: [], memoryKind: .fact, details: [], risk: .high,
            reason: "no successor")
        let report = Report(
            old: Report.Totals(), new: Report.Totals(), unchangedItems: 0,
            changes: Array(repeating: change, count: 500))
        let comment = SampleReport.text(SampleReport.options(.markdown), of: report)
        #expect(comment.hasPrefix("<!-- reverie:memdiff -->\n"))
        #expect(comment.utf8.count <= 65_536)
        let foot = /500 changes: (\d+) shown, (\d+) folded\. \*\*(\d+) changes do not fit/
        let match = try #require(comment.firstMatch(of: foot))
        #expect(Int(match.1).map { shown in shown + (Int(match.2) ?? 0) } == 500)
        #expect(match.2 == match.3)
        #expect(comment.contains("Everything: memdiff"))
    }

    @Test func `annotations stay within what a step shows`() {
        let change = SampleReport.report.changes[0]
        let report = Report(
            old: Report.Totals(), new: Report.Totals(), unchangedItems: 0,
            changes: Array(repeating: change, count: 30))
        let lines = SampleReport.text(SampleReport.options(.github), of: report)
            .split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("::error ") }.count == 10)
        #expect(
            lines.last
                == "::notice title=memdiff::30 changes: 10 shown, 20 folded; everything: memdiff")
        #expect(
            lines.first == """
                ::error file=limits.md,line=3,title=memdiff pruned::critical: pruned guardrail: "Never \
                refund more than 50 EUR." (a prohibition has no successor)
                """)
    }
}
