#!/bin/bash
# SPDX-License-Identifier: MIT
# Labels by any template, shown or written, and sheets for an office printer: what is typed, what is
# on record, and what is refused with which status.
# shellcheck source=tests/lotctl/tap.sh
. "$(dirname "$0")/tap.sh"

cat >"$WORK/lotd.conf" <<CONF
[ledger]
path = $WORK/site.ledger
[printer]
dots_per_mm = 8
[label]
folder = $WORK/labels
site = North
CONF
on() { run --config "$WORK/lotd.conf" "$@"; }
mkdir "$WORK/labels"

# ---- templates
for template in lot-100x50 lot-57x32 sscc-a6 location-100x50 badge-86x54; do
    on label --template $template --output "$WORK/$template.png"
    is "$template with samples" "$status:$(head -c 4 "$WORK/$template.png" | tr -d '\211')" '0:PNG'
done
# width and height of a PNG
size_of() { head -c 24 "$1" | tail -c 8 | od -An -tx1; }
for template in lot-100x50 lot-57x32 sscc-a6 location-100x50 badge-86x54; do
    is "the picture of $template is of its size" "$(size_of etc/labels/$template.png)" "$(size_of "$WORK/$template.png")"
done
on label --template lot-57x32 --preview
is 'a preview in half blocks' "$status:$(printf '%s\n' "$out" | wc -l):$(printf '%s' "$out" | tr -d ' ▀▄█\n')" '0:26:'
on label --template location-100x50 location=LOC-A-01 place=A-01 --output "$WORK/a.png"
is 'values that are typed' "$status" 0
cmp -s "$WORK/a.png" "$WORK/location-100x50.png"
is '  say something else than the samples' $? 1
on label --template lot-100x50 item=09521234543214 --output "$WORK/b.png"
like 'a wrong check digit is a no' "$status:$err" '^1:.*GTIN 09521234543214 is wrong: 3 would be right'
on label --template lot-100x50 item=09521234543213 expiry=soon --output "$WORK/b.png"
like 'a day that is none' "$status:$err" '^2:.*expiry takes a day'
on label --template sscc-a6 sscc=395212345432130002 --output "$WORK/b.png"
like 'an SSCC that would not be read is a no' "$status:$err" '^1:.*would not be read: check-digit 00'
on label --template lot-100x50 item=A lot=B
is 'values that would not be printed' "$status" 2
on label --template lot-100x50 --output x.png --preview
is 'two ways at once' "$status" 2
on label
is 'nothing to label' "$status" 2
on label --template nowhere --preview
like 'a template that there is not' "$status:$err" '^3:.*no template nowhere in .*/labels; there is badge-86x54, '

printf '<svg width="40mm" height="20mm" viewBox="0 0 40 20">\n<circle/></svg>' >"$WORK/labels/mine.svg"
on label --template mine --preview
like 'a mistake in one has its line' "$status:$err" '^3:lotctl: .*/labels/mine.svg:2: no <circle> is known here$'
printf '^XA^FO9,9^BXN,6,200,,,,_^FD{lot}^FS^XZ' >"$WORK/labels/zebra.zpl"
on label --template zebra 'lot=A^XZ_' --copies 2 --output - --format zpl
is 'verbatim ZPL, escaped' "$status:$out" '0:^XA^CI28^FO9,9^BXN,6,200,,,,_^FH^FDA_5EXZ_5F_5F^FS^PQ2^XZ'
on label --template zebra lot=A --preview
like '  which only a printer draws' "$status:$err" '^1:.*zebra.zpl:1: this is ZPL'

# ---- the daemon prints by the configured one
mkdir "$WORK/printed"
cat >"$WORK/print.conf" <<CONF
[ledger]
path = $WORK/print.ledger
[engine]
home = receive
require_receipt_document = no
[printer]
template = zebra
target = $WORK/printed
[label]
folder = $WORK/labels
CONF
scan=']d201095212345432131730093010A&B'
printf '%s\n' "$scan" "$scan" "$scan" LOTD-QTY-4 |
    "$LOTD" --config "$WORK/print.conf" --input - >"$WORK/lotd.log" 2>&1
is 'a receipt is labelled by the template' "$(cat "$WORK"/printed/*.zpl)" \
    '^XA^CI28^FO9,9^BXN,6,200,,,,_^FH^FDA_26B^FS^PQ1^XZ'
sed 's/zebra/mine/' "$WORK/print.conf" >"$WORK/wrong.conf"
"$LOTD" --config "$WORK/wrong.conf" --input - </dev/null >/dev/null 2>"$WORK/err"
like 'a wrong template is no configuration' "$?:$(cat "$WORK/err")" '^[1-9].*mine.svg:2: no <circle> is known'

# ---- sheets
on sheet commands --output "$WORK/commands.pdf"
is 'command codes as PDF' "$status:$(head -c 5 "$WORK/commands.pdf")" '0:%PDF-'
on sheet commands --output "$WORK/commands.png"
is '  as a picture a page' "$status:$(cd "$WORK" && echo commands*.png)" '0:commands-2.png commands.png'
on sheet calibration --output "$WORK/calibration.svg"
is 'the calibration code as SVG' "$status:$(head -c 4 "$WORK/calibration.svg")" '0:<svg'
on sheet calibration
is 'a sheet that goes nowhere' "$status" 2
on sheet calibration --output "$WORK/x.zpl"
like 'a sheet for a label printer' "$status:$err" '^2:.*for an office printer'
on sheet posters --preview
like 'a sheet that there is not' "$status:$err" "^2:.*there is no sheet 'posters'"
on sheet locations --preview
is 'no ledger, no locations' "$status" 3
printf 'code,name,check\nLOC-A-01,Cold store,42\n' >"$WORK/locations.csv"
(cd "$WORK" && printf 'LOTD-INQUIRE\n' | "$LOTD" --config lotd.conf --input - >lotd.log 2>&1)
on sheet operators --preview
like 'no operators on record' "$status:$err" '^1:.*there are no operators on record'
on import locations "$WORK/locations.csv"
on sheet locations --output "$WORK/locations.png"
is 'labels of the places on record' "$status" 0
on sheet locations LOC-A-01 --output "$WORK/one.png"
cmp -s "$WORK/locations.png" "$WORK/one.png"
is '  the same where one is named' "$status:$?" 0:0
on sheet operators 'OP-NEW=Nea Wu' --output "$WORK/badge.pdf"
is "a new operator's badge" "$status" 0
done_testing
