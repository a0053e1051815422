#!/bin/bash
# SPDX-License-Identifier: MIT
# The daemon on a real bus with the policy that is shipped: what it is asked and what it answers.
# shellcheck source=tests/daemon/stage.sh
. "$(dirname "$0")/stage.sh"
# nogroup stands for the group lotd, which a machine that runs tests does not have
sed 's/group="lotd"/group="nogroup"/' "$SOURCE/etc/org.lotd1.conf" >"$WORK/policy.conf"
grep -q nogroup "$WORK/policy.conf" || echo 'Bail out! the policy names no group lotd'
chmod 755 "$WORK"
start_bus "$WORK/policy.conf"
start_lotd
ok 'lotd is ready' $? "$(cat "$WORK/lotd.err")"

# scan_as USER GROUP: asked by somebody else
scan_as() {
    setpriv --reuid="$1" --regid="$2" --clear-groups dbus-send --bus="$DBUS_SYSTEM_BUS_ADDRESS" \
        --print-reply=literal --dest=org.lotd1 /org/lotd1 org.lotd1.Scan array:byte:79 2>&1
}
if [ "$(id -u)" -eq 0 ]; then
    like 'its group may talk to it' "$(scan_as daemon nogroup)" 'error *not-understood'
    like 'nobody else may' "$(scan_as daemon daemon)" 'AccessDenied'
else
    ok 'its group may talk to it # SKIP only root can be somebody else' 0
    ok 'nobody else may # SKIP only root can be somebody else' 0
fi

signals() {
    dbus-monitor --address "$DBUS_SYSTEM_BUS_ADDRESS" "type='signal',sender='org.lotd1'" \
        >"$WORK/signals" 2>/dev/null &
    monitor=$!
    wait_for grep -q NameAcquired "$WORK/signals"
}
signals

is 'it starts at home' "$(property Mode)" 'variant inquire'
like 'and asks for something' "$(property Prompt)" '^variant scan '
like 'what nobody asked for is refused' "$(scan HELLO)" '^error not-understood HELLO answers'
like 'an empty scan is refused' "$(scan '')" '^error unreadable the scan is empty array \[ \]$'
like 'bytes that are no text are no trouble' "$(scan '\xff\x00\x1b')" '^error .*\\xff\\x00\\x1b'
like 'a mode' "$(scan LOTD-RECEIVE)" '^prompt mode mode receive'
is 'it is the property now' "$(property Mode)" 'variant receive'

like 'import' "$(call org.lotd1.Import string:items "string:$WORK/items.csv")" '^int64 1 array \[ \]$'
like 'import of places' "$(call org.lotd1.Import string:locations "string:$WORK/locations.csv")" \
    '^int64 2 array \[ \]$'
printf 'number,decimals\n1,many\n2,9\n' >"$WORK/bad.csv"
like 'each bad row is told, none is taken' \
    "$(call org.lotd1.Import string:items "string:$WORK/bad.csv")" \
    '^int64 0 array \[ struct \{ int64 2 decimals .*struct \{ int64 3 decimals'
like 'a file that is not there' "$(call org.lotd1.Import string:items string:/nowhere.csv)" \
    '^Error org.lotd1.Error.DeviceFailed: /nowhere.csv: No such file'
like 'a path that is not whole' "$(call org.lotd1.Import string:items string:items.csv)" \
    '^Error org.lotd1.Error.InvalidCall: '
like 'a kind that is none' "$(call org.lotd1.Import string:horses "string:$WORK/items.csv")" \
    '^Error org.lotd1.Error.InvalidCall: '

like 'a receipt' "$(scan "$(label A1 24)")" \
    "^ok received received 24 of $item lot A1 at LOC-DOCK.* array \\[ uint64 [0-9]+ \\]\$"
like 'undo takes it back' "$(call org.lotd1.Undo)" \
    "^ok undone took back the receive of 24 of $item lot A1 array \\[ uint64 [0-9]+ \\]\$"
like 'once' "$(call org.lotd1.Undo)" '^error nothing-to-undo '
like 'received again' "$(scan "$(label A1 24)")" "^ok received received 24 of $item lot A1"

like 'print' "$(call org.lotd1.Print "string:$item" string:A1 byte:2)" '^uint64 [0-9]+$'
like 'a lot that is not there' "$(call org.lotd1.Print "string:$item" string:Z9 byte:1)" \
    '^Error org.lotd1.Error.Unknown: .*Z9'
like 'no copies' "$(call org.lotd1.Print "string:$item" string:A1 byte:0)" \
    '^Error org.lotd1.Error.InvalidCall'
is 'backup' "$(call org.lotd1.Backup "string:$WORK/copy.ledger")" ''
like 'which overwrites nothing' "$(call org.lotd1.Backup "string:$WORK/copy.ledger")" \
    "^Error org.lotd1.Error.DeviceFailed: .*$WORK/copy.ledger.*exists"
like 'no stick' "$(call org.lotd1.Export string:/nowhere)" \
    '^Error org.lotd1.Error.DeviceFailed: .*/nowhere'
mkdir "$WORK/stick"
folder=$(call org.lotd1.Export "string:$WORK/stick")
like 'export' "$folder" "^$WORK/stick/LOTD/out/[0-9]+/1-[0-9]+\$"
(cd "$folder" && sha256sum --quiet -c SHA256SUMS)
ok 'its sums are right' $?
is 'nothing is new then' "$(call org.lotd1.Export "string:$WORK/stick")" ''

head -c 8193 /dev/zero | tr '\0' 7 >"$WORK/long"
like 'a scan that no symbol can hold' "$(scan "$(cat "$WORK/long")")" \
    '^Error org.lotd1.Error.InvalidCall: a scan of 8193 bytes'
property State | sed 's/^variant //' >"$WORK/state"
python3 -c 'import json, sys
state = json.load(open(sys.argv[1]))
assert state["pid"] == int(sys.argv[2]), state
assert state["mode"] == "receive", state
assert [r["code"] for r in state["refused"]].count("not-understood") >= 1, state
assert "HELLO" in [r["scan"] for r in state["refused"]], state' "$WORK/state" "$daemon"
ok 'the state is JSON and tells what was refused' $? "$(cat "$WORK/state")"

wait_for grep -q 'took back' "$WORK/signals"
is 'each outcome was a signal' "$(grep -c 'member=Outcome' "$WORK/signals")" 8
like 'the prompt told of its changes' "$(grep -c 'member=PropertiesChanged' "$WORK/signals")" '^[1-9]'
kill "$monitor"

run --ledger "$WORK/site.ledger" status
is 'others may read meanwhile' "$status" 0
"$LOTD" --config "$WORK/lotd.conf" --bus none 2>"$WORK/second"
is 'a second lotd is refused' "$?" 3
like 'and told who holds the ledger' "$(cat "$WORK/second")" "process $daemon "

scan LOTD-PICK >/dev/null
stop_lotd
is 'SIGTERM ends it' "$status" 0
start_lotd
is 'it goes on where it was' "$(property Mode)" 'variant pick'
stop_lotd INT
is 'SIGINT ends it too' "$status" 0
run --config "$WORK/lotd.conf" verify
is 'every row holds' "$status" 0 "$out"

kill "$bus"
wait "$bus"
bus=
start_lotd
ok 'without a bus it is ready as well' $?
like 'and says so' "$(cat "$WORK/lotd.err")" 'no bus: '
stop_lotd
is 'and ends well' "$status" 0
done_testing
