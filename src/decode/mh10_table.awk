# SPDX-License-Identifier: MIT
#
# Makes the data identifier table from the published list:
#
#   awk -f mh10_table.awk mh10-facts.tsv mh10-di-table.tsv > mh10_table.inc
#
# mh10-di-table.tsv is ANSI MH10.8.2 as a sheet: identifier, pattern, description. A pattern that
# says how many digits a value has becomes its rule; what letters and signs real labels use is wider
# than the patterns say, so that the others allow any printable text. mh10-facts.tsv gives the
# identifiers that say something of a lot their rule, fact and a short title.

BEGIN {
    FS = "\t"
}

FNR == 1 {
    file++
    next
}

file == 1 {
    rule[$1] = $2
    fact[$1] = $3
    title[$1] = $4
    next
}

$1 ~ /^[0-9]*[A-Z]$/ {
    letter = substr($1, length($1))
    number = substr($1, 1, length($1) - 1) + 0
    key = sprintf("%s%03d", letter, number)
    seen[$1] = 1
    min = max = 0
    if ($2 ~ /^\\d\{[0-9]+(,[0-9]+)?\}\$$/) {
        split(substr($2, 4, length($2) - 5), bounds, ",")
        min = bounds[1]
        max = bounds[2] == "" ? min : bounds[2]
    }
    lines[key] = sprintf("    {\"%s\", \"%s\", %s, \"%s\", %s, %d, %d},", key, $1,
                         fact[$1] == "" ? "MH10_NO_FACT" : "LOT_FACT_" fact[$1],
                         title[$1] == "" ? short($3) : title[$1],
                         rule[$1] == "" ? "\"\"" : "\"" rule[$1] "\"", min, max)
    keys[++count] = key
}

# What a description says first, cut between words.
function short(text) {
    gsub(/\\n.*/, "", text)
    gsub(/["\\]/, "", text)
    sub(/ *[(.,;:].*/, "", text)
    if (length(text) > 48) {
        text = substr(text, 1, 49)
        sub(/ [^ ]*$/, "", text)
    }
    return text
}

END {
    for (di in title)
        if (!(di in seen)) {
            print "mh10_table.awk: " di " is not in the list" > "/dev/stderr"
            exit 1
        }
    for (i = 2; i <= count; i++) {
        for (j = i; j > 1 && keys[j - 1] > keys[j]; j--) {
            swap = keys[j]
            keys[j] = keys[j - 1]
            keys[j - 1] = swap
        }
    }
    print "/* SPDX-License-Identifier: MIT */"
    print "/* Made by mh10_table.awk from mh10-facts.tsv and mh10-di-table.tsv. */"
    print "/* clang-format off */"
    print "static const struct mh10_row rows[] = {"
    for (i = 1; i <= count; i++)
        print lines[keys[i]]
    print "};"
    print "/* clang-format on */"
}
