import Commands
import Testing

private enum Fruit: String, Sendable, CaseIterable {
    case apple
    case pear
}

private let force = Parameter.flag("force", short: "f", "force it")
private let dry = Parameter.flag("dry-run", short: "n", "change nothing")
private let message = Parameter.option("message", short: "m", value: "TEXT", "why")
private let sessions = Parameter.repeated("session", short: "s", value: "ID", "which sessions")
private let limit = Parameter.number("limit", in: 1...10, "how many")
private let fruit = Parameter<Fruit>.choice("fruit", value: "FRUIT", standard: .pear, "which")
private let fruits = Parameter<[Fruit]>.choices("fruits", value: "FRUIT", "which ones")
private let first = Parameter.argument("FIRST", "the first")
private let middle = Parameter.arguments("MIDDLE", "the others")
private let last = Parameter.argument("LAST", "the last")

private let command = Declaration(
    name: "pick", topic: .tool, summary: "pick",
    parameters: [force, dry, message, sessions, limit, fruit, fruits, first, middle, last])

private func parse(_ words: String...) throws(Failure) -> Arguments {
    try Arguments(words, of: command, program: "tool")
}

private func problem(_ words: String...) -> String? {
    do throws(Failure) {
        _ = try Arguments(words, of: command, program: "tool")
        return nil
    } catch {
        return "\(error.message)"
    }
}

@Suite struct ArgumentsTests {
    @Test func `what is not given has its standard value`() throws {
        let arguments = try parse("a", "z")
        #expect(!arguments[force] && arguments[message] == nil && arguments[sessions].isEmpty)
        #expect(arguments[limit] == nil && arguments[fruit] == .pear && arguments[fruits].isEmpty)
        #expect(!arguments.gives(fruit))
    }

    @Test func `short flags combine and the last may take a value`() throws {
        let arguments = try parse("-fnmwhy", "a", "z")
        #expect(arguments[force] && arguments[dry] && arguments[message] == "why")
        #expect(try parse("-fm", "why", "a", "z")[message] == "why")
    }

    @Test func `options stand anywhere and values in either form`() throws {
        let arguments = try parse("a", "--message=x=y", "z", "--limit", "3", "--fruit=apple")
        #expect(arguments[message] == "x=y" && arguments[limit] == 3 && arguments[fruit] == .apple)
        #expect(arguments[first] == "a" && arguments[last] == "z")
    }

    @Test func `the last of an option counts and a repeated one keeps all`() throws {
        let arguments = try parse(
            "-m", "a", "-m", "b", "-s1", "--session", "2", "--session=3", "a", "z")
        #expect(arguments[message] == "b" && arguments[sessions] == ["1", "2", "3"])
        #expect(
            try parse("--fruits", "pear,apple", "--fruits=pear", "a", "z")[fruits] == [
                .pear, .apple, .pear,
            ])
    }

    @Test func `after two dashes every word is positional`() throws {
        let arguments = try parse("-f", "--", "-n", "--", "--limit")
        #expect(
            arguments[first] == "-n" && arguments[middle] == ["--"] && arguments[last] == "--limit")
        #expect(!arguments[dry])
    }

    @Test func `one dash and an empty word are words`() throws {
        let arguments = try parse("-", "", "z")
        #expect(arguments[first] == "-" && arguments[middle] == [""])
    }

    @Test func `positionals get their minimum before others get more`() throws {
        #expect(try parse("a", "z")[middle] == [])
        #expect(try parse("a", "b", "c", "z")[middle] == ["b", "c"])
    }

    @Test func `mistakes are worded for the person who made them`() {
        #expect(problem("a") == "missing argument 'LAST'")
        #expect(
            problem("--limit", "11", "a", "z")
                == "'--limit' takes a whole number from 1 to 10, not '11'")
        #expect(
            problem("--limit=x", "a", "z") == "'--limit' takes a whole number from 1 to 10, not 'x'"
        )
        #expect(problem("--fruit=fig", "a", "z") == "'--fruit' takes apple or pear, not 'fig'")
        #expect(problem("--fruits=pear,", "a", "z") == "'--fruits' takes apple or pear, not ''")
        #expect(problem("--force=1", "a", "z") == "'--force' takes no value")
        #expect(problem("-m", "--", "a", "z") == "'--message' needs a value: TEXT")
        #expect(problem("--fourc", "a", "z") == "unknown option '--fourc'; did you mean '--force'?")
        #expect(problem("--mess", "a", "z") == "unknown option '--mess'; did you mean '--message'?")
        #expect(problem("--xyzzy", "a", "z") == "unknown option '--xyzzy'")
        #expect(problem("-fx", "a", "z") == "unknown option '-x'")
    }

    @Test func `any words end in values or in a failure of the words`() {
        let pieces = [
            "-", "--", "-f", "-m", "--message", "=", "--limit=", "9999999999999999999", "\u{0}",
            "-é", "--fruit", "apple", "", "-fnm", "--=", "-s", ",", "\u{202E}",
        ]
        var state: UInt64 = 7
        for _ in 0..<5_000 {
            var words: [String] = []
            for _ in 0..<5 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let piece = pieces[Int(state >> 33) % pieces.count]
                if state >> 62 == 0, let last = words.popLast() {
                    words.append(last + piece)
                } else {
                    words.append(piece)
                }
            }
            do throws(Failure) {
                _ = try Arguments(words, of: command, program: "tool")
            } catch {
                #expect(error.kind == .invalid)
            }
        }
    }
}
