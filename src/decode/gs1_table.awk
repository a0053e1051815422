# SPDX-License-Identifier: MIT
#
# Makes the GS1 identifier table from the published facts:
#
#   awk -f gs1_table.awk gs1-facts.tsv gs1-ai-table.tsv > gs1_table.inc
#   awk -v numbers=1 -f gs1_table.awk gs1-facts.tsv gs1-ai-table.tsv > gs1_numbers.inc
#
# gs1-ai-table.tsv is the GS1 Syntax Dictionary as a sheet: identifier, separator, format, linters,
# associations, its place in a Digital Link, decimals, title. gs1-facts.tsv says which identifier states which fact about a lot.
#
# What many rows share is written once: lists of components, and expressions of required and
# excluded identifiers. An identifier's length follows from its first two digits (GS1 General
# Specifications 7.8.1), so two steps of direct indexing find its row; whatever would break that
# stops this script.

BEGIN {
    FS = "\t"
    charset["N"] = "GS1_NUMERIC"
    charset["X"] = "GS1_SET_82"
    charset["Y"] = "GS1_SET_39"
    charset["Z"] = "GS1_SET_64"
    rows = components = marks = 0
    terms = 1 # 0 is no expression
    term_lines = "    {\"\", 0, 0, 0, 0},\n"
}

FNR == 1 {
    file++
    next
}

file == 1 {
    fact_of[$1] = $2
    next
}

{
    ai[rows] = $1
    separator[rows] = $2 == "yes"
    format[rows] = $3
    least[rows] = $4
    most[rows] = $5
    linters[rows] = $6
    required[rows] = $7
    excluded[rows] = $8
    is_key[rows] = $9 == "yes"
    qualifiers[rows] = $10
    is_attribute[rows] = $11 == "yes"
    decimals[rows] = $12 == "" ? 0 : $12
    title[rows] = $13
    if (rows > 0 && ai[rows - 1] "" >= $1 "")
        stop($1 ": the rows are not in order")
    if ($2 == "no" && ($4 != $5 || $3 !~ /^N[0-9]+$/))
        stop($1 ": without a separator an identifier must be digits of one length")
    rows++
}

END {
    if (failed)
        exit 1
    print "/* SPDX-License-Identifier: MIT */"
    print "/* Made by gs1_table.awk from gs1-facts.tsv and gs1-ai-table.tsv: change those. */"
    print "/* clang-format off */"
    print ""
    if (numbers)
        print_numbers()
    else
        print_tables()
}

function print_numbers(    r) {
    for (r = 0; r < rows; r++)
        print "GS1_ROW_" ai[r] ","
    print "GS1_ROW_COUNT"
}

function print_tables(    r) {
    for (r = 0; r < rows; r++) {
        word(required[r])
        word(excluded[r])
    }
    for (r = 0; r < rows; r++) {
        components_of(r)
        row_lines = row_lines row_text(r)
        place(r)
    }
    print "const struct gs1_component gs1_component_table[] = {\n" component_lines "};\n"
    print "const struct gs1_term gs1_term_table[] = {\n" term_lines "};\n"
    print "const struct gs1_row gs1_row_table[] = {\n" row_lines "};\n"
    print "const struct gs1_prefix gs1_prefix_table[100] = {\n" prefix_text() "};\n"
    print "const uint16_t gs1_place_table[] = {\n" place_text() "};\n"
    print "const struct gs1_link_path gs1_link_path_table[] = {\n" path_text() "};\n"
    print "const uint16_t gs1_no_attribute_table[] = {\n" no_attribute_text() "};"
}

function stop(message) {
    print "gs1_table.awk: " message > "/dev/stderr"
    failed = 1
    exit 1
}

# ---- components -----------------------------------------------------------------------------------

# "N13 [X..17]" with "1:csum+gcppos1": two components, found by what they are written as
function components_of(r,    key, part, n, i, names, list) {
    key = format[r] "|" linters[r]
    if (!(key in first_component)) {
        split("", names)
        n = split(linters[r], part, ";")
        for (i = 1; i <= n; i++)
            names[substr(part[i], 1, 1)] = substr(part[i], 3)
        first_component[key] = components
        n = split(format[r], part, " ")
        component_count[key] = n
        for (i = 1; i <= n; i++)
            component_lines = component_lines component_text(part[i], names[i])
    }
    first[r] = first_component[key]
    count[r] = component_count[key]
}

