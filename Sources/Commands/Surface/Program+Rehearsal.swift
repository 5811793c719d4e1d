#if DEBUG
    import Git
    import Render

    extension Program {
        /// Lets tests of the built program choose a fault point and the time; release builds have no such door.
        ///
        /// `REVERIE_FAULT=N` kills the process at the N-th step that changes the disk, `REVERIE_FAULT=N:ERRNO` makes
        /// that step fail; `REVERIE_CLOCK=SECONDS` stops the clock at that moment.
        static func rehearse(_ environment: [String: String], clock: inout Clock) throws(Failure) {
            if let text = environment["REVERIE_CLOCK"] {
                guard let seconds = Int64(text) else {
                    throw .invalid("REVERIE_CLOCK takes seconds since 1970, not '\(text)'")
                }
                clock = Clock(
                    now: { (seconds, 0) }, monotonic: clock.monotonic, zone: clock.zone)
            }
            guard let text = environment["REVERIE_FAULT"] else { return }
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard let point = Int(parts[0]), point > 0, parts.count <= 2,
                parts.count == 1 || Int32(parts[1]) != nil
            else { throw .invalid("REVERIE_FAULT takes N or N:ERRNO, not '\(text)'") }
            let code = parts.count == 2 ? Int32(parts[1]) : nil
            Faults.choose(at: point, effect: code.map { .fail($0) } ?? .kill)
        }
    }
#endif
