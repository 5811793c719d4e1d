import Render
import ReverieCore

extension Failure {
    /// What is wrong with an archive or a listing.
    static func words(for problem: ArchiveProblem) -> Message {
        switch problem {
        case .damaged: "it is damaged or cut off"
        case .notAnArchive: "it is no tape archive"
        case .climbs(let path): "'\(path)' leads out of it"
        case .link(let path): "'\(path)' is a link; a memory is an ordinary file"
        case .device(let path): "'\(path)' is a device; a memory is an ordinary file"
        case .unknownKind(let path): "'\(path)' is of a kind that is not read"
        case .duplicate(let path): "'\(path)' is in it twice"
        case .tooManyFiles(let limit): "it holds more than \(limit) entries"
        case .tooLarge(let limit): "it holds more than \(limit) bytes"
        case .malformedEntry(let number):
            "entry \(number) is not of the form {\"path\": ..., \"content\": ...}"
        case .noContent(let path): "'\(path)' has no content"
        }
    }
}
