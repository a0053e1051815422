#!/bin/bash
# SPDX-License-Identifier: MIT
# Each verb on a real ledger, without a daemon: what it answers, in every form, and how it ends.
# shellcheck source=tests/lotctl/tap.sh
. "$(dirname "$0")/tap.sh"
# shellcheck source=tests/lotctl/stage.sh
. "$(dirname "$0")/stage.sh"

# ---- before there is a ledger
on stock
is 'reading needs a ledger' "$status:$out" '3:'
like '  and says which is missing' "$err" 'site.ledger'

# ---- import
on import items "$WORK/items.csv"
is 'import says what it took' "$status:$out:$err" "0:$WORK/items.csv: 1 rows of items taken:"
on --json import partners "$WORK/partners.csv"
is 'import --json' "$status:$out" \
    "0:{\"kind\":\"partners\",\"file\":\"$WORK/partners.csv\",\"rows\":2}"
on import locations "$WORK/locations.csv"
is 'import locations' "$status" 0
(cd "$WORK" && "$LOTCTL" --config lotd.conf import documents documents.csv >/dev/null)
is 'import documents, by a relative path' $? 0
printf 'number,name,unit,decimals\n%s,Feta,pcs,many\nB-2,\x1b[31mBad,pcs,9\n' "$feta" >"$WORK/bad.csv"
on import items "$WORK/bad.csv"
is 'a bad file is refused' "$status:$out" '1:'
like '  each row with file, line and column' "$err" "bad.csv:2: decimals: .*many"
like '  and the next one too' "$err" "bad.csv:3: decimals: "
like '  and what to do' "$err" 'nothing was taken'
on import items "$WORK/none.csv"
like 'a file that is not there' "$status:$out:$err" '^3::.*none.csv'

# ---- scan
on scan --escaped "${receive[@]}"
is 'scans are taken' "$status:$(printf '%s\n' "$out" | grep -c '^ok received:')" '0:2'
on scan --json LOTD-CANCEL LOTD-NOPE
is 'a refused scan is a no' "$status" 1
is '  with a verdict for each' "$(printf '%s\n' "$out" | python3 -c '
import json, sys
print([(d["scan"], d["outcome"]) for d in map(json.loads, sys.stdin)])')" \
    "[('LOTD-CANCEL', 'prompt'), ('LOTD-NOPE', 'error')]"
on scan LOTD-MOVE LOC-A-01
like 'a prompt' "$status:$out" '^0:prompt '
on status
like 'status knows the mode that scans left' "$out" '^mode +move$'

# ---- questions
on stock --json
is 'stock' "$status:$out" "0:$(printf '%s\n%s' \
    "{\"item\":\"$feta\",\"name\":\"Feta, in brine\",\"lot\":\"EARLY\",\"location\":\"LOC-DOCK\",\"quantity\":\"24\",\"unit\":\"pcs\",\"use_by\":\"$early\",\"status\":\"released\"}" \
    "{\"item\":\"$feta\",\"name\":\"Feta, in brine\",\"lot\":\"LATE\",\"location\":\"LOC-DOCK\",\"quantity\":\"48\",\"unit\":\"pcs\",\"use_by\":\"$late\",\"status\":\"released\"}")"
on stock
is 'stock for people' "$status:$out" "0:$(printf '%s\n%s\n%s' \
    "item            name            lot    location  quantity  unit      use_by  status" \
    "$feta  Feta, in brine  EARLY  LOC-DOCK        24  pcs   $early  released" \
    "$feta  Feta, in brine  LATE   LOC-DOCK        48  pcs   $late  released")"
on stock --csv
is 'stock --csv' "$status:$(printf '%s' "$out" | tr -d '\r')" "0:$(printf '%s\n%s\n%s' \
    'item,name,lot,location,quantity,unit,use_by,status' \
    "$feta,\"Feta, in brine\",EARLY,LOC-DOCK,24,pcs,$early,released" \
    "$feta,\"Feta, in brine\",LATE,LOC-DOCK,48,pcs,$late,released")"

