import TestSupport
import Testing

/// Every step of every writing command, killed or failed in turn, in the built program of a debug build.
@Suite struct FaultSweepTests {
    /// Functions of the shell that sweep one command; on a memory file system where there is one.
    private static let functions = """
        set -u
        place=$(mktemp -d /dev/shm/reverie-sweep.XXXXXX 2>/dev/null || mktemp -d)
        trap 'rm -rf "$place"' EXIT
        cd "$place"
        tree() { git -C "$1" rev-parse 'memory/production^{tree}'; }
        fail() { echo "fault $n${code:+:$code}, status $status: $*"; wrong=1; }
        judge() {
            now=$(tree work) || { fail 'production is gone'; return; }
            [ "$now" = "$old" ] || [ "$now" = "$new" ] || fail 'production is neither old nor new'
            [ $status != 0 ] || [ "$now" = "$new" ] || fail 'success without effect'
            [ $status != 3 ] || [ "$now" = "$old" ] || fail 'it happened and was told as a failure'
            git -C work fsck --strict --no-dangling >errors 2>&1 || fail "fsck: $(head -n 1 errors)"
            case $(git -C work log -1 --format=%B memory/journal) in
            *'"phase":"intent"'*)
                reverie -C work ls 2>&1 >/dev/null | grep -q interrupted || fail 'readers are not told'
            esac
            begin=$(date +%s)
            echo '- after' | reverie -C work -q write after.md >/dev/null 2>errors ||
                fail "the next write: $(head -n 1 errors)"
            [ $(($(date +%s) - begin)) -le 5 ] || fail 'the next write took more than 5 s'
            [ "$(git -C work cat-file blob memory/production:after.md)" = '- after' ] ||
                fail 'the next write is not there'
            reverie -C work journal verify >errors 2>&1 || fail "journal: $(head -n 1 errors)"
            reverie -C work verify >errors 2>&1 && grep -q 'all is well' errors ||
                fail "verify: $(head -n 1 errors)"
        }
        sweep() {
            base=$1 code=$2
            shift 2
            rm -rf work && cp -R $base work
            reverie -C work "$@" <input >/dev/null 2>errors || { cat errors; return 1; }
            new=$(tree work) old=$(tree $base) n=1 wrong=0 done=0 enough=1
            # The ballast makes good a disk that is full at one step, so one success is not the end.
            case "$code $*" in '28 '*revert*) enough=40 ;; esac
            while [ $n -lt 200 ]; do
                rm -rf work && cp -R $base work
                { REVERIE_FAULT=$n${code:+:$code} reverie -C work "$@" <input >/dev/null 2>said; } 2>/dev/null
                status=$?
                case $status in 0 | 3 | 137) ;; *) fail "$(head -n 1 said)" ;; esac
                judge
                [ $status = 0 ] && [ -n "$code" ] && grep -q '^[ew]' said && status=1
                if [ $status = 0 ]; then done=$((done + 1)); else done=0; fi
                [ $done -lt $enough ] || [ $n -lt 10 ] || break
                n=$((n + 1))
            done
            [ $wrong = 0 ] && [ $n -gt 10 ] && [ $n -lt 200 ] && echo swept
        }
        mkdir one dream && echo '- input' >input
        echo '- one' >one/a.md && echo '- two' >one/b.md
        printf -- '- one\\n- dreamt\\n' >dream/a.md && echo '- new' >dream/n.md
        {
            reverie init base --bare --from one
            reverie -C base dream import ../dream --id d
            echo '- w' | reverie -C base write w.md
            cp -R base merged
            reverie -C merged merge d
            cp -R merged later
            echo '- later' | reverie -C later write w.md
        } >/dev/null 2>&1

        """

    @Test(arguments: [
        "base '' -q merge d", "merged '' -q revert -m x", "base '' -q commit ../one",
        "later '' -q revert --dream d -m x", "base '' -q write x.md",
        "base '' -q dream import ../dream --id e", "merged '' -q gc",
    ])
    func `a command that is killed at any step leaves the old store or the new one`(
        words: String
    ) throws {
        let world = World()
        #expect(try world.shell(Self.functions + "sweep " + words).description == "swept\n")
    }

    @Test(arguments: [
        "base 28 -q merge d", "base 5 -q merge d", "merged 28 -q revert -m x",
        "merged 5 -q revert -m x", "base 28 -q commit ../one", "base 5 -q commit ../one",
    ])
    func `a step that fails is told, and what is told as done is done`(words: String) throws {
        let world = World()
        #expect(try world.shell(Self.functions + "sweep " + words).description == "swept\n")
    }
}
