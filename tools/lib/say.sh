# shellcheck shell=bash
# What the scripts tell the person who runs them: short lines, durations, one way to fail.

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }

fail() {
    printf '\033[31merror:\033[0m %s\n' "$1" >&2
    shift
    local hint
    for hint in "$@"; do printf '       %s\n' "$hint" >&2; done
    exit 1
}

# duration SECONDS: 7 s, 3 min 05 s
duration() {
    if (($1 < 60)); then
        printf '%d s' "$1"
    else
        printf '%d min %02d s' $(($1 / 60)) $(($1 % 60))
    fi
}

# step TEXT COMMAND...: runs a command that may take a while and says how long it took. Its output
# goes to a log, which is shown only when the command fails.
step() {
    local text=$1 log started=$SECONDS
    shift
    log=$(mktemp "${TMPDIR:-/tmp}/certwright-step.XXXXXX")
    say "$text"
    if ! "$@" >"$log" 2>&1; then
        tail -n 100 "$log" >&2
        rm -f "$log"
        fail "this failed after $(duration $((SECONDS - started))): $text"
    fi
    rm -f "$log"
    say "  done in $(duration $((SECONDS - started)))"
}
