#!/usr/bin/env bash
# The main job on the sample store, explained to someone who sees Reverie for the first time.
#
#   docs/sample/demo.sh REVERIE [FOLDER]
#
# REVERIE is the built tool. FOLDER (default: a new temporary one) is kept, to look at afterwards.
set -euo pipefail
reverie=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
sample=$(cd "$(dirname "$0")" && pwd)
folder=${2:-$(mktemp -d "${TMPDIR:-/tmp}/reverie-demo.XXXXXX")}
mkdir -p "$folder"
cd "$folder"
mkdir -p sample
for snapshot in monday tuesday wednesday dream; do
    cp -R "$sample/$snapshot" sample/
done

# The demo speaks for an invented person and reads nobody's configuration.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME='Robin Demo' GIT_AUTHOR_EMAIL=robin@quayline.example
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
export GIT_PAGER=cat PAGER=cat

repository=store.git
number=0

step() {
    number=$((number + 1))
    printf '%s. %s\n\n' "$number" "$1"
}

say() {
    printf '%s\n' "$*" | fold -s -w 76 | sed 's/^/   /; s/ *$//'
    echo
}

# show WORDS...: a command as one would type it, in lines that fit.
show() {
    local line='   $' word
    for word in "$@"; do
        case $word in *[!A-Za-z0-9_./=^-]*) word="'$word'" ;; esac
        if [ $((${#line} + ${#word})) -gt 76 ]; then
            printf '%s \\\n' "$line"
            line='      '
        fi
        line="$line $word"
    done
    printf '%s\n\n' "$line"
}

# expect STATUS WORDS...: shows a command of the tool, runs it, and stops when it ends otherwise.
expect() {
    local wanted=$1 status=0
    shift
    show reverie "$@"
    "$reverie" "$@" </dev/null 2>&1 || status=$?
    if [ "$status" != "$wanted" ]; then
        echo "demo: 'reverie $1' ended with status $status, not $wanted" >&2
        exit 1
    fi
    echo
}

run() { expect 0 "$@"; }

tree() { git rev-parse "$1^{tree}"; }

# restored FOLDER: plain git writes production into FOLDER.
restored() {
    rm -rf "$1"
    mkdir "$1"
    git archive memory/production | tar -x -C "$1"
}

begin() {
    step 'A repository for the memory of an agent'
    say 'Monday: the assistant of a billing team has a folder of notes. init puts them' \
        'into an ordinary git repository, as version 1. What agents read is the branch' \
        'memory/production, the production pointer.'
    run init "$repository" --bare --from sample/monday
    show cd "$repository"
    cd "$repository"
}

live() {
    step 'Two sessions write to it'
    say 'Tuesday and Wednesday: the agent keeps writing. Each commit says what changed' \
        'in items: bullets, steps, table rows. Duplicates creep in, and a contradiction.'
    run commit -m 'night shift' --session session-0117 ../sample/tuesday
    run commit -m 'second night' --session session-0118 ../sample/wednesday
}

propose() {
    step 'A dream proposes a tidied store'
    say 'A dream is an offline job that rewrites the whole store. Its result is imported' \
        'as a branch. Production has not moved: a dream is only a proposal.'
    run dream import ../sample/dream --session session-0117 --session session-0118
    dream=$(git for-each-ref --format='%(refname:strip=4)' refs/heads/memory/dream/ | tail -n 1)
    run dreams
}

review() {
    step 'memdiff: what the dream did to what the agent believes'
    say 'Not lines, but items: folded, moved, changed, gone. Look for what should not be' \
        'gone. The dream dropped "Do not change a tax rate by hand".'
    run memdiff production "$dream"
}

merge() {
    step 'Merge: refused, because two rules would be lost'
    say 'A move that drops, weakens or contradicts a guardrail is refused before' \
        'anything is written. The refusal names each rule and what to do next.'
    expect 1 merge "$dream"
    say 'Robin lets both go all the same. That takes a name and a reason, and both' \
        'stay in the journal. Production then moves in one step; what it pointed at' \
        'before is pinned first, so that nothing can lose it.'
    run merge "$dream" --override all --reason 'read, and not needed any more'
    run log
}

# Each revert goes one version back and never toggles; the first store is at most a few steps away.
take_back() {
    step 'Friday afternoon: the agent misbehaves. Take it back'
    say 'One command, the same every time. History only grows: a revert is a new' \
        'version with exactly the old content.'
    run revert -m 'the dream dropped a safety limit'
    if [ "$(tree memory/production)" != "$(tree memory/v1)" ]; then
        say 'That was one version back: the store as it was before the merge, with both' \
            "nights in it. --to goes to any version or time; the first one is v1."
        run revert --to v1 -m 'back to the first store'
    fi
    run log
    say 'The store that the revert replaced can be restored too:'
    run fallback
}

prove() {
    step 'Proof'
    say 'verify checks that objects, pointer, journal and fallbacks agree. Plain git' \
        'agrees as well, and so does diff.'
    run verify
    run journal verify
    git fsck --strict --no-dangling
    if [ "$(tree memory/production)" != "$(tree memory/v1)" ]; then
        echo 'demo: production is not the first store' >&2
        exit 1
    fi
    restored ../restored
    diff -r ../sample/monday ../restored
    say 'Production is byte for byte the store of Monday:'
    printf '   memory/v1          is tree %s\n' "$(tree memory/v1)"
    printf '   memory/production  is tree %s\n\n' "$(tree memory/production)"
    say 'See it for yourself; the two comparisons print nothing:'
    printf '   cd %s/%s\n' "$folder" "$repository"
    printf '   git diff --stat memory/v1 memory/production\n'
    printf '   diff -r ../sample/monday ../restored\n'
    printf '   git log --graph --oneline memory/production\n\n'
    say "The folder stays until you remove it: rm -r $folder"
}

begin
live
propose
review
merge
take_back
prove
