#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension World {
    /// The folder of the programs that were built beside these tests.
    public static var programs: String {
        let path = CommandLine.arguments.first ?? ""
        return "/" + path.split(separator: "/").dropLast().joined(separator: "/")
    }

    /// Runs a script of `sh` in the home, with the built programs and git on its path, and only the world's environment.
    public func shell(_ script: String) throws -> Outcome {
        let (output, errors) = ("\(home)/.shell-output", "\(home)/.shell-errors")
        var environment = environment
        environment["PATH"] = "\(Self.programs):/usr/local/bin:/usr/bin:/bin"
        environment["GIT_CONFIG_NOSYSTEM"] = "1"
        environment["GIT_AUTHOR_NAME"] = "Ada"
        environment["GIT_AUTHOR_EMAIL"] = "ada@example.com"
        environment["GIT_COMMITTER_NAME"] = "Ada"
        environment["GIT_COMMITTER_EMAIL"] = "ada@example.com"
        let wrapped =
            "cd '\(home)' || exit 99\nexec >'\(output)' 2>'\(errors)' </dev/null\n\(script)\n"
        let status = try Self.spawn(["sh", "-c", wrapped], environment)
        let bytes = read(".shell-output") ?? []
        return Outcome(
            output: String(decoding: bytes, as: UTF8.self).replacing(home, with: "$HOME"),
            errors: String(decoding: read(".shell-errors") ?? [], as: UTF8.self)
                .replacing(home, with: "$HOME"),
            status: status, rawOutput: bytes)
    }

    /// A process that could not be started.
    public struct SpawnProblem: Error {
        /// The `errno`.
        public let code: Int32
    }

    private static func spawn(
        _ words: [String], _ environment: [String: String]
    ) throws(SpawnProblem) -> Int32 {
        var arguments = words.map { (word: String) in strdup(word) } + [nil]
        var pairs =
            environment.sorted { $0.key < $1.key }
            .map { (pair: (key: String, value: String)) in strdup("\(pair.key)=\(pair.value)") } + [
                nil
            ]
        defer { (arguments + pairs).forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, "/bin/sh", nil, nil, &arguments, &pairs)
        guard code == 0 else { throw SpawnProblem(code: code) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
}
