/// A program that shows long output screen by screen.
final class Pager {
    private let command: String
    private let environment: [String: String]
    private var reader: Platform.Reader?
    private var isStarted = false

    /// The pager that the environment asks for, by git's rules with a variable of our own before them.
    init?(environment: [String: String]) {
        let names = ["REVERIE_PAGER", "GIT_PAGER", "PAGER"]
        let chosen = names.lazy.compactMap { environment[$0] }.first ?? "less"
        if chosen.isEmpty || chosen == "cat" { return nil }
        if environment["TERM"] == "dumb" { return nil }
        self.command = chosen
        self.environment = environment.merging(["LESS": "FRX", "LV": "-c"]) { old, _ in old }
    }

    /// Whether so much text does not fit on the screen, now or earlier.
    func isNeeded(for bytes: [UInt8], width: Int, height: Int) -> Bool {
        if isStarted || bytes.count > 1 << 16 { return true }
        var rows = 0
        var columns = 0
        for byte in bytes {
            columns += 1
            if byte == UInt8(ascii: "\n") {
                rows += 1 + (columns - 2) / max(1, width)
                columns = 0
                if rows >= height { return true }
            }
        }
        return false
    }

    /// Hands text to the pager, starting it first.
    func write(_ bytes: [UInt8]) throws(Platform.Code) {
        if !isStarted {
            isStarted = true
            reader = try Platform.startReader(command: command, environment: environment)
        }
        if let reader { try Platform.write(bytes, to: reader.descriptor) }
    }

    /// Says that nothing more comes and waits until the person has read enough.
    func finish() {
        reader?.finish()
        reader = nil
    }
}
