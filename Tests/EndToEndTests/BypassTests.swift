import TestSupport
import Testing

/// Each way in which plain git could move production past the rules, here and on a server.
@Suite struct BypassTests {
    /// Ends the script with what the route came to: `blocked`, and what the tool said.
    private func outcome(of route: String, after setUp: String, guarding folder: String) throws
        -> Outcome
    {
        try World().shell(
            setUp
                + """
                before=$(\(HooksWorld.state(of: folder)))
                ( \(route) ) >said 2>&1
                status=$?
                after=$(\(HooksWorld.state(of: folder)))
                [ "$before" = "$after" ] || { echo 'it moved'; cat said; exit 1; }
                [ $status != 0 ] || { echo 'git says it worked'; cat said; exit 1; }
                grep -q 'reverie' said || { echo 'somebody else stopped it'; cat said; exit 1; }
                grep -q 'hint: .*reverie' said || { echo 'no hint'; cat said; exit 1; }
                [ "$(wc -l < said)" -le 24 ] || { echo 'longer than a screen'; cat said; exit 1; }
                reverie -q -C \(folder) verify >/dev/null || { echo 'not sound'; exit 1; }
                echo blocked
                """.replacing("diff <(echo \"$before\") <(echo \"$after\"); ", with: ""))
    }

    @Test(arguments: [
        "git merge -q memory/dream/bad",
        "git merge -q --ff-only memory/dream/bad",
        "git merge -q --no-ff -m x memory/dream/bad",
        "git merge -q --no-ff --no-verify -m x memory/dream/bad",
        "git pull -q . memory/dream/bad",
        "git rebase -q memory/dream/bad",
        "git reset -q --hard memory/dream/bad",
        "git reset -q --hard HEAD~1",
        "git reset -q --soft memory/v1",
        "git cherry-pick memory/dream/bad",
        "git revert --no-edit -m 1 HEAD",
        "cp ../bad/limits.md . && git commit -qam x",
        "cp ../bad/limits.md . && git commit -q --no-verify -am x",
        "git commit -q --no-verify --amend -m x",
        "git update-ref refs/heads/memory/production memory/dream/bad",
        "git update-ref refs/heads/memory/production memory/dream/good",
        "git update-ref -d refs/heads/memory/production",
        "git pack-refs --all && git update-ref -d refs/heads/memory/production",
        "git checkout -q --detach && git fetch -q . +memory/dream/bad:memory/production",
        "git checkout -q --detach && git push -q . +memory/dream/bad:memory/production",
        "git checkout -q --detach && git branch -f memory/production memory/dream/bad",
        "git checkout -q --detach && git branch -D memory/production",
        "git checkout -q --detach && git branch -m memory/production memory/old",
        "git checkout -q -B memory/production memory/dream/bad",
        "git switch -q -C memory/production memory/dream/bad",
        "git checkout -q --detach && git branch -M memory/dream/bad memory/production",
        "git checkout -q --detach && git worktree add -q -B memory/production ../more memory/dream/bad",
        "printf 'start\\nupdate refs/heads/memory/production %s\\nprepare\\ncommit\\n' $(git rev-parse memory/dream/bad) | git update-ref --stdin",
        "printf 'reset refs/heads/memory/production\\nfrom %s\\n\\n' $(git rev-parse memory/dream/bad) | git fast-import --quiet --force",
        "git format-patch -q --stdout memory/production..memory/dream/bad | git am -q",
        "git bundle create -q ../b memory/dream/bad && git checkout -q --detach && git fetch -q ../b +memory/dream/bad:memory/production",
        "git -c core.hooksPath=.git/hooks merge -q memory/dream/bad",
        "git update-ref refs/memory/production memory/dream/bad",
        "git update-ref refs/memory/v2 memory/dream/bad",
        "git branch -D memory/journal",
        "git branch -f memory/journal memory/journal~1",
        "git branch -f memory/policy memory/policy~1",
        "git branch -D memory/policy",
        "git tag -f memory/v1 memory/dream/bad",
        "git tag -d memory/v2",
        "git tag memory/v3 memory/dream/bad",
        "git tag -d memory/fallback/2",
        "git tag memory/production memory/dream/bad",
        "git replace memory/production memory/dream/bad",
    ])
    func `here, plain git goes no way round the rules`(route: String) throws {
        let outcome = try outcome(of: route, after: HooksWorld.guarded, guarding: ".")
        #expect(outcome.output == "blocked\n", "\(outcome)")
    }

