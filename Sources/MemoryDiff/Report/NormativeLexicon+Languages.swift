/// The same words in other languages, so that a rule that was written in one of them is judged as an English one is.
///
/// Words that are also ordinary English words (`falls`, `sin`, `solo`, `todo`) are left out: the text's
/// language is not known. Entries of scripts without spaces are looked for inside a run of letters.
extension NormativeLexicon {
    static let foreign: [(NormativePhrase.Role, [String])] = [
        (
            .prohibition,
            [
                "niemals", "nie", "darf nicht", "dürfen nicht", "darf kein", "darf keine",
                "dürfen keine", "verboten", "untersagt", "nicht erlaubt", "auf keinen fall",
                "unter keinen umständen", "jamais", "ne jamais", "ne pas", "interdit", "interdite",
                "ne doit pas", "ne doivent pas", "défense de", "nunca", "jamás", "no debe",
                "no deben", "no se debe", "no se deben", "no se puede", "prohibido", "prohibida",
                "queda prohibido", "não deve", "não devem", "não se deve", "proibido", "proibida",
                "mai", "non deve", "non devono", "vietato", "vietata", "proibito", "никогда",
                "нельзя", "запрещено", "запрещается", "запрещён", "не допускается", "не должен",
                "не должны", "ممنوع", "يمنع", "يحظر", "محظور", "لا يجوز", "لا يسمح", "أبدا",
                "أبداً", "لا", "אסור", "אין", "לעולם לא", "절대", "금지", "禁止", "严禁", "嚴禁",
                "不得", "不准", "不许", "不許", "切勿", "请勿", "請勿", "不要", "不可", "不能", "绝不", "絕不",
                "决不", "不允许", "不允許", "厳禁", "してはならない", "してはいけない", "しないでください",
                "しないこと", "しては駄目", "ないでください", "ห้าม", "ต้องไม่",
            ]
        ),
        (
            .obligation,
            [
                "muss", "müssen", "immer", "stets", "zwingend", "unbedingt", "verpflichtend",
                "erforderlich", "doit", "doivent", "toujours", "obligatoire", "il faut", "debe",
                "deben", "siempre", "obligatorio", "hay que", "tiene que", "deve", "devem",
                "devono", "sempre", "obrigatório", "obbligatorio", "должен", "должна", "должны",
                "необходимо", "обязательно", "обязан", "всегда", "требуется", "يجب", "دائما",
                "دائماً", "إلزامي", "لازم", "חייב", "חייבת", "חייבים", "חובה", "תמיד", "반드시",
                "항상", "必须", "必須", "必需", "务必", "務必", "一定要", "应当", "應當", "始终", "始終", "总是",
                "總是", "必ず", "常に", "なければならない", "なければなりません", "すること", "ต้อง", "จำเป็นต้อง",
                "เสมอ",
            ]
        ),
        (
            .avoidance,
            [
                "vermeiden", "möglichst nicht", "nach möglichkeit nicht", "sollte nicht",
                "sollten nicht", "soll nicht", "éviter", "évitez",
                "ne devrait pas", "evitar", "no debería", "evite", "não deveria", "evitare",
                "non dovrebbe", "избегать", "избегайте", "не следует", "не рекомендуется", "تجنب",
                "لا ينبغي", "הימנע", "להימנע", "לא מומלץ", "避免", "不建议", "不建議", "不应", "不應", "不宜",
                "尽量不", "避ける", "べきではない", "避けて", "หลีกเลี่ยง", "ไม่ควร",
            ]
        ),
        (
            .recommendation,
            [
                "sollte", "sollten", "soll", "sollen", "empfohlen", "möglichst", "devrait",
                "devraient", "recommandé", "de préférence", "debería", "deberían", "recomendado",
                "conviene", "deveria", "deveriam", "dovrebbe", "dovrebbero", "consigliato",
                "следует", "рекомендуется", "желательно", "ينبغي", "يفضل", "يستحسن", "מומלץ",
                "כדאי",
                "רצוי", "应该", "應該", "建议", "建議", "推荐", "推薦", "最好", "べき", "推奨", "望ましい", "ควร",
            ]
        ),
        (
            .permission,
            [
                "darf", "dürfen", "kann", "können", "erlaubt", "freiwillig", "peut", "peuvent",
                "permis", "facultatif", "puede", "pueden", "permitido", "opcional", "pode",
                "podem", "può", "possono", "facoltativo", "можно", "может", "могут", "разрешено",
                "разрешается", "يمكن", "يجوز", "يسمح", "اختياري", "מותר", "אפשר", "רשאי", "可以",
                "允许",
                "允許", "可选", "可選", "不必", "无需", "無需", "不需要", "てもよい", "ても良い", "てもいい",
                "ことができる", "可能", "任意", "อาจ", "สามารถ", "ไม่จำเป็นต้อง",
            ]
        ),
        (
            .exception,
            [
                "außer", "ausgenommen", "es sei denn", "mit ausnahme", "sauf", "excepté",
                "à moins que", "à l'exception", "salvo", "excepto", "a menos que", "exceto",
                "a não ser", "tranne", "eccetto", "a meno che", "кроме", "за исключением", "إلا",
                "إلا إذا", "باستثناء", "ما لم", "عدا", "אלא אם", "אלא אם כן", "למעט", "חוץ", "除非",
                "除了", "除外",
                "例外", "以外", "を除き", "を除く", "ただし", "ない限り", "ยกเว้น", "เว้นแต่",
            ]
        ),
        (
            .bound,
            [
                "nur", "ausschließlich", "mindestens", "höchstens", "maximal", "bis zu", "unter",
                "seulement", "uniquement", "au moins", "au plus", "maximum de", "sólo",
                "solamente", "únicamente", "al menos", "como máximo", "somente", "apenas",
                "pelo menos", "no máximo", "soltanto", "almeno", "al massimo", "только",
                "не менее", "не более", "فقط", "على الأقل", "على الأكثر", "רק", "בלבד", "לפחות",
                "לכל היותר", "只", "仅", "僅", "至少", "最多", "不超过", "不超過", "以内", "以下", "以上", "のみ",
                "だけ", "少なくとも", "เท่านั้น", "เฉพาะ", "อย่างน้อย", "ไม่เกิน",
            ]
        ),
        (
            .condition,
            [
                "wenn", "sofern", "bevor", "nachdem", "ohne", "solange", "si", "lorsque", "avant",
                "après", "quand", "cuando", "antes", "después", "siempre que", "quando", "depois",
                "desde que", "dopo", "если", "когда", "перед", "после", "без", "إذا",
                "عندما", "قبل", "بعد", "بدون", "דون", "אם", "כאשר", "לפני", "אחרי", "ללא", "בלי",
                "如果", "若", "只有", "之前", "以前", "之后", "之後", "未经", "未經", "場合", "なら", "前に", "後に",
                "なしに", "ถ้า", "หาก", "เมื่อ", "ก่อน", "หลัง", "โดยไม่",
            ]
        ),
        (
            .partial,
            [
                "einige", "manche", "meist", "meistens", "normalerweise", "in der regel",
                "certains", "certaines", "généralement", "parfois", "algunos", "algunas",
                "normalmente", "a veces", "alguns", "algumas", "alcuni", "alcune", "di solito",
                "некоторые", "обычно", "иногда", "بعض", "عادة", "أحيانا", "חלק", "בדרך כלל",
                "לפעמים",
                "部分", "有些", "某些", "通常", "一般", "大多", "一部", "บาง", "ส่วนใหญ่", "โดยปกติ",
            ]
        ),
        (
            .universal,
            [
                "alle", "allen", "jede", "jeder", "jedes", "jeden", "sämtliche", "tous", "toutes",
                "chaque", "todos", "todas", "cada", "cualquier", "qualquer", "tutti", "tutte",
                "ogni", "все", "всех", "каждый", "любой", "любые", "جميع", "كل", "أي", "כל", "모든",
                "所有", "全部", "任何", "一切", "每个", "每個", "每次", "すべて", "全て", "あらゆる", "ทุก", "ทั้งหมด",
            ]
        ),
        (
            .negation,
            [
                "nicht", "kein", "keine", "keinen", "keinem", "keiner", "pas", "aucun", "aucune",
                "ningún", "ninguna", "não", "nenhum", "non", "nessun", "nessuna", "не", "нет",
                "ليس", "لم", "لن", "غير", "ولا", "לא", "אינו", "אינה", "못", "不", "没有", "沒有", "尚未",
                "并未",
                "ない", "ません", "ไม่",
            ]
        ),
    ]

