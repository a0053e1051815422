#!/bin/bash
# SPDX-License-Identifier: MIT
# SIGHUP: a good configuration takes effect whole, a bad one not at all; and what systemd is told.
# shellcheck source=tests/daemon/stage.sh
. "$(dirname "$0")/stage.sh"
start_bus "$SOURCE/etc/org.lotd1.conf"

# reload: tells the daemon, and waits for its second, third ... READY
readies=1
reload() {
    readies=$((readies + 1))
    kill -HUP "$daemon"
    wait_for enough_readies
}
enough_readies() { [ "$(grep -cx READY=1 "$WORK/notified")" -ge "$readies" ]; }

start_lotd
ok 'ready' $?
is 'told once, and no watchdog' "$(cat "$WORK/notified")" 'READY=1'
like 'BIN-7 is no location yet' "$(scan BIN-7)" '^error not-understood '
scan LOTD-RECEIVE >/dev/null
like 'half a receipt' "$(scan OP-anna)" '^prompt '
cat >>"$WORK/lotd.conf" <<'CONF'
[pattern bin]
regex = BIN-[0-9]+
fact = location
CONF
reload
ok 'reloaded' $? "$(cat "$WORK/lotd.err")"
like 'systemd was told' "$(tr '\n' ' ' <"$WORK/notified")" \
    '^READY=1 RELOADING=1 MONOTONIC_USEC=[0-9]+ READY=1 STATUS='
like 'BIN-7 is a location now' "$(scan BIN-7)" '^(prompt|warning|error) (taken|unknown-place|confirm-place) '
is 'the operator goes on' "$(property Mode)" 'variant receive'

printf '[engine]\nidle_s = often\nhomely = yes\n' >"$WORK/wrong.conf"
cp "$WORK/lotd.conf" "$WORK/good.conf"
cat "$WORK/wrong.conf" >"$WORK/lotd.conf"
: >"$WORK/lotd.err"
reload
like 'every mistake is told with its line' "$(cat "$WORK/lotd.err")" 'lotd.conf:2: idle_s = often'
like '  the second as well' "$(cat "$WORK/lotd.err")" 'lotd.conf:3: \[engine\] has no key homely'
like '  and what holds' "$(cat "$WORK/lotd.err")" 'stays as it was'
like 'the old configuration holds' "$(scan BIN-7)" '^(prompt|warning|error) (taken|unknown-place|confirm-place|double-read) '

sed 's/^\[engine\]/&\nlarge_quantity = 5/' "$WORK/good.conf" >"$WORK/lotd.conf"
printf '[scanner]\nlayout = nosuchlayout\n' >>"$WORK/lotd.conf"
reload
like 'a layout that does not exist is refused too' "$(cat "$WORK/lotd.err")" 'nosuchlayout'
rm "$WORK/lotd.conf"
reload
like 'so is a file that is gone' "$(cat "$WORK/lotd.err")" 'lotd.conf: No such file'
sed 's,^path = .*,path = other.ledger,' "$WORK/good.conf" >"$WORK/lotd.conf"
reload
like 'another ledger waits for the next start' "$(cat "$WORK/lotd.err")" 'takes effect when lotd starts again'
[ ! -e other.ledger ]
ok 'and is not touched' $?
stop_lotd
is 'ended' "$status" 0
like 'systemd was told that it stops' "$(tail -n 1 "$WORK/notified")" '^STOPPING=1$'

cp "$WORK/good.conf" "$WORK/lotd.conf"
WATCHDOG_USEC=200000 start_lotd
wait_for told WATCHDOG=1
ok 'a watchdog is answered when systemd asks for it' $?
stop_lotd
printf '[scanner]\ntab = maybe\n' >"$WORK/lotd.conf"
"$LOTD" --config "$WORK/lotd.conf" 2>"$WORK/lotd.err"
is 'a bad configuration does not start' "$?" 2
like 'and is told with its line' "$(cat "$WORK/lotd.err")" "$WORK/lotd.conf:2: tab = maybe: takes yes or no"
done_testing
