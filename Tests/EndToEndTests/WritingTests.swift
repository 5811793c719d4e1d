import TestSupport
import Testing

/// The writing commands of the built program, with what only a process can show.
@Suite struct WritingTests {
    private func world() throws -> World {
        let world = World()
        try world.write("one/a.md", "- limit is 3\n")
        try world.write("one/b.md", "- two\n")
        try world.write("dream/a.md", "- limit is 5\n")
        return world
    }

    @Test func `the main job: init, commit, dream, conflict, merge, revert, in a work tree`() throws
    {
        let outcome = try world().shell(
            """
            set -e
            reverie init store --from one >/dev/null
            cd store
            reverie -q dream import ../dream --id tidy --session s1 >/dev/null
            printf -- '- limit is 4\n- new\n' > a.md
            reverie commit -m 'night shift' | cut -d';' -f1 | cut -d: -f1
            reverie merge tidy | head -1
            reverie merge tid --resolve a.md=theirs -m reviewed | head -1 | cut -d'(' -f1
            cat a.md; ls
            reverie -q revert -m 'it misbehaves' | head -1 | cut -d' ' -f1-5
            cat a.md; ls
            git status --porcelain
            git fsck --strict
            """)
        #expect(
            outcome.description == """
                1 memory
                1 memory changed on both sides; nothing was written
                dream tidy is production: version 2\u{20}
                - limit is 5
                - new
                a.md
                production is the store of
                - limit is 4
                - new
                a.md
                b.md
                --- errors
                take it back: reverie revert -m REASON

                """)
    }

    @Test func `the clock of a debug build can be set, and a moment is gone back to`() throws {
        let outcome = try world().shell(
            """
            set -e
            export TZ=UTC
            REVERIE_CLOCK=1795154400 reverie -q init store.git --bare --from one >/dev/null
            cd store.git
            echo '- later' | REVERIE_CLOCK=1795240800 reverie -q write c.md >/dev/null
            REVERIE_CLOCK=1795240801 reverie revert --dry-run --to yesterday 2>&1 >/dev/null | head -1
            REVERIE_CLOCK=soon reverie revert -n
            """)
        #expect(
            outcome.description == """
                'yesterday' is 2026-11-20 06:00:01 +0000
                --- errors
                error: REVERIE_CLOCK takes seconds since 1970, not 'soon'
                --- status 2

                """)
    }

    @Test func `init that is killed at any step is completed by the next one`() throws {
        let outcome = try world().shell(
            """
            n=1
            while :; do
                rm -rf work && cp -R one work
                REVERIE_FAULT=$n reverie -q init work >/dev/null 2>&1 && break
                reverie -q init work >/dev/null 2>errors ||
                    grep -q "exists already" errors || { echo "at $n: $(cat errors)"; exit 1; }
                echo '- next' | reverie -C work -q write next.md >/dev/null 2>&1 || { echo "write at $n"; exit 1; }
                [ "$(git -C work ls-tree --name-only memory/production | paste -sd' ')" = 'a.md b.md next.md' ] ||
                    { echo "content at $n"; exit 1; }
                git -C work fsck --strict >/dev/null 2>&1 || { echo "fsck at $n"; exit 1; }
                n=$((n + 1))
            done
            [ $n -gt 10 ] && echo swept
            """)
        #expect(outcome.description == "swept\n")
    }

    @Test func `init that meets a full disk at any step leaves a folder that can be used`() throws {
        let outcome = try world().shell(
            """
            n=1
            while :; do
                rm -rf work && cp -R one work
                REVERIE_FAULT=$n:28 reverie -q init work >/dev/null 2>errors
                status=$?
                [ $status = 0 ] && [ ! -s errors ] && break
                [ $status = 3 ] || [ $status = 0 ] || { echo "status $status at $n: $(cat errors)"; exit 1; }
                diff -r one work -x .git || { echo "files at $n"; exit 1; }
                reverie -q init work >/dev/null 2>errors ||
                    grep -q "exists already" errors || { echo "at $n: $(cat errors)"; exit 1; }
                git -C work fsck --strict >/dev/null 2>&1 || { echo "fsck at $n"; exit 1; }
                n=$((n + 1))
            done
            [ $n -gt 10 ] && echo swept
            """)
        #expect(outcome.description == "swept\n")
    }

    @Test func `locks that a killed git left behind do not stop the next write`() throws {
        let outcome = try world().shell(
            """
            reverie -q init store.git --bare --from one >/dev/null && cd store.git
            touch -d '1 minute ago' HEAD.lock packed-refs.lock refs/heads/memory/production.lock \
                refs/heads/memory/journal.lock
            echo '- x' | reverie -q write c.md >/dev/null; echo $?
            find . -name '*.lock'
            """)
        #expect(outcome.description == "0\n")
    }

    @Test func `on files that cannot be written every command ends with status 3`() throws {
        // Root may write what nobody else may, so as root the commands run as somebody else.
        let outcome = try world().shell(
            """
            reverie -q init store.git --bare --from one >/dev/null
            reverie -q -C store.git dream import ../dream --id d >/dev/null
            before=$(git -C store.git for-each-ref)
            run=
            if [ "$(id -u)" = 0 ]; then
                chmod 755 . && chown -R 65534 store.git one dream
                run='setpriv --reuid=65534 --clear-groups'
            fi
            chmod -R a-w store.git
            cd store.git
            for words in 'rm a.md' 'commit ../dream' 'dream import ../one --id e' 'merge d' 'mv a.md c.md'; do
                $run reverie $words 2>errors
                echo "$words: $? $(grep -c '^error: cannot ' errors)"
            done
            $run reverie init ../store.git/inner 2>errors
            echo "init: $?"
            cd .. && chmod -R u+w store.git
            [ "$before" = "$(git -C store.git -c safe.directory='*' for-each-ref)" ] && echo same
            """)
        #expect(
            outcome.output == """
                rm a.md: 3 1
                commit ../dream: 3 1
                dream import ../one --id e: 3 1
                merge d: 3 1
                mv a.md c.md: 3 1
                init: 2
                same

                """, "\(outcome)")
    }
}
