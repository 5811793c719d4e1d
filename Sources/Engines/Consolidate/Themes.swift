internal import MemoryDiff
internal import ReverieCore

/// Groups the memories of a folder that has grown too large into folders of their themes.
///
/// The theme is the first word of a memory's name. What another memory mentions by name stays where it is, or the
/// mention would lead nowhere.
struct Themes {
    let limits: Consolidate.Limits

    func apply(scope: DreamScope, frozen: Set<String>, to draft: inout Draft) {
        var folders: [String: [Int]] = [:]
        for (index, memory) in draft.memories.enumerated() {
            folders[Self.folder(of: memory.path), default: []].append(index)
        }
        let large = folders.filter { $0.value.count > limits.memoriesPerFolder }
        guard !large.isEmpty else { return }
        let mentioned = Self.mentioned(in: draft.memories)
        let holders = Set(draft.entries.filter(\.isGuardrail).map(\.memory))
        let taken = Set(draft.memories.map(\.path))
        for folder in large.keys.sorted() {
            var themes: [String: [Int]] = [:]
            for index in large[folder] ?? [] {
                let name = String(draft.memories[index].path.dropFirst(folder.count))
                let words = name.split { "-_. ".contains($0) }
                guard words.count > 2, let theme = words.first.map(String.init),
                    theme.contains(where: \.isLetter), !mentioned.contains(name),
                    !holders.contains(index), !frozen.contains(draft.memories[index].path),
                    scope.covers(path: draft.memories[index].path)
                else { continue }
                themes[theme, default: []].append(index)
            }
            for theme in themes.keys.sorted() {
                guard let members = themes[theme], members.count >= limits.memoriesPerTheme,
                    !taken.contains(folder + theme)
                else { continue }
                for index in members {
                    let name = draft.memories[index].path.dropFirst(folder.count)
                    let path = folder + theme + "/" + name
                    if !taken.contains(path), MemoryPath.brokenRule(path) == nil {
                        draft.moves[index] = path
                    }
                }
            }
        }
    }

    /// The folder of a path with its slash; empty at the top.
    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    /// Names of files that occur in memories.
    private static func mentioned(in memories: [Memory]) -> Set<String> {
        var names: Set<String> = []
        for memory in memories {
            let text = String(decoding: memory.content, as: UTF8.self)
            for word in text.split(whereSeparator: {
                $0.isWhitespace || "()[]<>\"'`,;/#".contains($0)
            })
            where word.contains(".") {
                names.insert(String(word.last == "." ? word.dropLast() : word))
            }
        }
        return names
    }
}
