/// A child process with pipes to its three streams.
struct Subprocess: ~Copyable {
    let process: pid_t
    var input: Int32
    let output: Int32
    let errors: Int32
    var isReaped = false

    /// What a finished child left behind.
    struct Outcome: Sendable {
        let status: Int32
        let output: [UInt8]
        let errors: [UInt8]
    }

    /// The absolute path of a program in a search path (`PATH`); nil when it is not there.
    static func find(_ name: String, inSearchPath searchPath: String) -> String? {
        searchPath.split(separator: ":").lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
            .first { access($0, X_OK) == 0 && !FileSystem.isFolder($0) }
    }

    /// Starts a program by its absolute path; `inherited`, if any, is open as descriptor 3 in the child.
    ///
    /// One that leads a process group of its own can be killed with all that it started.
    init(
        path: String, arguments: [String], environment: [String], inherited: Int32?,
        leadsGroup: Bool = false
    ) throws(GitError) {
        var ends = [Int32](repeating: -1, count: 6)
        for index in 0..<3 {
            var pair: [Int32] = [-1, -1]
            guard pipe(&pair) == 0 else {
                let error = FileSystem.failure("pipe", path)
                for end in ends where end >= 0 { close(end) }
                throw error
            }
            for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            ends[2 * index] = pair[0]
            ends[2 * index + 1] = pair[1]
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        posix_spawn_file_actions_adddup2(&actions, ends[3], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[5], 2)
        if let inherited { posix_spawn_file_actions_adddup2(&actions, inherited, 3) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        var flags = Int16(POSIX_SPAWN_SETSIGDEF)
        if leadsGroup {
            flags |= Int16(POSIX_SPAWN_SETPGROUP)
            posix_spawnattr_setpgroup(&attributes, 0)
        }
        posix_spawnattr_setflags(&attributes, flags)

        var words = arguments.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer {
            for word in words { free(word) }
            for variable in variables { free(variable) }
        }
        var child = pid_t()
        let code = posix_spawn(&child, path, &actions, &attributes, &words, &variables)
        for end in [ends[0], ends[3], ends[5]] { close(end) }
        guard code == 0 else {
            for end in [ends[1], ends[2], ends[4]] { close(end) }
            throw GitError.system(call: "start", path: path, code: code)
        }
        process = child
        input = ends[1]
        output = ends[2]
        errors = ends[4]
    }

    deinit {
        if input >= 0 { close(input) }
        close(output)
        close(errors)
        if !isReaped {
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        }
    }

    /// Hands the child bytes; false when it no longer reads.
    mutating func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                writeBytes(input, $0.baseAddress.map { $0 + sent }, bytes.count - sent)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Reads lines of the child's output until one equals `line`; false when the output ended first, or when
    /// nothing more was said within `limit` milliseconds.
    mutating func waitFor(line: String, limit: Int32) -> Bool {
        var pending: [UInt8] = []
        let wanted = Array(line.utf8)
        while true {
            if let end = pending.firstIndex(of: 0x0A) {
                if Array(pending[..<end]) == wanted { return true }
                pending.removeSubrange(...end)
                continue
            }
            var polled = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            let ready = poll(&polled, 1, limit)
            if ready < 0 && errno == EINTR { continue }
            guard ready > 0 else { return false }
            var buffer = [UInt8](repeating: 0, count: 512)
            let count = readBytes(output, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            pending.append(contentsOf: buffer[..<count])
        }
    }

    /// Sends the rest of the input, closes it, collects what the child says and waits for its end.
    ///
    /// Each stream is cut at `limit` bytes; the child is still read to its end.
    consuming func finish(sending bytes: [UInt8] = [], limit: Int = 1 << 24) -> Outcome {
        var sent = 0
        var collected: [[UInt8]] = [[], []]
        if bytes.isEmpty { closeInput() } else { _ = fcntl(input, F_SETFL, O_NONBLOCK) }
        var open = [true, true]
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while open[0] || open[1] || input >= 0 {
            var polled = [
                pollfd(fd: open[0] ? output : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: open[1] ? errors : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
            ]
            if poll(&polled, 3, -1) < 0 && errno != EINTR { break }
            for (index, descriptor) in [output, errors].enumerated()
            where open[index] && polled[index].revents != 0 {
                let count = readBytes(descriptor, &buffer, buffer.count)
                if count < 0 && errno == EINTR { continue }
                if count <= 0 {
                    open[index] = false
                } else if collected[index].count < limit {
                    collected[index].append(contentsOf: buffer[..<count])
                }
            }
            if input >= 0 && polled[2].revents != 0 {
                let count = bytes.withUnsafeBytes {
                    writeBytes(input, $0.baseAddress.map { $0 + sent }, bytes.count - sent)
                }
                if count > 0 { sent += count }
                let isOver = count < 0 && errno != EINTR && errno != EAGAIN
                if isOver || sent == bytes.count { closeInput() }
            }
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        isReaped = true
        let signal = status & 0x7F
        return Outcome(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
            output: collected[0], errors: collected[1])
    }

    mutating func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }
}
