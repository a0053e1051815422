#!/bin/sh
# SPDX-License-Identifier: MIT
# Each session through the whole daemon, from its scans to the ledger: the codes that it expects
# come, and the ledger it leaves is clean. All begin with the same reference data; a NAME.conf beside
# a session is how its site differs.
set -u
build=$(cd "${BUILD:-build}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
PATH=$build:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

count=0
for session in "$here"/*.scan; do
    count=$((count + 1))
done
echo "1..$((count + 1))"

number=0
# result NAME STATUS FILE: FILE tells why when STATUS is not 0
result() {
    number=$((number + 1))
    if [ "$2" -eq 0 ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        sed 's/^/#   /' "$3"
    fi
}

ledger() { printf '[ledger]\npath = %s/ledger\n[printer]\nformat = png\ntarget = %s/labels\n' "$1" "$1"; }

mkdir -p "$work/first/labels"
ledger "$work/first" >"$work/first/lotd.conf"
status=0
for kind in items partners locations operators documents; do
    lotctl --config "$work/first/lotd.conf" import $kind "$here/data/$kind.csv" || status=1
done >"$work/import" 2>&1
result 'the reference data is taken' $status "$work/import"

for session in "$here"/*.scan; do
    name=$(basename "$session" .scan)
    cp -r "$work/first" "$work/$name"
    ledger "$work/$name" >"$work/$name/lotd.conf"
    [ ! -e "$here/$name.conf" ] || cat "$here/$name.conf" >>"$work/$name/lotd.conf"
    lotd --config "$work/$name/lotd.conf" --input "$session" --escaped >"$work/said" 2>&1 &&
        lotctl --config "$work/$name/lotd.conf" verify >>"$work/said" 2>&1
    result "$name" $? "$work/said"
done
