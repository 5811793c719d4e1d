import Commands
import Guardrails
import MemoryDiff
import ReverieCore

/// A parser under any input: what is run, and what must hold of the result.
public struct FuzzTarget: Sendable {
    /// Name of the target, as the program and the folder of its corpus have it.
    public let name: String
    /// Runs the parser; nil when all is well, otherwise what does not hold.
    public let problem: @Sendable (_ input: [UInt8]) -> String?

    /// Every target.
    public static let all = [items, merge, matcher, journal, trailer, when, path, policy]

    /// The target of a name.
    public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }

    private static let extensions = ["md", "json", "jsonl", "yaml", "txt"]

    /// The first byte of an input chooses the format, zero bytes separate its parts.
    private static func parts(_ input: [UInt8]) -> (path: String, parts: [[UInt8]]) {
        let choice = Int(input.first ?? 0) % extensions.count
        let parts = input.dropFirst().split(separator: 0, omittingEmptySubsequences: false)
        return ("a." + extensions[choice], parts.map { Array($0) })
    }

    /// The tiles of a memory are the memory, and its items lie in it.
    public static let items = FuzzTarget(name: "fuzz-items") { input in
        let (path, parts) = parts(input)
        let memory = Memory(path: path, content: parts[0])
        var end = 0
        for tile in ItemParser.tiles(of: memory) {
            guard tile.range.lowerBound == end else { return "a gap at \(end)" }
            end = tile.range.upperBound
        }
        guard end == memory.content.count else { return "the tiles end at \(end)" }
        for item in ItemParser.items(of: memory)
        where item.range.upperBound > end || item.range.isEmpty {
            return "an item at \(item.range)"
        }
        return ItemParser.tiles(of: memory) == ItemParser.tilesByGrammar(of: memory)
            ? nil : "plain Markdown is read in two ways"
    }

    /// A merge is what it is each time, a side left alone gives the other side, and a result parses.
    public static let merge = FuzzTarget(name: "fuzz-merge") { input in
        let (path, parts) = parts(input)
        let sides = (0..<3).map { $0 < parts.count ? parts[$0] : [] }
        func merged(_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) -> ItemMerge.Outcome {
            ItemMerge.merge(base: base, ours: ours, theirs: theirs, path: path)
        }
        let outcome = merged(sides[0], sides[1], sides[2])
        guard outcome == merged(sides[0], sides[1], sides[2]) else { return "two outcomes" }
        guard merged(sides[0], sides[0], sides[2]) == .merged(sides[2]),
            merged(sides[0], sides[1], sides[0]) == .merged(sides[1])
        else { return "a side left alone has a say" }
        guard case .conflicts(let conflicts) = outcome else { return nil }
        let decisions = Dictionary(
            conflicts.map { ($0.index, ItemMerge.Resolution.ours) }
        ) { first, _ in first }
        let decided = ItemMerge.merge(
            base: sides[0], ours: sides[1], theirs: sides[2], path: path, resolutions: decisions)
        if case .conflicts = decided { return "a conflict outlives its decision" }
        return nil
    }

    /// A report is the same each time, and a memory compared with itself has no changes.
    public static let matcher = FuzzTarget(name: "fuzz-matcher") { input in
        let (path, parts) = parts(input)
        let old = [Memory(path: path, content: parts[0])]
        let new = [Memory(path: path, content: parts.count > 1 ? parts[1] : [])]
        let report = Comparison.report(old: old, new: new)
        guard report == Comparison.report(old: old, new: new) else { return "two reports" }
        guard Comparison.report(old: old, new: old).changes.isEmpty else {
            return "a memory differs from itself"
        }
        return ReportArchive.report(from: ReportArchive.bytes(of: report)) == report
            ? nil : "a report that does not come back"
    }

    /// An entry that can be read can be written, and reads the same again.
    public static let journal = FuzzTarget(name: "fuzz-journal") { input in
        guard case .success(let entry) = JournalEntry.parse(String(decoding: input, as: UTF8.self))
        else { return nil }
        guard let line = try? entry.line() else { return "an entry that cannot be written" }
        guard line.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return "not one line" }
        guard case .success(let again) = JournalEntry.parse(line), again == entry else {
            return "an entry that reads otherwise"
        }
        return nil
    }

    /// A trailer that can be read can be written, and reads the same again.
    public static let trailer = FuzzTarget(name: "fuzz-trailer") { input in
        let text = String(decoding: input, as: UTF8.self)
        guard let found = Provenance.parse(message: text) else { return nil }
        guard let message = try? found.message(subject: "memory: write a", body: "why") else {
            return "a trailer that cannot be written"
        }
        return Provenance.parse(message: message) == found ? nil : "a trailer that reads otherwise"
    }

    /// A moment that is read is not in the future.
    public static let when = FuzzTarget(name: "fuzz-when") { input in
        let now: Int64 = 1_795_154_400
        let text = String(decoding: input, as: UTF8.self)
        guard let moment = try? When.parse(text, now: now, zone: .utc) else { return nil }
        return (0...now).contains(moment) ? nil : "the moment \(moment)"
    }

    /// A path that is accepted holds nothing that acts on a file system or a reader.
    public static let path = FuzzTarget(name: "fuzz-path") { input in
        guard let path = try? MemoryPath(bytes: input) else { return nil }
        guard let again = try? MemoryPath(path.description), again == path else {
            return "a path that is not accepted again"
        }
        guard path.description.utf8.count < 1024 else { return "a long path" }
        for segment in path.description.split(separator: "/", omittingEmptySubsequences: false) {
            if segment.isEmpty || segment == "." || segment == ".." { return "'\(segment)'" }
            if segment.lowercased().hasPrefix(".git") { return "'\(segment)'" }
        }
        for scalar in path.description.unicodeScalars where scalar.value < 0x20 {
            return "a control character"
        }
        return nil
    }

    /// A policy is read or its mistakes have places.
    public static let policy = FuzzTarget(name: "fuzz-policy") { input in
        do throws(PolicyError) {
            _ = try PolicyParser.policy(from: input)
            return nil
        } catch {
            let misplaced = error.mistakes.contains { $0.place.line < 1 || $0.place.column < 1 }
            if error.mistakes.isEmpty { return "refused without a mistake" }
            return misplaced ? "a mistake without a place" : nil
        }
    }
}
