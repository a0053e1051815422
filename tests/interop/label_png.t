#!/bin/sh
# SPDX-License-Identifier: MIT
# Labels as PNG, read by two independent decoders to exactly the bytes meant.
. tests/interop/labels.sh

for program in dmtxread ZXingReader; do
    command -v $program >/dev/null || skip "$program is not installed"
done
for name in $names; do
    want=$(cat "$folder/$name.want")
    result "$name.png by dmtxread" "$want" "$(read_by_dmtx "$folder/$name.png")"
    result "$name.png by ZXingReader" "$want" "$(read_by_zxing "$folder/$name.png")"
done
echo "1..$count"