# lots_of ARGUMENT...: the lots in a JSON answer, in order
lots_of() {
    on --json "$@"
    printf '%s\n' "$out" | python3 -c '
import json, sys
print(*[json.loads(line)["lot"] for line in sys.stdin if line.strip()])'
}
is 'stock by lot' "$(lots_of stock --lot LATE)" LATE
is 'stock by item' "$(lots_of stock --item "$feta")" 'EARLY LATE'
is 'stock by place' "$(lots_of stock --location LOC-DOCK)" 'LATE EARLY'
is 'stock where there is none' "$(lots_of stock --location LOC-A-01)" ''
is 'stock that expires before a day' "$(lots_of stock --expires-before "$late")" EARLY
is 'and the day after' "$(lots_of stock --expires-before "$(date -d "$late +1 day" +%F)")" 'EARLY LATE'
is 'rows at most' "$(lots_of stock --limit 1)" EARLY
is 'first in, first out' "$(lots_of stock --item "$feta" --rotation fifo)" 'LATE EARLY'
is 'last in, first out' "$(lots_of stock --item "$feta" --rotation lifo)" 'EARLY LATE'
is 'first expired, first out' "$(lots_of stock --item "$feta" --rotation fefo)" 'EARLY LATE'
on stock --rotation fefo
is '  of an item' "$status" 2
on stock --item "$feta" --rotation best
like '  in an order that there is' "$status:$err" '^2:.*fefo, fifo or lifo'
on stock --totals --csv
is 'totals' "$status:$(printf '%s' "$out" | tr -d '\r' | tail -n +2)" "0:$feta,\"Feta, in brine\",72,pcs,2,228.00"
is 'stock as of today' "$(lots_of stock --as-of "$(date +%F)")" 'EARLY LATE'
is 'stock as of yesterday' "$(lots_of stock --as-of "$(date -d yesterday +%F)")" ''
is 'stock as of a time' "$(lots_of stock --as-of "$(date -d '1 minute' +%Y-%m-%dT%H:%M:%S%:z)" --lot LATE)" LATE
is 'stock as of a time before it came' "$(lots_of stock --as-of 2020-02-29T12:00:00Z --lot LATE)" ''
on stock --as-of noon
like '  which is a time' "$status:$err" "^2:.*--as-of takes a day or a time"
on stock --as-of 2026-03-01 --totals
is '  and nothing beside it' "$status" 2
is 'lots' "$(lots_of lots)" 'LATE EARLY'
is 'expiring within 30 days' "$(lots_of expiring)" ''
is 'expiring within 60 days' "$(lots_of expiring --days 60)" EARLY
is 'expiring within 59 days' "$(lots_of expiring --days 59)" ''
is 'expiring until a day' "$(lots_of expiring --until "$late")" 'EARLY LATE'
on stock --lot LATE --expires-before "$late"
is 'two filters that exclude each other' "$status" 2

on scan --escaped LOTD-PICK SO-1 "$(label EARLY "$early" 24)" LOTD-DONE
is 'an order is picked and shipped' "$status" 0
on --json trace EARLY
is 'trace, from supplier to customer' "$(printf '%s\n' "$out" | python3 -c '
import json, sys
for d in map(json.loads, sys.stdin):
    print(d["job"], d["quantity"], d["from"], d["to"], d["document"], d["partner_name"], sep=",")')" \
    'receive,24,@supplier,LOC-DOCK,PO-1,Dairy of the Hills
pick,24,LOC-DOCK,SO-1,SO-1,Corner Market
ship,24,SO-1,@customer,SO-1,Corner Market'
on trace EARLY --item "$feta"
is 'trace of one item' "$status:$(printf '%s\n' "$out" | wc -l)" '0:4'
on trace EARLY --backward --csv
is 'what a lot was made of' "$status:$(printf '%s' "$out" | tr -d '\r' | tail -n +2 | cut -d , -f 1,4-6,8-)" \
    "0:$feta,EARLY,released,$early,0,pcs,Dairy of the Hills,PO-1,"
