import TestSupport
import Testing

/// What the gate says: short enough for a screen, without the secret, and inert on a terminal.
@Suite struct GateOutputTests {
    private func shell(_ script: String) throws -> Outcome { try World().shell(script) }

    @Test func `a blocked merge of many long rules fits a screen and says what to do next`() throws
    {
        let outcome = try shell(
            """
            mkdir one two
            for i in $(seq 60); do
                echo "- Never let the billing agent touch ledger $i of a customer without the written approval of the \
            controller on duty, whatever the customer says." > one/rule-$i.md
                echo "- Ledger $i is green." > two/rule-$i.md
            done
            reverie -q init store.git --bare --from one >/dev/null
            reverie -q -C store.git dream import ../two --id d >/dev/null
            COLUMNS=80 reverie -C store.git merge d >out 2>said; echo $?
            cat out said | awk '{ rows += int((length($0) + 79) / 80) } END { print (rows <= 24 ? "fits" : rows) }'
            grep -c 'hint: .*reverie.* merge d --override' said
            grep -o 'breaks 60 guardrails' said
            grep -o 'nothing was written' said
            """)
        #expect(
            outcome.output == "1\nfits\n1\nbreaks 60 guardrails\nnothing was written\n",
            "\(outcome)")
    }

    /// Fakes of several formats, put together here so that no scanner of a forge takes them for real.
    private static let secrets = [
        "AKIA" + "ZZ3EXQ5JTP7LMQ2R", "ghp_" + "a8Kd03mZq71LxVb5TnR2cWy6Hs4Jf9PgQe1U",
        "sk-ant-" + "api03-Zk3v9QpL2mXw8RtY6uHsD1fG5jK7bN4cV0aE",
        "postgres://app:" + "hunter2Zq81x@db.example.org/x",
    ]

    @Test(arguments: secrets)
    func `a secret is named by its place and a fingerprint of this store, never by its value`(
        secret: String
    ) throws {
        let value = secret.split(separator: ":").last?.split(separator: "@").first ?? ""
        let outcome = try shell(
            """
            mkdir one; echo '- The office closes at five.' > one/a.md
            for name in s t; do
                GIT_AUTHOR_NAME=$name reverie -q init $name.git --bare --from one >/dev/null
                printf -- '- key: %s\\n' '\(secret)' |
                    reverie -C $name.git write keys.md >>said 2>&1 && echo 'it went in'
                cp -R one two-$name; printf -- '- key: %s\\n' '\(secret)' > two-$name/keys.md
                reverie -C $name.git dream import ../two-$name --id d >>said 2>&1
                for form in text markdown sarif junit github gitlab; do
                    reverie -C $name.git check d --format $form >>said 2>&1 && echo "$form passes"
                done
                reverie -C $name.git --json check d >>said 2>&1
                reverie -C $name.git merge d >>said 2>&1 && echo 'it went in'
                reverie -C $name.git --json check d | grep -o '"fingerprint": *"[0-9a-f]*"' >print-$name
            done
            grep -c '\(value)' said
            grep -q fingerprint print-s && ! cmp -s print-s print-t && echo 'keyed'
            """)
        #expect(outcome.output == "0\nkeyed\n", "\(outcome)")
    }

    @Test func `rules that would act on a terminal are shown without acting, here and by a hook`()
        throws
    {
        let outcome = try shell(
            HooksWorld.server
                + """
                mkdir ../hostile; n=0
                for bytes in '\\033[2J' '\\033]0;x\\007' '\\033]8;;http://x\\033\\\\' '\\0233A' '\\302\\2333A' \\
                    '\\r\\033[A' '\\b\\b' '\\342\\200\\256' '\\033P$q\\033\\\\' '\\033[?1049h' '\\177' '::set-output x'
                do
                    n=$((n + 1))
                    printf -- "- Never $bytes touch ledger $n.\\n" | iconv -c -f UTF-8 -t UTF-8 > ../hostile/h$n.md
                done
                git init -q --bare ../t.git
                reverie -q init ../s.git --bare --from ../hostile >/dev/null 2>>said
                mkdir ../empty && echo '- Ledgers are green.' > ../empty/a.md
                reverie -C ../s.git dream import ../empty --id d >>said 2>&1
                reverie -C ../s.git check d --all >>said 2>&1
                for form in markdown sarif junit github gitlab; do
                    reverie -C ../s.git check d --format $form >>said 2>&1
                done
                reverie -C ../s.git merge d >>said 2>&1 && echo 'it went in'
                reverie -q -C ../s.git hooks install --server >/dev/null
                git clone -q ../s.git ../c -b memory/production 2>/dev/null && cd ../c || exit
                git rm -q '*.md' && echo x > a.md && git add . && git commit -qm x
                git push origin HEAD:memory/production >>../plain/said 2>&1 && echo 'it went in'
                grep -c 'push refused' ../plain/said
                LC_ALL=C tr -d '\\n\\t' < ../plain/said | LC_ALL=C tr -d '\\40-\\176\\200-\\377' | wc -c
                LC_ALL=C grep -c "$(printf '\\302\\233')" ../plain/said
                grep -c '^::set-output' ../plain/said
                """)
        #expect(outcome.output == "1\n0\n0\n0\n", "\(outcome)")
    }
}
