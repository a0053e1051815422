# SPDX-License-Identifier: MIT
# For the scripts beside it: a folder with a ledger that knows an item, for kill.c to work in.
# shellcheck shell=bash
build=$(cd "${BUILD:-build}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/lotd.conf" <<CONF
[ledger]
path = $work/site.ledger
[engine]
double_read_ms = 0
label_copies = 0
home = receive
CONF
printf 'number,name,unit\n09521234000013,Feta,pcs\n' >"$work/items.csv"
if ! "$build/lotctl" --config "$work/lotd.conf" import items "$work/items.csv" >"$work/out" 2>&1; then
    echo "Bail out! $(cat "$work/out")"
    exit 1
fi