on trace EARLY --forward --backward
is '  or what was made of it' "$status" 2
on trace NOPE --forward
is '  which takes a lot on record' "$status" 1
on trace NOPE
is 'trace of an unknown lot is a no' "$status:$out" '1:'
like '  and says so' "$err" "'NOPE' is not on record"
on --json recall EARLY
is 'recall: whence, where, to whom, and that it is all' "$status:$(printf '%s\n' "$out" | python3 -c '
import json, sys
for d in map(json.loads, sys.stdin):
    print(d["part"], d["quantity"], d["location"], d["document"], d["partner_name"], sep=",")')" \
    '0:received,24,LOC-DOCK,PO-1,Dairy of the Hills
shipped,24,SO-1,SO-1,Corner Market
difference,0,None,None,None'
on recall LATE
like 'recall for people' "$status:$(printf '%s' "$out" | tr -s ' \n' ' ')" \
    "^0:part item lot status quantity unit location time document partner_name received $feta LATE released 48 pcs LOC-DOCK .* PO-1 Dairy of the Hills in-stock $feta LATE released 48 pcs LOC-DOCK difference $feta LATE released 0 pcs\$"
on recall LATE --item "$feta" --csv
is 'recall --csv' "$status:$(printf '%s' "$out" | tr -d '\r' | cut -d , -f 1-2 | tr '\n' ' ')" \
    "0:part,item received,$feta in-stock,$feta difference,$feta "
on recall LATE --item NOPE
like 'recall of an unknown lot is a no' "$status:$out:$err" "^1::.*'LATE' is not on record;"

on orders --csv
is 'orders: what is open' "$status:$(printf '%s' "$out" | tr -d '\r' | tail -n +2 | cut -d , -f 1-3,5,9-11)" \
    '0:SO-2,order,C-500,1,24,0,pcs'
on orders --document PO-1
like 'one that is done' "$status:$(printf '%s' "$out" | tail -n 1 | tr -s ' ')" \
    "^0:PO-1 receipt Dairy of the Hills 1 $feta Feta, in brine 72 72 pcs\$"

is 'history' "$(lots_of history)" 'LATE EARLY EARLY EARLY'
is 'history of a document' "$(lots_of history --document PO-1)" 'LATE EARLY'
is 'history at a place' "$(lots_of history --location @customer)" 'EARLY'
is 'the last of history' "$(lots_of history --limit 1)" 'EARLY'
on --json history --limit 1
last=$(printf '%s' "$out" | sed 's/.*"sequence":\([0-9]*\).*/\1/')
is 'history after a sequence number' "$(lots_of history --after "$last")" ''

is 'history of today' "$(lots_of history --since "$(date +%F)" --until "$(date +%F)" --limit 1)" 'EARLY'
is 'history until yesterday' "$(lots_of history --until "$(date -d yesterday +%F)")" ''
is 'history of an operator' "$(lots_of history --operator OP-99)" ''

# ---- costs and time
on receipts --csv
is 'receipts' "$status:$(printf '%s' "$out" | tr -d '\r' | tail -n +2 | cut -d , -f 3-6,10-)" \
    "0:$(printf 'PO-1,1,S-200,Dairy of the Hills,LATE,48,pcs,3.1666,152.00,LOC-DOCK\nPO-1,1,S-200,Dairy of the Hills,EARLY,24,pcs,3.1666,76.00,LOC-DOCK')"
