#!/bin/sh
# SPDX-License-Identifier: MIT
# Labels in each printer's language, read by a strict parser of that language: the dots are those of
# the PNG, and what is in them is read to exactly the bytes meant.
. tests/interop/labels.sh

for program in dmtxread ZXingReader pngtopnm python3; do
    command -v $program >/dev/null || skip "$program is not installed"
done

# The picture widened to whole bytes: what a print head gets.
dots_of() {
    pngtopnm "$1" | pgmtopbm -threshold | pnmpad -white -right "$2" | cksum
}

printed() { # sample, language, the label's file
    pbm=$folder/printed.pbm
    if ! complaint=$($here/printed.py "$2" "$3" 2>&1 >"$pbm"); then
        result "$1 as $2 by the manual" "a label" "$complaint"
        return
    fi
    wide=$(sed -n '2s/ .*//p;2q' "$pbm")
    width=$(pngtopnm "$folder/$1.png" | sed -n '2s/ .*//p;2q')
    result "$1 as ${3##*.} is $1.png" "$(dots_of "$folder/$1.png" $((wide - width)))" \
        "$(cksum < "$pbm")"
    result "$1 as ${3##*.} by dmtxread" "$(cat "$folder/$1.want")" "$(read_by_dmtx "$pbm")"
}

for name in $names; do
    printed "$name" zpl "$folder/$name.zpl"
    printed "$name" zpl "$folder/$name.zpl-plain"
    printed "$name" escpos "$folder/$name.escpos"
    printed "$name" tspl "$folder/$name.tspl"
done
echo "1..$count"
