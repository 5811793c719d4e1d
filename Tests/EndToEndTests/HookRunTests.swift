import TestSupport
import Testing

/// How hooks are put in, and how they fail.
@Suite struct HookRunTests {
    private func expect(_ expected: String, from script: String, after setUp: String) throws {
        let outcome = try World().shell(setUp + script)
        #expect(outcome.output == expected, "\(outcome)")
    }

    @Test func `a hook that is there is kept, runs after ours, and comes back`() throws {
        try expect(
            """
            same
            mine 1
            0
            installed installed chained installed installed
            unchanged unchanged unchanged unchanged unchanged
            removed removed restored removed removed
            same

            """,
            from: """
                printf '#!/bin/sh\\ncat >/dev/null; echo mine $# >> "$PWD/ran"\\n' > .git/hooks/pre-push
                chmod +x .git/hooks/pre-push && cp .git/hooks/pre-push ../was
                changes() { reverie --json hooks install $* | tr ',' '\\n' | sed -n 's/.*"change": *"\\([a-z]*\\)".*/\\1/p' | paste -sd' '; }
                changes > ../first; changes > ../second
                cmp -s .git/hooks/pre-push.local ../was && echo same
                git init -q --bare ../other.git && git push -q ../other.git HEAD:refs/heads/x; status=$?
                sed 's/ 2$/ 1/' ran; echo $status
                cat ../first ../second
                changes --uninstall
                cmp -s .git/hooks/pre-push ../was && echo same
                """, after: HooksWorld.local + "mkdir -p .git/hooks\n")
    }

    @Test func `the scripts in the project are those that are installed`() throws {
        let hooks = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        try expect(
            "same\n",
            from: """
                for name in pre-receive reference-transaction pre-push pre-merge-commit pre-commit; do
                    sed "s/^tool=.*/tool='reverie'/" .git/hooks/$name | cmp - '/\(hooks)/hooks/'$name || exit 1
                    sh -n .git/hooks/$name || exit 1
                done
                echo same
                """, after: HooksWorld.guarded)
    }

    @Test func `without the tool nothing moves`() throws {
        try expect(
            "128\nthe tool is gone\n",
            from: """
                sed -i "s|^tool=.*|tool='/nowhere/reverie'|" .git/hooks/reference-transaction
                PATH=/usr/bin:/bin git update-ref refs/heads/memory/production memory/dream/good 2>said
                echo $?; grep -o 'the tool is gone' said
                """, after: HooksWorld.guarded)
    }

    @Test func `a push that is refused leaves no object behind`() throws {
        try expect(
            "same\n",
            from: """
                before=$(find ../server.git/objects -type f | sort)
                echo secret > new.md && git add . && git commit -qm x
                git push -q origin HEAD:memory/production 2>/dev/null && echo 'it worked'
                [ "$before" = "$(find ../server.git/objects -type f | sort)" ] && echo same
                """, after: HooksWorld.server + "git checkout -q -b mine origin/memory/production\n"
        )
    }

