import MemoryDiff
import Testing

struct ReportLanguageTests {
    /// The only change of a store in which one statement became another, or went.
    private func change(from old: String, to new: String?) -> Change? {
        let filler = "- The office in Lisbon closes at six in the evening\n"
        let changes = Comparison.report(
            old: [Memory(path: "notes.md", text: filler + "- \(old)\n")],
            new: [Memory(path: "notes.md", text: filler + (new.map { "- \($0)\n" } ?? ""))]
        ).changes
        return changes.count == 1 ? changes.first : nil
    }

    @Test(arguments: [
        (
            "Niemals am Freitag nach 16 Uhr deployen",
            "Am Freitag nach 16 Uhr möglichst nicht deployen",
            ChangeDetail(aspect: .modality, old: "niemals", new: "möglichst nicht")
        ),
        (
            "Rechnungen müssen innerhalb von 14 Tagen bezahlt werden",
            "Rechnungen müssen innerhalb von 30 Tagen bezahlt werden",
            ChangeDetail(aspect: .number, old: "14 Tagen", new: "30 Tagen")
        ),
        (
            "Der Server hat 3,5 TB Speicher und steht in Frankfurt",
            "Der Server hat 4,5 TB Speicher und steht in Frankfurt",
            ChangeDetail(aspect: .number, old: "3,5 TB", new: "4,5 TB")
        ),
        (
            "禁止在周五下午部署生产环境。", "避免在周五下午部署生产环境。",
            ChangeDetail(aspect: .modality, old: "禁止", new: "避免")
        ),
        (
            "费用报告必须在3天内提交给财务部门，除非经理另有批准。", "费用报告必须在3天内提交给财务部门。",
            ChangeDetail(aspect: .exception, old: "除非经理另有批准", new: "")
        ),
        (
            "会議は毎週月曜日の10時に始まる。", "会議は毎週月曜日の11時に始まる。",
            ChangeDetail(aspect: .number, old: "10時", new: "11時")
        ),
        (
            "パスワードをメールで送信しないでください。", "パスワードをメールで送信してもよい。",
            ChangeDetail(aspect: .negation, old: "しないでください", new: "")
        ),
        (
            "ต้องสำรองข้อมูลทุก 7 วัน", "ต้องสำรองข้อมูลทุก 14 วัน",
            ChangeDetail(aspect: .number, old: "7 วัน", new: "14 วัน")
        ),
        (
            "يجب مراجعة الفواتير خلال 14 يوما إلا إذا وافق المدير.",
            "يجب مراجعة الفواتير خلال 14 يوما.",
            ChangeDetail(aspect: .exception, old: "إلا إذا وافق المدير", new: "")
        ),
        (
            "אסור למחוק גיבויים ישנים", "מותר למחוק גיבויים ישנים",
            ChangeDetail(aspect: .negation, old: "אסור", new: "")
        ),
    ])
    func `what changed is named in other languages too`(
        old: String, new: String, detail: ChangeDetail
    ) {
        #expect(change(from: old, to: new)?.details.first == detail)
    }

    @Test(arguments: [
        "禁止在周五下午部署生产环境", "パスワードをメールで送信してはならない", "ห้ามส่งรหัสผ่านทางอีเมลให้ลูกค้า",
        "لا تحذف النسخ الاحتياطية القديمة", "אסור למחוק גיבויים ישנים",
        "Niemals am Freitag deployen",
        "Ne jamais supprimer les sauvegardes", "Нельзя удалять резервные копии",
    ])
    func `a prohibition in another language is a guardrail`(text: String) {
        #expect(change(from: text, to: nil)?.memoryKind == .guardrail)
    }
}
