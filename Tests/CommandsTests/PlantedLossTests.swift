import Git
import MemoryDiff
import ReverieCore
import TestSupport
import Testing

/// Two hundred dreams that each lose one guardrail among harmless changes, in five ways.
@Suite struct PlantedLossTests {
    /// How a guardrail is lost.
    enum Sort: String, CaseIterable, Sendable {
        case deleted, weakened, flipped, movedAway, splitUp
    }

    /// A guardrail, and what each way of losing it leaves.
    private struct Rule {
        let action: String
        let condition: String

        func text(_ sort: Sort) -> String {
            switch sort {
            case .weakened: "Agents must \(action) only with \(condition)."
            default: "Never \(action) without \(condition)."
            }
        }

        /// What stands in the place of the rule, and what stands elsewhere.
        func loss(_ sort: Sort) -> (here: String?, elsewhere: String?) {
            switch sort {
            case .deleted: (nil, nil)
            case .weakened: ("Agents should \(action), mostly with \(condition).", nil)
            case .flipped: ("Always \(action) without \(condition).", nil)
            case .movedAway: (nil, text(sort))
            case .splitUp:
                (
                    "Some people \(action) in the afternoon.",
                    "There is \(condition) in the folder on the shelf."
                )
            }
        }
    }

    private static let rules: [Rule] = {
        let actions = [
            "refund more than 50 EUR",
            "restart the primary database",
            "send exports to partners",
            "delete customer records",
            "change the tax rates",
            "open the north gate",
            "publish a price list",
            "rotate the signing keys",
            "ship hazardous goods",
            "call suppliers at night",
            "move money between accounts",
            "print badges for visitors",
            "switch off the alarm",
            "merge customer accounts",
            "order spare parts",
            "grant discounts",
            "unlock the archive",
            "install new firmware",
            "close a support case",
            "lend out the van",
            "raise a credit limit",
            "empty the cold store",
            "cancel a delivery",
            "hire temporary staff",
            "share salary figures",
            "book a hotel",
            "replace the router",
            "answer journalists",
            "drain the tank",
            "sell used laptops",
            "stop the conveyor belt",
            "edit a signed contract",
            "wipe a returned phone",
            "mix the two solvents",
            "drop a mailing list",
            "lower the backup interval",
            "accept cash payments",
            "disable two-factor login",
            "extend a trial",
            "repaint the meeting rooms",
        ]
        let conditions = [
            "a second approval",
            "a maintenance window",
            "the export licence",
            "proof of identity",
            "the treasurer",
            "two guards",
            "the chief editor",
            "a key ceremony",
            "the safety sheet",
            "their consent",
            "a four-eyes check",
            "an escort",
            "the fire warden",
            "matching birth dates",
            "a purchase order",
            "the regional director",
            "the archivist",
            "a staging run",
            "the customer's reply",
            "an insured driver",
            "fresh credit data",
            "the veterinarian",
            "the carrier",
            "a works council vote",
            "a court ruling",
            "the travel desk",
            "a spare line",
            "the press office",
            "the chemist",
            "wiped disks",
            "the shift leader",
            "both lawyers",
            "a photograph",
            "running ventilation",
            "the newsletter team",
            "a restore drill",
            "a counted drawer",
            "the security officer",
            "the account executive",
            "the landlord",
        ]
        return zip(actions, conditions).map { Rule(action: $0, condition: $1) }
    }()

    private static func lines(_ lines: [String]) -> String {
        lines.map { "- " + $0 + "\n" }.joined()
    }

    /// The store that the dreams of one sort start from: one guardrail each, and notes that dreams tidy.
    private static func base(_ sort: Sort) -> [String: String] {
        var files: [String: String] = [:]
        for (number, rule) in rules.enumerated() {
            files["guardrails/rule-\(number).md"] =
                "# Rule \(number)\n\n" + lines([rule.text(sort), "Written down on a Monday."])
        }
        files["notes/rooms.md"] = lines(
            (0..<40).map { "Room \($0) has \($0 % 7) chairs and a view of yard \($0 % 5)." })
        files["notes/old.md"] = lines(["Tea is at four.", "The printer is on floor 2."])
        return files
    }

    /// The dream that loses rule number `number`, among thirty changes that harm nobody.
    private static func dream(_ sort: Sort, _ number: Int) -> [String: String] {
        var files = base(sort)
        let (here, elsewhere) = rules[number].loss(sort)
        files["guardrails/rule-\(number).md"] =
            "# Rule \(number)\n\n"
            + lines((here.map { [$0] } ?? []) + ["Written down on a Monday."])
        files["notes/rooms.md"] = lines(
            (0..<40).map {
                let chairs = $0 % 4 == number % 4 ? $0 % 7 : $0 % 7 + 1
                return "Room \($0) has \(chairs) chairs and a view of yard \($0 % 5)."
            })
        files["notes/old.md"] = lines(
            ["Tea is at four.", "The printer is on floor 2."] + (elsewhere.map { [$0] } ?? []))
        return files
    }

    @Test(arguments: Sort.allCases)
    func `a lost guardrail stands on the first screen and blocks the merge, whatever the way`(
        sort: Sort
    ) throws {
        let world = World()
        let store = try world.repository(Self.base(sort), in: "store.git")
        world.terminal = nil
        for number in Self.rules.indices {
            let id = "d\(number)"
            _ = try store.importDream(
                folder: world.makeFolder("dream", holding: Self.dream(sort, number)), from: nil,
                id: id, source: DreamSource(engine: "import"))
            let shown = world.run("-C", "store.git", "review", id, "--plain").output
            let first = shown.split(separator: "\n", omittingEmptySubsequences: false).prefix(24)
                .joined(separator: " ").split(separator: " ").joined(separator: " ")
            let rule = Self.rules[number].text(sort)
            #expect(first.contains(rule), "\(sort) \(number): \(shown)")
            #expect(first.contains("missing check"), "\(sort) \(number): \(shown)")
            #expect(throws: CoreError.self) {
                _ = try store.merge(dream: id, resolutions: [:], listedAt: nil, message: nil)
            }
        }
        // The list of changes starts with it, too.
        for number in stride(from: 0, to: Self.rules.count, by: 10) {
            let review = try store.review(of: "d\(number)")
            let name = try #require(review.blocked.first)
            let rule = Self.rules[number].text(sort)
            #expect(
                review.comparison.report.changes.contains {
                    $0.id == name && ($0.old + $0.new).contains { $0.text.contains(rule) }
                }, "\(sort) \(number)")
        }
    }
}
