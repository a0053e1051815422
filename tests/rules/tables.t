#!/bin/sh
# SPDX-License-Identifier: MIT
# What scripts made from published facts is what they make of them today. Any awk must do: the first
# of mawk, gawk and awk that is there makes each table, and every other one makes the same.
set -u
room=src/decode
number=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

ok() {
    number=$((number + 1))
    if [ -s "$2" ]; then
        echo "not ok $number - $1"
        head -n 20 "$2" | sed 's/^/#   /'
    else
        echo "ok $number - $1"
    fi
}

awks=
for awk in mawk gawk original-awk 'busybox awk'; do
    # a command, perhaps with its applet
    if $awk 'BEGIN { exit 0 }' >"$work/there" 2>&1 </dev/null; then
        awks="$awks $(echo "$awk" | tr ' ' +)"
    fi
done
echo "# made by:$awks"

# name of the output, then the arguments of awk, in the room's folder
made() {
    output=$1
    shift
    for awk in $awks; do
        (cd "$room" && $(echo "$awk" | tr + ' ') "$@") >"$work/made" 2>"$work/errors"
        cat "$work/errors"
        diff "$room/$output" "$work/made"
    done >"$work/offences"
    [ -s "$work/made" ] || echo "nothing was made" >>"$work/offences"
    ok "$output is current" "$work/offences"
}

echo 1..5
made gs1_table.inc -f gs1_table.awk gs1-facts.tsv gs1-ai-table.tsv
made gs1_numbers.inc -v numbers=1 -f gs1_table.awk gs1-facts.tsv gs1-ai-table.tsv
made mh10_table.inc -f mh10_table.awk mh10-facts.tsv mh10-di-table.tsv

# the index presupposes order; a wrong sheet must not make a table
head -n 4 "$room/gs1-ai-table.tsv" >"$work/sheet"
sed -n 3p "$room/gs1-ai-table.tsv" >>"$work/sheet"
: >"$work/offences"
(cd "$room" && awk -f gs1_table.awk gs1-facts.tsv "$work/sheet") >/dev/null 2>&1 &&
    echo 'a sheet out of order was taken' >"$work/offences"
ok 'a sheet that is out of order is refused' "$work/offences"

: >"$work/offences"
rows=$(($(wc -l <"$room/gs1-ai-table.tsv") - 1))
grep -q "^    {\"$(tail -n 1 "$room/gs1-ai-table.tsv" | cut -f1)\", " "$room/gs1_table.inc" || echo 'the last row is missing' >>"$work/offences"
[ "$(grep -c 'GS1_ROW_[0-9]' "$room/gs1_numbers.inc")" = "$rows" ] || echo "not $rows rows" >>"$work/offences"
ok 'each identifier of the sheet has its row' "$work/offences"
