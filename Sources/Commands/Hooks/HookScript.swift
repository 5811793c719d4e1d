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

    /// Keeps the tool from being started for references that are none of its business.
    ///
    /// Git asks once for each reference of a push that is not atomic, three times. What is not in the list is no
    /// reference of a store, or one whose contents are judged when they are pushed, imported and merged.
    private static let shortcut = """
        [ "$1" = prepared ] || judge() { :; }
        if [ ! -x "$0.local" ]; then
            [ "$1" = prepared ] || exit 0
            lines='' ours='' count=0
            while [ -z "$ours" ] && { read -r old new name || [ -n "$old" ]; }; do
                lines="$lines$old $new $name
        "
                count=$((count + 1))
                case $name in
                refs/heads/*/production | refs/heads/*/journal | refs/heads/*/policy) ours=1 ;;
                refs/heads/*/review/* | refs/tags/*/* | refs/replace/*) ours=1 ;;
                refs/heads/* | refs/remotes/* | refs/tags/* | refs/notes/* | refs/stash) ;;
                refs/*) ours=1 ;;
                esac
                [ "$count" -lt 64 ] || ours=1
            done
            [ -n "$ours" ] || exit 0
            { printf '%s' "$lines"; cat; } | judge "$@" || exit 1
            exit 0
        fi

        """

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
            \(self == .referenceTransaction ? Self.shortcut : "")if [ -x "$0.local" ]; then
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