is 'receipts until yesterday' "$(lots_of receipts --until "$(date -d yesterday +%F)")" ''
on valuation --json
like 'valuation' "$status:$out" '^0:\{"item":"'"$feta"'",.*"lot":"LATE","quantity":"48","unit":"pcs","value":"152.00","without_cost":null\}$'
on valuation --method fifo --csv
is 'valuation, first in, first out' "$status:$(printf '%s' "$out" | tr -d '\r' | tail -n +2)" \
    "0:$feta,\"Feta, in brine\",48,pcs,152.00,"
on valuation --method best
is '  by a method that there is' "$status" 2
on ageing --csv
is 'ageing' "$status:$(printf '%s' "$out" | tr -d '\r' | tail -n +2 | cut -d , -f 4-)" \
    "0:LATE,48,pcs,$(date +%F),0,$late,152.00"
on trends --csv
is 'trends' "$status:$(printf '%s' "$out" | tr -d '\r' | tail -n +2 | cut -d , -f 4-)" "0:$(date +%Y-%m),1,24,pcs,76.00"
on suppliers --csv
is 'suppliers' "$status:$(printf '%s' "$out" | tr -d '\r' | tail -n +2)" '0:S-200,Dairy of the Hills,2,0,0,0,0'

# ---- a lot is stopped, and let go
on hold LATE
is 'a hold without a reason' "$status:$out" '2:'
on hold NOPE --reason why
like 'a hold of an unknown lot' "$status:$err" "^1:.*'NOPE' is not on record"
on hold LATE --reason 'swollen packs' --json
is 'a lot is stopped' "$status:$out" "0:{\"item\":\"$feta\",\"lot\":\"LATE\",\"status\":\"hold\"}"
on hold LATE --reason again
like '  once' "$status:$out:$err" '^1::.*lot LATE is hold already'
like '  stock says so' "$(on stock --lot LATE --csv; printf '%s' "$out")" ',hold'
on scan --json --escaped LOTD-PICK SO-2 "$(label LATE "$late" 48)"
like '  and it is not picked' "$status:$(printf '%s' "$out" | tail -n 1)" '^1:.*"outcome":"error","code":"lot-stopped"'
on release LATE --reason 'laboratory: sound'
is 'it is let go' "$status" 0
on scan --json --escaped LOTD-CANCEL LOTD-PICK SO-2 "$(label LATE "$late" 24)"
like '  and picked' "$status:$(printf '%s' "$out" | tail -n 1)" '^0:.*"code":"picked"'
on scan LOTD-UNDO LOTD-CANCEL
is '  and put back' "$status" 0
on holds --csv
is 'why, and by whom' "$status:$(printf '%s' "$out" | tr -d '\r' | cut -d , -f 6- | tail -n +2)" \
    "0:$(printf 'LATE,hold,swollen packs,%s\nLATE,released,laboratory: sound,%s' "$(id -un)" "$(id -un)")"

# ---- labels
on label LATE --output "$WORK/label.png"
is 'a label as PNG, by its ending' "$status:$(head -c 4 "$WORK/label.png" | tr -d '\211')" '0:PNG'
on label LATE --output - --format zpl --copies 3
like 'a label as ZPL, to standard output' "$status:$(printf '%s' "$out" | tr '\n' ' ')" '^0:\^XA.*\^PQ3.*\^XZ'
on label LATE --output "$WORK/label.svg"
like 'a label as SVG' "$status:$(head -c 100 "$WORK/label.svg" | tr '\n' ' ')" '^0:.*<svg'
on label NOPE --output "$WORK/none.png"
is 'no label of an unknown lot' "$status:$(test -e "$WORK/none.png"; echo $?)" '1:1'
on label LATE --output "$WORK/missing/label.png"
like 'a label that cannot be written' "$status:$err" '^3:.*missing/label.png: No such file'
on label LATE --output - --format gif
is 'a format that does not exist' "$status" 2
on label LATE --format png
is 'a format without a file' "$status" 2
on label EARLY --json
is 'a label for the printer' "$status:$out" '0:{"job":1}'
on jobs --json
like '  waits' "$status:$out" '^0:\{"job":1,"time":"[^"]*","state":"queued","item":"'"$feta"'"'

