import Render

/// A hook that git runs, as a script of a dozen lines that calls back into the tool.
///
/// The text is that of the files in `hooks/`; a test compares both.
enum HookScript: String, CaseIterable {
    case preReceive = "pre-receive"
    case referenceTransaction = "reference-transaction"
    case prePush = "pre-push"
    case preMergeCommit = "pre-merge-commit"
    case preCommit = "pre-commit"

    /// Those that a repository without a work tree needs.
    static let server: [HookScript] = [.preReceive, .referenceTransaction]

    /// What every script of ours contains and nobody else's does.
    static let mark = "# installed by 'reverie hooks install'"

    /// What stands in the file; `tool` is where the tool was when it was installed.
    func text(tool: String) -> String {
        let quoted =
            "'"
            + tool.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''") + "'"
        return """
            #!/bin/sh
            \(Self.mark): the tool decides, this only calls it and fails when it cannot
            tool=\(quoted)
            judge() {
                [ -x "$tool" ] || tool=$(command -v reverie) || {
                    echo "reverie: the tool is gone, so nothing may move; 'reverie hooks install' mends it" >&2
                    return 1
                }
                $(command -v timeout >/dev/null && echo timeout 35) "$tool" hook \(rawValue) -- "$@"
            }
            \(self == .referenceTransaction ? "[ \"$1\" = prepared ] || judge() { :; }\n" : "")if [ -x "$0.local" ]; then
                lines=$(cat)
                printf '%s' "${lines:+$lines
            }" | judge "$@" || exit 1
                printf '%s' "${lines:+$lines
            }" | "$0.local" "$@"
            else
                judge "$@" || exit 1
            fi

            """
    }
}
