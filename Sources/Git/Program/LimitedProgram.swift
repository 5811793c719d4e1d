/// A program of somebody else that gets input, answers, and must not hold anybody up.
public enum LimitedProgram {
    /// How a program ended.
    public enum End: Sendable, Hashable {
        /// By itself, with this status; 128 and more stand for a signal.
        case status(Int32)
        /// It took longer than it may; it was killed with all that it started.
        case tookTooLong
        /// It said more than it may; it was killed with all that it started.
        case saidTooMuch
    }

    /// What a program left behind.
    public struct Outcome: Sendable, Hashable {
        /// How it ended.
        public let end: End
        /// What it wrote to standard output, as far as it may.
        public let output: [UInt8]
        /// What it wrote to standard error, as far as it may.
        public let errors: [UInt8]
    }

    /// Runs a program by its absolute path to its end, or to a limit.
    ///
    /// - Parameters:
    ///   - path: Absolute path of the program.
    ///   - arguments: Words after the program's name.
    ///   - environment: The whole environment, as `NAME=value`.
    ///   - input: What it reads from standard input.
    ///   - milliseconds: How long it may take.
    ///   - bytes: How much it may write to each of its two streams.
    /// - Throws: ``GitError/system(call:path:code:)`` when it cannot be started.
    public static func run(
        _ path: String, arguments: [String] = [], environment: [String], input: [UInt8],
        milliseconds: Int64, bytes: Int
    ) throws(GitError) -> Outcome {
        let child = try Subprocess(
            path: path, arguments: [path] + arguments, environment: environment, inherited: nil,
            leadsGroup: true)
        return child.finish(sending: input, milliseconds: milliseconds, bytes: bytes)
    }
}

extension Subprocess {
    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// As `finish`, within limits; whoever is still running afterwards is killed, children included.
    fileprivate consuming func finish(sending bytes: [UInt8], milliseconds: Int64, bytes limit: Int)
        -> LimitedProgram.Outcome
    {
        let deadline = Self.now + milliseconds
        var sent = 0
        var collected: [[UInt8]] = [[], []]
        var open = [true, true]
        var end: LimitedProgram.End?
        var status: Int32 = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        if bytes.isEmpty { closeInput() } else { _ = fcntl(input, F_SETFL, O_NONBLOCK) }
        while end == nil, !isReaped || open[0] || open[1] {
            let left = deadline - Self.now
            guard left > 0 else {
                end = .tookTooLong
                break
            }
            var polled = [
                pollfd(fd: open[0] ? output : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: open[1] ? errors : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
            ]
            // Short, because the end of the program itself wakes nobody while a child of it holds the streams.
            _ = poll(&polled, 3, Int32(min(left, 20)))
            for (index, descriptor) in [output, errors].enumerated()
            where open[index] && polled[index].revents != 0 {
                let count = readBytes(descriptor, &buffer, buffer.count)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else {
                    open[index] = false
                    continue
                }
                collected[index].append(contentsOf: buffer[..<count])
                if collected[index].count > limit {
                    collected[index].removeLast(collected[index].count - limit)
                    end = .saidTooMuch
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
            if !isReaped, waitpid(process, &status, WNOHANG) == process { isReaped = true }
        }
        kill(-process, SIGKILL)
        if !isReaped {
            while waitpid(process, &status, 0) < 0 && errno == EINTR {}
            isReaped = true
        }
        let signal = status & 0x7F
        return LimitedProgram.Outcome(
            end: end ?? .status(signal == 0 ? (status >> 8) & 0xFF : 128 + signal),
            output: collected[0], errors: collected[1])
    }
}
