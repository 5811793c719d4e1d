public import Guardrails
public import MemoryDiff
public import ReverieCore

/// What a dream is made from.
public struct DreamMaterial {
    /// The store, as it is.
    public var memories: [Memory]
    /// The transcripts of the sessions, oldest first.
    public var transcripts: [Transcript]
    /// What the dream shall do or leave; nil: everything that the engine can do.
    public var instructions: String?
    /// The rules that will judge the proposal.
    public var policy: Policy

    /// Collects the material.
    public init(
        memories: [Memory], transcripts: [Transcript], instructions: String? = nil,
        policy: Policy = .builtIn
    ) {
        self.memories = memories
        self.transcripts = transcripts
        self.instructions = instructions
        self.policy = policy
    }
}

/// A transcript that an engine may read; its bytes are fetched when they are asked for.
public struct Transcript {
    /// The session.
    public let session: String
    /// The name of a file for it, which tells its form.
    public let fileName: String
    /// The bytes, as they were added.
    public let bytes: TranscriptBytes

    /// Describes a transcript.
    public init(session: String, fileName: String, bytes: TranscriptBytes) {
        self.session = session
        self.fileName = fileName
        self.bytes = bytes
    }
}

/// What an engine proposes.
public struct DreamProposal: Sendable {
    /// The whole new store.
    public var memories: [Memory]
    /// Where what it changed comes from.
    public var evidence: [Evidence]

    /// Describes a proposal.
    public init(memories: [Memory], evidence: [Evidence] = []) {
        self.memories = memories
        self.evidence = evidence
    }
}

/// Makes a new store out of a store and transcripts.
public protocol DreamEngine {
    /// The name under which its proposals are known.
    var name: String { get }
    /// Whether the same material always gives the same proposal.
    var isRepeatable: Bool { get }

    /// The proposal; the material is never changed.
    func dream(_ material: DreamMaterial) throws(EngineError) -> DreamProposal
}

extension DreamEngine {
    /// What a model says twice is never known to be the same.
    public var isRepeatable: Bool { false }
}