    @Test(arguments: [
        ("sleep 100", "did not answer in time"),
        ("(sleep 100) & echo", "did not answer in time"),
        ("kill -SEGV $$", "failed with status 139"),
        ("exit 7", "failed with status 7"),
        ("yes | head -c 100000000", "said more than"),
        ("yes >&2", "said more than"),
        ("echo rubbish", "no finding"),
        ("printf '\\033]0;x\\007'", "no finding"),
        (#"echo '{"rule":"r","message":"no tea"}'; exit 1"#, "no tea"),
    ])
    func `a check of one's own that does not say yes refuses the push`(
        check: String, said: String
    ) throws {
        try expect(
            "1\n1\nsame\n",
            from: """
                mkdir ../server.git/hooks/reverie.d
                printf '#!/bin/sh\\ncat >/dev/null\\n%s\\n' "$CHECK" > ../server.git/hooks/reverie.d/team
                chmod +x ../server.git/hooks/reverie.d/team
                cd ../store && reverie -q merge good >/dev/null
                before=$(git -C ../server.git for-each-ref)
                timeout 25 reverie -q push >said 2>&1; echo $?
                grep -c '\(said)' said
                [ "$before" = "$(git -C ../server.git for-each-ref)" ] && echo same
                """,
            after: "CHECK=$(cat <<'END'\n\(check)\nEND\n)\n" + HooksWorld.server)
    }

    @Test func `a check of one's own sees the changes of a merge and of a push`() throws {
        try expect(
            "1\nlunch is not for us\n0\nmerge reverie.memdiff/1 added\n",
            from: """
                mkdir -p .git/hooks/reverie.d
                cat > .git/hooks/reverie.d/no-lunch <<'END'
                #!/bin/sh
                cat > ../seen
                echo "$REVERIE_EVENT" > ../event
                [ ! -e ../allow ] || exit 0
                echo '{"rule":"lunch","severity":"high","change":"c1","message":"lunch is not for us"}'
                exit 1
                END
                chmod +x .git/hooks/reverie.d/no-lunch
                reverie -q merge good >/dev/null 2>said; echo $?
                grep -o 'lunch is not for us' said
                touch ../allow; reverie -q merge good >/dev/null 2>&1; echo $?
                echo $(cat ../event) $(grep -o 'reverie.memdiff/1' ../seen) $(grep -o '"added"' ../seen | head -1 | tr -d '"')
                """, after: HooksWorld.guarded)
    }

    @Test(arguments: [
        ("reverie merge good", "merge"), ("reverie merge good --all", "merge"),
        ("reverie accept good lunch.md; reverie merge good", "merge"),
        ("echo '- Tea is at 4.' | reverie write tea.md", "write"),
        ("echo '- Tea is at 4.' > tea.md && reverie commit -m tea", "write"),
        ("reverie write lunch.md < ../good/lunch.md", "write"),
        ("reverie mv limits.md rules.md", "write"),
        ("rm ../allow; reverie revert --dream two -m back", "revert"),
    ])
    func `a check of one's own judges every move before anything is written`(
        move: String, event: String
    ) throws {
        try expect(
            "blocked\nsame\n\(event)\nallowed\nmoved\n",
            from: """
                mkdir -p .git/hooks/reverie.d
                cat > .git/hooks/reverie.d/team <<'END'
                #!/bin/sh
                cat >/dev/null
                echo "$REVERIE_EVENT" > ../event
                [ ! -e ../allow ] || exit 0
                echo '{"rule":"tea","message":"no tea today"}'
                exit 1
                END
                chmod +x .git/hooks/reverie.d/team
                before=$(git rev-parse memory/production memory/journal)
                ( \(move) ) >said 2>&1 && echo 'it went in'
                grep -q 'no tea today' said && echo blocked || cat said
                [ "$before" = "$(git rev-parse memory/production memory/journal)" ] && echo same
                cat ../event
                touch ../allow
                ( \(move.replacing("rm ../allow; ", with: "")) ) >said 2>&1 && echo allowed || cat said
                [ "$before" = "$(git rev-parse memory/production memory/journal)" ] || echo moved
                """, after: HooksWorld.guarded)
    }

    @Test func `a check that a clone brings along is never run`() throws {
        try expect(
            "0\n",
            from: """
                mkdir -p ../evil/hooks/reverie.d
                printf '#!/bin/sh\\ntouch "%s/ran"\\n' "$HOME" > ../evil/hooks/reverie.d/check
                chmod +x ../evil/hooks/reverie.d/check
                cp ../two/limits.md ../evil/ && cp -R ../evil/hooks . && git add -f hooks
                reverie -q merge good >/dev/null 2>&1
                reverie -q push >/dev/null 2>&1; echo $?
                [ ! -e "$HOME/ran" ] || echo 'it ran'
                """,
            after: HooksWorld.local + "git init -q --bare ../server.git\n"
                + "reverie -q -C ../server.git hooks install >/dev/null\n"
                + "git remote add origin ../server.git\n")
    }

    @Test func `names that would act on a terminal are refused, and shown without acting`() throws {
        try expect(
            "0\n1\n0\n",
            from: """
                blob=$(echo x | git hash-object -w --stdin)
                name=$(printf 'a\\033]0;owned\\007.md')
                tree=$(printf '100644 blob %s\\t%s\\0' $blob "$name" | git mktree -z)
                dream=$(git commit-tree $tree -p origin/memory/production -m x)
                git push -q origin $dream:refs/heads/memory/dream/odd >said 2>&1 && echo 'it worked'
                grep -c "$(printf '\\007')" said
                grep -c 'control or invisible character' said
                git -C ../server.git for-each-ref refs/heads/memory/dream/odd | wc -l | tr -d ' '
                """, after: HooksWorld.server)
    }
}
