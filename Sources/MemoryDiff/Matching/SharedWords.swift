/// The words that explain a link.
enum SharedWords {
    /// The longest words that stand in both texts, at most six, in the order of the first text.
    static func of(_ left: String, _ right: String) -> [String] {
        let bytes = Array(left.utf8)
        var known: Set<UInt64> = []
        WordScanner.scan(right) { known.insert($0.stem) }
        var seen: Set<UInt64> = []
        var common: [(length: Int, start: Int, word: String)] = []
        WordScanner.scan(left) { word in
            guard known.contains(word.stem), seen.insert(word.stem).inserted else { return }
            common.append(
                (
                    word.range.count, word.range.lowerBound,
                    String(decoding: bytes[word.range], as: UTF8.self)
                ))
        }
        let heaviest = common.sorted { ($1.length, $0.start) < ($0.length, $1.start) }.prefix(6)
        return heaviest.sorted { $0.start < $1.start }.map(\.word)
    }
}
