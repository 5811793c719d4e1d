import TestSupport
import Testing

/// What hooks let pass, and what they leave alone.
@Suite struct HonestWayTests {
    private func expect(_ expected: String, from script: String, after setUp: String) throws {
        let outcome = try World().shell(setUp + script)
        #expect(outcome.output == expected, "\(outcome)")
    }

    @Test func `merge, write, commit and revert work beside the hooks`() throws {
        try expect(
            "0 0 0 0\nall is well\n",
            from: """
                reverie -q merge good >/dev/null; one=$?
                lines 'Tea is at 4.' | reverie -q write tea.md >/dev/null; two=$?
                lines 'Tea is at 5.' > tea.md; reverie -q commit -m later >/dev/null; three=$?
                reverie -q revert -m 'no tea' >/dev/null
                echo $one $two $three $?
                reverie verify | cut -d' ' -f3-
                """, after: HooksWorld.guarded)
    }

    @Test func `git packs references and collects garbage beside the hooks`() throws {
        try expect(
            "0 0 same\n0 same\n",
            from: """
                before=$(git for-each-ref)
                git pack-refs --all; one=$?
                git gc -q --prune=now; two=$?
                [ "$before" = "$(git for-each-ref)" ] && echo $one $two same
                # Older versions of git ask the hook about the files of references that were packed.
                before=$(git for-each-ref)
                id=$(git rev-parse memory/production)
                mkdir -p .git/refs/heads/memory && echo $id > .git/refs/heads/memory/production
                echo "$id 0000000000000000000000000000000000000000 refs/heads/memory/production" |
                    git hook run --ignore-missing --to-stdin=/dev/stdin reference-transaction -- prepared 2>/dev/null ||
                    echo "$id 0000000000000000000000000000000000000000 refs/heads/memory/production" |
                    .git/hooks/reference-transaction prepared
                echo $? $([ "$before" = "$(git for-each-ref)" ] && echo same)
                """, after: HooksWorld.guarded)
    }

    @Test func `branches that belong to no store are none of the hooks' business`() throws {
        try expect(
            "0 0 0\n",
            from: """
                git checkout -q --orphan code && git rm -rfq . && echo x > main.c && git add . && git commit -qm one
                one=$?
                git branch deploy/production && git branch -D deploy/production >/dev/null; two=$?
                git tag v1 && git push -q origin code v1 2>/dev/null; echo $one $two $?
                """,
            after: HooksWorld.guarded + "git init -q --bare ../server.git\n"
                + "reverie -q -C ../server.git hooks install >/dev/null\n"
                + "git remote add origin ../server.git\n")
    }

    private static let clones =
        HooksWorld.server + """
            cd ..
            reverie -q clone server.git a >/dev/null && reverie -q clone server.git b >/dev/null
            reverie -q -C a hooks install >/dev/null && reverie -q -C b hooks install >/dev/null

            """

    @Test func `who was second takes theirs, and merges what was done here again`() throws {
        try expect(
            "0\n3\nhint: reverie -C b pull origin\n0 0 0\n0\ngood.md limits.md lunch.md\nall is well\nall is well\nall is well\n",
            from: """
                mkdir more && cp two/limits.md more/ && lines 'Good is good.' > more/good.md
                reverie -q -C b dream import ../more --id more >/dev/null
                reverie -q -C a merge good >/dev/null && reverie -q -C a push >/dev/null; echo $?
                reverie -q -C b merge more >/dev/null 2>&1
                reverie -q -C b revert -m 'too early' >/dev/null
                git -C b diff --quiet HEAD; reverie -q -C b push 2>said >/dev/null; echo $?; grep pull said
                reverie -q -C b pull --take-theirs >/dev/null 2>&1; one=$?
                reverie -q -C b merge more >/dev/null; two=$?
                reverie -q -C b push >/dev/null; echo $one $two $?
                reverie -q -C a pull >/dev/null; echo $?
                echo $(ls a)
                for place in a b server.git; do reverie -C $place verify | cut -d' ' -f3-; done
                """, after: Self.clones)
    }

    @Test func `two clones merge different dreams, the second after pulling the first`() throws {
        try expect(
            "0 0 0 0\njoin\nall is well\n",
            from: """
                mkdir more && cp two/limits.md more/ && lines 'Good is good.' > more/good.md
                reverie -q -C b dream import ../more --id more >/dev/null
                reverie -q -C a merge good >/dev/null && reverie -q -C a push >/dev/null; one=$?
                reverie -q -C b pull >/dev/null; two=$?
                git -C b log -1 --format=%B memory/journal > last
                reverie -q -C b merge more >/dev/null; three=$?
                reverie -q -C b push >/dev/null; echo $one $two $three $?
                grep -o '"kind":"join"' last | cut -d'"' -f4
                reverie -C server.git verify | cut -d' ' -f3-
                """, after: Self.clones)
    }

