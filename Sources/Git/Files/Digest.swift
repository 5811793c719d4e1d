internal import CDigest

/// SHA-256 (FIPS 180-4), by mbed TLS, which libgit2 brings along.
public enum Digest {
    /// The digest as 64 lowercase hexadecimal digits.
    public static func sha256(_ content: [UInt8]) -> String {
        var output = [UInt8](repeating: 0, count: 32)
        let code = content.withUnsafeBufferPointer {
            mbedtls_sha256_ret($0.baseAddress, $0.count, &output, 0)
        }
        guard code == 0 else { return "" }
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: output.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }
}
