#!/bin/bash
# SPDX-License-Identifier: MIT
# The calibration code: what arrives of it tells how the scanner is to be configured, to who asks
# lotctl, and to who scans it at the daemon.
# shellcheck source=tests/lotctl/tap.sh
. "$(dirname "$0")/tap.sh"

# as printed, \x1d is GS; on a French host; and as a scanner set to German types it on a US one
printed='LOTD-CALIBRATE ! " # $ % & '\'' ( ) * + , - . / : ; < = > ? @ [ \\ ] ^ _ ` { | } ~ 0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\x1dEND'
french='LOTD)CQLIBRQTE 1 % 3 4 5 7 ù 9 0 8 + ; ) : ! M m . = / § 2 ^* $ 6 ° ² ¨µ £ ~ à&é"'\''(-è_çqbcdefghijkl,noparstuvzxywQBCDEFGHIJKL?NOPARSTUVZXYW\x1dEND'
german='LOTD/CALIBRATE ! @ \\ $ % ^ | * ( } ] , / . & > < < ) > _ q 8 - 9 `  ? +  7 < 0 ] 0123456789abcdefghijklmnopqrstuvwxzyABCDEFGHIJKLMNOPQRSTUVWXZY9END'

is 'the manual has the text' "$(sed -n '/^LOTD-CALIBRATE/,/END$/p' src/programs/man/lotctl.1 |
    sed 's/\\e/\\/g; s/\\(aq/'"'"'/g; s/\\(ga/`/g; s/\\(ha/^/g; s/\\(ti/~/g' | tr '\n' ' ')" "$printed "

: >"$WORK/lotd.conf"
calibrate() { run --config "$WORK/lotd.conf" calibrate --escaped "$@"; }

calibrate "$printed"
is 'as configured' "$status $out" '0 # the keys were read by the layout us
[scanner]
# as configured: layout = us'
calibrate "${printed/\\x1d/|}"
is 'another separator is a line' "$status $out" '0 # the keys were read by the layout us
[scanner]
separator = |'
calibrate "${printed/\\x1d/}	"
is 'no separator, and Tab' "$status $out" '0 # the keys were read by the layout us
# GS does not arrive: let the scanner send it as Ctrl+]
[scanner]
tab = yes'
calibrate "${printed/\\x1d/abcdefghi}"
like 'too much of a separator' "$out" 'more than 8 bytes'
calibrate "$(printf '%s' "$printed" | sed 's/\\x1d/|/' | tr 'a-zA-Z' 'A-Za-z')"
like 'Caps Lock' "$out" 'Caps Lock is on'
calibrate "$french"
is 'a host of another layout' "$status $out" '0 # the keys were read by the layout fr
# put such texts right with lotctl decode --host-layout fr
[scanner]
# as configured: layout = us'
calibrate "$german"
is 'a scanner of another layout' "$status $out" '0 # the keys were read by the layout us
# how GS is sent shows with the right layout: scan again then
[scanner]
layout = de'
printf '[scanner]\nlayout = de\nseparator = |\n' >"$WORK/lotd.conf"
calibrate "$french"
like 'lines are held against the configuration' "$out" '^layout = us$'
: >"$WORK/lotd.conf"

is 'on standard input, as JSON' "$(printf '%s\n' "$german" | "$LOTCTL" --config "$WORK/lotd.conf" calibrate --escaped --json)" \
    '{"layout":"de","variant":"","host":"us","alike":[],"caps_lock":false,"tab_ends":false,"separator":"untold","written":""}'
calibrate ']d20109521234543213'
is 'another code is a no' "$status $out" '1 '
like 'and why is told' "$err" 'calibration code'
calibrate
is 'nothing is a no' "$status" 1

# lotd CODES... : what the daemon makes of scans, as outcome and code
lotd() {
    printf '%s\n' "$@" | "$LOTD" --config "$WORK/lotd.conf" --ledger "$WORK/site.ledger" --input - --escaped 2>"$WORK/err"
}
answers=$(lotd "$printed" LOTD-RECEIVE "${printed/\\x1d/|}" "$german" "${printed/\\x1d/}" "${printed/ABC/CBA}" OP-1)
is 'the daemon answers each with its own code' "$(printf '%s\n' "$answers" | cut -d: -f1)" 'ok calibrated
prompt mode
error layout-differs
error layout-differs
error scanner-fault
error layout-unknown
'"$(printf '%s\n' "$answers" | tail -n 1 | cut -d: -f1)"
like 'and says what to set' "$answers" 'layout-differs: .*layout = de'
lotd 'LOTD-CANCEL' >/dev/null
is 'each is on record' "$("$LOTCTL" --ledger "$WORK/site.ledger" verify >/dev/null; echo $?)" 0

done_testing