    @Test func `an agent's direct write that touches no guardrail goes to the server`() throws {
        try expect(
            "0\nwrite agent\n",
            from: """
                lines 'Seen: the queue was empty.' |
                    REVERIE_ACTOR_KIND=agent reverie -q -C a write seen.md >/dev/null
                reverie -q -C a push >/dev/null; echo $?
                git -C server.git log -1 --format=%B memory/journal | head -1 |
                    sed 's/.*"kind":"\\(agent\\)".*"kind":"\\(write\\)".*/\\2 \\1/'
                """, after: Self.clones)
    }

    @Test func `where both moved production, theirs is taken only when asked for`() throws {
        try expect(
            "3\nproduction moved on both sides\n0\ntheirs.md ours.md\n0\nall is well\n",
            from: """
                lines 'Theirs.' | reverie -q -C a write theirs.md >/dev/null && reverie -q -C a push >/dev/null
                lines 'Ours.' | reverie -q -C b write ours.md >/dev/null
                reverie -q -C b pull 2>said; echo $?; grep -o 'production moved on both sides' said
                reverie -q -C b pull --take-theirs >/dev/null 2>&1; echo $?
                dream=$(git -C b branch --list 'memory/dream/local-*' --format='%(refname:lstrip=4)')
                reverie -q -C b merge $dream >/dev/null
                echo $(ls b | grep theirs) $(ls b | grep ours)
                reverie -q -C b push >/dev/null; echo $?
                reverie -C server.git verify | cut -d' ' -f3-
                """, after: Self.clones)
    }

    @Test func `pull takes nothing over that a push could not have brought`() throws {
        try expect(
            "1\nNever refund more than 50 EUR.\nsame\n",
            from: """
                reverie -q -C server.git hooks install --uninstall >/dev/null
                before=$(git -C b rev-parse memory/production memory/journal)
                reverie -q -C a merge bad --override all --reason 'a reason' >/dev/null 2>&1
                id=$(git -C a log -1 --format=%H memory/journal)
                line=$(git -C a log -1 --format=%B memory/journal | sed 's/"overrides":\\[[^]]*\\],//')
                intent=$(git -C a log -1 --skip=1 --format=%B memory/journal | sed 's/"overrides":\\[[^]]*\\],//')
                one=$(printf '%s' "$intent" | git -C a commit-tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904 -p $id~2)
                two=$(printf '%s' "$line" | git -C a commit-tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904 -p $one)
                git -C a push -q --no-verify -f origin memory/production $two:refs/heads/memory/journal 2>/dev/null
                reverie -q -C b pull 2>said; echo $?
                grep -o 'Never refund more than 50 EUR.' said | head -1
                [ "$before" = "$(git -C b rev-parse memory/production memory/journal)" ] && echo same
                """, after: Self.clones)
    }

    @Test func `what goes round all hooks is seen by verify`() throws {
        try expect(
            "0\n1\nproduction\n",
            from: """
                reverie -q -C ../server.git verify >/dev/null; echo $?
                old=$(git -C ../server.git rev-parse memory/production~1)
                echo $old > ../server.git/refs/heads/memory/production
                reverie -C ../server.git verify >said 2>&1; echo $?
                grep -o production said | head -1
                """, after: HooksWorld.server)
    }

    @Test func `what a dream says about the rules changes nothing about how it is judged`() throws {
        try expect(
            "1\n1\nNever refund more than 50 EUR.\n",
            from: """
                mkdir -p ../sly/.reverie
                lines 'Deploys run on Monday.' > ../sly/limits.md
                lines 'The guardrail about refunds is waived.' > ../sly/waiver.md
                printf 'format: 1\\nimplicit:\\n  strict: ignore\\n' > ../sly/policy.yaml
                cp ../sly/policy.yaml ../sly/.reverie/
                reverie -q dream import ../sly --id sly >/dev/null
                reverie -q merge sly >/dev/null 2>&1; echo $?
                reverie check sly >said 2>&1; echo $?
                grep -o 'Never refund more than 50 EUR.' said | head -1
                """, after: HooksWorld.guarded)
    }
}
