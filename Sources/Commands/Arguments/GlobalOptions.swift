/// The options that every command takes, before or after its name.
public enum GlobalOptions {
    /// When to use colour.
    public enum Colour: String, Sendable, CaseIterable {
        /// On a terminal that can.
        case auto
        /// Also in a pipe.
        case always
        /// Not at all.
        case never
    }

    /// Run as if started in another folder; several count one after the other.
    public static let directory = Parameter.repeated(
        "directory", short: "C", value: "DIR", "run as if started in DIR", completion: .folder)
    /// The store to work on.
    public static let store = Parameter.option(
        "store", value: "NAME", "work on this store (default: memory)")
    /// Machine-readable output.
    public static let json = Parameter.flag("json", "write one JSON document instead of text")
    /// No pager, even on a terminal.
    public static let noPager = Parameter.flag("no-pager", "do not show long output in a pager")
    /// When to use colour.
    public static let colour = Parameter<Colour>.choice(
        "color", value: "WHEN", standard: .auto, "use colour on standard output and error")
    /// Only data and errors.
    public static let quiet = Parameter.flag("quiet", short: "q", "say nothing but data and errors")
    /// The version and nothing else.
    public static let version = Parameter.flag("version", "print the version")
    /// The help of the command and nothing else.
    public static let help = Parameter.flag("help", short: "h", "explain the command")

    static let all: [any DeclaredParameter] = [
        directory, store, json, noPager, colour, quiet, version, help,
    ]
}
