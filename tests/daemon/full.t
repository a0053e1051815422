#!/bin/bash
# SPDX-License-Identifier: MIT
# The disk is full (a limit on the size of files stands for it): what was acknowledged is kept, what
# was not is refused, and with room again it goes on.
# shellcheck source=tests/daemon/stage.sh
. "$(dirname "$0")/stage.sh"
start_bus "$SOURCE/etc/org.lotd1.conf"
run --config "$WORK/lotd.conf" import items "$WORK/items.csv"
run --config "$WORK/lotd.conf" import locations "$WORK/locations.csv"
size=$(($(stat -c %s "$WORK/site.ledger-wal") / 1024 + 64))

seq -f 'TEXT-%.0f' 1 2000 >"$WORK/lines"
(
    trap '' XFSZ
    ulimit -f "$size"
    exec "$LOTD" --config "$WORK/lotd.conf" --input - --json <"$WORK/lines" 2>"$WORK/err" | cat >"$WORK/out"
    exit "${PIPESTATUS[0]}"
)
is 'a full disk ends it' "$?" 3
like 'with the reason' "$(cat "$WORK/err")" "^error: .*$WORK/site.ledger: "
like 'the last scan is told to have failed' "$(tail -n 1 "$WORK/out")" '"outcome":"error","code":"ledger-failed"'
taken=$(grep -c '"code":"not-understood"' "$WORK/out")
[ "$taken" -gt 0 ]
ok "$taken scans were acknowledged before" $?
is 'they and no others are on record' \
    "$(sqlite3 -readonly "$WORK/site.ledger" "SELECT count(*) FROM scan WHERE CAST(bytes AS TEXT) LIKE 'TEXT-%'")" "$taken"
run --config "$WORK/lotd.conf" verify
is 'and the ledger is clean' "$status" 0 "$out"

# the daemon: refuses, shows it, and goes on by itself when there is room again
trap '' XFSZ
size=$(($(stat -c %s "$WORK/site.ledger-wal") / 1024 + 64))
prlimit --fsize=$((size * 1024)): --pid $$
start_lotd
prlimit --fsize=unlimited: --pid $$
for turn in $(seq 200); do
    answer=$(scan "MORE-$turn")
    case $answer in *not-understood*) ;; *) break ;; esac
done
like 'the daemon refuses what it cannot write' "$answer" '^error ledger-failed .*no space is left'
like 'the next one too' "$(scan LOST)" '^error ledger-failed '
like 'the operator is told why' "$(property Prompt)" "site.ledger: no space is left"
run --config "$WORK/lotd.conf" status
like 'the refused scans are shown' "$out" "LOST +4 +ledger-failed +no +$WORK/site.ledger: no space"
run --config "$WORK/lotd.conf" status --json
like '  by JSON too' "$out" '"scan":"LOST","size":4,"code":"ledger-failed","on_record":"no"'
prlimit --fsize=unlimited: --pid "$daemon"
works() { scan MORE-LAST | grep -q not-understood; }
wait_for works
ok 'with room again it goes on by itself' $?
like 'and says so' "$(cat "$WORK/lotd.err")" 'the ledger works again; scans that were refused: [0-9]+; scan them again'
run --config "$WORK/lotd.conf" status --json
like 'what was refused is on record' "$out" '"scan":"LOST","size":4,"code":"ledger-failed","on_record":"yes"'
history() {
    sqlite3 -readonly "$WORK/site.ledger" "SELECT count(*) FROM scan AS s JOIN code AS c ON c.id = s.code
        WHERE CAST(bytes AS TEXT) = '$1' AND c.name = '$2' AND outcome = 2"
}
is '  as refused, once' "$(history LOST ledger-failed)" 1
is '  the first of them too' "$(history "MORE-$turn" ledger-failed)" 1
is '  with an event that tells why' \
    "$(sqlite3 -readonly "$WORK/site.ledger" "SELECT count(*) FROM event WHERE kind = 'reopened' AND text LIKE '%scans refused: %'")" 1
stop_lotd
is 'it ends as ever' "$status" 0
is 'as many as were acknowledged' \
    "$(sqlite3 -readonly "$WORK/site.ledger" "SELECT count(*) FROM scan AS s JOIN code AS c ON c.id = s.code
        WHERE CAST(bytes AS TEXT) LIKE 'MORE%' AND c.name = 'not-understood'")" "$turn"
run --config "$WORK/lotd.conf" verify
is 'and it is clean' "$status" 0 "$out"

# little room is told before there is none
printf '[ledger]\npath = %s\nlow_space_mib = 1000000000\n' "$WORK/site.ledger" >"$WORK/lotd.conf"
start_lotd
like 'little room is told' "$(property Prompt)" 'only [0-9]+ MiB are left for the ledger; make room'
like '  and logged' "$(cat "$WORK/lotd.err")" 'warning: only [0-9]+ MiB are left'
run --config "$WORK/lotd.conf" status
like '  and shown' "$out" 'health +only [0-9]+ MiB are left'
stop_lotd
done_testing
