import TestSupport
import Testing

@Suite struct DreamingTests {
    @Test func `a dream that is ended takes its program and its files along`() throws {
        let world = World()
        try world.write("first/a.md", "- one\n")
        try world.write("p.sh", ": > \"$1/started\"; sleep 60 & sleep 60\n")
        let outcome = try world.shell(
            """
            mkdir tmp mark
            export TMPDIR="$PWD/tmp"
            reverie --quiet init store.git --bare --from first >/dev/null || exit 1
            reverie -C store.git dream --exec sh --argument "$PWD/p.sh" --argument "$PWD/mark" \\
                --writable "$PWD/mark" &
            process=$!
            turn=0
            while [ ! -e mark/started ] && [ $turn -lt 600 ]; do sleep 0.1; turn=$((turn+1)); done
            kill -TERM $process
            wait $process
            echo "status $?"
            ls tmp
            git -C store.git for-each-ref --format='%(refname)' refs/heads/memory/dream
            """)
        #expect(outcome.output == "status 143\n")
    }
}
