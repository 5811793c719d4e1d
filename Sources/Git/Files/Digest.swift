internal import CDigest

/// SHA-256 (FIPS 180-4), by mbed TLS, which libgit2 brings along.
public enum Digest {
    /// The 32 bytes of the digest.
    public static func sha256Bytes(_ content: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: 32)
        let code = content.withUnsafeBufferPointer {
            mbedtls_sha256_ret($0.baseAddress, $0.count, &output, 0)
        }
        return code == 0 ? output : []
    }

    /// The digest as 64 lowercase hexadecimal digits.
    public static func sha256(_ content: [UInt8]) -> String {
        let output = sha256Bytes(content)
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: output.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }
}
