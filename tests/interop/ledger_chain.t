#!/bin/sh
# SPDX-License-Identifier: MIT
# The verifier that lot-ledger(5) prints, run as it stands there on a ledger of ours.
set -u
build=${BUILD:-build}
manual=src/programs/man/lot-ledger.5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo 1..5
if ! command -v python3 >/dev/null; then
    for test in 1 2 3 4 5; do echo "ok $test # SKIP no python3"; done
    exit 0
fi
# what stands between .Bd and .Ed; mandoc's own rendering would do, but need not be there
sed -n '/^\.Bd -literal/,/^\.Ed/p' "$manual" | sed '/^\.[BE]d/d' >"$work/verify.py"
"$build/tests/crash/ledger_writer" "$work/lot.db" 300 >"$work/said" || cat "$work/said"

# a row of the kind that the day's work above has not
lot=$(sqlite3 -readonly "$work/lot.db" "SELECT code FROM lot WHERE code <> '' LIMIT 1")
: >"$work/lotd.conf"
"$build/lotctl" --config "$work/lotd.conf" --ledger "$work/lot.db" hold "$lot" --reason 'held, for this test' >/dev/null

verify() { python3 "$work/verify.py" "$work/lot.db" 2>&1; }

said=$(verify)
rows=$(sqlite3 -readonly "$work/lot.db" 'SELECT sequence FROM device')
head=$(sqlite3 -readonly "$work/lot.db" 'SELECT lower(hex(head)) FROM device')
if [ "$said" = "$rows rows, the last hash is $head" ]; then
    echo "ok 1 - it comes to the hash that the ledger has ($rows rows)"
else
    echo 'not ok 1 - it comes to the hash that the ledger has'
    echo "# $said, not $rows rows and $head"
fi

# try NUMBER NAME SQL ROW: after the change it names the row
try() {
    cp "$work/lot.db" "$work/whole.db"
    sqlite3 "$work/lot.db" "DROP TRIGGER movement_stays; DROP TRIGGER scan_stays; DROP TRIGGER event_kept; DROP TRIGGER status_stays; $3"
    said=$(verify)
    if [ "$said" = "row $4 of device 4711 is not what was written" ]; then
        echo "ok $1 - $2"
    else
        echo "not ok $1 - $2"
        echo "# $said"
    fi
    sqlite3 "$work/whole.db" ".backup $work/lot.db"
}
sqlite3 "$work/lot.db" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
movement=$(sqlite3 -readonly "$work/lot.db" 'SELECT id & 0xffffffffff FROM movement LIMIT 1 OFFSET 100')
scan=$(sqlite3 -readonly "$work/lot.db" 'SELECT id & 0xffffffffff FROM scan LIMIT 1 OFFSET 200')
try 2 'a quantity that was changed is found' \
    "UPDATE movement SET quantity = quantity + 1 WHERE id & 0xffffffffff = $movement" "$movement"
try 3 'a scan that was changed is found' \
    "UPDATE scan SET bytes = zeroblob(length(bytes)) WHERE id & 0xffffffffff = $scan" "$scan"
try 4 'a row that was taken out is found' "DELETE FROM event" 2
status=$(sqlite3 -readonly "$work/lot.db" 'SELECT id & 0xffffffffff FROM status')
try 5 'a reason that was changed is found' "UPDATE status SET reason = 'for fun'" "$status"
