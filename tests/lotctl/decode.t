#!/bin/bash
# SPDX-License-Identifier: MIT
# lotctl decode: one answer a line for whatever comes, in the form that lotctl(1) documents.
# shellcheck source=tests/lotctl/tap.sh
. "$(dirname "$0")/tap.sh"

today='--today 2026-03-01'
# decode [OPTION]... : decodes standard input to JSON
decode() {
    # shellcheck disable=SC2086
    "$LOTCTL" decode --json $today "$@"
}
# field PATH: the Python expression PATH of the answer d on standard input
field() {
    python3 -c 'import json, sys; d = json.loads(sys.stdin.buffer.read()); print(eval(sys.argv[1]))' "$1"
}

is 'good elements' \
    "$(echo ']d2010952123454321310ABC123' | decode)" \
    '{"status":"ok","carrier":"]d2","syntax":"gs1","elements":[{"id":"01","title":"GTIN","value":"09521234543213"},{"id":"10","title":"BATCH/LOT","value":"ABC123"}],"facts":{"item":"09521234543213","lot":"ABC123"},"warnings":[]}'
wrong=$(echo ']C1010952123454321010LOT5' | decode)
is 'an error, and what is good beside it' "$(printf '%s' "$wrong" | field \
    'd["status"], d["error"]["code"], d["error"]["element"], d["error"]["offset"], d["error"]["length"], d["elements"], d["facts"]')" \
    "('error', 'check-digit', '01', 5, 14, [{'id': '10', 'title': 'BATCH/LOT', 'value': 'LOT5'}], {'lot': 'LOT5'})"
like 'the message names identifier and digits' "$(printf '%s' "$wrong" | field 'd["error"]["message"]')" \
    '01.*'
is 'plain text' "$(echo ']C010ABC123' | decode)" \
    '{"status":"plain","carrier":"]C0","syntax":"plain","value":"10ABC123"}'
is 'quantities are strings, dates are ISO 8601' \
    "$(printf ']d20109521234543213310300125017280229' | decode | field 'd["facts"]')" \
    "{'item': '09521234543213', 'expiry': '2028-02-29', 'weight_kg': '1.25'}"
is 'a command and its argument' "$(echo 'LOTD-QTY-12' | decode | field 'd["syntax"], d["facts"]')" \
    "('command', {'command': 'QTY', 'argument': '12'})"

# whatever comes: one answer a line, each valid
{
    printf '\n\x1d\x1d\n'
    head -c 65536 /dev/zero | tr '\0' 'A'
    printf '\n]d210AB\0CD\nplain\0text\n\xff\xfe\n]d2010952123454321310'
    printf '\xc3\x28\n'
    head -c 300000 /dev/zero
    printf '\nlast line'
} >"$WORK/odd"
decode <"$WORK/odd" >"$WORK/answers"
is 'whatever comes is answered' "$?" 0
is 'one answer a line' "$(wc -l <"$WORK/answers")" 9
python3 - "$WORK/answers" >"$WORK/seen" <<'PYTHON'
import json, sys
for line in open(sys.argv[1], encoding='utf-8', errors='strict'):
    answer = json.loads(line)
    print(answer['status'], answer.get('error', {}).get('code', ''), answer.get('value', '').encode(), answer.get('hex', ''))
PYTHON
ok 'each is JSON in UTF-8' $? "$(cat "$WORK/answers")"
is 'an empty line' "$(sed -n 1p "$WORK/seen")" "error empty b'' "
is 'nothing but separators' "$(sed -n 2p "$WORK/seen")" "error empty b'' "
is '64 KiB' "$(sed -n 3p "$WORK/seen")" "error too-long b'' "
is 'NUL in an element' "$(sed -n 4p "$WORK/seen")" "error charset b'' "
is 'NUL in plain text' "$(sed -n 5p "$WORK/seen")" "plain  b'plain\\x00text' "
is 'not UTF-8, given in hexadecimal too' "$(sed -n 6p "$WORK/seen")" \
    "plain  b'\\xef\\xbf\\xbd\\xef\\xbf\\xbd' fffe"
is 'not UTF-8 in an element' "$(sed -n 7p "$WORK/seen")" "error charset b'' "
is 'longer than any buffer' "$(sed -n 8p "$WORK/seen")" "error too-long b'' "
is 'no newline at the end' "$(sed -n 9p "$WORK/seen")" "plain  b'last line' "
is 'no input, no answer' "$(decode </dev/null | wc -c)" 0

# options
is '--escaped' "$(printf '%s\n' ']d210A\x1d17280229' | decode --escaped | field 'd["facts"]')" \
    "{'lot': 'A', 'expiry': '2028-02-29'}"
is '--escaped: a backslash' "$(printf '%s\n' 'a\\x41\q' | decode --escaped | field 'd["value"]')" 'a\x41\q'
is 'without it a backslash is one' "$(printf '%s\n' 'a\x41' | decode | field 'd["value"]')" 'a\x41'
is '--today turns years' "$(echo ']d217990101' | "$LOTCTL" decode --json --today 1980-01-01 | field 'd["facts"]')" \
    "{'expiry': '1999-01-01'}"
is 'a companion is missing: a warning' \
    "$(echo ']d2020952123454321337' | decode | field 'd["status"]')" error
is '  and with it' "$(echo ']d2020952123454321337''12' | decode | field 'd["status"]')" ok
is 'a missing companion is a warning' \
    "$(echo ']d23712' | decode | field '[d["status"], d["warnings"][0]["code"]]')" "['ok', 'required']"
is '  and an error with --associations' \
    "$(echo ']d23712' | decode --associations | field '[d["status"], d["error"]["code"]]')" "['error', 'required']"

# arguments instead of lines, and the form for people
run decode --json 'LOC-1' ''
is 'each argument is a scan' "$status:$(printf '%s\n' "$out" | wc -l)" '0:2'
run decode --today 2026-03-01 ']d201095212345432131728022910ABC123'
is 'for people' "$status:$out" '0:ok gs1 ]d2
    01    GTIN                  09521234543213
    17    USE BY or EXPIRY      280229
    10    BATCH/LOT             ABC123
  item            09521234543213
  lot             ABC123
  expiry          2028-02-29'
run decode --escaped 'a\x1b[31mb'
is 'for people: nothing steers the terminal' "$out" 'plain a\x1b[31mb'

# who feeds it line by line is answered line by line
coproc "$LOTCTL" decode --json
pid=$COPROC_PID
echo 'LOC-7' >&"${COPROC[1]}"
read -r -t 60 answer <&"${COPROC[0]}"
like 'answers before the input ends' "$answer" '^\{"status":'
# shellcheck disable=SC1083,SC2093
exec {COPROC[1]}>&-
wait "$pid"
is 'and ends with it' $? 0
done_testing
