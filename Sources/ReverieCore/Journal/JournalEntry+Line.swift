internal import FoundationEssentials
internal import Git
internal import Guardrails

extension JournalEntry {
    /// The version of the format that this code writes, and the highest that it reads.
    static let formatVersion = 1

    private struct Line: Codable {
        struct Person: Codable {
            var name: String
            var email: String
            var kind: Actor.Kind
        }

        var format: Int
        var operation: String
        var kind: Kind
        var phase: Phase
        var actor: Person
        var from: String?
        var to: String?
        var dream: String?
        var sessions: [String]?
        var hosted: String?
        var reason: String?
        var target: String?
        var effective: String?
        var previous: String?
        var retention: Int64?
        var review: ReviewLine?
        var clock: Int64
        var monotone: Int64
        var sequence: Int
        var checkpoint: Summary?
        var overrides: [Waiver]?
        var verdict: String?
        var policy: String?

        struct Waiver: Codable {
            var id: String
            var reason: String
            var owner: String
        }

        struct Summary: Codable {
            var previous: String?
            var earliest: Int64
        }
    }

    private struct FormatOnly: Codable { var format: Int }

    /// The one ASCII line that the entry is stored as.
    package func line() throws(CoreError) -> String {
        let line = Line(
            format: Self.formatVersion, operation: operation, kind: kind, phase: phase,
            actor: Line.Person(name: actor.name, email: actor.email, kind: actor.kind),
            from: from?.description, to: to?.description, dream: dream, sessions: sessions,
            hosted: hosted, reason: reason,
            target: target?.description, effective: effective, previous: previous,
            retention: retention, review: review.map(ReviewLine.init), clock: clock,
            monotone: monotone, sequence: sequence,
            checkpoint: checkpoint.map {
                Line.Summary(previous: $0.previous?.description, earliest: $0.earliest)
            },
            overrides: overrides.isEmpty
                ? nil
                : overrides.map {
                    Line.Waiver(id: $0.violationID, reason: $0.reason, owner: $0.owner)
                },
            verdict: verdict, policy: policy?.description)
        return try JSONLine.encode(line)
    }

    /// Reads a line; the problem says why it is no entry.
    package static func parse(_ text: String) -> Result<JournalEntry, JournalProblemError> {
        let data = Data(text.utf8)
        let decoder = JSONDecoder()
        guard text.utf8.count <= 1 << 20,
            let format = try? decoder.decode(FormatOnly.self, from: data).format
        else { return .failure(JournalProblemError(.malformed)) }
        guard format <= formatVersion else {
            return .failure(JournalProblemError(.newerFormat(format)))
        }
        guard let line = try? decoder.decode(Line.self, from: data) else {
            return .failure(JournalProblemError(.malformed))
        }
        // Within these bounds no sum of times can overflow.
        let times = 0...Int64(1) << 40
        guard times.contains(line.clock), times.contains(line.monotone),
            times.contains(line.retention ?? 0)
        else { return .failure(JournalProblemError(.malformed)) }
        for id in [
            line.from, line.to, line.target, line.checkpoint?.previous, line.policy,
        ] {
            if let id, ObjectID(id) == nil { return .failure(JournalProblemError(.malformed)) }
        }
        let review = line.review?.event
        if line.review != nil, review == nil { return .failure(JournalProblemError(.malformed)) }
        return .success(
            JournalEntry(
                operation: line.operation, kind: line.kind, phase: line.phase,
                actor: Actor(
                    name: line.actor.name, email: line.actor.email, kind: line.actor.kind),
                from: line.from.flatMap { ObjectID($0) }, to: line.to.flatMap { ObjectID($0) },
                dream: line.dream, sessions: line.sessions, hosted: line.hosted,
                reason: line.reason,
                target: line.target.flatMap { ObjectID($0) }, effective: line.effective,
                previous: line.previous, retention: line.retention,
                overrides: (line.overrides ?? []).map {
                    Override(violationID: $0.id, reason: $0.reason, owner: $0.owner)
                }, verdict: line.verdict, policy: line.policy.flatMap { ObjectID($0) },
                review: review,
                clock: line.clock,
                monotone: line.monotone, sequence: line.sequence,
                checkpoint: line.checkpoint.map {
                    Checkpoint(
                        previous: $0.previous.flatMap { ObjectID($0) }, earliest: $0.earliest)
                }))
    }
}

/// Carries a problem through a `Result`.
package struct JournalProblemError: Error {
    package let problem: JournalProblem
    init(_ problem: JournalProblem) { self.problem = problem }
}

/// One line of ASCII JSON: safe in a commit message, whatever the strings hold.
enum JSONLine {
    static func encode(_ value: some Encodable) throws(CoreError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { throw .invalidMessage }
        var line = ""
        for scalar in String(decoding: data, as: UTF8.self).unicodeScalars {
            if scalar.isASCII && scalar.value != 0x7F {
                line.unicodeScalars.append(scalar)
            } else {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
        }
        return line
    }
}
