public import Guardrails
internal import ReverieCore

/// The transcript by which a canary of the policy travels with those of sessions.
public enum CanarySession {
    /// The transcript; its lines say who speaks, or else a user says all of it.
    public static func transcript(of canary: Canary) -> Transcript {
        Transcript(
            session: name(of: canary), fileName: fileName(of: canary),
            bytes: TranscriptBytes(content(of: canary)))
    }

    /// The name under which evidence knows the session.
    public static func name(of canary: Canary) -> String { "canary-" + canary.id }

    /// Name of the transcript's file.
    public static func fileName(of canary: Canary) -> String { name(of: canary) + ".md" }

    /// The transcript's bytes.
    public static func content(of canary: Canary) -> [UInt8] {
        Array(("## User\n\n" + canary.session + "\n").utf8)
    }
}
