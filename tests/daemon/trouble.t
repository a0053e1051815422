#!/bin/bash
# SPDX-License-Identifier: MIT
# Ledgers and configurations that cannot be: a clear error, the right status, and nothing lost. Run
# by root it becomes somebody who may not read everything.
# shellcheck source=tests/daemon/stage.sh
. "$(dirname "$0")/stage.sh"
unset DBUS_SYSTEM_BUS_ADDRESS
user=
if [ "$(id -u)" -eq 0 ]; then
    user='setpriv --reuid=65534 --regid=65534 --clear-groups --'
    chown -R 65534:65534 "$WORK"
fi

# lines FILE ARGUMENT...: lotd on one line with that ledger
lines() {
    # shellcheck disable=SC2086
    printf 'LOTD-MOVE\n' | $user "$LOTD" --config "$WORK/lotd.conf" --ledger "$@" --input - \
        >"$WORK/out" 2>"$WORK/err"
    status=$?
    err=$(cat "$WORK/err")
}

lines "$WORK/site.ledger"
is 'a new ledger' "$status:$err" '0:'

chmod 000 "$WORK/lotd.conf"
lines "$WORK/site.ledger"
like 'a configuration that may not be read' "$status:$err" '^2:error: .*/lotd.conf: Permission denied'
chmod 644 "$WORK/lotd.conf"

chmod 444 "$WORK/site.ledger"
lines "$WORK/site.ledger"
like 'a ledger that may not be written' "$status:$err" '^3:error: .*/site.ledger: it may not be opened or written'
is '  and nothing was printed' "$(wc -c <"$WORK/out" | tr -d ' ')" 0
chmod 644 "$WORK/site.ledger"

chmod 646 "$WORK/site.ledger"
lines "$WORK/site.ledger"
like 'a ledger that others may write' "$status:$err" '^3:error: .*/site.ledger: .*\(others may write it \(mode 646\): chmod go-w\)'
chmod 644 "$WORK/site.ledger"

if [ -n "$user" ]; then
    cp "$WORK/site.ledger" "$WORK/roots.ledger"
    cp "$WORK/site.ledger.key" "$WORK/roots.ledger.key"
    chown 65534:65534 "$WORK/roots.ledger.key"
    chmod 444 "$WORK/roots.ledger"
    lines "$WORK/roots.ledger"
    like 'a ledger of another user' "$status:$err" '^3:error: .*/roots.ledger: it may not be opened or written'
    chown 0:0 "$WORK/roots.ledger.key"
    lines "$WORK/roots.ledger"
    like 'a key of another user' "$status:$err" "^3:error: .*/roots.ledger.key: the device's key: "
fi

mkdir "$WORK/closed"
cp "$WORK"/site.ledger* "$WORK/closed"
chown -R 65534:65534 "$WORK/closed" 2>/dev/null
chmod 555 "$WORK/closed"
rm -f "$WORK/closed"/*.lock "$WORK/closed"/*-wal "$WORK/closed"/*-shm
lines "$WORK/closed/site.ledger"
like 'a folder that may not be written' "$status:$err" '^3:error: .*/closed/site.ledger'
chmod 755 "$WORK/closed"

lines "$WORK/nowhere/site.ledger"
like 'a folder that is not there' "$status:$err" '^3:error: .*/nowhere/site.ledger.*No such file'

head -c 8192 /dev/zero >"$WORK/zero.ledger"
printf 'number,name\n' >"$WORK/csv.ledger"
for file in zero csv; do
    chmod 666 "$WORK/$file.ledger"
    lines "$WORK/$file.ledger"
    like "a file that is no ledger ($file)" "$status:$err" "^3:error: .*/$file.ledger: this is not a ledger"
done

cp "$WORK/site.ledger" "$WORK/newer.ledger"
sqlite3 "$WORK/newer.ledger" 'PRAGMA user_version = 99' >/dev/null
chmod 666 "$WORK/newer.ledger"
lines "$WORK/newer.ledger"
like 'a ledger of a newer lotd' "$status:$err" '^3:error: .*/newer.ledger: .* newer lotd \(schema 99\)'

chmod 640 "$WORK/site.ledger.key"
lines "$WORK/site.ledger"
like 'a key that others may read' "$status:$err" '^3:error: .*/site.ledger.key: .*chmod 600'
chmod 600 "$WORK/site.ledger.key"
printf 'x' >"$WORK/odd.key"
chmod 600 "$WORK/odd.key"
chown 65534:65534 "$WORK/odd.key" 2>/dev/null
printf 'key = %s\n' "$WORK/odd.key" >"$WORK/add"
sed -i "/^path/r $WORK/add" "$WORK/lotd.conf"
lines "$WORK/site.ledger"
like 'a key that is damaged' "$status:$err" '^3:error: .*/odd.key: .*damaged'
sed -i '/^key/d' "$WORK/lotd.conf"

lines "$WORK/site.ledger"
is 'after all that it goes on' "$status:$err" '0:'
$user "$LOTCTL" --config "$WORK/lotd.conf" verify >"$WORK/out" 2>&1
ok 'and every row holds' $? "$(cat "$WORK/out")"
done_testing
