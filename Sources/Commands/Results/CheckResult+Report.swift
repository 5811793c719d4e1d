import Git
import Guardrails
import MemoryDiff
import Render
import ReverieCore

extension CheckResult {
    /// Where the contents are in which violations stand.
    struct Places {
        let content: (_ path: String, _ isResult: Bool) -> [UInt8]?

        /// No contents: findings come without lines.
        static var unknown: Places { Places { _, _ in nil } }
    }

    /// The verdict for programs that show findings.
    func report(command: String) -> VerdictReport {
        VerdictReport(
            verdict.violations.map(finding), passes: verdict.passes, subject: subject,
            command: command, version: Program.version)
    }

    private func finding(_ violation: Violation) -> VerdictReport.Finding {
        let now = violation.stands.first
        let standing = now ?? violation.stood
        let line =
            violation.finding?.line
            ?? standing.flatMap { standing in
                places.content(standing.path, now != nil).flatMap {
                    Self.line(of: standing.range.lowerBound, in: $0)
                }
            }
        let path = standing.map(\.path)
        return VerdictReport.Finding(
            violation: violation, title: ViolationLines.words(for: violation.rule),
            path: path == "" ? nil : path, line: line)
    }

    private static func line(of offset: Int, in content: [UInt8]) -> Int? {
        guard offset <= content.count else { return nil }
        return content[..<offset].count { $0 == 0x0A } + 1
    }
}

extension CheckResult.Places {
    /// Two stores at hand.
    init(old: [Memory], new: [Memory]) {
        func contents(_ memories: [Memory]) -> [String: [UInt8]] {
            Dictionary(
                memories.map { ($0.path, $0.content) }, uniquingKeysWith: { first, _ in first })
        }
        let (before, after) = (contents(old), contents(new))
        self.init { path, isResult in isResult ? after[path] : before[path] }
    }

    /// Two trees of a repository.
    init(of repository: MemoryRepository, old: ObjectID, new: ObjectID) {
        self.init { path, isResult in
            guard let path = try? MemoryPath(path) else { return nil }
            return (try? repository.memory(at: path, in: isResult ? new : old)) ?? nil
        }
    }
}
