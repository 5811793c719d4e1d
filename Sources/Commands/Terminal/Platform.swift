#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The calls of the operating system that the surface needs, each as a Swift function with plain values.
enum Platform {
    /// An `errno`.
    struct Code: Error, Hashable, Sendable {
        let number: Int32

        static var last: Code { Code(number: errno) }

        /// What the system calls it, in lower case, as the rest of a sentence.
        var words: String {
            guard let text = strerror(number) else { return "error \(number)" }
            let words = String(cString: text)
            return words.prefix(1).lowercased() + words.dropFirst()
        }

        var isBrokenPipe: Bool { number == EPIPE }
        var isMissing: Bool { number == ENOENT || number == ENOTDIR }
        /// What opening a socket comes to.
        var isNoFile: Bool { number == ENXIO || number == EOPNOTSUPP }
        var isSymbolicLink: Bool { number == ELOOP || number == EMLINK }
    }

    /// A value that bytes of JSON hold; nil when they hold none of its kind.
    static func value<Value: Decodable>(
        _ type: Value.Type, fromJSON bytes: some Collection<UInt8>
    ) -> Value? { try? JSONDecoder().decode(type, from: Data(bytes)) }

    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// Whether anything stands at a path, links followed.
    static func exists(_ path: String) -> Bool {
        var facts = stat()
        return !path.isEmpty && stat(path, &facts) == 0
    }

    static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    static var currentDirectory: String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }

    /// Writes all bytes.
    static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) throws(Code) {
        let bytes = ContiguousArray(bytes)
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                systemWrite(
                    descriptor, buffer.baseAddress.map { $0 + offset }, bytes.count - offset)
            }
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                throw Code.last
            }
            offset += count
        }
    }

    /// Reads at most so many bytes; nothing means the end.
    static func read(_ descriptor: Int32, atMost limit: Int) throws(Code) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        while true {
            let count = bytes.withUnsafeMutableBytes {
                systemRead(descriptor, $0.baseAddress, limit)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw Code.last
            }
            bytes.removeLast(limit - count)
            return bytes
        }
    }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Columns and rows, where the terminal knows them.
    static func size(of descriptor: Int32) -> (width: Int, height: Int)? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    static func time(_ clock: clockid_t) -> (seconds: Int64, nanoseconds: Int64) {
        var time = timespec()
        clock_gettime(clock, &time)
        return (Int64(time.tv_sec), Int64(time.tv_nsec))
    }

    static var wallTime: (seconds: Int64, nanoseconds: Int64) { time(CLOCK_REALTIME) }

    static var monotonicNanoseconds: UInt64 {
        let (seconds, nanoseconds) = time(CLOCK_MONOTONIC)
        return UInt64(seconds) &* 1_000_000_000 &+ UInt64(nanoseconds)
    }

    /// The wall clock's reading of a moment in the zone of the process.
    static func localTime(_ seconds: Int64) -> CivilTime? {
        var time = time_t(seconds)
        var parts = tm()
        guard localtime_r(&time, &parts) != nil else { return nil }
        return CivilTime(
            year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday),
            hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: Int(parts.tm_sec),
            offset: parts.tm_gmtoff)
    }

    /// The moment at which the wall clock in the zone of the process reads so.
    static func moment(_ civil: CivilTime) -> Int64? {
        guard (1900...9999).contains(civil.year) else { return nil }
        var parts = tm()
        parts.tm_year = Int32(civil.year - 1900)
        parts.tm_mon = Int32(truncatingIfNeeded: civil.month - 1)
        parts.tm_mday = Int32(truncatingIfNeeded: civil.day)
        parts.tm_hour = Int32(truncatingIfNeeded: civil.hour)
        parts.tm_min = Int32(truncatingIfNeeded: civil.minute)
        parts.tm_sec = Int32(truncatingIfNeeded: civil.second)
        parts.tm_isdst = -1
        let time = mktime(&parts)
        return time == -1 && civil.year != 1969 ? nil : Int64(time)
    }

    /// A write to a closed pipe becomes an error instead of the end of the process; Ctrl-C leaves the
    /// terminal as it was found.
    static func prepareSignals() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGINT, restoreAndEnd)
    }

    static func end(_ status: Int32) -> Never { exit(status) }

    /// A program that reads what is written to its standard input.
    struct Reader {
        let process: pid_t
        let descriptor: Int32

        /// Closes its input and waits for its end, with Ctrl-C left to it.
        func finish() {
            close(descriptor)
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            signal(SIGINT, restoreAndEnd)
        }
    }

    /// Starts a shell command whose standard input is what the caller writes.
    static func startReader(command: String, environment: [String: String]) throws(Code) -> Reader {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Code.last }
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        defer { close(ends[0]) }
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        sigaddset(&defaults, SIGINT)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        signal(SIGINT, SIG_IGN)
        var words = ["sh", "-c", command].map { (word: String) in strdup(word) } + [nil]
        var pairs =
            environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + pairs).forEach { free($0) } }
        var process: pid_t = 0
        let result = posix_spawn(&process, "/bin/sh", &actions, &attributes, &words, &pairs)
        guard result == 0 else {
            close(ends[1])
            signal(SIGINT, restoreAndEnd)
            throw Code(number: result)
        }
        return Reader(process: process, descriptor: ends[1])
    }
}

/// Ends a styled line and shows the cursor, then dies of the signal, which a shell reports as 130.
private func restoreAndEnd(_ number: Int32) {
    let restore: StaticString = "\u{1B}[0m\u{1B}[?25h"
    if isatty(2) == 1 { _ = systemWrite(2, restore.utf8Start, restore.utf8CodeUnitCount) }
    signal(number, SIG_DFL)
    raise(number)
}

func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
    read(descriptor, bytes, count)
}
