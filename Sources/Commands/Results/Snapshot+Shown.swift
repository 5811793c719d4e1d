import Git
import Render
import ReverieCore

extension Context {
    /// A snapshot as people name it: `v3 (1a2b3c4d5e)`, or its id alone.
    func name(of snapshotID: ObjectID, in store: Store) throws(Failure) -> Message {
        let versions = try attempt { () throws(CoreError) in try store.versions() }
        guard let number = versions.last(where: { $0.objectID == snapshotID })?.number else {
            return "\(snapshotID.short)"
        }
        return "v\(number) (\(snapshotID.short))"
    }
}
