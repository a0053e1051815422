#!/bin/bash
# SPDX-License-Identifier: MIT
# A site's patterns, tried before they go live: lotctl config --check says what is wrong with one,
# lotctl decode what each makes of a scan, which goes before what, and which gave up.
# shellcheck source=tests/lotctl/tap.sh
. "$(dirname "$0")/tap.sh"

cat >"$WORK/lotd.conf" <<'CONF'
[pattern bin]
regex = BIN-(?<location>[A-Z]\d\d)-(?<item>\d{6})
[pattern second]
regex = BIN-(?<lot>.*)
[pattern ours]
regex = 0109521234543213(?<lot>.+)
first = yes
[pattern theirs]
regex = 0109521234000013(?<lot>.+)
[pattern slow]
regex = Z((a|aa)+)+b
fact = lot
[pattern operator]
regex =
CONF
# answer SCAN: syntax, pattern, error and facts
answer() {
    "$LOTCTL" --config "$WORK/lotd.conf" decode --json "$1" | python3 -c 'import json, sys
d = json.load(sys.stdin)
print(d["syntax"], d.get("pattern"), d.get("error", {}).get("code"), d.get("facts"))'
}

run --config "$WORK/lotd.conf" config --check
is 'patterns that are sound' "$status $out$err" '0 '
is 'named groups are facts' "$(answer BIN-A01-123456)" "site bin None {'item': '123456', 'location': 'A01'}"
is 'in the order of the file' "$(answer BIN-A01)" "site second None {'lot': 'A01'}"
is 'one goes before the standards' "$(answer ']d2010952123454321310A')" "site ours None {'lot': '10A'}"
is 'another behind them' "$(answer ']d2010952123400001310A')" "gs1 None None {'item': '09521234000013', 'lot': 'A'}"
is 'and is asked where no standard reads it' "$(answer ']C0010952123400001310A')" "site theirs None {'lot': '10A'}"
is 'a built-in one is switched off' "$(answer OP-7)" 'plain None None None'
is 'another stays' "$(answer LOC-7)" "site location None {'location': 'LOC-7'}"
is 'one that takes too long gives up, and is named' \
    "$(answer Zaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaacbc)" 'site slow pattern {}'

# refused REGEX WANTED: --check tells the line and what is wrong
refused() {
    printf '[pattern x]\n%s\n' "$1" >"$WORK/bad.conf"
    run --config "$WORK/bad.conf" config --check
    like "refused: ${1//$'\n'/; }" "$status $err" "^1 .*bad.conf:[0-9]+: $2"
}
refused 'regex = (?<lot>a' 'missing closing parenthesis|.*character 9'
refused 'regex = (?<colour>a)' '.*colour is not a fact'
refused 'regex = a' '.*say which fact'
refused $'regex = a\nfact = colour' '.*colour is not a fact'
refused $'regex = a\nfact = lot\nfirst = maybe' '.*first'
refused $'regex = a\nfact = lot\nlast = yes' '.*last'

done_testing
