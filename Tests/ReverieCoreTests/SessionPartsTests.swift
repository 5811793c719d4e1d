import Git
import ReverieCore
import Testing

@Suite struct SessionPartsTests {
    private static func lines(_ count: Int) -> [UInt8] {
        Array((0..<count).map { "a line of a transcript, number \($0)\n" }.joined().utf8)
    }

    private static func session(_ content: [UInt8], name: String = "t") throws -> NewSession {
        let meter = TranscriptMeter()
        let next = try TranscriptBytes(content).measured(by: meter).pieces()
        while try next() != nil {}
        return NewSession(
            TranscriptBytes(content), digest: meter.digest(), name: name, form: "markdown",
            events: 1)
    }

    private static func kept(_ session: Session, in store: Store) throws -> [UInt8] {
        var content: [UInt8] = []
        let next = try store.transcript(of: session).pieces()
        while let piece = try next() { content += piece }
        return content
    }

    @Test func `a large transcript stands in parts, which one that grew shares with what it was`()
        throws
    {
        let scratch = try Scratch()
        let store = try scratch.store(["a.md": "- a\n"])
        let (short, long) = (Self.lines(70_000), Self.lines(90_000))
        let first = try store.addSessions([try Self.session(short)])[0].session
        let second = try store.addSessions([try Self.session(long)])[0].session
        #expect(first.partIDs.count == 3 && second.partIDs.count == 4)
        #expect(first.partIDs.dropLast() == second.partIDs.prefix(2))
        #expect(try store.sessions() == [first, second])
        #expect(try Self.kept(first, in: store) == short)
        #expect(try Self.kept(second, in: store) == long)
        let again = try store.addSessions([try Self.session(short)])[0]
        #expect(again.wasPresent && again.session == first)
        #expect(try scratch.git("fsck", "--strict") == "")
        let listed = try scratch.git("ls-tree", "-r", "--name-only", "memory/sessions")
        #expect(listed.contains("transcripts/\(first.id)/000002\n"))
    }

    @Test func `a transcript that changed since it was read is not kept, nor anything beside it`()
        throws
    {
        let scratch = try Scratch()
        let store = try scratch.store(["a.md": "- a\n"])
        let read = try Self.session(Self.lines(10))
        let changed = NewSession(
            TranscriptBytes(Self.lines(11)), digest: read.digest, name: "grew", form: "markdown",
            events: 1)
        #expect(throws: CoreError.transcriptChanged(name: "grew")) {
            try store.addSessions([try Self.session(Self.lines(5)), changed])
        }
        #expect(try store.sessions().isEmpty)
        #expect(try FileSystem.list(store.repository.directory + "/reverie/staging").isEmpty)
    }
}
