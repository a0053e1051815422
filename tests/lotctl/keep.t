#!/bin/bash
# SPDX-License-Identifier: MIT
# Keeping a ledger: verifying in parts, seals, backups, and going on from a backup.
# shellcheck source=tests/lotctl/tap.sh
. "$(dirname "$0")/tap.sh"
# shellcheck source=tests/lotctl/stage.sh
. "$(dirname "$0")/stage.sh"
for kind in items partners locations documents; do on import $kind "$WORK/$kind.csv"; done
on scan --escaped "${receive[@]}"
is 'two lots are in' "$status" 0 "$out$err"
ask() { sqlite3 -readonly "${2:-$WORK/site.ledger}" "$1"; }

# ---- verifying in parts
on verify --from-seal
like 'nothing is sealed yet' "$status:$err" '^1:.*there is no seal that holds'
mkdir "$WORK/stick"
on export "$WORK/stick"
on verify --json
like 'an export seals' "$status:$out" '^0:\{"rows":[0-9]+,"findings":0,.*"seals":1\}'
rows=$(ask 'SELECT sequence FROM device')
on verify --from-seal --json
like 'from the seal few rows are walked' "$status:$out" '^0:\{"rows":1,"findings":0,'
on verify --resume --json
like 'where all was found clean nothing is left' "$status:$out" '^0:\{"rows":0,"findings":0,'
on scan LOTD-INQUIRE
on verify --resume --json --progress
like 'what came since is' "$status:$out" '^0:\{"rows":1,"findings":0,'
echo 'nonsense' >"$WORK/site.ledger.verified"
on verify --resume
is 'a mark that cannot be read is none' "$status" 0
printf '%s %064d\n' "$(ask 'SELECT max(id) FROM scan')" 0 >"$WORK/site.ledger.verified"
on verify --resume
like 'a mark of another history is no start' "$status:$err" '^3:.*the journal has no such row'

# a seal by OpenSSL's measure: the line is what the manual says
read -r row key signature < <(ask "SELECT text FROM event WHERE kind = 'sealed' ORDER BY id LIMIT 1")
device=$(ask 'SELECT number FROM device')
hash=$(ask "SELECT lower(hex(hash)) FROM (SELECT id, hash FROM scan UNION ALL SELECT id, hash FROM event
    UNION ALL SELECT id, hash FROM movement UNION ALL SELECT id, hash FROM lot) WHERE id & 0xffffffffff = $row")
printf 'lotd chain %s %s %s\n' "$device" "$row" "$hash" >"$WORK/line"
printf '%s' "302a300506032b6570032100$key" | python3 -c 'import sys; sys.stdout.buffer.write(bytes.fromhex(sys.stdin.read()))' >"$WORK/key.der"
printf '%s' "$signature" | python3 -c 'import sys; sys.stdout.buffer.write(bytes.fromhex(sys.stdin.read()))' >"$WORK/signature"
openssl pkeyutl -verify -pubin -keyform DER -inkey "$WORK/key.der" -rawin -in "$WORK/line" -sigfile "$WORK/signature" >"$WORK/said" 2>&1
ok 'OpenSSL verifies a seal' $? "$(cat "$WORK/said")"

# ---- backups
on backup "$WORK/copy.ledger"
is 'a backup' "$status" 0
is '  is recorded' "$(ask "SELECT text FROM event WHERE kind = 'backup'")" "$WORK/copy.ledger"
is '  and sealed to its last row but the seal' \
    "$(ask "SELECT (SELECT max(id) FROM event) - id FROM event WHERE kind = 'sealed' ORDER BY id DESC LIMIT 1" "$WORK/copy.ledger")" 0
on scan LOTD-INQUIRE
stock=$(on stock --csv; printf '%s' "$out")

# ---- going on from one
on restore "$WORK/copy.ledger"
like 'not over a ledger' "$status:$err" '^3:.*site.ledger is there already'
before=$(cat "$WORK/site.ledger.key.pub")
mkdir "$WORK/lost"
mv "$WORK"/site.ledger "$WORK"/site.ledger-wal "$WORK"/site.ledger-shm "$WORK/lost"
cp "$WORK/copy.ledger" "$WORK/bad.ledger"
sqlite3 "$WORK/bad.ledger" "DROP TRIGGER scan_stays; UPDATE scan SET source = 7 WHERE id = (SELECT min(id) FROM scan)"
on restore "$WORK/bad.ledger"
like 'a damaged backup is not restored' "$status:$(printf '%s' "$err" | tr '\n' ' ')" '^1:.*is not what was written.*nothing was restored'
is '  and there is no ledger' "$(ls "$WORK"/site.ledger* | grep -v '[.]key\|[.]lock\|[.]verified')" ''
on restore --json "$WORK/copy.ledger"
like 'a whole one is' "$status:$out" '^0:\{"ledger":"[^"]*/site.ledger","device":[0-9]+,"continues":'"$device"'\}'
is '  with nothing left beside it' "$(ls "$WORK"/site.ledger.rest* 2>&1 | grep -c 'No such')" 1
new=$(ask "SELECT value FROM setting WHERE name = 'device'")
[ "$new" -gt "$device" ]
ok 'it is another device, whose rows come last' $?
like '  which says what it continues' "$(ask "SELECT text FROM event WHERE kind = 'restored'")" "^continues $device at [0-9]+ [0-9a-f]{64}\$"
is '  and keeps the key of the other' "$(cat "$WORK/site.ledger.key.$device.pub")" "$before"
on history --csv
is 'the history is all there' "$(wc -l <<<"$out" | tr -d " ")" 3
on events --csv
like '  and its events' "$status:$(printf '%s' "$out" | tr '\n' ' ')" '^0:.*,restored,'
on stock --csv
is 'the stock is what it was' "$out" "$stock"
on scan --escaped LOTD-CANCEL LOTD-MOVE "]d201${feta}10EARLY" LOTD-QTY-4 LOC-A-01
is 'work goes on' "$status" 0 "$out"
on verify --json
like 'and every row holds, of both' "$status:$out" '^0:\{"rows":[0-9]+,"findings":0,.*"seals":3\}'
on export "$WORK/stick"
like 'what is new is exported' "$status:$out" "^0:$WORK/stick/LOTD/out/$new/"
done_testing