# ---- status, verify, backup, export
on status --json
like 'status' "$status:$out" '^0:\{"ledger":"'"$WORK"'/site.ledger",.*"items":1,"lots":2,"movements":6,.*"jobs_queued":1,.*"mode":"pick"'
on verify
like 'a sound ledger' "$status:$(printf '%s' "$out" | tr '\n' ' ')" '^0:rows +[0-9]+ findings +0 head +[0-9a-f]{64}'
on backup "$WORK/copy.ledger"
is 'backup prints its file' "$status:$out" "0:$WORK/copy.ledger"
is '  which has the same stock' \
    "$("$LOTCTL" --config "$WORK/lotd.conf" --ledger "$WORK/copy.ledger" --csv stock)" \
    "$("$LOTCTL" --config "$WORK/lotd.conf" --csv stock)"
on backup "$WORK/copy.ledger"
like 'a backup overwrites nothing' "$status:$out:$err" '^3::.*is there already'
mkdir "$WORK/stick"
on export "$WORK/stick"
like 'export prints its folder' "$status:$out" "^0:$WORK/stick/LOTD/out/[0-9]+/1-[0-9]+\$"
(cd "$out" && sha256sum --status -c SHA256SUMS)
is '  whose sums hold' $? 0
on export "$WORK/stick"
is 'nothing new is told, and prints nothing' "$status:$out:$err" \
    '0::lotctl: nothing is new since the last export'
on scan LOTD-INQUIRE
on export "$WORK/none"
is 'a stick that is not there' "$status:$out" '3:'

# ---- damage is found, and stock can be rebuilt
sqlite3 "$WORK/site.ledger" 'UPDATE stock SET quantity = 47' >/dev/null
on verify --json
is 'wrong stock is found' "$status:$(printf '%s\n' "$out" | head -n 1 | cut -c 1-16)" '1:{"what":"stock",'
like '  and told' "$err" 'findings in [0-9]+ rows'
on verify --repair-stock
is 'and rebuilt' "$status" 0
is '  from the movements' "$(on --json stock; printf '%s' "$out" | grep -o '"quantity":"48"')" '"quantity":"48"'

# ---- configuration
on config ledger.path
is 'one key' "$status:$out" "0:$WORK/site.ledger"
on config
like 'all of it, as a file' "$status:$out" '^dock = LOC-DOCK$'
printf '%s\n' "$out" >"$WORK/again.conf"
run --config "$WORK/again.conf" config
is '  that gives itself again' "$out" "$(cat "$WORK/again.conf")"
on config --json engine.dock
like 'a key with its default and help' "$status:$out" '^0:\{"key":"engine.dock","value":"LOC-DOCK","default":"[^"]+",.*"help":"[^"]+"\}$'
on config engine.nope
like 'a key that does not exist' "$status:$err" "^1:.*no key 'engine.nope'"
on config --check
is 'a sound configuration' "$status:$out:$err" '0::'
printf '[engine]\ndok = X\n' >"$WORK/bad.conf"
run --config "$WORK/bad.conf" config --check
like 'a bad one is a no' "$status:$err" '^1:.*bad.conf:2: '
run --config "$WORK/bad.conf" stock
like '  and unusable' "$status:$err" '^2:.*bad.conf:2: '

# ---- ledgers that cannot be read
echo 'this is no ledger' >"$WORK/text"
on --ledger "$WORK/text" stock
is 'a file that is no ledger' "$status:$out" '3:'
cp "$WORK/copy.ledger" "$WORK/newer.ledger"
sqlite3 "$WORK/newer.ledger" 'PRAGMA user_version = 99' >/dev/null
on --ledger "$WORK/newer.ledger" stock
like 'a ledger of a newer version' "$status:$out:$err" '^3::.*newer'
done_testing
