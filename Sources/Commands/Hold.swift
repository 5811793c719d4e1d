import Git
import Render
import ReverieCore

/// Keeps a version however old it gets.
enum Hold: Command {
    static let version = Parameter.argument(
        "VERSION", "what to keep: v3, fallback/3, a dream or an object id")
    static let message = Parameter.option("message", short: "m", value: "REASON", "say why")
    static let release = Parameter.flag("release", "end the hold")

    static let declaration = Declaration(
        name: "hold", topic: .keeping, summary: "keep a version however old it gets",
        discussion: """
            'reverie gc' lets no fallback go that leads to a version on hold, however old it is, until the hold is \
            released. Who held it, when and why is in the journal. A version holds the direct writes after it as well.
            """,
        parameters: [version, message, release],
        examples: [
            Declaration.Example("reverie hold v3 -m 'case 2026-17'", "keep version 3"),
            Declaration.Example("reverie hold --release v3 -m closed", "let time run again"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let isReleased = arguments[release]
        let reason = arguments[message].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        let asked = arguments[version]
        guard isReleased || reason != nil else {
            throw .invalid(
                "a hold needs a reason; nothing was changed",
                hints: ["\(context.tool) hold \(word: asked) -m REASON"])
        }
        let store = try context.storeToChange()
        let isCount = !asked.isEmpty && asked.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let result = try context.attempt { () throws(CoreError) in
            let versions = try store.versionNumbers()
            let isVersion = isCount && asked.utf8.count < 7
            let snapshot = try store.snapshot(named: isVersion ? "v" + asked : asked)
            try store.hold(snapshot.snapshotID, isReleased: isReleased, reason: reason)
            return HoldResult(
                store: store.name, snapshotID: snapshot.snapshotID,
                version: versions[snapshot.snapshotID], isReleased: isReleased, reason: reason)
        }
        context.present(result)
        return .success
    }
}

/// A hold that began or ended.
struct HoldResult: Presentable {
    static let schema = "reverie.hold/1"

    let store: StoreName
    let snapshotID: ObjectID
    let version: Int?
    let isReleased: Bool
    let reason: String?

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.description)),
            JSON.Field("snapshot", Wording.json(snapshotID)),
            JSON.Field("version", version.map(JSON.integer) ?? .null),
            JSON.Field("held", .bool(!isReleased)),
            JSON.Field("reason", .optional(reason)),
        ]
    }

    func lines(width: Int) -> [Message] {
        let name: Message = version.map { "v\($0) (\(snapshotID.short))" } ?? "\(snapshotID.short)"
        return isReleased
            ? ["\(name) is no longer on hold; its time runs"]
            : ["\(name) is on hold; gc keeps it until it is released"]
    }
}
