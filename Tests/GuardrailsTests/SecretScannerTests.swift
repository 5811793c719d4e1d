import Guardrails
import Testing

@Suite struct SecretScannerTests {
    /// Random letters of an alphabet.
    private static func random(
        _ count: Int, _ alphabet: String, _ chance: inout SeededChance
    ) -> String {
        let letters = Array(alphabet)
        return String(
            (0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &chance)] })
    }

    private static let lower = "abcdefghijklmnopqrstuvwxyz"
    private static let digits = "0123456789"
    private static var mixed: String { lower + lower.uppercased() + digits }
    private static let hexadecimal = "0123456789abcdef"

    /// A fake of every format that the scanner knows by its form; put together here, so that no scanner
    /// takes this file for a leak.
    static func fakes(seed: UInt64) -> [(name: String, text: String, secret: String)] {
        var chance = SeededChance(seed: seed)
        var found: [(String, String, String)] = []
        func add(_ name: String, _ secret: String, in frame: String = "key: §") {
            found.append((name, frame.replacing("§", with: secret), secret))
        }
        let upper = lower.uppercased() + "234567"
        for start in ["AKIA", "ASIA"] { add("aws", start + random(16, upper, &chance)) }
        for start in ["p", "o", "u", "s", "r"] {
            add("github", "gh\(start)_" + random(36, mixed, &chance))
        }
        add("github", "github_pat_" + random(22, mixed, &chance) + "_" + random(59, mixed, &chance))
        for start in ["glpat-", "gldt-", "glrt-"] {
            add("gitlab", start + random(20, mixed, &chance))
        }
        for start in ["b", "p", "a", "r", "s"] {
            add(
                "slack",
                "xox\(start)-" + random(12, digits, &chance) + "-" + random(24, mixed, &chance))
        }
        add(
            "slack",
            "https://hooks.slack.com/services/T" + random(8, upper, &chance) + "/B"
                + random(8, upper, &chance) + "/" + random(24, mixed, &chance))
        for start in ["sk", "rk"] {
            for mode in ["live", "test"] {
                add("stripe", "\(start)_\(mode)_" + random(24, mixed, &chance))
            }
        }
        add("stripe", "whsec_" + random(32, mixed, &chance))
        add("google", "AIza" + random(35, mixed, &chance))
        add("google", "ya29." + random(60, mixed, &chance))
        add("google", "GOCSPX-" + random(28, mixed, &chance))
        add("anthropic", "sk-ant-api03-" + random(80, mixed, &chance))
        add("openai", "sk-proj-" + random(60, mixed, &chance))
        add("openai", "sk-" + random(48, mixed, &chance))
        add("sendgrid", "SG." + random(22, mixed, &chance) + "." + random(43, mixed, &chance))
        add("twilio", "SK" + random(32, hexadecimal, &chance))
        add("npm", "npm_" + random(36, mixed, &chance))
        add("pypi", "pypi-AgEI" + random(80, mixed, &chance))
        add("hugging-face", "hf_" + random(34, mixed, &chance))
        add("digitalocean", "dop_v1_" + random(64, hexadecimal, &chance))
        for start in ["shpat_", "shpss_"] {
            add("shopify", start + random(32, hexadecimal, &chance))
        }
        add("mailgun", "key-" + random(32, hexadecimal, &chance))
        add("databricks", "dapi" + random(32, hexadecimal, &chance))
        add("square", "sq0atp-" + random(22, mixed, &chance))
        add("atlassian", "ATATT3" + random(60, mixed, &chance))
        add("linear", "lin_api_" + random(40, mixed, &chance))
        add("vault", "hvs." + random(30, mixed, &chance))
        add("grafana", "glsa_" + random(40, mixed, &chance))
        add("docker", "dckr_pat_" + random(27, mixed, &chance))
        add("replicate", "r8_" + random(37, mixed, &chance))
        add(
            "jwt",
            "eyJ" + random(30, mixed, &chance) + ".eyJ" + random(60, mixed, &chance) + "."
                + random(43, mixed, &chance))
        add("bot", random(9, digits, &chance) + ":" + random(35, mixed, &chance))
        for kind in ["RSA ", "EC ", "OPENSSH ", ""] {
            add(
                "private-key",
                "-----BEGIN \(kind)PRIVATE " + "KEY-----\n" + random(64, mixed, &chance)
                    + "\n-----END \(kind)PRIVATE " + "KEY-----")
        }
        for name in ["password", "API_KEY", "client_secret", "DB_PASSWORD", "auth-token"] {
            add("assigned", random(24, mixed, &chance) + "7a", in: "\(name) = \"§\"")
        }
        add("url", random(16, mixed, &chance), in: "postgres://admin:§@db.internal/app")
        return found
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `every fake of a known format is found, and no value leaves`(seed: UInt64) {
        let fakes = Self.fakes(seed: seed)
        #expect(fakes.count >= 50)
        for (name, text, secret) in fakes {
            let findings = testScanner.findings(in: Array("Note. \(text)\nMore.\n".utf8))
            #expect(findings.count >= 1, "\(name): not found")
            for finding in findings {
                #expect(!"\(finding)".contains(secret), "\(name): value told")
                #expect(!finding.fingerprint.isEmpty)
                #expect(finding.line == 1)
            }
        }
    }

    @Test(arguments: [
        "password = \"changeme-please-1\"", "api_key: ${API_KEY_FROM_ENV_1}",
        "token: <your-token-here-123>", "token = os.environ[\"TOKEN_VALUE_1\"]",
        "secret: see the vault, section 12", "AKIAIOSFODNN7EXAMPLE",
        "password: correct horse battery staple", "The token budget is 102400 tokens.",
        "commit 3330bcdab54d2a3330bcdab54d2a3330bcdab54d",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "https://example.com/a:b@c", "secret_santa: 2024-12-24", "sk-learn is a library",
        "uuid 123e4567-e89b-12d3-a456-426614174000", "ask-about-the-key-before-monday-morning",
    ])
    func `placeholders, words and identifiers are no secrets`(text: String) {
        #expect(testScanner.findings(in: Array(text.utf8)).isEmpty)
    }

    @Test func `the fingerprint depends on the value alone`() {
        let token = "npm_" + String(repeating: "aB3dE6gH9", count: 4)
        let first = testScanner.findings(in: Array("a \(token)\n".utf8))
        let second = testScanner.findings(in: Array("\n\nlonger \(token).\n".utf8))
        #expect(first.map(\.fingerprint) == second.map(\.fingerprint))
        #expect(first.map(\.range) != second.map(\.range))
        #expect(second.map(\.line) == [3])
    }
}
