#!/bin/bash
# SPDX-License-Identifier: MIT
# Conformance rows that others collected, where they lie beside the project: lotctl decode agrees
# with all of them but those of disagreements.tsv, which gives its reason for each. A row that is
# listed there and agrees after all is a failure too: the list tells the truth.
set -u
rows=$PWD/../shared/vectors
disputed=$PWD/tests/interop/disagreements.tsv
if [ ! -f "$rows/check.py" ]; then
    echo '1..0 # SKIP ../shared/vectors is not there'
    exit 0
fi
lotctl=$(cd "${BUILD:-build}" && pwd)/lotctl
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# rows KEEP FILE: the header, and the rows that are listed (KEEP 1) or not (KEEP 0)
rows_of() {
    awk -F'\t' -v keep="$1" 'NR == FNR { listed[$1] = 1; next } FNR == 1 || ($1 in listed) == keep' "$disputed" "$2"
}

number=0
for file in "$rows"/*.tsv; do
    name=$(basename "$file" .tsv)
    mkdir "$work/$name"
    rows_of 0 "$file" >"$work/$name/$name.tsv"
    python3 "$rows/check.py" "$lotctl" "$work/$name" -v >"$work/said" 2>&1
    status=$?
    case $(tail -n 1 "$work/said") in '0 of 0 '*) continue ;; esac # forms that lotctl decode is not given
    number=$((number + 1))
    if [ "$status" -eq 0 ]; then
        echo "ok $number - $name: $(tail -n 1 "$work/said")"
    else
        echo "not ok $number - $name"
        sed 's/^/#   /' "$work/said"
    fi
done

mkdir "$work/disputed"
for file in "$rows"/*.tsv; do
    rows_of 1 "$file" >"$work/disputed/$(basename "$file")"
done
python3 "$rows/check.py" "$lotctl" "$work/disputed" -v >"$work/said" 2>&1
number=$((number + 1))
case $(tail -n 1 "$work/said") in
'0 of '*) echo "ok $number - each listed disagreement is one" ;;
*)
    echo "not ok $number - each listed disagreement is one"
    sed 's/^/#   /' "$work/said"
    ;;
esac
echo "1..$number"
