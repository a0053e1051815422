#!/bin/sh
# SPDX-License-Identifier: MIT
# The rules between rooms: who may include whom, where a library may be named, and that the core is
# pure. A rule that finds nothing to look at fails, so that a moved folder cannot silence it.
set -u
build=${BUILD:-build}
number=0

# ok NAME FILE: passes when FILE, the list of offences, is empty
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

# every #include as: file TAB form (< or ") TAB what
find src include -name '*.[ch]' | sort | while read -r file; do
    sed -n 's/^ *# *include *\([<"]\)\([^>"]*\)[>"].*/\1\t\2/p' "$file" | sed "s|^|$file\t|"
done >"$work/includes"

# room, and the rooms whose headers it may include
cat >"$work/rooms" <<'ROWS'
src/base/             base
src/capture/          base capture
src/decode/           base decode
src/engine/           base decode engine
src/ledger/           base decode engine ledger
src/output/feedback/  base decode engine ledger feedback
src/output/label/     base decode engine ledger label
src/output/sync/      base decode engine ledger sync
src/programs/         base capture decode engine ledger feedback label sync
include/lot/base.h    -
include/lot/capture.h base
include/lot/decode.h  base
include/lot/codes.h   base
include/lot/book.h    base
include/lot/engine.h  base book codes decode
include/lot/questions.h base
include/lot/ledger.h  base decode engine questions
include/lot/feedback.h base
include/lot/label.h   base
include/lot/sync.h    base ledger
ROWS

echo 1..6

awk '
    NR == FNR { for (i = 2; i <= NF; i++) allowed[$1, $i] = 1; rooms[$1] = 1; next }
    $2 == "<" && $3 ~ /^lot\// {
        name = $3; sub(/^lot\//, "", name); sub(/\.h$/, "", name)
        seen++
        for (room in rooms)
            if (index($1, room) == 1 && !((room, name) in allowed)) print $1 " includes <" $3 ">"
    }
    END { if (seen < 20) print "found only " seen + 0 " includes of <lot/*.h>: was the tree moved?" }
' "$work/rooms" "$work/includes" >"$work/edges"
ok 'a room includes only rooms that sort before its own' "$work/edges"

# a quoted header is private: it lies in the same folder (programs share programs/common), or is
# made from a file of the folder, or from what is shipped in etc
awk -F'\t' '$2 == "\"" { print $1 "\t" $3 }' "$work/includes" | while IFS='	' read -r file header; do
    here=$(dirname "$file")
    case $here in src/programs/*) common=src/programs/common ;; *) common=$here ;; esac
    [ -e "$here/$header" ] || [ -e "$common/$header" ] || [ -e "$here/${header%.inc}" ] || [ -e "etc/${header%.inc}" ] ||
        echo "$file includes \"$header\", which is not its room's"
done >"$work/private"
ok 'a quoted header is the own room'"'"'s' "$work/private"

# header pattern, and the rooms that may name it
cat >"$work/libraries" <<'ROWS'
^libevdev/|^linux/input   src/capture/
^xkbcommon/               src/capture/
^systemd/sd-device        src/capture/
^sqlite3                  src/ledger/
^sodium                   src/ledger/ src/output/sync/
^gpiod                    src/output/feedback/
^zint                     src/output/label/
^ft2build|^freetype/      src/output/label/
^png                      src/output/label/
^zlib                     src/output/label/
^expat                    src/output/label/
^csv\.h                   src/output/sync/
^libpq                    src/output/sync/
^ini\.h                   src/programs/
^pcre2                    src/programs/
^ncurses                  src/programs/
^systemd/                 src/capture/ src/output/ src/programs/
ROWS
awk '
    NR == FNR { pattern[++n] = $1; homes[n] = ""; for (i = 2; i <= NF; i++) homes[n] = homes[n] " " $i; next }
    $2 == "<" {
        for (p = 1; p <= n; p++) {
            if ($3 !~ pattern[p]) continue
            count = split(homes[p], home, " ")
            inside = 0
            for (h = 1; h <= count; h++) if (index($1, home[h]) == 1) inside = 1
            if (!inside) print $1 " names <" $3 ">"
            break
        }
    }
' "$work/libraries" "$work/includes" >"$work/named"
ok 'a library is named in its own room only' "$work/named"

nm -u "$build/pure.o" | awk '
    BEGIN {
        split("memcpy memmove memset memcmp memchr strlen strnlen strcmp strncmp", names, " ")
        for (i in names) allowed[names[i]] = 1
        allowed["_GLOBAL_OFFSET_TABLE_"] = 1
    }
    { seen++ }
    !($2 in allowed) && $2 !~ /^__(aeabi_|u?div|u?mod|mul|ashl|lshr|ashr)/ { print "the core needs " $2 }
    END { if (!seen) print "nothing undefined at all: is build/pure.o there?" }
' >"$work/impure"
ok 'base, decode, engine and framing are pure' "$work/impure"

# the core keeps no state: nothing in it is writable
nm "$build/pure.o" | awk '$2 ~ /^[bBdDcC]$/ { print "writable: " $3 }' >"$work/state"
ok 'the core has no global state' "$work/state"

# headers stand alone
for header in include/lot/*.h; do
    printf '#include <lot/%s>\n' "$(basename "$header")" >"$work/alone.c"
    ${CC:-gcc} -std=c17 -D_GNU_SOURCE -Wall -Wextra -Wconversion -Werror -Iinclude -fsyntax-only "$work/alone.c" 2>&1
done >"$work/alone"
ok 'each public header compiles alone' "$work/alone"
