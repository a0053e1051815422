#!/bin/bash
# SPDX-License-Identifier: MIT
# Ledgers of every version there ever was are brought to today's, say the same stock, and every row
# of theirs still holds. Besides those that are kept, one is made now.
# shellcheck source=tests/lotctl/tap.sh
. "$(dirname "$0")/tap.sh"
# shellcheck source=tests/lotctl/stage.sh
. "$(dirname "$0")/stage.sh"
ledgers=$(cd "$(dirname "$0")/../ledgers" && pwd)
"$ledgers/make" "$WORK/today.ledger" 2>"$WORK/err"
ok 'a ledger of today is made' $? "$(cat "$WORK/err")"

for file in "$WORK/today.ledger" "$ledgers"/v*.ledger; do
    [ -e "$file" ] || continue
    name=$(basename "$file")
    rm -f "$WORK"/site.ledger*
    cp "$file" "$WORK/site.ledger"
    chmod 644 "$WORK/site.ledger"
    rows=$(sqlite3 -readonly "$WORK/site.ledger" 'SELECT sum(sequence) FROM device')
    on import items "$WORK/items.csv"
    is "$name: it is opened and written" "$status" 0
    on verify --csv
    is "$name: every row of it holds" "$status" 0
    [ "$(tail -n 1 <<<"$out" | cut -d, -f1)" -gt "$rows" ]
    ok "$name: with all of its $rows rows" $?
    on stock --csv
    is "$name: the stock is what it was" "$out" "$(cat "$file.stock")"
done
done_testing