    /// Prohibitions of these languages that describe more often than they forbid.
    static let foreignDescriptions: Set<String> = ["不能", "不可"]

    /// Words of these languages that forbid only where a clause opens with them.
    static let foreignCommands: Set<String> = ["لا", "אין", "ne pas"]

    /// Bounds of these languages that single out or close a list.
    static let foreignRestrictors: Set<String> = [
        "nur", "ausschließlich", "seulement", "uniquement", "sólo", "solamente", "únicamente",
        "somente", "apenas", "soltanto", "только", "فقط", "רק", "בלבד", "只", "仅", "僅", "のみ", "だけ",
        "เท่านั้น", "เฉพาะ",
    ]

    /// Words of German sentences that English ones do not have.
    ///
    /// German writes every noun with a capital, so there a single capital says nothing about a name.
    static let german: Set<String> = [
        "der", "das", "und", "ist", "nicht", "ein", "eine", "einen", "für", "mit", "von", "dem",
        "zum", "zur", "werden", "wird", "auf", "innerhalb", "nach", "außer", "muss", "müssen",
        "immer", "bei", "sind", "nur", "über", "vor", "wenn", "oder", "aus", "beim", "vom",
    ]

    /// Units of time and counting in these languages, words of their own.
    static let foreignUnits: Set<String> = [
        "sekunde", "sekunden", "minuten", "stunde", "stunden", "tag", "tage", "tagen", "woche",
        "wochen", "monat", "monate", "monaten", "jahr", "jahre", "jahren", "zeilen", "prozent",
        "mal", "seconde", "secondes", "jour", "jours", "heure", "heures", "semaine", "semaines",
        "mois", "ans", "lignes", "fois", "segundos", "minutos", "hora", "horas", "día",
        "días", "dia", "dias", "semana", "semanas", "meses", "año", "años", "anos", "veces",
        "vezes", "secondi", "minuti", "ora", "ore", "giorno", "giorni", "settimane", "mesi",
        "anni", "volte", "секунд", "секунды", "минут", "минуты", "час", "часа", "часов", "день",
        "дня", "дней", "недель", "недели", "месяц", "месяца", "месяцев", "год", "года", "лет",
        "раз", "раза", "строк", "рублей", "ثانية", "ثوان", "دقيقة", "دقائق", "ساعة", "ساعات", "يوم",
        "يوما", "أيام", "أسبوع", "أسابيع", "شهر", "أشهر", "سنة", "سنوات", "مرات", "ريال", "שניות",
        "דקה", "דקות", "שעה", "שעות", "יום", "ימים", "שבוע", "שבועות", "חודש", "חודשים", "שנה",
        "שנים", "פעמים", "שורות", "일", "시간", "분", "초", "개월", "년", "번", "원",
    ]

