#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Platform {
    /// Waits.
    static func sleep(milliseconds: Int64) {
        var time = timespec(
            tv_sec: Int(milliseconds / 1000), tv_nsec: Int(milliseconds % 1000) * 1_000_000)
        var left = timespec()
        while nanosleep(&time, &left) != 0 && errno == EINTR { time = left }
    }

    /// Becomes another program, with the words of this call; comes back only when that cannot be.
    static func becomeProgram(_ path: String) -> Code {
        var words = CommandLine.arguments.map { strdup($0) } + [nil]
        execv(path, &words)
        let code = Code.last
        for word in words { free(word) }
        return code
    }

    /// Whether an ordinary file stands at a path, links followed.
    static func isFile(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    }

    /// One line about this process for those who wait for it.
    static func processNote(program: String) -> String {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = String(
            decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return "\(program), process \(getpid()) on \(host)" + (bootID.map { ", boot \($0)" } ?? "")
    }

    /// What the kernel calls this run of the machine; process ids mean nothing in another one.
    private static var bootID: String? {
        guard let bytes = try? openFile(path: "/proc/sys/kernel/random/boot_id").content(limit: 64)
        else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.split(whereSeparator: \.isWhitespace).first.map(String.init)
    }
}

extension Platform {
    /// Ends the process with status 3 after so many seconds, wherever it is.
    static func end(after seconds: UInt32) {
        signal(SIGALRM) { _ in
            let words: StaticString = "reverie: no answer in time, so nothing may move\n"
            _ = systemWrite(2, words.utf8Start, words.utf8CodeUnitCount)
            _exit(3)
        }
        alarm(seconds)
    }
}

extension Platform {
    /// Absolute path of the running program; nil where the system does not say.
    static var programPath: String? {
        guard let resolved = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
