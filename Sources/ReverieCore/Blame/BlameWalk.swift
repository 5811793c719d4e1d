internal import Git
internal import MemoryDiff

/// Follows items back through history, newest snapshot first, and looks closer only where a blob changed.
struct BlameWalk {
    /// One item on its way back.
    private struct Track {
        /// Its place among the items that were asked about.
        let index: Int
        /// The item as it stands in the snapshot that the walk has reached.
        var item: Item
        var entered: ObjectID?
        var changed: Snapshot?
        /// The state of production with which the last change came in, where that is another snapshot.
        var changeEntered: ObjectID?
        var changes = 0
    }

    private struct Stop {
        let snapshot: Snapshot
        var tracks: [Track]
    }

    /// How far back a revert looks for what it brought back.
    private static let revertReach = 1_000

    private let repository: MemoryRepository
    private var limits: Blame.Limits
    private var stops: [Stop] = []
    private var origins: [Blame.Origin?] = []
    private var asked: [Item] = []
    /// Items of the memory that was parsed last; most steps ask for the same one again.
    private var parsed: (blobID: ObjectID, path: String, items: [Item])?

    init(repository: MemoryRepository, limits: Blame.Limits) {
        self.repository = repository
        self.limits = limits
    }

    mutating func origins(of items: [Item], in snapshot: Snapshot) throws(CoreError)
        -> [Blame.Origin]
    {
        asked = items
        origins = Array(repeating: nil, count: items.count)
        go(on: items.indices.map { Track(index: $0, item: items[$0]) }, to: snapshot)
        while let stop = popNewest() {
            limits.snapshots -= 1
            if limits.snapshots < 0 {
                settle(stop.tracks, at: stop.snapshot, isComplete: false)
            } else {
                try look(at: stop)
            }
        }
        return origins.compactMap { $0 }
    }

    /// The newest snapshot first, so that ways that part at a merge meet again before they go on.
    private mutating func popNewest() -> Stop? {
        let newest = stops.indices.max {
            stops[$0].snapshot.author.seconds < stops[$1].snapshot.author.seconds
        }
        return newest.map { stops.remove(at: $0) }
    }

    private mutating func go(on tracks: [Track], to snapshot: Snapshot) {
        guard !tracks.isEmpty else { return }
        let id = snapshot.snapshotID
        if let place = stops.firstIndex(where: { $0.snapshot.snapshotID == id }) {
            stops[place].tracks += tracks
        } else {
            stops.append(Stop(snapshot: snapshot, tracks: tracks))
        }
    }

    private mutating func settle(_ tracks: [Track], at snapshot: Snapshot, isComplete: Bool) {
        for track in tracks {
            origins[track.index] = Blame.Origin(
                item: asked[track.index], first: track.item, snapshot: snapshot,
                entered: track.entered, changed: track.changed,
                changeEntered: track.changeEntered, changes: track.changes,
                isComplete: isComplete)
        }
    }

    private mutating func look(at stop: Stop) throws(CoreError) {
        let snapshot = stop.snapshot
        var parents: [Snapshot] = []
        for id in snapshot.parentIDs.prefix(16) { parents.append(try repository.snapshot(id)) }
        var tracks = stop.tracks
        for (number, parent) in parents.enumerated() {
            let (same, others) = try split(tracks, of: snapshot, by: parent)
            pass(same, from: snapshot, to: parent, isFirst: number == 0)
            tracks = others
        }
        for (number, parent) in parents.enumerated() where !tracks.isEmpty {
            let (equal, others) = try findEqual(tracks, in: parent)
            pass(equal, from: snapshot, to: parent, isFirst: number == 0)
            tracks = others
        }
        if snapshot.provenance?.kind == .revert, let parent = parents.first, !tracks.isEmpty {
            tracks = try findBefore(tracks, parent)
        }
        for (number, parent) in parents.enumerated() where !tracks.isEmpty {
            let (linked, others) = try findLinked(tracks, of: snapshot, in: parent)
            pass(linked, from: snapshot, to: parent, isFirst: number == 0)
            tracks = others
        }
        settle(tracks, at: snapshot, isComplete: true)
    }

    private mutating func pass(
        _ tracks: [Track], from snapshot: Snapshot, to parent: Snapshot, isFirst: Bool
    ) {
        var tracks = tracks
        // What a dream read was there before it.
        let leavesDream =
            snapshot.provenance?.kind == .dream && parent.provenance?.kind != .dream
        for index in tracks.indices {
            if leavesDream {
                tracks[index].entered = nil
            } else if !isFirst, tracks[index].entered == nil {
                tracks[index].entered = snapshot.snapshotID
            }
        }
        go(on: tracks, to: parent)
    }

    /// The tracks whose memory is the same in a parent, and the others.
    private func split(_ tracks: [Track], of snapshot: Snapshot, by parent: Snapshot)
        throws(CoreError) -> (same: [Track], others: [Track])
    {
        if parent.treeID == snapshot.treeID { return (tracks, []) }
        var isSame: [String: Bool] = [:]
        var same: [Track] = []
        var others: [Track] = []
        for track in tracks {
            let path = track.item.memoryPath
            let verdict: Bool
            if let known = isSame[path] {
                verdict = known
            } else {
                let here = try repository.entry(at: path, in: snapshot.treeID)
                let there = try repository.entry(at: path, in: parent.treeID)
                verdict = here != nil && here?.objectID == there?.objectID
                isSame[path] = verdict
            }
            if verdict { same.append(track) } else { others.append(track) }
        }
        return (same, others)
    }

