/// The names of cells: equal bytes, equal name, on all sides of one merge.
struct CellNames {
    private var names: [ArraySlice<UInt8>: Int] = [:]

    mutating func name(of bytes: ArraySlice<UInt8>) -> Int {
        if let known = names[bytes] { return known }
        names[bytes] = names.count
        return names.count - 1
    }
}

/// One thing that a merge keeps, drops or takes as a whole: an item, or glue that is not blank.
struct MergeCell {
    /// What a cell is to its neighbours.
    enum Nature { case item, layout, opening, closing }

    let name: Int
    let nature: Nature
    let form: ItemForm?
    /// The bytes without the line terminator.
    let core: Range<Int>
    /// The bytes of the tile.
    let tile: Range<Int>
    /// Path and name of an entry that may stand only once; nil for everything else.
    let slot: [String]?
}