    @Test(arguments: [
        "git push -q origin origin/memory/dream/good:memory/production",
        "git push -q origin +origin/memory/dream/bad:memory/production",
        "git push -q --no-verify origin origin/memory/dream/bad:memory/production",
        "git push -q -f origin origin/memory/production~1:memory/production",
        "git push -q origin :memory/production",
        "git push -q -f origin origin/memory/production:refs/tags/memory/v1",
        "git push -q origin :refs/tags/memory/v2",
        "git push -q origin origin/memory/dream/bad:refs/tags/memory/v3",
        "git push -q origin :refs/tags/memory/fallback/2",
        "git push -q -f origin origin/memory/journal~1:memory/journal",
        "git push -q origin :memory/journal",
        "git push -q -f origin origin/memory/policy~1:memory/policy",
        "git push -q origin :memory/policy",
        "git push -q --mirror origin",
        "git push -q --force-with-lease origin origin/memory/dream/bad:memory/production",
        "git push -q --delete origin memory/production",
        "git push -q --prune origin 'refs/heads/none/*:refs/heads/memory/*'",
        "git push -q --no-verify -f origin origin/memory/production~1:memory/production",
        "git push -q --atomic origin origin/memory/dream/bad:memory/production origin/memory/dream/bad:refs/heads/mine",
        "git push -q origin origin/memory/dream/bad:refs/memory/production",
        "git checkout -q memory/production && cp ../bad/limits.md . && git commit -qam x && git push -q origin memory/production",
        "git checkout -q memory/production && git merge -q origin/memory/dream/bad && git push -q origin HEAD",
        "git checkout -q memory/production && git revert --no-edit -m 1 HEAD && git push -q origin HEAD",
        "git push -q origin origin/memory/dream/bad:refs/tags/memory/production",
        "git push -q origin origin/memory/dream/bad:refs/replace/$(git rev-parse origin/memory/production)",
        "git -C ../server.git update-ref refs/heads/memory/production memory/dream/bad",
        "git -C ../server.git update-ref refs/heads/memory/production memory/production~1",
        "git -C ../server.git update-ref -d refs/heads/memory/production",
        "echo \"update refs/heads/memory/production $(git rev-parse origin/memory/dream/bad)\" | git -C ../server.git update-ref --stdin",
        "git -C ../server.git branch -f memory/production memory/dream/bad",
        "git -C ../server.git worktree add -q ../web memory/production && cd ../web && cp ../bad/limits.md . && git commit -q --no-verify -am x",
        "git -C ../server.git worktree add -q ../web memory/production && git -C ../web merge -q memory/dream/bad",
        "cd ../server.git && tree=$(git merge-tree --write-tree memory/production memory/dream/bad) && git update-ref refs/heads/memory/production $(git commit-tree $tree -p memory/production -p memory/dream/bad -m x)",
        "git -C ../server.git update-ref -d refs/heads/memory/journal",
        "git -C ../server.git fetch -q . +memory/dream/bad:memory/production",
        "git -C ../server.git branch -D memory/policy",
        "git -C ../server.git tag -d memory/v1",
    ])
    func `on a server, plain git goes no way round the rules`(route: String) throws {
        let outcome = try outcome(
            of: route, after: HooksWorld.server, guarding: "../server.git")
        #expect(outcome.output == "blocked\n", "\(outcome)")
    }

    @Test(arguments: [
        "git checkout -q --detach && git branch -C memory/dream/bad memory/production",
        "git symbolic-ref refs/heads/memory/production refs/heads/memory/dream/bad",
        "git rev-parse memory/dream/bad > .git/refs/heads/memory/production",
        "git rev-parse memory/dream/bad > .git/refs/tags/memory/v2",
        "git -c core.hooksPath=/dev/null merge -q memory/dream/bad",
        "git -c core.hooksPath=/dev/null branch -D memory/journal",
    ])
    func `what git asks no hook about is found afterwards`(route: String) throws {
        let outcome = try World().shell(
            HooksWorld.guarded
                + """
                ( \(route) ) >/dev/null 2>&1
                reverie verify 2>&1 | grep -qE '^(error|warning): .*(production|journal|tag)' && echo found
                """)
        #expect(outcome.output == "found\n", "\(outcome)")
    }

