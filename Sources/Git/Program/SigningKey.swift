/// A key with which commits are signed, as `user.signingkey` names it.
public struct SigningKey: Sendable, Hashable {
    /// Where the key is.
    enum Key: Sendable, Hashable, CustomStringConvertible {
        /// A file: the private key, or the public one of a key that an agent holds.
        case file(String)
        /// The public key itself, of a key that an agent holds.
        case literal(String)

        var description: String {
            switch self {
            case .file(let path): path
            case .literal(let text): text.split(separator: " ").prefix(1).joined() + " key"
            }
        }
    }

    private let key: Key
    private let program: SSHKeygen
    private let environment: [String]

    /// Describes a key.
    ///
    /// - Parameters:
    ///   - setting: The value of `user.signingkey`: a path, `key::` and a public key, or a public key.
    ///   - home: The folder that `~` stands for.
    ///   - folder: What a path without a leading `/` starts from.
    ///   - program: What signs.
    ///   - variables: The environment of the caller, in which agents are named.
    public init(
        setting: String, home: String, folder: String, program: SSHKeygen,
        environment variables: [String: String]
    ) {
        let types = ["ssh-", "ecdsa-", "sk-ssh-", "sk-ecdsa-"]
        if setting.hasPrefix("key::") {
            key = .literal(String(setting.dropFirst(5)))
        } else if types.contains(where: setting.hasPrefix), setting.contains(" ") {
            key = .literal(setting)
        } else if setting.hasPrefix("~/") {
            key = .file(home + setting.dropFirst())
        } else {
            key = .file(setting.hasPrefix("/") ? setting : folder + "/" + setting)
        }
        self.program = program
        environment = variables.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value }
    }

    /// Signs bytes, in armour; throws ``GitError/notSigned(key:words:)``.
    func sign(_ bytes: [UInt8]) throws(GitError) -> [UInt8] {
        try program.sign(bytes, with: key, environment: environment)
    }
}
