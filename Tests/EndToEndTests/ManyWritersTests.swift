import TestSupport
import Testing

/// What only several processes, or a damaged disk, can show.
@Suite struct ManyWritersTests {
    @Test func `of eight writers at once each has its moves, and none is lost`() throws {
        let outcome = try World().shell(
            """
            mkdir one && echo '- one' >one/a.md
            reverie -q init s.git --bare --from one >/dev/null
            cd s.git
            for writer in 1 2 3 4 5 6 7 8; do
                (for round in 1 2 3; do
                    echo "- $writer $round" | reverie -q --json write "w/$writer-$round.md" ||
                        echo "lost $writer $round"
                done >"../said.$writer" 2>&1) &
            done
            for round in 1 2 3 4 5; do git pack-refs --all; git gc -q --prune=now; done 2>/dev/null
            wait
            cat ../said.* | grep -c '"version": null'
            cat ../said.* | grep lost
            git ls-tree -r --name-only memory/production | wc -l | tr -d ' '
            git rev-list --count memory/production
            cat ../said.* | sed -n 's/^  "operation": "\\(.*\\)",$/\\1/p' | sort -u | wc -l | tr -d ' '
            git log --format=%B memory/journal | grep -c '"kind":"write","'
            git fsck --strict --no-dangling
            reverie journal verify >/dev/null && reverie verify | tail -1
            """)
        #expect(
            outcome.description == """
                24
                25
                25
                24
                24
                store memory: all is well

                """)
    }

    @Test func `a byte that changed is never a wrong answer, and verify finds it`() throws {
        let outcome = try World().shell(
            """
            mkdir one dream && echo '- one' >one/a.md && echo '- two' >one/b.md
            echo '- dreamt' >dream/a.md
            {
                reverie init truth --bare --from one
                reverie -C truth dream import ../dream --id d
                reverie -C truth merge d
                reverie -C truth gc
                echo '- three' | reverie -C truth write c.md
            } >/dev/null 2>&1
            ask() {
                for words in ls 'cat a.md' 'memdiff v1 production' 'memdiff v1 v2'; do
                    answer=$2.$(echo $words | tr ' /' '--')
                    reverie -C $1 $words >$answer 2>/dev/null || : >$answer
                done
            }
            ask truth truth
            seed=1
            random() { seed=$(((seed * 1103515245 + 12345) % 2147483648)); drawn=$((seed / 65536 % $1)); }
            (cd truth && find objects/pack refs packed-refs -type f -size +0 |
                grep -v -e rev$ -e keep$ -e bitmap$ | sort) >files
            count=$(wc -l <files)
            flip=1
            while [ $flip -le 60 ]; do
                rm -rf work && cp -R truth work
                random $count && file=$(sed -n "$((drawn + 1))p" files)
                random $(wc -c <work/$file) && at=$drawn
                was=$(od -An -tu1 -j $at -N 1 work/$file)
                random 255 && now=$(((was + 1 + drawn) % 256))
                chmod u+w work/$file
                printf "\\\\$(printf %03o $now)" | dd of=work/$file bs=1 seek=$at conv=notrunc 2>/dev/null
                ask work found
                for answer in found.*; do
                    [ ! -s $answer ] || cmp -s $answer truth.${answer#found.} ||
                        echo "flip $flip, $file at $at: wrong answer to ${answer#found.}"
                done
                reverie -C work verify >verified 2>&1
                if grep -q 'all is well' verified; then
                    git -C truth for-each-ref >before && git -C work for-each-ref >after 2>&1
                    ! grep -v dream/ before | grep -vqxFf after || echo "flip $flip, $file at $at: verify found nothing"
                fi
                flip=$((flip + 1))
            done
            echo flipped
            """)
        #expect(outcome.description == "flipped\n")
    }

    @Test func `an export follows production until Ctrl-C`() throws {
        let outcome = try World().shell(
            """
            mkdir one && echo '- one' >one/a.md
            reverie -q init s.git --bare --from one >/dev/null
            reverie -C s.git export "$PWD/out" --watch >lines &
            watching=$!
            tries=0
            until [ -s lines ] || [ $tries = 300 ]; do sleep 0.1; tries=$((tries + 1)); done
            echo '- two' | reverie -C s.git -q write b.md >/dev/null
            until [ -e out/current/b.md ] || [ $tries = 600 ]; do sleep 0.1; tries=$((tries + 1)); done
            cat out/current/a.md out/current/b.md
            kill -INT $watching
            wait $watching
            echo "status $?, $(wc -l <lines | tr -d ' ') lines"
            """)
        #expect(outcome.description == "- one\n- two\nstatus 130, 2 lines\n")
    }
}
