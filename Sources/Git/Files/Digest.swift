internal import CDigest

/// SHA-256 (FIPS 180-4), by mbed TLS, which libgit2 brings along.
public enum Digest {
    /// The 32 bytes of the digest.
    public static func sha256Bytes(_ content: [UInt8]) -> [UInt8] {
        var running = Running()
        running.add(content)
        return running.finish()
    }

    /// The digest as 64 lowercase hexadecimal digits.
    public static func sha256(_ content: [UInt8]) -> String {
        let output = sha256Bytes(content)
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: output.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }

    /// A digest of bytes that come in pieces.
    public struct Running: ~Copyable {
        private var state = mbedtls_sha256_context()

        /// Begins.
        public init() {
            mbedtls_sha256_init(&state)
            mbedtls_sha256_starts_ret(&state, 0)
        }

        deinit {
            var state = state
            mbedtls_sha256_free(&state)
        }

        /// Takes in the bytes that follow.
        public mutating func add(_ content: [UInt8]) {
            mbedtls_sha256_update_ret(&state, content, content.count)
        }

        /// The 32 bytes of the digest; empty where it could not be made.
        public mutating func finish() -> [UInt8] {
            var output = [UInt8](repeating: 0, count: 32)
            return mbedtls_sha256_finish_ret(&state, &output) == 0 ? output : []
        }
    }
}
