#!/bin/bash
# SPDX-License-Identifier: MIT
# lotd on lines: each scan is answered on a line of its own, whatever it holds, and what cannot be
# is said with its place. No hardware, bus or root.
# shellcheck source=tests/daemon/stage.sh
. "$(dirname "$0")/stage.sh"
unset DBUS_SYSTEM_BUS_ADDRESS

# lines FORMAT ARGUMENT...: runs lotd on printf's output
lines() {
    # shellcheck disable=SC2059
    printf "$1" | "$LOTD" --config "$WORK/lotd.conf" --input - "${@:2}" >"$WORK/out" 2>"$WORK/err"
    status=$?
    out=$(tr '\0' '~' <"$WORK/out")
    err=$(cat "$WORK/err")
}

lines ''
is 'no lines, no outcomes' "$status:$out:$err" '0::'
lines 'LOTD-MOVE\nLOTD-INQUIRE\n'
is 'a line is a scan' "$status:$(cut -d: -f1 <"$WORK/out" | tr '\n' ' ')" '0:prompt mode prompt mode '
lines 'LOTD-MOVE\r\nLOTD-INQUIRE'
is 'line ends of DOS, none at the end' "$status:$(cut -d: -f1 <"$WORK/out" | tr '\n' ' ')" \
    '0:prompt mode prompt mode '

lines '\n' --json
is 'an empty line is an empty scan' "$status:$err:$out" '0::{"scan":"","outcome":"error","code":"unreadable","message":"the scan is empty","movements":[]}'
# what a line holds, and what is said to it
while IFS='	' read -r name line wanted; do
    lines "$line\n" --json
    like "$name" "$status:$err:$out" "^0::$wanted\$"
    python3 -c 'import json, sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$WORK/out"
    ok '  in JSON' $? "$out"
done <<'ROWS'
only separators	\035\035	\{"scan":"\\u001d\\u001d","outcome":"error","code":"unreadable","message":.*
NUL inside	A\000B	\{"scan":"A\\u0000B","outcome":"error","code":"not-understood","message":"A\\\\x00B answers.*
no UTF-8	A\377B	\{"scan":"A.*B","hex":"41ff42","outcome":"error","code":"not-understood","message":"A\\\\xffB answers.*
escape sequences	\033[2J	\{"scan":"\\u001b\[2J","outcome":"error","code":"not-understood","message":"\\\\x1b\[2J answers.*
quotes	a"b\\\\c	\{"scan":"a\\"b\\\\\\\\c","outcome":"error",.*"message":"a\\"b\\\\\\\\c answers.*
a wrong check digit	]d20109521234543214	\{"scan":"]d20109521234543214","outcome":"error","code":"unreadable","message":"\(01\) 09521234543214 at byte 5 is misread: its check digit should be 3","movements":\[\]\}
ROWS

head -c 8192 /dev/zero | tr '\0' 7 >"$WORK/longest"
"$LOTD" --config "$WORK/lotd.conf" --input - <"$WORK/longest" >"$WORK/out"
is 'the longest scan is one' "$?:$(cut -d: -f1 <"$WORK/out")" '0:error not-understood'
{ head -c 65536 /dev/zero | tr '\0' 7 && printf '\nLOTD-MOVE\n'; } >"$WORK/long"
"$LOTD" --config "$WORK/lotd.conf" --input - --json <"$WORK/long" >"$WORK/out" 2>"$WORK/err"
status=$?
like 'a line of 64 KiB is refused, with its place' "$status:$(head -n 1 "$WORK/out")" \
    '^0:\{"scan":"","outcome":"error","code":"unreadable","message":"standard input:1: a line of 65536 bytes, more than 8192, was not taken","movements":\[\]\}$'
like 'and the next is taken' "$(tail -n 1 "$WORK/out")" '"code":"mode"'
run --config "$WORK/lotd.conf" verify
is 'all of it is on record' "$status" 0 "$out$err"

lines '\\x4cOTD-MOVE\n\\\\\n' --escaped
is 'escapes' "$status:$(cut -d: -f1 <"$WORK/out" | tr '\n' ' ')" '0:prompt mode error not-understood '
lines 'LOTD-MOVE\n\\xZZ\nLOTD-PICK\n' --escaped
like 'an escape that is none ends it, with its place' "$status:$err" '^2:.*standard input:2: '
is 'what came before it stands' "$(cut -d: -f1 <"$WORK/out")" 'prompt mode'

# sessions
session() {
    printf '%s\n' "$@" >"$WORK/play.scan"
    "$LOTD" --config "$WORK/lotd.conf" --input "$WORK/play.scan" >"$WORK/out" 2>"$WORK/err"
    status=$?
    err=$(cat "$WORK/err")
}
session '# a comment' '' '@2026-03-01T08:00:00+01:00' LOTD-MOVE '< mode' '< prompt' '+200ms' nonsense \
    '< error' '< not-understood'
is 'a session with what is expected' "$status:$err" '0:'
is 'no outcome but for scans' "$(wc -l <"$WORK/out" | tr -d ' ')" 2
session LOTD-MOVE '' '< received' LOTD-PICK
like 'another outcome than expected' "$status:$err" "^1:.*$WORK/play.scan:3: expected received; it was prompt mode"
is 'ends the session' "$(wc -l <"$WORK/out" | tr -d ' ')" 1
session '< mode'
like 'an expectation of nothing' "$status:$err" '^1:.*play.scan:1: .*nothing was scanned'
session '@2026-03-01'
like 'a clock line that is none' "$status:$err" '^2:.*play.scan:1: '
"$LOTD" --config "$WORK/lotd.conf" --input "$WORK/none.scan" 2>"$WORK/err"
like 'a session that is not there' "$?:$(cat "$WORK/err")" '^3:.*none.scan: No such file'

# time that goes by between scans
run --config "$WORK/lotd.conf" import items "$WORK/items.csv"
session LOTD-RECEIVE "$item" '< prompt' '+299s' '+1s' '< timed-out' LOTD-RECEIVE
is 'what is half filled is dropped in time' "$status" 0 "$err"

# output that nobody takes
printf 'LOTD-MOVE\n' | "$LOTD" --config "$WORK/lotd.conf" --input - 2>"$WORK/err" >/dev/full
like 'a full disk behind standard output' "$?:$(cat "$WORK/err")" '^3:.*standard output: No space left'

# usage
usage() {
    "$LOTD" "$@" >"$WORK/out" 2>"$WORK/err" </dev/null
    status=$?
}
usage --help
is 'help' "$status:$(head -c 11 "$WORK/out")" '0:usage: lotd'
usage --version
like 'version' "$status:$(cat "$WORK/out")" '^0:lotd [0-9]'
for bad in '--nonsense' 'word' '--bus tram' '--input event3' '--input - --input auto' '--config'; do
    # shellcheck disable=SC2086
    usage $bad
    [ "$status" = 2 ] && [ -s "$WORK/err" ]
    ok "lotd $bad" $? "$status"
done
usage --config "$WORK/none.conf"
like 'a configuration that is not there' "$status:$(cat "$WORK/err")" '^2:.*none.conf: No such file'
done_testing
