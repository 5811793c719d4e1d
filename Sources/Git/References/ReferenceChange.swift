/// One step of a reference: from what it must be now to what it shall be.
public struct ReferenceChange: Sendable, Hashable {
    /// Full name.
    public let name: String
    /// What it must name now; nil: it must not exist.
    public let old: ObjectID?
    /// What it shall name; nil: it goes.
    public let new: ObjectID?

    /// Makes a step.
    public init(_ name: String, from old: ObjectID?, to new: ObjectID?) {
        self.name = name
        self.old = old
        self.new = new
    }

    var command: String {
        switch (old, new) {
        case (let old, let new?): "update \(name) \(new) \(old ?? .zero)\n"
        case (let old?, nil): "delete \(name) \(old)\n"
        case (nil, nil): "verify \(name) \(ObjectID.zero)\n"
        }
    }
}
