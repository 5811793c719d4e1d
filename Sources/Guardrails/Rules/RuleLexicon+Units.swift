/// The units that English rules measure with.
enum EnglishUnits {
    static let units: [String: RuleUnit] = [
        "ms": RuleUnit(kind: "time", factor: 0.001), "second": RuleUnit(kind: "time", factor: 1),
        "sec": RuleUnit(kind: "time", factor: 1), "s": RuleUnit(kind: "time", factor: 1),
        "minute": RuleUnit(kind: "time", factor: 60), "min": RuleUnit(kind: "time", factor: 60),
        "hour": RuleUnit(kind: "time", factor: 3600), "h": RuleUnit(kind: "time", factor: 3600),
        "day": RuleUnit(kind: "time", factor: 86_400),
        "week": RuleUnit(kind: "time", factor: 604_800),
        "month": RuleUnit(kind: "time", factor: 2_592_000),
        "year": RuleUnit(kind: "time", factor: 31_536_000),
        "byte": RuleUnit(kind: "size", factor: 1), "b": RuleUnit(kind: "size", factor: 1),
        "kb": RuleUnit(kind: "size", factor: 1e3), "kib": RuleUnit(kind: "size", factor: 1024),
        "mb": RuleUnit(kind: "size", factor: 1e6), "mib": RuleUnit(kind: "size", factor: 1_048_576),
        "gb": RuleUnit(kind: "size", factor: 1e9),
        "gib": RuleUnit(kind: "size", factor: 1_073_741_824),
        "tb": RuleUnit(kind: "size", factor: 1e12),
        "dollar": RuleUnit(kind: "money:$", factor: 1), "usd": RuleUnit(kind: "money:$", factor: 1),
        "euro": RuleUnit(kind: "money:€", factor: 1), "eur": RuleUnit(kind: "money:€", factor: 1),
        "percent": RuleUnit(kind: "percent", factor: 1),
    ]
}