function component_text(text, names,    optional, set, low, high) {
    components++
    optional = text ~ /^\[/
    gsub(/[][]/, "", text)
    set = substr(text, 1, 1)
    text = substr(text, 2)
    high = low = text
    if (text ~ /^\.\./) {
        high = substr(text, 3)
        low = 1
    }
    if (set == "Z")
        names = names (names == "" ? "" : "+") "padding64"
    if (set == "N" && low + 0 > 4)
        sub(/\+?gcppos[12]/, "", names) # digits are what a company prefix must begin with
    return sprintf("    {%s, %d, %d, %s, {%s}},\n", charset[set], low, high,
                   optional ? "true" : "false", linter_text(names))
}

function linter_text(names,    part, n, i, text) {
    n = split(names, part, "+")
    for (i = 1; i <= n; i++)
        text = text "GS1_LINTER_" part[i] ", "
    return text "GS1_LINTER_none"
}

# ---- associations ---------------------------------------------------------------------------------

# "01 & 30,31nn" as terms, each with what stands behind it: '&', ',', '+' or the end
function expression(text,    group, groups, g) {
    gsub(/ /, "", text)
    if (text == "")
        return 0
    if (!(text in expression_at)) {
        expression_at[text] = terms
        groups = split(text, group, "&")
        for (g = 1; g <= groups; g++)
            add_group(group[g], g < groups ? "&" : "")
    }
    return expression_at[text]
}

function add_group(text, behind,    pattern, left, i, at) {
    left = split(text, pattern, /[,+]/)
    at = 0
    for (i = 1; left > 0; i++) {
        at += length(pattern[i]) + 1
        left--
        term_lines = term_lines term_text(pattern[i], left > 0 ? substr(text, at, 1) : behind, left)
    }
}

# the rows that a pattern like "310n" names stand together
function term_text(pattern, behind, left,    stem, r, low, high) {
    terms++
    stem = pattern
    gsub(/n/, "", stem)
    low = -1
    for (r = 0; r < rows; r++) {
        if (length(ai[r]) == length(pattern) && index(ai[r], stem) == 1) {
            if (low < 0)
                low = r
            high = r
        }
    }
    if (low < 0)
        stop("no identifier " pattern)
    return sprintf("    {\"%s\", %s, %d, %d, %d},\n", pattern,
                   behind == "" ? "0" : "'" behind "'", left, low, high)
}

# ---- marks ----------------------------------------------------------------------------------------

# Most expressions only name identifiers one by one, and but few different ones: each of those has a
# bit, so that a set of them is a word. "01,02" is a word; "01 & 21", "01+21" and "310n" are none, 0.
function word(text,    name, n, i, sum) {
    if (text ~ /[&+n]/)
        return 0
    n = split(text, name, ",")
    for (i = 1; i <= n; i++) {
        if (!(name[i] in mark))
            mark[name[i]] = 2 ^ marks++
        sum += mark[name[i]]
    }
    if (marks > 31)
        stop("more marks than bits")
    return sum + 0
}

# ---- rows -----------------------------------------------------------------------------------------

function fact(name,    family) {
    family = substr(name, 1, 3) "n"
    if (name in fact_of)
        return "LOT_FACT_" fact_of[name]
    if (length(name) == 4 && family in fact_of)
        return "LOT_FACT_" fact_of[family]
    return "GS1_NO_FACT"
}

function row_text(r) {
    return sprintf("    {\"%s\", %d, %d, %d, %s, %d, %s, %d, %d, %d, %d, GS1_ROW_%s, " \
                   "%d, %d, %d, \"%s\"},\n", ai[r], length(ai[r]), least[r], most[r],
                   separator[r] ? "true" : "false", decimals[r], fact(ai[r]), first[r], count[r],
                   expression(required[r]), expression(excluded[r]), ai[r], mark[ai[r]],
                   word(required[r]), word(excluded[r]), title[r])
}

# ---- finding a row --------------------------------------------------------------------------------

function place(r,    two) {
    two = substr(ai[r], 1, 2) + 0
    if (two in digits && digits[two] != length(ai[r]))
        stop(ai[r] ": not as long as the others that begin like it")
    digits[two] = length(ai[r])
    row_of[two, substr(ai[r], 3)] = r + 1
}

# for the two digits that an identifier begins with: its length, and where its places begin; two
# digits that begin none are taken for a whole one
function prefix_text(    two, at, text) {
    at = 1
    for (two = 0; two < 100; two++) {
        text = text begin(two, 10)
        if (!(two in digits)) {
            text = text "{2, 0},"
            continue
        }
        text = text "{" digits[two] ", " at "},"
        at += 10 ^ (digits[two] - 2)
    }
    return text "\n"
}

# a place is a row's number + 1; 0 is no identifier, as is the first place of all
function place_text(    two, i, n, text, at) {
    text = begin(0, 20) "0,"
    at = 1
    for (two = 0; two < 100; two++) {
        if (!(two in digits))
            continue
        n = 10 ^ (digits[two] - 2)
        for (i = 0; i < n; i++)
            text = text begin(at++, 20) (row_of[two, suffix(i, digits[two] - 2)] + 0) ","
    }
    return text "\n"
}

# ---- Digital Link ---------------------------------------------------------------------------------

# "22,10,21|235": two paths that begin with this key
function path_text(    r, way, ways, w, text) {
    for (r = 0; r < rows; r++) {
        if (!is_key[r])
            continue
        ways = split(qualifiers[r], way, "|")
        for (w = 1; w <= ways || w == 1; w++)
            text = text path(ai[r], ways > 0 ? way[w] : "")
    }
    return text "    {GS1_ROW_COUNT, 0, {0}},\n"
}

function path(key, list,    name, n, i, text) {
    n = split(list, name, ",")
    for (i = 1; i <= n; i++)
        text = text (i > 1 ? ", " : "") "GS1_ROW_" name[i]
    return sprintf("    {GS1_ROW_%s, %d, {%s}},\n", key, n, n > 0 ? text : "0")
}

function no_attribute_text(    r, text) {
    for (r = 0; r < rows; r++)
        if (!is_attribute[r])
            text = text "    GS1_ROW_" ai[r] ",\n"
    return text "    GS1_ROW_COUNT,\n"
}

# ---- lists ----------------------------------------------------------------------------------------

# what stands before the nth value of a list, so many to a line
function begin(nth, to_a_line) {
    if (nth % to_a_line > 0)
        return " "
    return nth == 0 ? "    " : "\n    "
}

function suffix(i, width) {
    return width == 0 ? "" : sprintf("%0" width "d", i)
}
