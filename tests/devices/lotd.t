#!/bin/sh
# SPDX-License-Identifier: MIT
# The whole daemon on a mock scanner: what is scanned is in its ledger, whole, whatever becomes of
# the scanner.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
count=0

# umockdev is loaded before a sanitizer, which is well as long as the sanitizer does not mind
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"

# is NAME GOT WANTED
is() {
    count=$((count + 1))
    if [ "$2" = "$3" ]; then
        echo "ok $count - $1"
    else
        printf '%s\nwanted:\n%s\n' "$2" "$3" | sed 's/^/# /'
        echo "not ok $count - $1"
    fi
}

printf '[ledger]\npath = %s/lot.db\n' "$folder" >"$folder/lotd.conf"

# lotd <STEPS : its log is what the steps read
# shellcheck disable=SC2016
lotd() {
    umockdev-wrapper "$build/tests/devices/scanner_testbed" sh -c \
        'exec "$0" --config "$1" --bus none --input auto 2>&1' "$build/lotd" "$folder/lotd.conf" 2>&1
    echo "status $?"
}

is 'a scanner comes, goes in mid-scan and comes again' "$(lotd <<'END'
run
plug
await *(Acme LOTD USB Scanner): scanner is read
opened
timers 0
type LOTD-RECEIVE\n
replay scanner.events
type 0109521
read
unplug
expect warning: *(Acme LOTD USB Scanner): a half-read scan was thrown away: No such device
expect *(Acme LOTD USB Scanner): scanner is gone; it is waited for: No such device
closed
plug
expect *(Acme LOTD USB Scanner): scanner is read
opened
type ]d2010952123454321310aB\x1d2112\n
read
stop
END
)" 'status 0'

is 'whole scans are in the ledger, and no half one' \
    "$(sqlite3 -readonly "$folder/lot.db" 'SELECT source, hex(bytes) FROM scan ORDER BY id')" \
    "$(for text in LOTD-RECEIVE lot-12345 0012345678905 ']d2010952123454321310aB@2112'; do
        printf '1|'
        printf '%s' "$text" | tr '@' '\035' | od -An -v -tx1 | tr -d ' \n' | tr a-f A-F
        echo
    done)"

"$build/lotctl" --config "$folder/lotd.conf" verify >"$folder/verify" 2>&1
is 'the ledger is sound' $? 0

echo "1..$count"
