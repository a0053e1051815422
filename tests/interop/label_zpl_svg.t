#!/bin/sh
# SPDX-License-Identifier: MIT
# Labels as ZPL and SVG, rendered by independent renderers from npm: the printer's picture is ours dot
# by dot, and both pictures are read to exactly the bytes meant.
. tests/interop/labels.sh

for program in node npm dmtxread pngtopnm; do
    command -v $program >/dev/null || skip "$program is not installed"
done

packages=$($here/packages.sh 2>&1) || skip "$packages"
if ! node "$packages/read.mjs" "$folder" > "$folder/read" 2> "$folder/node.log"; then
    printf '1..1\nnot ok 1 - node %s read.mjs\n' "$(node --version)"
    cut -c1-200 "$folder/node.log" | sed 's/^/# /'
    exit 0
fi

read_by_zxing_wasm() { # name format
    awk -v name="$1" -v format="$2" '$1 == name && $2 == format { print $3, $4 }' "$folder/read"
}

# "width height checksum"
dots_of() {
    pngtopnm "$1" | pgmtopbm -threshold > "$folder/dots.pbm"
    echo "$(sed -n 2p "$folder/dots.pbm" | tr -d '\0') $(cksum < "$folder/dots.pbm")"
}

for name in $names; do
    want=$(cat "$folder/$name.want")
    result "$name.zpl is $name.png" "$(dots_of "$folder/$name.png")" \
        "$(dots_of "$folder/$name.zpl.png")"
    result "$name.zpl by dmtxread" "$want" "$(read_by_dmtx "$folder/$name.zpl.png")"
    for format in zpl svg; do
        result "$name.$format by zxing-wasm" "$want" "$(read_by_zxing_wasm "$name" $format)"
    done
done
echo "1..$count"
