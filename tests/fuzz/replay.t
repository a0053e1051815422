#!/bin/sh
# SPDX-License-Identifier: MIT
# Replays the corpus of every fuzz target.
set -u
build=${BUILD:-build}
number=0
echo "1..$(ls tests/fuzz/decode_*.c | wc -l)"
for source in tests/fuzz/decode_*.c; do
    name=$(basename "$source" .c)
    number=$((number + 1))
    if count=$("$build/tests/fuzz/$name" "tests/fuzz/corpus/${name#decode_}.txt" 2>&1) && [ "$count" -ge 200 ]; then
        echo "ok $number - $name: $count inputs"
    else
        echo "not ok $number - $name"
        printf '%s\n' "$count" | sed 's/^/#   /'
    fi
done
