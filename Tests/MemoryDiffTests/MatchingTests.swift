import MemoryDiff
import Testing

struct MatchingTests {
    private func items(_ texts: [String], path: String = "m.md", headings: [String] = []) -> [Item]
    {
        var start = 0
        return texts.map { text in
            let range = start..<start + text.utf8.count
            start = range.upperBound + 1
            return Item(
                memoryPath: path, form: .bullet, headings: headings, range: range, text: text)
        }
    }

    private func shape(_ links: [Link]) -> [String] {
        links.map { "\($0.old)\($0.new) \($0.kind.rawValue)" }
    }

    private let others = [
        "The office in Lisbon closes at six in the evening",
        "Invoices are archived for ten years in cold storage",
        "The build server has sixteen cores and a slow disk",
        "Marta reviews every change to the payment service",
    ]

    @Test func `white space and Markdown decoration make no change`() {
        let links = Alignment.links(
            old: items(["Use **tabs**  in `Makefile` rules", "snake_case stays"]),
            new: items(["Use tabs in\nMakefile rules", "snake_case stays"]))
        #expect(shape(links) == ["[0][0] unchanged", "[1][1] unchanged"])
    }

    @Test func `a reworded item finds its successor among others`() {
        let old = others + ["Deploys to production happen on Tuesday after the stand-up"]
        let new = ["On Tuesdays we deploy production, after the daily stand-up"] + others
        let links = Alignment.links(old: items(old), new: items(new))
        #expect(
            shape(links) == [
                "[0][1] unchanged", "[1][2] unchanged", "[2][3] unchanged", "[3][4] unchanged",
                "[4][0] modified",
            ])
    }

    @Test func `two items that became one are compressed, and back they are split`() {
        let left = "The staging database is restored from the nightly snapshot every Monday morning"
        let right = "Its credentials rotate each quarter and live in the team vault"
        let joined =
            "The staging database is restored from the nightly snapshot every Monday morning; "
            + "its credentials rotate each quarter and live in the team vault"
        let there = Alignment.links(
            old: items(others + [left, right]), new: items(others + [joined]))
        #expect(there.last.map { shape([$0]) } == ["[4, 5][4] compressed"])
        let back = Alignment.links(
            old: items(others + [joined]), new: items(others + [left, right]))
        #expect(back.last.map { shape([$0]) } == ["[4][4, 5] split"])
    }

    @Test func `a clause that moved from one item to the next regroups both, in both directions`() {
        let old = [
            "The staging database is restored every Monday and its credentials rotate each quarter",
            "Only the platform guild may unlock the vault",
        ]
        let new = [
            "The staging database is restored every Monday",
            "Its credentials rotate each quarter and only the platform guild may unlock the vault",
        ]
        let there = Alignment.links(old: items(others + old), new: items(others + new))
        #expect(shape(there).suffix(1) == ["[4, 5][4, 5] regrouped"])
        let back = Alignment.links(old: items(others + new), new: items(others + old))
        #expect(shape(back).suffix(1) == ["[4, 5][4, 5] regrouped"])
    }

    @Test func `two items that are each reworded are not regrouped`() {
        let old = [
            "The staging database is restored every Monday and its credentials rotate each quarter",
            "Only the platform guild may unlock the vault",
        ]
        let new = [
            "Every Monday the staging database is restored; its credentials rotate twice a year",
            "Nobody but the platform guild may unlock the team vault",
        ]
        let links = Alignment.links(old: items(others + old), new: items(others + new))
        #expect(shape(links).suffix(2) == ["[4][4] modified", "[5][5] modified"])
    }

    @Test(arguments: [
        ("Penguins breed on the southern ice", "Quarterly revenue exceeded the forecast"),
        ("The office closes at six", "The build server has sixteen cores"),
        ("Run make test before pushing", "Deploys happen on Tuesday"),
    ])
    func `what shares ordinary words only is linked to nothing`(old: String, new: String) {
        #expect(Alignment.links(old: items([old]), new: items([new])) == [])
        #expect(
            Alignment.links(old: items(others + [old]), new: items(others + [new])).count
                == others.count)
    }

    @Test(arguments: [
        ("Refunds over 500 need approval", "Refunds above 5000 require manager approval"),
        ("Never deploy on Friday", "Avoid Friday deployments"),
        ("Marta reviews payment changes", "Payment changes are reviewed by Marta"),
    ])
    func `a store of one item knows its rewording`(old: String, new: String) {
        #expect(
            shape(Alignment.links(old: items([old]), new: items([new]))) == ["[0][0] modified"])
    }

    @Test(arguments: [
        ("每周五之前必须提交费用报告给财务部门", "费用报告必须在每周五前提交给财务部门"),
        ("毎週月曜日に本番環境のバックアップを確認すること", "本番環境のバックアップは毎週月曜日に必ず確認する"),
        ("ห้ามส่งรหัสผ่านทางอีเมลให้ลูกค้าโดยเด็ดขาด", "ห้ามส่งรหัสผ่านให้ลูกค้าทางอีเมล"),
        (
            "لا تحذف النسخ الاحتياطية قبل موافقة مدير الفريق",
            "قبل موافقة مدير الفريق لا تحذف أي نسخ احتياطية"
        ),
        (
            "Не удаляйте резервные копии без одобрения руководителя",
            "Без одобрения руководителя резервные копии не удалять"
        ),
    ])
    func `texts in other scripts are matched`(old: String, new: String) {
        let links = Alignment.links(old: items(others + [old]), new: items([new] + others))
        #expect(links.last.map { shape([$0]) } == ["[4][0] modified"])
    }

    @Test func `canonically equivalent spellings are the same text`() {
        let links = Alignment.links(
            old: items(["Meet at the caf\u{E9} near the station"]),
            new: items(["Meet at the cafe\u{301} near the station"]))
        #expect(shape(links) == ["[0][0] unchanged"])
    }

    @Test func `a difference that cannot be seen is invisible`() {
        let links = Alignment.links(
            old: items(["Pay invoices under 500 dollars"]),
            new: items(["Pay invoices\u{200B} under 500\u{E0031} dollars"]))
        #expect(shape(links) == ["[0][0] invisible"])
    }

    @Test func `a renamed heading moves nothing`() {
        let old = Memory(path: "a.md", text: "# Set up the laptop\n\n- install the toolchain\n")
        let new = Memory(path: "a.md", text: "# Set up the new laptop\n\n- install the toolchain\n")
        let links = Alignment.links(
            old: ItemParser.items(of: old), new: ItemParser.items(of: new))
        #expect(shape(links) == ["[0][0] modified", "[1][1] unchanged"])
    }

    @Test func `two thousand copies of one sentence come to an end`() {
        let same = "Never push to the main branch without asking the owner first"
        let old = items(Array(repeating: same, count: 2000))
        let new = items((0..<2000).map { "\(same) \($0 % 40)" })
        let links = Alignment.links(old: old, new: new)
        #expect(Set(links.flatMap(\.old)).count == links.reduce(0) { $0 + $1.old.count })
        #expect(Set(links.flatMap(\.new)).count == links.reduce(0) { $0 + $1.new.count })
        #expect(!links.isEmpty)
    }

    @Test func `one line of a hundred thousand words is compared`() {
        let long = (0..<100_000).map { "w\($0 % 5000)" }.joined(separator: " ")
        let links = Alignment.links(old: items([long]), new: items([long + " end"]))
        #expect(shape(links) == ["[0][0] modified"])
    }

    @Test func `items without words are matched by their text alone`() {
        let links = Alignment.links(old: items(["→", "✅"]), new: items(["✅"]))
        #expect(shape(links) == ["[1][0] unchanged"])
    }
}
