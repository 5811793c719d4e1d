internal import CConfine
internal import Git
internal import MemoryDiff
internal import ReverieCore

/// Lets any program dream: it gets the store and the transcripts as folders and fills a third one.
///
/// The folders stand in a private one that goes with the run, however it ends. Only a run that ended by itself with
/// status 0, kept to its folder and left nothing but ordinary files becomes a proposal.
public struct CommandEngine: DreamEngine {
    /// What a program may use up.
    public struct Limits: Sendable, Hashable {
        /// Time, in seconds.
        public var seconds = 600
        /// Address space of each of its processes, in bytes.
        public var memory = 4 << 30
        /// Bytes in its output folder.
        public var outputBytes = 256 << 20
        /// Files in its output folder.
        public var outputFiles = 50_000

        /// The limits for everybody.
        public init() {}
    }

    /// Absolute path of the program.
    public let program: String
    /// What it is called with besides.
    public let arguments: [String]
    /// The environment in which it runs, as `NAME=value`.
    public let environment: [String]
    /// The folder in which the private one is made.
    public let temporaryFolder: String
    /// Absolute paths of folders in which it may write besides its own.
    public var writableFolders: [String] = []
    /// What it may use up.
    public var limits = Limits()

    /// Whether the system keeps a program from writing elsewhere (Landlock).
    public static var isConfining: Bool { reverie_confinement() > 0 }

    /// Describes a program.
    public init(
        program: String, arguments: [String] = [], environment: [String], temporaryFolder: String
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.temporaryFolder = temporaryFolder
    }

    /// The name under which its proposals are known.
    public var name: String { "command" }

    /// The store that the program made.
    ///
    /// Throws the errors of ``EngineError`` about programs, and those of ``FolderReader`` for what it wrote.
    public func dream(_ material: DreamMaterial) throws(EngineError) -> DreamProposal {
        let signals = HeldSignals()
        defer { signals.release() }
        let place = try Workplace(in: temporaryFolder)
        do throws(EngineError) {
            let proposal = try dream(material, at: place)
            place.remove()
            return proposal
        } catch {
            place.remove()
            throw error
        }
    }

    private func dream(_ material: DreamMaterial, at place: Workplace) throws(EngineError)
        -> DreamProposal
    {
        try place.fill(with: material)
        var run = ProgramRun(
            program: program,
            arguments: arguments + [place.store, place.transcripts, place.output],
            environment: environment + place.variables, folder: place.output, limits: limits,
            writableFolders: [place.folder] + writableFolders)
        try run.toTheEnd { () throws(EngineError) in try place.measure(limits) }
        try place.measure(limits)
        try place.checkInputs(of: material)
        let known = Set(material.memories.map(\.path))
        let contents: FolderContents
        do throws(CoreError) {
            contents = try FolderReader(
                place.output,
                isTracked: { path in
                    known.contains(path) || known.contains { $0.hasPrefix(path + "/") }
                }
            ).read()
            guard !contents.files.isEmpty else { throw .emptyImport(folder: "output") }
        } catch { throw .core(error) }
        return DreamProposal(
            memories: contents.files.map {
                Memory(path: $0.path.description, content: $0.content)
            })
    }
}
