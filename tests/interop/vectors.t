#!/bin/bash
# SPDX-License-Identifier: MIT
# Conformance rows that others collected, where they lie beside the project: lotctl decode agrees.
set -u
rows=$PWD/../shared/vectors
files='gs1-scan gs1-concat gs1-bounds ean'
if [ ! -f "$rows/check.py" ]; then
    echo '1..0 # SKIP ../shared/vectors is not there'
    exit 0
fi
lotctl=$(cd "${BUILD:-build}" && pwd)/lotctl
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

number=0
for file in $files; do
    number=$((number + 1))
    mkdir "$work/$file"
    cp "$rows/$file.tsv" "$work/$file/"
    if python3 "$rows/check.py" "$lotctl" "$work/$file" -v >"$work/said" 2>&1; then
        echo "ok $number - $file: $(tail -n 1 "$work/said")"
    else
        echo "not ok $number - $file"
        sed 's/^/#   /' "$work/said"
    fi
done
echo "1..$number"
