#!/bin/bash
# SPDX-License-Identifier: MIT
# The command line makes sense or is refused with status 2, a reason and nothing on standard output.
# shellcheck source=tests/lotctl/tap.sh
. "$(dirname "$0")/tap.sh"

# refused REASON ARGUMENT...
refused() {
    local reason=$1
    shift
    run "$@"
    is "refused: lotctl $*" "$status:$out" '2:'
    like "  and why" "$err" "$reason"
}
refused 'a verb is missing'
refused "there is no verb 'sotck'" sotck
refused "there is no option '--nope'" stock --nope
refused "'stock' takes no --days" stock --days 3
refused 'exclude each other' stock --json --csv
refused 'no --csv' decode --csv x
refused "'trace' wants LOT" trace
refused "what to do with 'b'" trace a b
refused 'YYYY-MM-DD' expiring --until tomorrow
refused 'whole number' expiring --days -1
refused 'exclude each other' expiring --days 1 --until 2026-01-01
refused "there is no kind 'things'" import things "$WORK/none.csv"
refused "there is no verb 'nope'" help nope
refused 'no such file|No such file' --config "$WORK/none.conf" stock

run help
is 'help answers on standard output' "$status:$err" '0:'
listed=$(printf '%s\n' "$out" | sed -n 's/^  \([a-z]*\)  .*/\1/p')
for verb in $listed; do
    run help "$verb"
    like "help $verb" "$status:$out" "^0:usage: lotctl \[OPTION\]... $verb"
    run "$verb" --help
    like "$verb --help" "$status:$out" "^0:usage: lotctl \[OPTION\]... $verb"
done
missing=$(for verb in decode import stock lots trace recall expiring history label export verify backup hold release holds orders \
    status scan config jobs sheet; do printf '%s\n' "$listed" | grep -qx "$verb" || echo "$verb"; done)
is 'every verb is listed' "$missing" ''

# complete WORD...: what bash would offer for the last word
complete_words() {
    (
        # shellcheck disable=SC1090
        . <("$LOTCTL" completion)
        cd "$WORK" || exit
        COMP_WORDS=(lotctl "$@")
        COMP_CWORD=$#
        COMPREPLY=()
        _lotctl
        printf '%s\n' "${COMPREPLY[@]}" | sort | tr '\n' ' '
    )
}
is 'completes verbs' "$(complete_words st)" 'status stock '
is 'completes verbs after options and their values' \
    "$(complete_words --ledger x --json ex)" 'expiring export '
is 'completes options of the verb' "$(complete_words trace --i)" '--item '
is 'completes no option of another verb' "$(complete_words trace --days)" ' '
is 'completes kinds' "$(complete_words import it)" 'items '
touch "$WORK/orders.csv"
is 'completes files' "$(complete_words import documents ord)" 'orders.csv '
is 'completes the values of options' "$(complete_words label X --format p)" 'pdf png '

"$LOTCTL" help >/dev/full 2>"$WORK/err"
is 'a full disk is told' "$?:$(cat "$WORK/err")" \
    '3:lotctl: cannot write to standard output: No space left on device'
done_testing
