# SPDX-License-Identifier: MIT
# For the scripts beside it: what they all begin with, and TAP. LOTCTL is the program under test,
# WORK a folder that is gone at the end.
# shellcheck shell=bash disable=SC2034
set -u
LOTCTL=$(cd "${BUILD:-build}" && pwd)/lotctl
LOTD=$(dirname "$LOTCTL")/lotd
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
number=0

# ok NAME STATUS [NOTES]: a test passed when STATUS is 0
ok() {
    number=$((number + 1))
    if [ "$2" -eq 0 ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        printf '%s\n' "${3:-}" | sed 's/^/#   /'
    fi
}

# is NAME GOT WANTED
is() {
    [ "$2" = "$3" ]
    ok "$1" $? "got:    $2
wanted: $3"
}

# like NAME GOT PATTERN: the text matches an extended regular expression
like() {
    printf '%s\n' "$2" | grep -qE -- "$3"
    ok "$1" $? "got:    $2
wanted: $3"
}

# run ARGUMENT...: runs lotctl; its status, output and complaints are in status, out and err
run() {
    "$LOTCTL" "$@" >"$WORK/out" 2>"$WORK/err" </dev/null
    status=$?
    out=$(cat "$WORK/out")
    err=$(cat "$WORK/err")
}

done_testing() { echo "1..$number"; }
