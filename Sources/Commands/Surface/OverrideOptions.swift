import Render
import ReverieCore

/// `--override ID --reason TEXT`, as every command has it that moves production.
enum OverrideOptions {
    static let override = Parameter.repeated(
        "override", value: "ID", "let one violation pass ('all': every one); needs --reason")
    static let reason = Parameter.repeated(
        "reason", value: "TEXT", "why; one for each --override, or one for all of them")

    static let all = [override, reason]

    /// The overrides that the words ask for.
    ///
    /// Throws a failure of kind `invalid` when reasons and overrides do not pair up.
    static func read(_ arguments: Arguments) throws(Failure) -> [RequestedOverride] {
        let (ids, reasons) = (arguments[override], arguments[reason])
        guard !ids.isEmpty else {
            guard reasons.isEmpty else {
                throw .invalid("'--reason' says why an '--override' is made; there is none")
            }
            return []
        }
        guard reasons.count == ids.count || reasons.count == 1 else {
            throw .invalid(
                "every --override needs a --reason: \(ids.count) and \(reasons.count) do not pair up",
                hints: ["add --reason TEXT after each --override ID"])
        }
        return ids.enumerated().map { index, id in
            RequestedOverride(
                violationID: id, reason: reasons[reasons.count == 1 ? 0 : index])
        }
    }
}
