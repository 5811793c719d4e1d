import MemoryDiff

/// Aligns labelled documents with the function that the product uses.
enum AlignmentEvaluation {
    private struct Document: Decodable {
        struct Entry: Decodable {
            let id: String
            let text: String
            let path: String?
        }

        let id: String
        let source: String
        let old: [Entry]
        let new: [Entry]
    }

    private struct Prediction: Encodable {
        struct Group: Encodable {
            let old: [String]
            let new: [String]
            let kind: String
        }

        let id: String
        let links: [Group]
    }

    private struct EvidenceRecord: Encodable {
        let id: String
        let source: String
        let old: String
        let new: String
        let values: [Float]
    }

    /// Writes one prediction for each document.
    static func run(_ paths: [String]) {
        for document in Output.records(paths, as: Document.self) {
            let links = Alignment.links(old: items(document.old), new: items(document.new))
            let groups = links.map { link in
                Prediction.Group(
                    old: link.old.map { document.old[$0].id },
                    new: link.new.map { document.new[$0].id }, kind: word(for: link))
            }
            Output.line(Prediction(id: document.id, links: groups))
        }
    }

    /// Writes what speaks for each undecided pair, to fit the weights.
    static func dumpEvidence(_ paths: [String]) {
        for document in Output.records(paths, as: Document.self) {
            let matcher = Matcher(old: items(document.old), new: items(document.new))
            matcher.forEachEvidence { old, new, evidence in
                Output.line(
                    EvidenceRecord(
                        id: document.id, source: document.source, old: document.old[old].id,
                        new: document.new[new].id, values: evidence.values))
            }
        }
    }

    /// Writes what speaks for each way to fold an item into a linked pair, to fit the weights.
    static func dumpFolds(_ paths: [String]) {
        for document in Output.records(paths, as: Document.self) {
            let matcher = Matcher(old: items(document.old), new: items(document.new))
            Folding.forEachEvidence(of: matcher) { old, new, values in
                Output.line(
                    EvidenceRecord(
                        id: document.id, source: document.source, old: document.old[old].id,
                        new: document.new[new].id, values: values))
            }
        }
    }

    private static func items(_ entries: [Document.Entry]) -> [Item] {
        entries.map { entry in
            Item(
                memoryPath: "", form: .paragraph, headings: entry.path.map { [$0] } ?? [],
                range: 0..<entry.text.utf8.count, text: entry.text)
        }
    }

    private static func word(for link: Link) -> String {
        switch link.kind {
        case .unchanged: "unchanged"
        case .moved: "moved"
        case .modified, .invisible: "modified"
        case .compressed: "merged"
        case .split: "split"
        case .regrouped:
            link.old.count > link.new.count
                ? "merged" : link.old.count < link.new.count ? "split" : "modified"
        }
    }
}
