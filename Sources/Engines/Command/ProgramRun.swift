internal import CConfine

/// One run of a program in a process group of its own, watched until it ends or has to be ended.
struct ProgramRun {
    let program: String
    let arguments: [String]
    let environment: [String]
    let folder: String
    let limits: CommandEngine.Limits
    /// Folders below which it may write, where the system can keep it to them.
    let writableFolders: [String]
    private var process: pid_t = -1
    private var words: [UInt8] = []

    /// Number of bytes of its last words that are kept.
    private static let lastWords = 4096
    /// Sets the limits that a process inherits, and becomes the program; sizes of files are in units of 512 bytes (POSIX).
    private static let wrapper =
        "ulimit -c 0; ulimit -f \"$1\" || exit 126; ulimit -v \"$2\" 2>/dev/null; cd -- \"$3\" || exit 126; shift 3; exec \"$@\""

    init(
        program: String, arguments: [String], environment: [String], folder: String,
        limits: CommandEngine.Limits, writableFolders: [String]
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
        self.limits = limits
        self.writableFolders = writableFolders
    }

    /// Runs the program to its end; `watch` is called now and then and may throw to end it.
    ///
    /// Whatever happens, no process of the group is left. A signal to this process, held back by the caller,
    /// ends the program first.
    mutating func toTheEnd(watch: () throws(EngineError) -> Void) throws(EngineError) {
        let outcome: Result<Int32, EngineError>
        do throws(EngineError) {
            let descriptor = try start()
            defer { close(descriptor) }
            outcome = observe(descriptor, watch: watch)
        } catch { outcome = .failure(error) }
        switch outcome {
        case .failure(let error): throw error
        case .success(let status):
            let text = String(decoding: words, as: UTF8.self)
            let signal = status & 0x7F
            guard signal == 0 else { throw .killed(signal: signal, words: text) }
            guard status == 0 else { throw .ended(status: (status >> 8) & 0xFF, words: text) }
        }
    }

    /// Starts the program and answers where its words can be read.
    private mutating func start() throws(EngineError) -> Int32 {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw .system(call: "pipe", path: program, code: errno)
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let line =
            [
                "sh", "-c", Self.wrapper, "sh", "\(limits.outputBytes / 512)",
                "\(limits.memory / 1024)", folder,
            ]
            + [program] + arguments
        var arguments = line.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        var folders = writableFolders.map { strdup($0) } + [nil]
        defer {
            for text in arguments + variables + folders { free(text) }
        }
        let code = reverie_spawn_confined(
            &process, "/bin/sh", &actions, &attributes, &arguments, &variables, &folders)
        close(ends[1])
        guard code == 0 else {
            close(ends[0])
            throw .system(call: "start", path: program, code: code)
        }
        return ends[0]
    }

    /// Waits for the end, reading what is said; ends the whole group in any case.
    private mutating func observe(
        _ descriptor: Int32, watch: () throws(EngineError) -> Void
    ) -> Result<Int32, EngineError> {
        let deadline = Self.now() + Int64(limits.seconds) * 1000
        var nextWatch = Self.now()
        var status: Int32 = 0
        var problem: EngineError?
        while problem == nil {
            var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&polled, 1, 20)
            let isClosed = !listen(descriptor)
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process || (ended < 0 && errno == ECHILD) {
                kill(-process, SIGKILL)
                _ = listen(descriptor)
                return .success(status)
            }
            // Its streams may be closed long before it ends.
            if isClosed { usleep(20_000) }
            let now = Self.now()
            if now >= deadline { problem = .timedOut(seconds: limits.seconds) }
            if let signal = HeldSignals.pending { problem = .killed(signal: signal, words: "") }
            if now >= nextWatch, problem == nil {
                do throws(EngineError) { try watch() } catch { problem = error }
                nextWatch = Self.now() + 200
            }
        }
        kill(-process, SIGKILL)
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        return .failure(problem ?? .timedOut(seconds: limits.seconds))
    }

    /// Takes in what was said; false when nobody can say any more.
    private mutating func listen(_ descriptor: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        // A program that never stops talking must not keep us from looking at the clock.
        for _ in 0..<16 {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) }
            words.append(contentsOf: buffer[..<count])
            if words.count > 2 * Self.lastWords { words.removeFirst(words.count - Self.lastWords) }
        }
        return true
    }

    /// Milliseconds of a clock that never jumps.
    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
