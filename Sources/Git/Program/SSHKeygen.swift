/// The program `ssh-keygen`, which makes and checks the signatures that git calls `gpg.format = ssh`.
///
/// Called as git calls it, in git's namespace, so that `git verify-commit` comes to the same answer. The format:
/// OpenSSH, PROTOCOL.sshsig.
public struct SSHKeygen: Sendable, Hashable {
    /// Absolute path of the program.
    public let path: String

    private static let namespace = "git"

    /// A program by its absolute path.
    public init(path: String) { self.path = path }

    /// Finds `ssh-keygen` in a search path (`PATH`); nil when it is not there.
    public static func find(inSearchPath searchPath: String) -> SSHKeygen? {
        Subprocess.find("ssh-keygen", inSearchPath: searchPath).map(SSHKeygen.init)
    }

    /// What a signature is worth.
    public enum Finding: Sendable, Hashable {
        /// It is that of a key which the list gives to the identity.
        case good
        /// It is that of a key which the list gives to these others.
        case others([String])
        /// It is that of a key which is not on the list, by the key's fingerprint.
        case unknownKey(String)
        /// It does not fit what was signed.
        case bad
        /// There is none.
        case missing
        /// The program is not there, or does not do its work.
        case unchecked
    }

    /// Judges a signature by a list of allowed signers (see `ssh-keygen(1)`) as it holds at a moment, in seconds since 1970.
    public func check(
        _ signed: SignedCommit, of identity: String, signers: [UInt8], at seconds: Int64
    ) -> Finding {
        do throws(GitError) {
            let list = try MemoryFile(signers)
            let signature = try MemoryFile(signed.signature)
            let moment = "-Overify-time=" + Self.moment(seconds)
            let verified = try run(
                [
                    "-Y", "verify", "-f", list.path, "-I", identity, "-n", Self.namespace, "-s",
                    signature.path, moment,
                ], input: signed.payload)
            if verified.status == 0 { return .good }
            let plain = try run(
                ["-Y", "check-novalidate", "-n", Self.namespace, "-s", signature.path],
                input: signed.payload)
            guard plain.status == 0 else { return plain.status == 255 ? .bad : .unchecked }
            let found = try run(
                ["-Y", "find-principals", "-f", list.path, "-s", signature.path, moment],
                input: [])
            let names = String(decoding: found.output, as: UTF8.self)
                .split(separator: "\n").map(String.init)
            if found.status == 0, !names.isEmpty { return .others(names) }
            let words = String(decoding: plain.output, as: UTF8.self).split(separator: " ")
            let fingerprint = words.last?.filter { !$0.isWhitespace } ?? ""
            return .unknownKey(fingerprint)
        } catch { return .unchecked }
    }

    /// Signs bytes; the caller's environment leads to agents and to programs that ask for a passphrase.
    func sign(_ bytes: [UInt8], with key: SigningKey.Key, environment: [String]) throws(GitError)
        -> [UInt8]
    {
        var words = ["ssh-keygen", "-Y", "sign", "-n", Self.namespace]
        let outcome: Subprocess.Outcome
        switch key {
        case .file(let file):
            words += ["-f", file]
            outcome = try Subprocess(
                path: path, arguments: words, environment: environment, inherited: nil
            ).finish(sending: bytes)
        case .literal(let text):
            // Only an agent has the private half.
            let file = try MemoryFile(Array((text + "\n").utf8))
            words += ["-U", "-f", file.path]
            outcome = try Subprocess(
                path: path, arguments: words, environment: environment, inherited: nil
            ).finish(sending: bytes)
        }
        guard outcome.status == 0, !outcome.output.isEmpty else {
            throw .notSigned(
                key: key.description, words: String(decoding: outcome.errors, as: UTF8.self))
        }
        return outcome.output
    }

    private func run(_ arguments: [String], input: [UInt8]) throws(GitError) -> Subprocess.Outcome {
        // Times in a list without a zone are UTC, on every machine.
        try Subprocess(
            path: path, arguments: ["ssh-keygen"] + arguments,
            environment: ["LC_ALL=C", "TZ=UTC"], inherited: nil
        ).finish(sending: input, limit: 1 << 16)
    }

    /// A moment as `verify-time` has it: `20261120060000`, in UTC.
    private static func moment(_ seconds: Int64) -> String {
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        func padded(_ value: Int32, _ width: Int = 2) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return padded(parts.tm_year + 1900, 4) + padded(parts.tm_mon + 1) + padded(parts.tm_mday)
            + padded(parts.tm_hour) + padded(parts.tm_min) + padded(parts.tm_sec)
    }
}
