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

# the daemon: refuses, shows it, and ends, to be started again
trap '' XFSZ
size=$(($(stat -c %s "$WORK/site.ledger-wal") / 1024 + 64))
prlimit --fsize=$((size * 1024)): --pid $$
start_lotd
prlimit --fsize=unlimited: --pid $$
for turn in $(seq 200); do
    answer=$(scan "MORE-$turn")
    case $answer in *not-understood*) ;; *) break ;; esac
done
like 'the daemon refuses what it cannot write' "$answer" '^error ledger-failed '
like 'the next one too' "$(scan MORE)" '^error ledger-failed '
wait "$daemon"
is 'and ends by itself' "$?" 3
kill "$listener"
start_lotd
like 'started with room it goes on' "$(scan MORE)" '^error not-understood '
stop_lotd
is 'as many as were acknowledged' \
    "$(sqlite3 -readonly "$WORK/site.ledger" "SELECT count(*) FROM scan WHERE CAST(bytes AS TEXT) LIKE 'MORE%'")" "$turn"
run --config "$WORK/lotd.conf" verify
is 'and it is clean' "$status" 0 "$out"
done_testing
