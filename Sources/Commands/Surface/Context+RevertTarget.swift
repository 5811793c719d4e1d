import Git
import Render
import ReverieCore

extension Context {
    /// The state that `--to` means, and a sentence that says which moment a time is.
    ///
    /// A version, a fallback, a time, a dream, an object id; a name that is a time and a dream is refused.
    func revertTarget(_ text: String?, in store: Store) throws(Failure) -> (RevertTarget, Message?)
    {
        guard let text else { return (.oneVersionBack, nil) }
        if let number = Store.number(after: "v", in: text) { return (.version(number), nil) }
        if let number = Store.number(after: "fallback/", in: text) {
            return (.fallback(number), nil)
        }
        if let number = Int(text), number > 0, text.utf8.count <= 6 {
            let versions = try attempt { () throws(CoreError) in try store.versions() }
            if versions.contains(where: { $0.number == number }) { return (.version(number), nil) }
        }
        let dream = try dream(text, in: store)
        if let moment = try moment(text) {
            guard dream == nil else {
                throw .invalid(
                    "'\(text)' is a time and the name of a dream; give the version or the full time",
                    hints: ["\(tool) log"])
            }
            let shown = CivilTime.text(of: moment, zone: clock.zone)
            return (.time(moment), "'\(text)' is \(shown)")
        }
        if let dream { return (try merged(dream, in: store), nil) }
        do throws(CoreError) {
            return (.snapshot(try store.snapshot(named: text).snapshotID), nil)
        } catch {
            guard case .unknownSnapshot = error else { throw Failure(error, in: self) }
            throw .invalid(
                "'\(text)' is no version, dream or object here, and no time",
                hints: ["\(tool) log", "\(tool) fallback"],
                causes: ["as a time, \(When.forms) is read"])
        }
    }

    /// The moment that a text names, as `@WHEN` too; nil when it names none.
    private func moment(_ text: String) throws(Failure) -> Int64? {
        let isMarked = text.first == "@" && text.dropFirst().first?.isNumber == false
        do throws(When.Problem) {
            return try When.parse(
                isMarked ? String(text.dropFirst()) : text, now: clock.now().seconds,
                zone: clock.zone)
        } catch {
            guard case .future(let moment) = error else { return nil }
            let shown = CivilTime.text(of: moment, zone: clock.zone)
            throw .invalid("'\(text)' is in the future: \(shown)")
        }
    }

    /// The dream that a text names; nil when it names none.
    private func dream(_ text: String, in store: Store) throws(Failure) -> Dream? {
        do throws(CoreError) { return try store.dream(matching: text) } catch {
            switch error {
            case .unknownDream: return nil
            // The start of an object id may be the start of dreams as well; those are named in full.
            case .ambiguousDream where text.utf8.count >= 7: return nil
            default: throw Failure(error, in: self)
            }
        }
    }

    private func merged(_ dream: Dream, in store: Store) throws(Failure) -> RevertTarget {
        let merge = try attempt { () throws(CoreError) in try store.lastMerge(ofDream: dream.id) }
        guard let id = merge?.to else {
            throw .invalid(
                "dream '\(dream.id)' was never merged, so production never was that",
                hints: ["\(tool) merge \(word: dream.id)"])
        }
        return .snapshot(id)
    }
}
