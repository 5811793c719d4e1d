/// The shape of a well-known token: a fixed start and what may follow it.
struct SecretFormat: Sendable {
    /// Which bytes may follow the start.
    enum Alphabet: Sendable {
        case upperAndDigits
        case lettersAndDigits
        case hexadecimal
        /// Letters, digits, `_` and `-`.
        case urlSafe
        /// Letters, digits, `_`, `-` and `.`.
        case dotted
        /// Letters, digits, `+`, `/` and `=`.
        case base64

        func has(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "a")...UInt8(ascii: "f"): self != .upperAndDigits
            case UInt8(ascii: "g")...UInt8(ascii: "z"):
                self != .upperAndDigits && self != .hexadecimal
            case UInt8(ascii: "A")...UInt8(ascii: "F"): true
            case UInt8(ascii: "G")...UInt8(ascii: "Z"): self != .hexadecimal
            case UInt8(ascii: "_"), UInt8(ascii: "-"): self == .urlSafe || self == .dotted
            case UInt8(ascii: "."): self == .dotted
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): self == .base64
            default: false
            }
        }
    }

    let rule: String
    let start: [UInt8]
    let alphabet: Alphabet
    /// Fewest bytes after the start.
    let least: Int

    init(_ rule: String, _ start: String, _ alphabet: Alphabet, _ least: Int) {
        self.rule = rule
        self.start = Array(start.utf8)
        self.alphabet = alphabet
        self.least = least
    }

    /// Published formats of providers; the longer start of two comes first.
    static let known: [SecretFormat] = [
        SecretFormat("aws-access-key", "AKIA", .upperAndDigits, 16),
        SecretFormat("aws-access-key", "ASIA", .upperAndDigits, 16),
        SecretFormat("aws-access-key", "ABIA", .upperAndDigits, 16),
        SecretFormat("aws-access-key", "ACCA", .upperAndDigits, 16),
        SecretFormat("github-token", "github_pat_", .urlSafe, 36),
        SecretFormat("github-token", "ghp_", .lettersAndDigits, 36),
        SecretFormat("github-token", "gho_", .lettersAndDigits, 36),
        SecretFormat("github-token", "ghu_", .lettersAndDigits, 36),
        SecretFormat("github-token", "ghs_", .lettersAndDigits, 36),
        SecretFormat("github-token", "ghr_", .lettersAndDigits, 36),
        SecretFormat("gitlab-token", "glpat-", .urlSafe, 20),
        SecretFormat("gitlab-token", "gldt-", .urlSafe, 20),
        SecretFormat("gitlab-token", "glrt-", .urlSafe, 20),
        SecretFormat("gitlab-token", "glptt-", .hexadecimal, 40),
        SecretFormat("slack-token", "xoxb-", .urlSafe, 20),
        SecretFormat("slack-token", "xoxp-", .urlSafe, 20),
        SecretFormat("slack-token", "xoxa-", .urlSafe, 20),
        SecretFormat("slack-token", "xoxr-", .urlSafe, 20),
        SecretFormat("slack-token", "xoxs-", .urlSafe, 20),
        SecretFormat("slack-token", "xoxe.", .dotted, 20),
        SecretFormat("slack-token", "xapp-", .urlSafe, 20),
        SecretFormat("slack-webhook", "hooks.slack.com/services/", .base64, 20),
        SecretFormat("stripe-key", "sk_live_", .lettersAndDigits, 16),
        SecretFormat("stripe-key", "rk_live_", .lettersAndDigits, 16),
        SecretFormat("stripe-key", "sk_test_", .lettersAndDigits, 16),
        SecretFormat("stripe-key", "rk_test_", .lettersAndDigits, 16),
        SecretFormat("stripe-webhook", "whsec_", .base64, 24),
        SecretFormat("google-api-key", "AIza", .urlSafe, 35),
        SecretFormat("google-oauth-token", "ya29.", .dotted, 20),
        SecretFormat("google-oauth-secret", "GOCSPX-", .urlSafe, 20),
        SecretFormat("anthropic-key", "sk-ant-", .urlSafe, 24),
        SecretFormat("openai-key", "sk-proj-", .urlSafe, 24),
        SecretFormat("openai-key", "sk-svcacct-", .urlSafe, 24),
        SecretFormat("openai-key", "sk-", .lettersAndDigits, 32),
        SecretFormat("sendgrid-key", "SG.", .dotted, 40),
        SecretFormat("twilio-key", "SK", .hexadecimal, 32),
        SecretFormat("npm-token", "npm_", .lettersAndDigits, 36),
        SecretFormat("pypi-token", "pypi-AgEI", .urlSafe, 50),
        SecretFormat("hugging-face-token", "hf_", .lettersAndDigits, 30),
        SecretFormat("digitalocean-token", "dop_v1_", .hexadecimal, 64),
        SecretFormat("digitalocean-token", "doo_v1_", .hexadecimal, 64),
        SecretFormat("shopify-token", "shpat_", .hexadecimal, 32),
        SecretFormat("shopify-token", "shpss_", .hexadecimal, 32),
        SecretFormat("shopify-token", "shpca_", .hexadecimal, 32),
        SecretFormat("mailgun-key", "key-", .hexadecimal, 32),
        SecretFormat("databricks-token", "dapi", .hexadecimal, 32),
        SecretFormat("square-token", "sq0atp-", .urlSafe, 22),
        SecretFormat("square-token", "sq0csp-", .urlSafe, 40),
        SecretFormat("atlassian-token", "ATATT3", .base64, 40),
        SecretFormat("linear-key", "lin_api_", .lettersAndDigits, 32),
        SecretFormat("notion-token", "ntn_", .lettersAndDigits, 40),
        SecretFormat("age-key", "AGE-SECRET-KEY-1", .upperAndDigits, 50),
        SecretFormat("vault-token", "hvs.", .urlSafe, 24),
        SecretFormat("terraform-token", "atlasv1.", .urlSafe, 40),
        SecretFormat("grafana-token", "glsa_", .urlSafe, 32),
        SecretFormat("new-relic-key", "NRAK-", .upperAndDigits, 27),
        SecretFormat("docker-token", "dckr_pat_", .urlSafe, 20),
        SecretFormat("planetscale-token", "pscale_tkn_", .dotted, 32),
        SecretFormat("postman-key", "PMAK-", .urlSafe, 40),
        SecretFormat("replicate-token", "r8_", .lettersAndDigits, 36),
        SecretFormat("groq-key", "gsk_", .lettersAndDigits, 40),
        SecretFormat("rubygems-key", "rubygems_", .hexadecimal, 48),
        SecretFormat("facebook-token", "EAACEdEose0cBA", .lettersAndDigits, 10),
    ]

    static let byFirstByte: [[SecretFormat]] = {
        var table = [[SecretFormat]](repeating: [], count: 256)
        for format in known {
            if let first = format.start.first { table[Int(first)].append(format) }
        }
        return table
    }()
}
