/// Merges two descendants of one memory by items, so that the intent of both survives.
///
/// As `diff3` does it with lines (Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007), but on
/// items, which may touch: an edit beside an edit is no conflict. Only where both sides changed the same
/// item differently has somebody to decide. The bytes of a result never hold conflict markers.
public enum ItemMerge {
    /// Merges one memory; a file that one side left alone is taken from the other byte for byte.
    ///
    /// - Parameters:
    ///   - base: What both sides started from; empty where there was nothing.
    ///   - ours: The side whose additions come first.
    ///   - theirs: The other side.
    ///   - path: The memory's path, which says its format.
    ///   - resolutions: Decisions for conflicts by their index in an earlier outcome for the same input.
    public static func merge(
        base: [UInt8], ours: [UInt8], theirs: [UInt8], path: String,
        resolutions: [Int: Resolution] = [:]
    ) -> Outcome {
        if ours == theirs || theirs == base { return .merged(ours) }
        if ours == base { return .merged(theirs) }
        let sides = [base, ours, theirs].map { Memory(path: path, content: $0) }
        guard sides.allSatisfy({ $0.content.isEmpty || ItemParser.isWellFormed($0) }) else {
            return .unparsable
        }
        let format = commonFormat(of: sides)
        var names = CellNames()
        let cells = sides.map { MergeSide($0, as: format, names: &names) }
        var plan = MergePlan(base: cells[0], ours: cells[1], theirs: cells[2])
        plan.resolve(resolutions)
        guard plan.openConflicts.isEmpty else { return .conflicts(plan.openConflicts) }
        if resolutions.isEmpty,
            let merged = LineMerge.merge(base: base, ours: ours, theirs: theirs),
            plan.isKept(
                by: MergeSide(Memory(path: path, content: merged), as: format, names: &names))
        {
            return .merged(merged)
        }
        let merged = MergeComposition(plan).bytes
        guard ItemParser.isWellFormed(Memory(path: path, content: merged)) else {
            return .unparsable
        }
        return .merged(merged)
    }

    /// The format in which all sides are read; where names leave it to the text, the one that holds the others.
    static func commonFormat(of sides: [Memory]) -> MemoryFormat {
        let formats = sides.filter { !$0.content.isEmpty }.map(ItemParser.format(of:))
        let common = formats.first ?? .plainText
        if formats.allSatisfy({ $0 == common }) { return common }
        return formats.contains(.yaml) ? .yaml : .markdown
    }
}
