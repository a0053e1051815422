/* SPDX-License-Identifier: MIT */
/*
 * The site's own codes: a program matches the text against its patterns, whose named groups are
 * facts. A group that should be a day or a number and is none is an error: its author meant it.
 */

#include "decoding.h"

/* "2026-03-01" or "20260301" */
static lot_date date_of(struct lot_span text)
{
    lot_date date = LOT_DATE_NONE;
    int64_t number;
    if (lot_date_parse(text, &date) == 0) {
        return date;
    }
    if (text.size == 8 && lot_span_number(text, &number) == 0 && lot_date_valid((lot_date)number)) {
        return (lot_date)number;
    }
    return LOT_DATE_NONE;
}

static size_t decimals_of(struct lot_span text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '.') {
            return text.size - i - 1;
        }
    }
    return 0;
}

/* What the text means as this kind of fact: the problem when it has no meaning. */
static enum lot_problem_code mean(enum lot_fact_kind kind, struct lot_span text,
                                  struct lot_value *value)
{
    *value = (struct lot_value){.text = text};
    switch (kind) {
    case LOT_FACT_KIND_D:
        value->number = date_of(text);
        return value->number == LOT_DATE_NONE ? LOT_PROBLEM_DATE : LOT_PROBLEM_NONE;
    case LOT_FACT_KIND_Q: {
        size_t decimals = decimals_of(text);
        if (decimals > LOT_DECIMALS_MAX ||
            lot_decimal_parse(text, (unsigned)decimals, &value->number) < 0) {
            return LOT_PROBLEM_VALUE;
        }
        value->decimals = (uint8_t)decimals;
        return LOT_PROBLEM_NONE;
    }
    case LOT_FACT_KIND_C:
        return LOT_PROBLEM_VALUE; /* commands are lotd's own */
    case LOT_FACT_KIND_T:
    default:
        return LOT_PROBLEM_NONE;
    }
}

static void take(struct decoding *decoding, enum lot_fact fact, struct lot_span text)
{
    struct lot_value value;
    enum lot_problem_code code = mean(lot_fact_kind(fact), text, &value);
    if (code == LOT_PROBLEM_NONE) {
        decode_fact(decoding, fact, value);
        return;
    }
    struct lot_problem problem = decode_problem(decoding, code, text);
    decode_id(problem.element, lot_span_of(lot_fact_name(fact)));
    decode_error(decoding, &problem);
}

/* Asks the patterns that go before the standards, or the others. */
static bool match(struct decoding *decoding, bool first)
{
    const struct lot_patterns *patterns = decoding->options->patterns;
    struct lot_pattern_match found = {.name = NULL};
    int matched = patterns->match(patterns->self, decoding->data, first, &found);
    if (matched == 0) {
        return false;
    }
    decoding->out->pattern = found.name;
    if (matched < 0) {
        struct lot_problem problem = decode_problem(decoding, LOT_PROBLEM_PATTERN, decoding->data);
        decode_error(decoding, &problem);
        return true;
    }
    for (unsigned g = 0; g < found.count; g++) {
        take(decoding, found.group[g].fact, found.group[g].text);
    }
    return true;
}

bool decode_site_first(struct decoding *decoding)
{
    return decoding->options->patterns && match(decoding, true);
}

bool decode_site_after(struct decoding *decoding)
{
    return decoding->options->patterns && match(decoding, false);
}
