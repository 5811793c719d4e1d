import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The templates for forges, run as they stand, against a stand-in for the forge.
@Suite struct ForgeTemplateTests {
    /// The lines of the block that follows a line, without their indent.
    private static func block(after start: String, in file: String) throws -> String {
        let path = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let text = String(
            decoding: try Data(contentsOf: URL(filePath: path + "/hooks/ci/" + file)),
            as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let first = try #require(lines.firstIndex { $0.hasSuffix(start) }) + 1
        let indent = lines[first].prefix { $0 == " " }.count
        return lines[first...].prefix { $0.isEmpty || $0.prefix { $0 == " " }.count >= indent }
            .map { String($0.dropFirst(indent)) }.joined(separator: "\n")
    }

    /// A store with a harmless dream and one that drops a guardrail, and programs that stand in for the forge.
    private static let world =
        HooksWorld.server + #"""
            cd ..
            reverie -q clone server.git work >/dev/null
            git init -q --bare forge.git
            git -C work config remote.origin.url "$PWD/forge.git"
            reverie -q -C work push >/dev/null
            export FORGE="$PWD/forge" && mkdir forge programs
            cat > programs/gh <<'END'
            #!/bin/sh
            echo "$*" >> "$FORGE/calls"
            for word; do case $word in body=@*) cp "${word#body=@}" "$FORGE/body" ;; esac; done
            case "$*" in
            *--paginate*) [ ! -f "$FORGE/comment" ] || echo 7 ;;
            *"-X PATCH"*/comments/7*) mv "$FORGE/body" "$FORGE/comment"; echo edited >> "$FORGE/said" ;;
            */comments*) mv "$FORGE/body" "$FORGE/comment"; echo made >> "$FORGE/said" ;;
            */statuses/*) echo "$*" | grep -o 'state=[a-z]*' >> "$FORGE/said" ;;
            esac
            END
            cat > programs/curl <<'END'
            #!/bin/sh
            echo "$*" >> "$FORGE/calls"
            for word; do case $word in body@*) cp "${word#body@}" "$FORGE/body" ;; esac; done
            case "$*" in
            *sort=asc*) [ ! -f "$FORGE/comment" ] || printf '[{"id":3,"type":null,"body":"hello","x":1},{"id":7,"type":null,"body":"\\u003c!-- reverie:review --\\u003e\\n"}]' ;;
            *"-X PUT"*/notes/7) mv "$FORGE/body" "$FORGE/comment"; echo edited >> "$FORGE/said" ;;
            */notes) mv "$FORGE/body" "$FORGE/comment"; echo made >> "$FORGE/said" ;;
            */statuses/*) echo "$*" | grep -o 'state=[a-z]*' >> "$FORGE/said" ;;
            esac
            END
            chmod +x programs/*
            export PATH="$PWD/programs:$PATH" REVERIE=reverie

            """#

    private static let expected = """
        0
        made
        state=success
        0
        edited
        state=success
        1
        edited
        state=failure
        <!-- reverie:review -->
        1 1
        no token

        """

    private func expect(_ expected: String, from script: String, template: String) throws {
        let world = World()
        try world.write("template.sh", template)
        let outcome = try world.shell(Self.world + script)
        #expect(outcome.output == expected, "\(outcome)")
    }

    @Test func `the GitHub action keeps one comment, sets the status and annotates guardrails`()
        throws
    {
        try expect(
            Self.expected,
            from: """
                export STORE=memory COMMENT=true NUMBER=5 HEAD=abc GH_TOKEN=secret SERVER="$PWD" REPOSITORY=forge.git
                run() { DREAM=$1 sh template.sh > out 2>errors; echo $?; cat forge/said; rm forge/said; }
                run memory/dream/good; run memory/dream/good; run memory/dream/bad
                head -n 1 forge/comment
                grep -c '^::error file=limits.md,line=' out | tr '\\n' ' '; grep -c 'Never refund more than 50 EUR' forge/comment | sed 's/[1-9][0-9]*/1/'
                cat out errors forge/calls | grep -q secret || echo 'no token'
                """, template: Self.block(after: "run: |", in: "github-action/action.yml"))
    }

    @Test func `the GitLab job keeps one comment, sets the status and reports guardrails`() throws {
        try expect(
            Self.expected.replacing("state=failure", with: "state=failed"),
            from: """
                export REVERIE_STORE_NAME=memory REVERIE_TOKEN=secret CI_REPOSITORY_URL="$PWD/forge.git" CI_PROJECT_ID=1
                export CI_API_V4_URL=https://gitlab.example/api/v4 CI_MERGE_REQUEST_IID=5 CI_COMMIT_SHA=abc
                run() { CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=$1 sh template.sh > out 2>errors; echo $?; cat forge/said; rm forge/said; }
                run memory/dream/good; run memory/dream/good; run memory/dream/bad
                head -n 1 forge/comment
                grep -c '"path": "limits.md"' reverie-code-quality.json | sed 's/[1-9][0-9]*/1/' | tr '\\n' ' '; grep -c 'Never refund more than 50 EUR' forge/comment | sed 's/[1-9][0-9]*/1/'
                cat out errors forge/calls | grep -q secret || echo 'no token'
                """, template: Self.block(after: "- |", in: "gitlab-ci.yml"))
    }

    @Test func `without a token the jobs judge and say nothing`() throws {
        try expect(
            "1\nnothing said\n",
            from: """
                export STORE=memory COMMENT=false NUMBER= HEAD= GH_TOKEN= SERVER="$PWD" REPOSITORY=forge.git
                DREAM=bad sh template.sh >/dev/null 2>&1; echo $?
                [ -e forge/calls ] || echo 'nothing said'
                """, template: Self.block(after: "run: |", in: "github-action/action.yml"))
    }
}
