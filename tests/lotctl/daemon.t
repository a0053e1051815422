#!/bin/bash
# SPDX-License-Identifier: MIT
# While lotd holds the ledger, verbs that write go through it, on a bus of this test's own; verbs
# that read do not need it. Without a bus they refuse and name the process.
# shellcheck source=tests/lotctl/tap.sh
. "$(dirname "$0")/tap.sh"
# shellcheck source=tests/lotctl/stage.sh
. "$(dirname "$0")/stage.sh"

if ! command -v dbus-daemon >/dev/null; then
    echo '1..0 # SKIP dbus-daemon is not installed'
    exit 0
fi
cat >"$WORK/bus.conf" <<CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=$WORK/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>
CONF
export DBUS_SYSTEM_BUS_ADDRESS=unix:path=$WORK/bus
export DBUS_SESSION_BUS_ADDRESS=unix:path=$WORK/none
dbus-daemon --config-file="$WORK/bus.conf" --nofork 2>"$WORK/bus.err" &
bus=$!
daemon=

# start_lotd ARGUMENT...: runs lotd until it has the ledger
start_lotd() {
    "$LOTD" --config "$WORK/lotd.conf" "$@" 2>"$WORK/lotd.err" &
    daemon=$!
    wait_for "$LOTCTL" --config "$WORK/lotd.conf" status
}
stop_lotd() {
    kill "$daemon"
    wait "$daemon"
    daemon=
}
# wait_for COMMAND...: until it succeeds, for a minute at most
wait_for() {
    local turns=600
    until "$@" >/dev/null 2>&1; do
        turns=$((turns - 1))
        [ "$turns" -gt 0 ] || return 1
        sleep 0.1
    done
}
lotd_is_on_the_bus() {
    dbus-send --system --print-reply --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.NameHasOwner string:org.lotd1 | grep -q 'boolean true'
}
trap 'kill $daemon $bus 2>/dev/null; wait; rm -rf "$WORK"' EXIT

wait_for test -S "$WORK/bus"
start_lotd
wait_for lotd_is_on_the_bus
ok 'lotd is on the bus' $? "$(cat "$WORK/lotd.err")"

for kind in items partners locations documents; do
    on import "$kind" "$WORK/$kind.csv"
    is "import $kind" "$status:$err" '0:'
done
printf 'number,decimals\n%s,many\n' "$feta" >"$WORK/bad.csv"
on import items "$WORK/bad.csv"
is 'a bad file is refused' "$status:$out" '1:'
like '  each row with file, line and column' "$err" "bad.csv:2: decimals: .*many"
on import items "$WORK/none.csv"
like 'a file that is not there' "$status:$err" '^3:.*none.csv'

on scan --escaped "${receive[@]}"
is 'scans are taken' "$status:$(printf '%s\n' "$out" | grep -c '^ok received:')" '0:2'
on scan --json LOTD-NOPE
like 'a refused scan is a no' "$status:$out" '^1:\{"scan":"LOTD-NOPE","outcome":"error",'
on stock --csv
is 'what was taken can be read meanwhile' "$status:$(printf '%s\n' "$out" | wc -l)" '0:3'
on status
like 'so can the status, which names the daemon' "$status:$out" "^holder +$daemon\$"
on label LATE --copies 2 --json
is 'a label is queued' "$status:$out" '0:{"job":1}'
mkdir "$WORK/stick"
cd "$WORK" || exit
on export stick
like 'export, to a folder relative to here' "$status:$out" "^0:$WORK/stick/LOTD/out/[0-9]+/1-[0-9]+\$"
on export stick
is 'nothing is new' "$status:$out" '0:'
on backup copy.ledger
is 'backup' "$status:$out" "0:$WORK/copy.ledger"
on backup copy.ledger
is 'which overwrites nothing' "$status:$out" '3:'
on verify --repair-stock
like 'stock is not rebuilt under a running daemon' "$status:$err" '^3:.*stop it'
on verify
is 'but all is verified' "$status" 0

on hold LATE --reason 'swollen packs'
is 'a lot is stopped' "$status:$(printf '%s' "$out" | tail -n 1 | tr -s ' ')" '0:status hold'
on hold LATE --reason again
like '  once' "$status:$err" '^1:.*lot LATE is hold already'
on scan --json --escaped LOTD-PICK SO-1 "$(label LATE "$late" 24)"
like '  and not picked' "$status:$(printf '%s' "$out" | tail -n 1)" '^1:.*"code":"lot-stopped"'
on release LATE --reason sound
is 'and let go' "$status" 0
on holds --json
like '  by whom the bus says it was' "$out" "\"reason\":\"sound\",\"user\":\"$(id -un)\"}\$"

# another ledger than the daemon's is not the daemon's business
on --ledger "$WORK/other.ledger" import items "$WORK/items.csv"
is 'another ledger is written here' "$status" 0
on --ledger "$WORK/other.ledger" status --json
like '  and is another device' "$out" '"items":1,"lots":0'
stop_lotd

start_lotd --bus none
pid=$daemon
on import items "$WORK/items.csv"
is 'without a bus a verb that writes refuses' "$status:$out" '3:'
like '  and names the process' "$err" "process $pid \(lotd\) holds this ledger"
on stock
is 'reading goes on' "$status" 0
stop_lotd
on status --json
like 'after the daemon has gone nobody holds the ledger' "$out" '"holder":null'
on import items "$WORK/items.csv"
is '  and a verb that writes does so itself' "$status" 0
done_testing
