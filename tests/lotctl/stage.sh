# SPDX-License-Identifier: MIT
# A small warehouse in WORK for the scripts beside it: a configuration and reference data of one
# item, and the scans that bring two lots of it in. Dates are counted from today.
# shellcheck shell=bash disable=SC2034

feta=09521234000013
early=$(date -d '+60 days' +%F)
late=$(date -d '+200 days' +%F)

cat >"$WORK/lotd.conf" <<CONF
[ledger]
path = $WORK/site.ledger
[engine]
dock = LOC-DOCK
double_read_ms = 0
label_copies = 0
CONF
cat >"$WORK/items.csv" <<CSV
number,name,unit
$feta,"Feta, in brine",pcs
CSV
cat >"$WORK/partners.csv" <<CSV
number,kind,name
S-200,supplier,Dairy of the Hills
C-500,customer,Corner Market
CSV
cat >"$WORK/locations.csv" <<CSV
code,name
LOC-DOCK,Dock
LOC-A-01,Bay 1
CSV
cat >"$WORK/documents.csv" <<CSV
document,kind,partner,line,item,quantity,unit_cost
PO-1,receipt,S-200,1,$feta,72,3.1666
SO-1,order,C-500,1,$feta,24,
SO-2,order,C-500,1,$feta,24,
CSV

# on ARGUMENT...: lotctl on that warehouse
on() { run --config "$WORK/lotd.conf" "$@"; }

# label LOT DAY COUNT: what a supplier's label of a lot says, escaped
label() { printf ']d201%s17%s30%s\\x1d10%s' "$feta" "$(date -d "$2" +%y%m%d)" "$3" "$1"; }

# the scans that bring both lots in
receive=(LOTD-RECEIVE PO-1 "$(label LATE "$late" 48)" "$(label EARLY "$early" 24)")
