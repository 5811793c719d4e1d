/// Runs a target as libFuzzer wants it: what does not hold ends the process.
public enum FuzzRun {
    /// Checks one input.
    public static func check(
        _ target: FuzzTarget, _ bytes: UnsafePointer<UInt8>?, _ count: Int
    ) -> Int32 {
        let problem = target.problem(Array(UnsafeBufferPointer(start: bytes, count: count)))
        precondition(problem == nil, "\(target.name): \(problem ?? "")")
        return 0
    }
}
