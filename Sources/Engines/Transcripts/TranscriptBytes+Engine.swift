internal import ReverieCore

extension TranscriptBytes {
    /// What ``pieces()`` answers, with the errors of engines.
    func reading() throws(EngineError) -> () throws(EngineError) -> [UInt8]? {
        let next: Next
        do throws(CoreError) { next = try pieces() } catch { throw .core(error) }
        return { () throws(EngineError) in
            do throws(CoreError) { return try next() } catch { throw .core(error) }
        }
    }

    /// Their size and digest.
    func digest() throws(EngineError) -> TranscriptDigest {
        let meter = TranscriptMeter()
        let next = try measured(by: meter).reading()
        while try next() != nil {}
        return meter.digest()
    }
}
