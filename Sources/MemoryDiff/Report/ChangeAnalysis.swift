/// Says what changed in a group of linked items.
struct ChangeAnalysis {
    /// What changed, most important first.
    let details: [ChangeDetail]
    /// True when the same slot holds another value.
    let isSuperseded: Bool

    /// True when something that can be checked, or a limit, stood on the old side only.
    var losesMeaning: Bool {
        details.contains { $0.aspect != .wording && $0.aspect != .scope && !$0.old.isEmpty }
    }

    /// Compares the old items of a group with its new ones.
    init(old: [Item], new: [Item]) {
        let oldText = old.map(\.text).joined(separator: "\n")
        let newText = new.map(\.text).joined(separator: "\n")
        let isSingle = old.count == 1 && new.count == 1
        let hunks = isSingle ? Hunk.hunks(oldText, newText) : []
        var details: [ChangeDetail] = []
        let share = isSingle ? Hunk.equalShare(hunks, oldText, newText) : 0
        // Words of a program bind nobody, and its values are not a statement's.
        let isCode = (old + new).allSatisfy { $0.form == .code }
        if !isCode {
            details += Self.phraseDetails(
                oldText, newText, isSingle: isSingle, isNear: isSingle && share >= 0.6)
        }
        details += Self.factDetails(oldText, newText, hunks, isSingle: isSingle)
        var isSuperseded = false
        if isSingle, !isCode {
            // In a short field or a row of a table every word is a value.
            let isData = (old + new).allSatisfy(Self.isData)
            let valueHunks = hunks.filter { $0.isValue || isData }
            let isCovered = share >= 0.5
            let values: Set<ChangeDetail.Aspect> = [.number, .version, .date, .name]
            isSuperseded =
                isCovered
                && details.contains {
                    values.contains($0.aspect) && !$0.old.isEmpty && !$0.new.isEmpty
                }
            if isCovered, !isSuperseded {
                for hunk in valueHunks {
                    details.append(ChangeDetail(aspect: .value, old: hunk.old, new: hunk.new))
                    isSuperseded = isSuperseded || !hunk.old.isEmpty && !hunk.new.isEmpty
                }
            }
        }
        if isSingle, details.isEmpty { details.append(Self.wording(hunks)) }
        self.details = details.enumerated().sorted {
            ($0.element.aspect.weight, $0.offset) < ($1.element.aspect.weight, $1.offset)
        }
        .map(\.element)
        self.isSuperseded = isSuperseded
    }

    private static func isData(_ item: Item) -> Bool {
        guard item.form == .field || item.form == .tableRow else { return false }
        return LexiconWord.words(of: item.text).count <= 8
    }

    /// Other words: which ones where they stand in one place, or only came, or only went.
    private static func wording(_ hunks: [Hunk]) -> ChangeDetail {
        let old = hunks.map(\.old).filter { !$0.isEmpty }
        let new = hunks.map(\.new).filter { !$0.isEmpty }
        if hunks.count > 1, !old.isEmpty, !new.isEmpty {
            return ChangeDetail(aspect: .wording, old: "", new: "")
        }
        return ChangeDetail(
            aspect: .wording, old: old.joined(separator: " ... "),
            new: new.joined(separator: " ... "))
    }
}

extension ChangeDetail.Aspect {
    /// Place in the order of importance, 0 first.
    var weight: Int {
        switch self {
        case .negation: 0
        case .modality: 1
        case .exception: 2
        case .condition: 3
        case .scope: 4
        case .number: 5
        case .version: 6
        case .date: 7
        case .value: 8
        case .name: 9
        case .wording: 10
        }
    }
}
