/// Signals that would end this process, held back until what it started and wrote has been taken away.
struct HeldSignals {
    private static let numbers = [SIGINT, SIGTERM, SIGHUP]
    private var before = sigset_t()

    /// Holds the signals back from now on.
    init() {
        var held = sigset_t()
        sigemptyset(&held)
        for number in Self.numbers { sigaddset(&held, number) }
        pthread_sigmask(SIG_BLOCK, &held, &before)
    }

    /// One that came meanwhile; nil where none did.
    static var pending: Int32? {
        var pending = sigset_t()
        sigpending(&pending)
        return numbers.first { sigismember(&pending, $0) == 1 }
    }

    /// Lets the signals through; one that came meanwhile now does what it does.
    func release() {
        var before = before
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}
