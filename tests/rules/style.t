#!/bin/sh
# SPDX-License-Identifier: MIT
# What every file and function keeps to: a licence line, a length that can be read, few parameters.
set -u
number=0
ok() {
    number=$((number + 1))
    if [ -s "$2" ]; then
        echo "not ok $number - $1"
        sed 's/^/#   /' "$2"
    else
        echo "ok $number - $1"
    fi
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find src include tests etc Makefile .ci -type f ! -path '*/node_modules/*' | sort >"$work/files"
grep -E '\.(c|h)$' "$work/files" | grep -v '^tests/' >"$work/code"

echo 1..5

# data files carry none: each row of theirs is data
grep -vE '\.(tsv|csv|txt|json|scan|db|umockdev|ioctl|events|evemu|png)$|/corpus/|\.inc$|\.clang-tidy$' "$work/files" |
    xargs grep -L 'SPDX-License-Identifier: MIT' >"$work/spdx"
ok 'each file has its licence line' "$work/spdx"

xargs wc -l <"$work/code" | awk '$2 != "total" && $1 > 500 { print $2 ": " $1 " lines" }' >"$work/long"
ok 'no file of the source is over 500 lines' "$work/long"

# a function is what stands between a line that begins with a name and ends the column-0 brace
xargs awk '
    /^[a-zA-Z].*\)$/ || /^[a-zA-Z].*,$/ || /^ +.*\)$/ { if (!open) head = FNR ":" $0 }
    /^{$/ { open = 1; from = FNR }
    /^}/ && open { open = 0; count++; if (FNR - from - 1 > 70) print FILENAME ":" from ": " FNR - from - 1 " lines" }
    END { if (count < 20) print "found only " count + 0 " functions: was the style changed?" }
' <"$work/code" >"$work/functions"
ok 'no function is over 70 lines' "$work/functions"

grep -E '\.c$' "$work/code" | xargs grep -nE '\b(gets|strcpy|strcat|sprintf|strtok|alloca|atoi|system)\(' >"$work/unsafe"
ok 'no call that cannot be used safely' "$work/unsafe"

# decode and engine use no double; money, quantities and dates are integers everywhere
grep -rnE '\b(float|double)\b' src/base src/decode src/engine src/ledger include/lot/base.h include/lot/engine.h \
    include/lot/ledger.h --include='*.[ch]' | grep -vE '^\S+:[0-9]+: *(/\*|\*)|double[-_ ](read|separator|entry|press|quote)|"' >"$work/floating"
ok 'no floating point where quantities, money and dates are' "$work/floating"