    /// The tracks whose words stand in the same memory of a parent already, and the others.
    private mutating func findEqual(_ tracks: [Track], in parent: Snapshot) throws(CoreError)
        -> (found: [Track], others: [Track])
    {
        var found: [Track] = []
        var others: [Track] = []
        var waiting: [String: [String: [Item]]] = [:]
        for track in tracks {
            let path = track.item.memoryPath
            if waiting[path] == nil {
                let items = try items(at: path, in: parent) ?? []
                waiting[path] = Dictionary(grouping: items.reversed()) { Self.key($0) }
            }
            if let item = waiting[path]?[Self.key(track.item)]?.popLast() {
                var track = track
                track.item = item
                found.append(track)
            } else {
                others.append(track)
            }
        }
        return (found, others)
    }

    private static func key(_ item: Item) -> String { item.form.rawValue + "\u{0}" + item.text }

    /// The tracks that the matcher links to an item of a parent, and the others.
    private mutating func findLinked(
        _ tracks: [Track], of snapshot: Snapshot, in parent: Snapshot
    ) throws(CoreError) -> (found: [Track], others: [Track]) {
        let (old, new) = try sides(tracks, of: snapshot, in: parent)
        guard !old.isEmpty else { return ([], tracks) }
        var places: [Item: Int] = [:]
        for (index, item) in new.enumerated() { places[item] = index }
        var predecessor: [Int: Item] = [:]
        for link in Alignment.links(old: old, new: new) {
            for index in link.new {
                predecessor[index] = Self.nearest(to: new[index], among: link.old.map { old[$0] })
            }
        }
        var found: [Track] = []
        var others: [Track] = []
        for track in tracks {
            guard let place = places[track.item], let item = predecessor[place] else {
                others.append(track)
                continue
            }
            var track = track
            if item.text != track.item.text || item.memoryPath != track.item.memoryPath {
                if track.changed == nil {
                    track.changed = snapshot
                    track.changeEntered = track.entered
                }
                track.changes += 1
            }
            track.item = item
            found.append(track)
        }
        return (found, others)
    }

    /// The items on both sides of a step: of all memories that changed, or of the tracked ones alone where
    /// all would be too much.
    private mutating func sides(_ tracks: [Track], of snapshot: Snapshot, in parent: Snapshot)
        throws(CoreError) -> (old: [Item], new: [Item])
    {
        let paths = Set(tracks.map(\.item.memoryPath)).sorted()
        var old: [Memory] = []
        var new: [Memory] = []
        if limits.bytes > 0 {
            (old, new) = try repository.changedMemories(
                from: parent.treeID, to: snapshot.treeID,
                upTo: min(limits.bytesInStep, limits.bytes))
        }
        if new.isEmpty {
            for path in paths {
                if let content = try content(at: path, in: parent.treeID) {
                    old.append(Memory(path: path, content: content))
                }
                if let content = try content(at: path, in: snapshot.treeID) {
                    new.append(Memory(path: path, content: content))
                }
            }
        }
        limits.bytes -= (old + new).reduce(0) { $0 + $1.content.count }
        return (old.flatMap(ItemParser.items(of:)), new.flatMap(ItemParser.items(of:)))
    }

    /// Of several items that became one, the one that has most of its words; the first of equals.
    private static func nearest(to item: Item, among items: [Item]) -> Item? {
        guard items.count > 1 else { return items.first }
        let wanted = Set(item.text.lowercased().split { !$0.isLetter && !$0.isNumber })
        var best: (item: Item, common: Int)?
        for candidate in items {
            let words = Set(candidate.text.lowercased().split { !$0.isLetter && !$0.isNumber })
            let common = words.intersection(wanted).count
            if common > best?.common ?? -1 { best = (candidate, common) }
        }
        return best?.item
    }

    /// Passes on what a revert brought back to the newest snapshot before it that had it; answers the rest.
    private mutating func findBefore(_ tracks: [Track], _ newest: Snapshot) throws(CoreError)
        -> [Track]
    {
        var open = tracks
        var next = newest.parentIDs.first
        var reach = Self.revertReach
        var last = newest
        while let id = next, reach > 0, limits.snapshots > 0, !open.isEmpty {
            let snapshot = try repository.snapshot(id)
            let (_, changed) = try split(open, of: last, by: snapshot)
            let (found, _) = try findEqual(changed, in: snapshot)
            go(on: found, to: snapshot)
            let settled = Set(found.map(\.index))
            open.removeAll { settled.contains($0.index) }
            last = snapshot
            next = snapshot.parentIDs.first
            reach -= 1
            limits.snapshots -= 1
        }
        return open
    }

    private func content(at path: String, in treeID: ObjectID) throws(CoreError) -> [UInt8]? {
        guard let entry = try repository.entry(at: path, in: treeID),
            entry.kind != .tree, entry.kind != .submodule
        else { return nil }
        return try repository.content(of: entry.objectID)
    }

    private mutating func items(at path: String, in snapshot: Snapshot) throws(CoreError) -> [Item]?
    {
        guard let entry = try repository.entry(at: path, in: snapshot.treeID),
            entry.kind != .tree, entry.kind != .submodule
        else { return nil }
        if let parsed, parsed.blobID == entry.objectID, parsed.path == path { return parsed.items }
        let content = try repository.content(of: entry.objectID)
        let items = ItemParser.items(of: Memory(path: path, content: content))
        parsed = (entry.objectID, path, items)
        return items
    }
}