    @Test func `what is missing in the journal is said with the guardrail that would go`() throws {
        let outcome = try World().shell(
            HooksWorld.guarded + "git merge -q memory/dream/bad; git reset -q --hard HEAD")
        #expect(outcome.errors.contains("no finished move of the journal leads to"))
        #expect(outcome.errors.contains("Never refund more than 50 EUR."))
        #expect(outcome.errors.contains("hint: reverie merge DREAM"))
    }

    /// Makes a journal that tells of a merge of the bad dream, as a tool without a gate would.
    private static let forgery = """
        forge() {
            printf '%s' "$3" | git commit-tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904 -p "$1"
        }
        production=$(git rev-parse origin/memory/production)
        merge=$(git commit-tree origin/memory/dream/bad^{tree} -p $production -p origin/memory/dream/bad -m x)
        head=$(git rev-parse origin/memory/journal)
        last=$(git log -1 --format=%B $head)
        number=$(echo "$last" | sed 's/.*"sequence":\\([0-9]*\\).*/\\1/')
        monotone=$(echo "$last" | sed 's/.*"monotone":\\([0-9]*\\).*/\\1/')
        clock=$(echo "$last" | sed 's/.*"clock":\\([0-9]*\\).*/\\1/')
        line() {
            echo '{"actor":{"email":"m@example.com","kind":"person","name":"M"},"clock":'$clock',"dream":"bad","effective":"feed","format":1,"from":"'$production'","kind":"merge","monotone":'$monotone',"operation":"feed","phase":"'$1'","retention":604800,"sequence":'$2',"to":"'$merge'"'${3:-}'}'
        }
        intent=$(forge $head _ "$(line intent $((number + 1)))")
        waived=$(forge $intent _ "$(line done $((number + 2)) ',"overrides":[{"id":"all","owner":"M","reason":"agreed with Bo"}]')")
        done=$(forge $intent _ "$(line done $((number + 2)))")
        borrowed=$(forge $intent _ "$(line done $((number + 2)) ',"overrides":[{"id":"all","owner":"Bo","reason":"Bo said so"}]')")
        repair=$(forge $head _ "$(line done $((number + 1)) | sed 's/"kind":"merge"/"kind":"repair"/')")
        direct=$(forge $head _ "$(line done $((number + 1)) | sed 's/"kind":"merge"/"kind":"write"/')")
        late=$(forge $head _ "$(line done $((number + 1)) | sed 's/"kind":"merge"/"kind":"write"/; s/"clock":[0-9]*/"clock":99999999999/')")

        """

    @Test func `a journal made by hand does not carry a lost guardrail in`() throws {
        let outcome = try outcome(
            of: "git push -q --atomic origin $merge:memory/production $done:memory/journal",
            after: HooksWorld.server + Self.forgery, guarding: "../server.git")
        #expect(outcome.output == "blocked\n", "\(outcome)")
        let told = try World().shell(
            HooksWorld.server + Self.forgery
                + "git push -q --atomic origin $merge:memory/production $done:memory/journal")
        #expect(told.errors.contains("guardrail dropped"))
        #expect(told.errors.contains("Never refund more than 50 EUR."))
    }

    @Test(arguments: [
        "git push -q origin $done:memory/journal",
        "git push -q --atomic origin $merge:memory/production $intent:memory/journal",
        "git push -q origin $merge:memory/production",
        "git push -q --atomic origin origin/memory/dream/bad:memory/production $waived:memory/journal",
        "git push -q --atomic origin $merge:memory/production $borrowed:memory/journal",
        "git push -q --atomic origin $merge:memory/production $repair:memory/journal",
        "git push -q --atomic origin $merge:memory/production $direct:memory/journal",
        "git push -q --atomic origin $merge:memory/production $late:memory/journal",
    ])
    func `a journal made by hand carries nothing in, whatever it calls the move`(route: String)
        throws
    {
        let outcome = try outcome(
            of: route, after: HooksWorld.server + Self.forgery, guarding: "../server.git")
        #expect(outcome.output == "blocked\n", "\(outcome)")
    }

    @Test func `an override in the journal lets the move pass, and stays there`() throws {
        let outcome = try World().shell(
            HooksWorld.server + Self.forgery
                + """
                git push -q --atomic origin $merge:memory/production $waived:memory/journal
                echo $?
                git -C ../server.git log -1 --format=%B memory/journal | grep -o 'agreed with Bo'
                """)
        #expect(outcome.output == "0\nagreed with Bo\n", "\(outcome)")
    }
}
