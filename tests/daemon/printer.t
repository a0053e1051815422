#!/bin/bash
# SPDX-License-Identifier: MIT
# Labels wait for their printer, go out in their order, and one that cannot be printed does not hold
# up the next. Scanning goes on through all of it.
# shellcheck source=tests/daemon/stage.sh
. "$(dirname "$0")/stage.sh"
start_bus "$SOURCE/etc/org.lotd1.conf"
cp "$WORK/lotd.conf" "$WORK/none.conf"

# jobs STATE: how many are in it
jobs() { "$LOTCTL" --config "$WORK/lotd.conf" jobs --json | grep -c "\"state\":\"$1\""; }
are() { [ "$(jobs "$1")" = "$2" ]; }
printer() {
    { cat "$WORK/none.conf" && printf '[printer]\nformat = png\ntarget = %s\n' "$1"; } >"$WORK/lotd.conf"
}

start_lotd
call org.lotd1.Import string:items "string:$WORK/items.csv" >/dev/null
call org.lotd1.Import string:locations "string:$WORK/locations.csv" >/dev/null
scan LOTD-RECEIVE >/dev/null
like 'without a printer goods are received' "$(scan "$(label A1 24)")" '^ok received '
like 'again' "$(scan "$(label A2 12)")" '^ok received '
is 'labels wait' "$(jobs queued)" 2

printer "$WORK/labels"
kill -HUP "$daemon"
wait_for grep -q 'tried again' "$WORK/lotd.err"
like 'a printer that is not there is told' "$(cat "$WORK/lotd.err")" "$WORK/labels cannot be reached .No such file .*nothing was sent"
like 'scanning goes on' "$(scan "$(label A3 6)")" '^ok received '
wait_for are queued 3
ok 'labels still wait' $?
is 'it was told once' "$(grep -c 'tried again' "$WORK/lotd.err")" 1

is 'the bus tells it' "$(property Printer)" 'variant offline'

mkdir "$WORK/labels"
like 'the printer is there at the next receipt' "$(scan "$(label A4 3)")" '^ok received '
wait_for are 'done' 4
is 'all labels went out' "$(jobs 'done'):$(find "$WORK/labels" -name '*.png' | wc -l | tr -d ' ')" '4:4'

# a lot that GS1 cannot say
scan "$item" >/dev/null
scan 'LOT\xc3\xa9' >/dev/null
scan 'LOT\xc3\xa9' >/dev/null
scan "2035-01-31" >/dev/null
like 'a lot that no GS1 label can say is received' "$(scan LOTD-QTY-5)" '^(ok received|prompt) '
like 'its label is asked for' "$(call org.lotd1.Print "string:$item" "string:LOTé" byte:1)" '^uint64 '
wait_for are cancelled 2
like 'and cancelled, with the reason' "$(cat "$WORK/lotd.err")" 'cannot be printed: .*lot'
like 'the next one is printed' "$(call org.lotd1.Print "string:$item" string:A1 byte:2)" '^uint64 '
wait_for are 'done' 5
ok 'as it should' $? "$(cat "$WORK/lotd.err")"
is 'and the printer is well again' "$(property Printer)" 'variant ready'

# what a person says of a job goes through the daemon while it holds the ledger
"$LOTCTL" --config "$WORK/lotd.conf" jobs retry 1 >/dev/null 2>&1
is 'what is done is not printed again without a reason' "$?:$(jobs 'done')" '1:5'
is 'with one it is' "$("$LOTCTL" --config "$WORK/lotd.conf" jobs retry 1 --reason torn --json)" \
    '{"job":1,"word":"retry"}'
printed() { [ "$(find "$WORK/labels" -name 'label-*-1*.png' | wc -l)" = "$1" ]; }
wait_for printed 2
ok '  at once' $? "$(ls "$WORK/labels")"
like 'no such job' "$(call org.lotd1.DecideJob uint64:99 string:confirm string:)" 'there is no job 99'
like 'no such word' "$(call org.lotd1.DecideJob uint64:1 string:burn string:)" 'confirm, retry or cancel'
first=$(call org.lotd1.Print "string:$item" string:A1 byte:3)
is 'a button pressed twice prints once' "$(call org.lotd1.Print "string:$item" string:A1 byte:3)" "$first"
stop_lotd
is 'ended' "$status" 0
done_testing
