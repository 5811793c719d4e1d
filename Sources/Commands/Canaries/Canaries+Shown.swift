import Engines
import Guardrails
import MemoryDiff
import Render
import ReverieCore

extension Context {
    /// Says what canaries came to while a dream is made; `check` judges it again before anything is merged.
    func tell(_ rehearsal: DreamRehearsal, by check: Check) {
        guard !rehearsal.read.isEmpty else { return }
        let failures = check.canaryFailures(in: rehearsal.output ?? rehearsal.proposal.memories)
        for failure in failures { warn(Wording.words(for: failure)) }
        if failures.isEmpty {
            note("\(Wording.count(rehearsal.read.count, "canary", "canaries")) passed")
        }
        if !rehearsal.leftOut.isEmpty {
            note(
                "left out of the proposal: \(Wording.count(rehearsal.leftOut.count, "item", "items")) that came of canaries"
            )
        }
    }
}

extension DreamSource {
    /// Notes what is known of canaries.
    mutating func take(_ rehearsal: DreamRehearsal) {
        guard !rehearsal.read.isEmpty else { return }
        canaries = rehearsal.read
        output = rehearsal.output
    }
}

extension Wording {
    /// What a canary's session did not leave behind as it had to.
    static func words(for failure: CanaryFailure) -> Message {
        let name = failure.canaryID
        let found: Message =
            failure.found.map { ": '\(Wording.clipped($0.path, columns: 60))'" } ?? ""
        switch failure.expectation {
        case .remember: return "canary '\(name)': no memory says '\(failure.text)'"
        case .forget: return "canary '\(name)': a memory says '\(failure.text)'" + found
        case .verbatim: return "canary '\(name)': '\(failure.text)' stands nowhere word for word"
        }
    }
}
