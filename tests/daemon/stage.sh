# SPDX-License-Identifier: MIT
# For the scripts beside it: a small warehouse, a bus of their own, and a daemon that says when it is
# ready. WORK is gone at the end, and so is every process that was started.
# shellcheck shell=bash disable=SC2034,SC2119,SC2120
# shellcheck source=tests/lotctl/tap.sh
. "$(dirname "$0")/../lotctl/tap.sh"
TOOLS=$(cd "${BUILD:-build}" && pwd)/tests
SOURCE=$(cd "$(dirname "$0")/../.." && pwd)
export DBUS_SYSTEM_BUS_ADDRESS=unix:path=$WORK/bus
daemon='' bus='' listener=''
trap 'kill -9 $daemon $bus $listener 2>/dev/null; wait 2>/dev/null; rm -rf "$WORK"' EXIT

cat >"$WORK/lotd.conf" <<CONF
[ledger]
path = $WORK/site.ledger
[engine]
dock = LOC-DOCK
double_read_ms = 0
CONF
item=09521234000013
cat >"$WORK/items.csv" <<CSV
number,name,unit
$item,"Feta, in brine",pcs
CSV
cat >"$WORK/locations.csv" <<CSV
code,name
LOC-DOCK,Dock
LOC-A-01,Bay 1
CSV
# label LOT COUNT: what a supplier's label says, as a line for --escaped
label() { printf ']d201%s17%s30%s\\x1d10%s' "$item" "$(date -d '+90 days' +%y%m%d)" "$2" "$1"; }

# wait_for COMMAND...: until it succeeds, for a minute at most
wait_for() {
    local turn
    for turn in $(seq 1200); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.05
    done
    echo "# waited in vain for: $* ($turn turns)"
    return 1
}

# start_bus: a system bus of this test's own, with the policy that is shipped
start_bus() {
    cat >"$WORK/bus.conf" <<CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=$WORK/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><deny own="*"/>
    <deny send_type="method_call"/><allow send_destination="org.freedesktop.DBus"/>
    <allow send_type="signal"/>
    <allow send_requested_reply="true" send_type="method_return"/>
    <allow send_requested_reply="true" send_type="error"/>
    <allow receive_type="method_call"/><allow receive_type="signal"/>
    <allow receive_type="method_return"/><allow receive_type="error"/>
  </policy>
  <include>$1</include>
</busconfig>
CONF
    dbus-daemon --config-file="$WORK/bus.conf" --nofork 2>"$WORK/bus.err" &
    bus=$!
    wait_for test -S "$WORK/bus"
}

told() { grep -qx "$1" "$WORK/notified"; }

# start_lotd ARGUMENT...: runs lotd in the background until it says that it is ready
start_lotd() {
    rm -f "$WORK/notify"
    : >"$WORK/notified"
    "$TOOLS/daemon/notified" "$WORK/notify" >"$WORK/notified" &
    listener=$!
    wait_for test -S "$WORK/notify"
    NOTIFY_SOCKET=$WORK/notify "$LOTD" --config "$WORK/lotd.conf" "$@" 2>>"$WORK/lotd.err" &
    daemon=$!
    wait_for told READY=1
}

# stop_lotd [SIGNAL]: its exit status is in status
stop_lotd() {
    kill "-${1:-TERM}" "$daemon"
    wait "$daemon"
    status=$?
    daemon=
    kill "$listener"
    wait "$listener" 2>/dev/null
    listener=
}

# call METHOD ARGUMENT...: the reply's words on one line, or the error
call() {
    dbus-send --bus="$DBUS_SYSTEM_BUS_ADDRESS" --print-reply=literal --dest=org.lotd1 \
        --reply-timeout=60000 /org/lotd1 "$@" 2>&1 | tr -s ' \n' ' ' | sed 's/^ //; s/ $//'
}
# scan TEXT: with \xNN for bytes
scan() {
    call org.lotd1.Scan "array:byte:$(printf '%b' "$1" | od -An -v -tu1 | tr -s ' \n' ',' | sed 's/^,//; s/,$//')"
}
property() { call org.freedesktop.DBus.Properties.Get string:org.lotd1 "string:$1"; }
