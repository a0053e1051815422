#!/bin/sh
# SPDX-License-Identifier: MIT
# A process that commits is killed (-9) again and again, wherever it is, its first start included.
# Whatever it said was committed is there, and the ledger is sound. KILLS=n kills more often.
set -u
writer=${BUILD:-build}/tests/crash/ledger_writer
kills=${KILLS:-60}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo 1..3
: >"$work/said"
lost=0
born=0
ended=0
round=0
while [ "$round" -lt "$kills" ]; do
    round=$((round + 1))
    # a new ledger every sixth time: the very first moments are tried too
    [ $((round % 6)) -ne 1 ] || rm -f "$work"/lot.db*
    "$writer" "$work/lot.db" >"$work/said" 2>&1 &
    process=$!
    sleep "0.$(printf '%03d' $((round * 37 % 180 + 1)))"
    kill -9 "$process" || ended=$((ended + 1))
    wait "$process" 2>/dev/null
    said=$(grep -v '^#' "$work/said" | tail -n 1)
    # a ledger that was not born yet has acknowledged nothing
    if [ -z "$said" ] && ! "$writer" --check "$work/lot.db" 0 >"$work/why"; then
        "$writer" "$work/lot.db" 1 >"$work/why" || { lost=$((lost + 1)); cat "$work/why"; }
        born=$((born + 1))
    elif ! "$writer" --check "$work/lot.db" "${said:-0}" >"$work/why"; then
        lost=$((lost + 1))
        sed 's/^/# /' "$work/why"
    fi
done

if [ "$lost" -eq 0 ] && [ "$ended" -eq 0 ]; then
    echo "ok 1 - $kills kills, nothing acknowledged is lost"
else
    echo "not ok 1 - of $kills kills $lost lost something, $ended found it ended by itself"
fi
if "$writer" "$work/lot.db" 20 >"$work/said" && "$writer" --check "$work/lot.db" "$(tail -n 1 "$work/said")" >"$work/why"; then
    echo "ok 2 - work goes on after it ($(tail -n 1 "$work/said") transactions, $born times cut before the first)"
else
    echo "not ok 2 - work goes on after it"
    sed 's/^/# /' "$work/said" "$work/why"
fi
# the test can see: a ledger that is one short is not accepted
if "$writer" --check "$work/lot.db" $(($(tail -n 1 "$work/said") + 1)) >/dev/null; then
    echo 'not ok 3 - a lost transaction is seen'
else
    echo 'ok 3 - a lost transaction is seen'
fi
