# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034
# Sourced by the label tests: composes every row of samples.tsv in every format into a folder, and
# compares what readers say with what the row says, as "identifier hexadecimal-bytes".
set -euf

here=tests/interop
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tab=$(printf '\t')
count=0

# The text as bytes in hexadecimal, <GS> as 0x1d.
hex_of() {
    printf '%s' "$1" | sed "s/<GS>/$(printf '\035')/g" | od -An -v -tx1 | tr -d ' \n'
}

compose() { # name mm dots/mm identifier bytes field...
    name=$1 size=$2 dots=$3
    echo "$4 $(hex_of "$5")" > "$folder/$name.want"
    echo "$name ${size%x*} ${size#*x} $dots" >> "$folder/manifest"
    shift 5
    for format in png svg zpl zpl-plain escpos tspl; do
        "$BUILD/tests/interop/label_tool" $format "$size" "$dots" "$@" > "$folder/$name.$format"
    done
}

while IFS= read -r row; do
    case $row in '#'*) continue ;; esac
    IFS=$tab
    # shellcheck disable=SC2086
    compose $row
    unset IFS
done < $here/samples.tsv
names=$(cut -d' ' -f1 "$folder/manifest")

result() { # what, wanted, got
    count=$((count + 1))
    if [ "$2" = "$3" ]; then
        echo "ok $count - $1"
    else
        echo "not ok $count - $1"
        printf '# wanted: %s\n# got:    %s\n' "$2" "$3"
    fi
}

# What dmtxread sees: FNC1 in front is a GS there, and is what makes it ]d2.
read_by_dmtx() {
    hex=$(dmtxread -m 2000 -N1 -G 29 "$1" | od -An -v -tx1 | tr -d ' \n')
    case $hex in
    1d*) echo "]d2 ${hex#1d}" ;;
    *) echo "]d1 $hex" ;;
    esac
}

read_by_zxing() {
    ZXingReader "$1" | awk '
        $1 == "Bytes:" { for (i = 2; i <= NF; i++) bytes = bytes tolower($i) }
        $1 == "Identifier:" { identifier = $2 }
        END { print identifier, bytes }'
}

# Nothing to test with: that is a failure where everything must be there.
skip() {
    if [ "${CI:-}" = true ]; then
        printf '1..1\nnot ok 1 - %s\n' "$1"
    else
        echo "1..0 # SKIP $1"
    fi
    exit 0
}
