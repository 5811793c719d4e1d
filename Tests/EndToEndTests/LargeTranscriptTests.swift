#if os(Linux)
    import TestSupport
    import Testing

    /// The tool in a process that may have 180 MB of addresses, half of which it takes by being there.
    @Suite struct LargeTranscriptTests {
        private static let setUp = """
            mkdir first tmp && echo '- one' > first/a.md
            export TMPDIR="$PWD/tmp"
            reverie -q init store.git --bare --from first >/dev/null || exit 90

            """

        @Test func `a transcript of 50 MB is kept, dreamt of and handed on in bounded memory`()
            throws
        {
            let world = World()
            let outcome = try world.shell(
                Self.setUp + #"""
                    awk 'BEGIN { srand(7); for (n = 0; n < 3000; n++) {
                        text = ""; for (i = 0; i < 2400; i++) text = text sprintf("w%06d ", rand() * 1000000)
                        printf "{\"type\":\"agent.tool_result\",\"id\":\"e%d\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}\n", n, text
                    } }' > big.jsonl
                    printf 'cmp "$2"/*.jsonl "%s" && cp -r "$1/." "$3" && echo x > "$3/n.md"\n' "$PWD/big.jsonl" > p.sh
                    ulimit -v 180000
                    [ $(wc -c < big.jsonl) -gt 50000000 ] || exit 91
                    reverie -q -C store.git session add ../big.jsonl || exit 92
                    reverie -q -C store.git dream || exit 93
                    reverie -q -C store.git dream --exec sh --argument "$PWD/p.sh" --id d >/dev/null || exit 94
                    ls store.git/reverie/staging tmp
                    """#)
            #expect(
                outcome.output.contains(
                    /^s-[0-9a-f]{16} \(big\): added, 3000 events\nnothing to propose/), "\(outcome)"
            )
            #expect(outcome.status == 0, "\(outcome)")
        }

        @Test func `one line of 50 MB is named, and takes no memory`()
            throws
        {
            let world = World()
            let outcome = try world.shell(
                Self.setUp + #"""
                    { printf '{"role":"user","content":"'; head -c 50000000 /dev/zero | tr '\0' a; echo '"}'; } > line.jsonl
                    ulimit -v 180000
                    reverie -q -C store.git session add ../line.jsonl
                    """#)
            #expect(outcome.status == 2)
            #expect(
                outcome.errors
                    == "error: '../line.jsonl' line 1 begins an event of more than 16 MiB; no larger one is read\n",
                "\(outcome)")
        }
    }
#endif
