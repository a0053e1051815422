#!/bin/bash
# SPDX-License-Identifier: MIT
# A daemon that has nothing to do is not woken; and it is small, after a label too.
# shellcheck source=tests/daemon/stage.sh
. "$(dirname "$0")/stage.sh"
start_bus "$SOURCE/etc/org.lotd1.conf"
mkdir "$WORK/labels"
printf '[printer]\nformat = png\ntarget = %s\n' "$WORK/labels" >>"$WORK/lotd.conf"
start_lotd
ok 'ready' $? "$(cat "$WORK/lotd.err")"

# a scan, a receipt and its label, so that all that can be pending has been
call org.lotd1.Import string:items "string:$WORK/items.csv" >/dev/null
call org.lotd1.Import string:locations "string:$WORK/locations.csv" >/dev/null
scan LOTD-RECEIVE >/dev/null
like 'received' "$(scan "$(label A1 24)")" '^ok received '
printed() { ls "$WORK"/labels/*.png; }
wait_for printed
ok 'its label is printed' $? "$(cat "$WORK/lotd.err")"
scan LOTD-CANCEL >/dev/null

woken() { sed -n 's/^voluntary_ctxt_switches:[[:space:]]*//p' "/proc/$daemon/status"; }
sleep 4 # the checkpoint comes 2 s after the last scan, once
before=$(woken)
sleep 5
is 'nothing woke it in 5 s' "$(woken)" "$before"
resident=$(sed -n 's/^VmRSS:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$daemon/status")
if ldd "$LOTD" | grep -q libasan; then
    ok 'resident under 12 MiB # SKIP under a sanitizer' 0
else
    [ "$resident" -lt 12288 ]
    ok "resident under 12 MiB: $resident KiB" $?
fi
stop_lotd
is 'ended' "$status" 0
done_testing