    /// Units of scripts without spaces, which stand right after the number; longest first.
    static let attachedUnits: [String] = [
        "ชั่วโมง", "วินาที", "เดือน", "นาที", "ครั้ง", "สัปดาห์", "บาท", "วัน", "คน", "ปี", "小时", "小時",
        "时间", "時間", "分钟", "分鐘", "个月", "個月", "か月", "ヶ月", "カ月", "週間", "万元", "万円", "字符",
        "天", "日", "周", "週", "月", "年", "分", "秒", "次", "回", "个", "個", "人", "元", "円", "万", "条",
        "條", "行", "字", "倍", "件", "台", "名", "点", "點", "時", "时", "歳",
    ]

    /// The attached unit with which a run of letters begins.
    static func attachedUnit(_ run: String) -> String? {
        guard let first = run.unicodeScalars.first, Script.isUnspaced(first.value) else {
            return nil
        }
        return attachedUnits.first { run.unicodeScalars.starts(with: $0.unicodeScalars) }
    }

    /// The phrases of scripts without spaces by their first scalar, longest first.
    static let unspaced: [Unicode.Scalar: [[Unicode.Scalar]]] = {
        var table: [Unicode.Scalar: [[Unicode.Scalar]]] = [:]
        for (_, phrases) in foreign {
            for phrase in phrases {
                let scalars = Array(phrase.unicodeScalars)
                guard let first = scalars.first, Script.isUnspaced(first.value) else { continue }
                table[first, default: []].append(scalars)
            }
        }
        return table.mapValues { $0.sorted { $0.count > $1.count } }
    }()
}
