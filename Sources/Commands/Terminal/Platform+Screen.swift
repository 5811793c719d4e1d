#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Platform {
    /// A terminal whose whole screen belongs to this process until `leave` is called, or a signal ends the process.
    struct RawTerminal {
        let input: Int32
        let output: Int32

        /// Switches to the alternate screen, and the keyboard to one key at a time; nothing where there is no terminal.
        init?(input: Int32, output: Int32) {
            self.input = input
            self.output = output
            guard isatty(output) == 1, enter() else { return nil }
        }

        /// Takes the screen, for the first time or after it was left; false where that is not possible.
        @discardableResult
        func enter() -> Bool {
            guard tcgetattr(input, &savedMode) == 0 else { return false }
            var raw = savedMode
            cfmakeraw(&raw)
            guard tcsetattr(input, TCSAFLUSH, &raw) == 0 else { return false }
            ownedInput = input
            for number in endings { signal(number, leaveAndEnd) }
            signal(SIGWINCH, { _ in })
            write("\u{1B}[?1049h\u{1B}[?25l")
            return true
        }

        /// Gives the terminal back as it was found.
        func leave() {
            giveBack()
            for number in endings where number != SIGINT { signal(number, SIG_DFL) }
            signal(SIGWINCH, SIG_DFL)
            Platform.prepareSignals()
        }

        /// What was typed: some bytes, nothing at the end of input, nil when the size of the screen changed.
        func read() -> [UInt8]? {
            var wanted = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            guard poll(&wanted, 1, -1) >= 0 else { return errno == EINTR ? nil : [] }
            return (try? Platform.read(input, atMost: 256)) ?? []
        }

        private func write(_ text: StaticString) {
            _ = Platform.put(text, to: output)
        }
    }

    /// Runs a shell command on the same terminal and waits for it; answers whether it ended well.
    static func runOnTerminal(_ command: String, environment: [String: String]) -> Bool {
        var words = ["sh", "-c", command].map { (word: String) in strdup(word) } + [nil]
        var pairs =
            environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + pairs).forEach { free($0) } }
        var process: pid_t = 0
        guard posix_spawn(&process, "/bin/sh", nil, nil, &words, &pairs) == 0 else { return false }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status == 0
    }

    fileprivate static func put(_ text: StaticString, to descriptor: Int32) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, text.utf8Start, text.utf8CodeUnitCount)
        #elseif canImport(Musl)
            Musl.write(descriptor, text.utf8Start, text.utf8CodeUnitCount)
        #else
            Darwin.write(descriptor, text.utf8Start, text.utf8CodeUnitCount)
        #endif
    }
}

/// Signals that end the process, each of which has to leave the terminal usable.
private let endings: [Int32] = [
    SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT,
]

/// What a signal handler needs; written before the handlers are set, by the one thread there is.
nonisolated(unsafe) private var savedMode = termios()
nonisolated(unsafe) private var ownedInput: Int32 = -1

private func giveBack() {
    guard ownedInput >= 0 else { return }
    _ = Platform.put("\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l", to: 1)
    tcsetattr(ownedInput, TCSAFLUSH, &savedMode)
    ownedInput = -1
}

private func leaveAndEnd(_ number: Int32) {
    giveBack()
    signal(number, SIG_DFL)
    raise(number)
}
