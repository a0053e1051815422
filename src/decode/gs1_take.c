/* SPDX-License-Identifier: MIT */
/*
 * One GS1 element: its value is checked and becomes an element and a fact, or an error that says
 * where in the input it is. What is right is kept beside what is wrong.
 */

#include "gs1.h"

#include "gs1_dates.h"

#include <string.h>

/* ---- errors --------------------------------------------------------------------------------- */

/*
 * The bytes in the input that a finding is about. In brackets a value may have been freed of
 * backslashes: then it is a copy, and each backslash in the input stands before the byte it frees.
 */
static struct lot_span place_of(struct lot_span value, struct lot_span where,
                                const struct gs1_finding *finding)
{
    if (value.data == where.data || value.size == 0) {
        return lot_span(where.data + finding->at, finding->length);
    }
    size_t at = 0;
    size_t begin = 0;
    for (size_t i = 0; i < (size_t)finding->at + finding->length; i++) {
        at += where.data[at] != value.data[i];
        begin = i == finding->at ? at : begin;
        at++;
    }
    return lot_span(where.data + begin, at - begin);
}

static void refuse(struct gs1_walk *walk, const struct gs1_row *row, struct lot_span value,
                   struct lot_span where, const struct gs1_finding *finding)
{
    struct lot_problem problem =
        decode_problem(walk->decoding, finding->code, place_of(value, where, finding));
    decode_id(problem.element, lot_span_of(row->id));
    problem.expected_min = finding->expected_min;
    problem.expected_max = finding->expected_max;
    bool first = walk->decoding->out->status != LOT_DECODE_ERROR;
    if (first && row->separator && !walk->bracketed &&
        gs1_find_split(walk, row, value, finding->at, &walk->split)) {
        struct lot_span gap =
            lot_span(value.data + walk->split.head, walk->split.tail - walk->split.head);
        struct lot_problem lost = decode_problem(walk->decoding, LOT_PROBLEM_LOST_SEPARATOR, gap);
        problem.code = lost.code;
        problem.offset = lost.offset;
        problem.length = lost.length;
    }
    decode_error(walk->decoding, &problem);
}

void gs1_refuse_identifier(struct gs1_walk *walk, struct lot_span where)
{
    size_t size = gs1_identifier_length(where);
    struct lot_span id = lot_span_part(where, 0, size > 0 ? size : 2);
    struct lot_problem problem = decode_problem(walk->decoding, LOT_PROBLEM_UNKNOWN_IDENTIFIER, id);
    decode_id(problem.element, id);
    decode_error(walk->decoding, &problem);
}

/* The same identifier twice must say the same (GS1 General Specifications 4.14.1). */
static bool is_repeated(struct gs1_walk *walk, const struct gs1_row *row, struct lot_span value,
                        struct lot_span where)
{
    struct lot_decoded *out = walk->decoding->out;
    for (unsigned e = 0; e < out->element_count; e++) {
        if (walk->rows[e] == row && !lot_span_equal(out->elements[e].value, value)) {
            struct lot_problem problem =
                decode_problem(walk->decoding, LOT_PROBLEM_REPEATED, where);
            decode_id(problem.element, lot_span_of(row->id));
            decode_id(problem.other, lot_span_of(row->id));
            decode_error(walk->decoding, &problem);
            return true;
        }
    }
    return false;
}

/* ---- facts ---------------------------------------------------------------------------------- */

static int64_t number_of(struct lot_span digits)
{
    int64_t number = 0;
    for (size_t i = 0; i < digits.size; i++) {
        number = number * 10 + (digits.data[i] - '0');
    }
    return number;
}

/* What a right value means as the row's fact. False when it is a day that does not exist. */
static bool mean(const struct gs1_walk *walk, const struct gs1_row *row, struct lot_span text,
                 struct lot_value *value)
{
    *value = (struct lot_value){.text = text};
    switch (lot_fact_kind((enum lot_fact)row->fact)) {
    case LOT_FACT_KIND_D: /* YYMMDD, perhaps with a time behind */
        value->number = gs1_date(text.data, walk->decoding->options->today);
        return value->number != LOT_DATE_NONE;
    case LOT_FACT_KIND_Q:
        value->number = number_of(text);
        value->decimals = row->decimals;
        return true;
    case LOT_FACT_KIND_T:
    case LOT_FACT_KIND_C:
    default:
        return true;
    }
}

/* ---- elements ------------------------------------------------------------------------------- */

bool gs1_take(struct gs1_walk *walk, const struct gs1_row *row, struct lot_span value,
              struct lot_span where)
{
    struct lot_decoded *out = walk->decoding->out;
    struct gs1_finding finding;
    if (!gs1_check(row, value, &finding)) {
        refuse(walk, row, value, where, &finding);
        return true;
    }
    if (is_repeated(walk, row, value, where)) {
        return true;
    }
    struct lot_value meaning;
    if (row->fact != GS1_NO_FACT && !mean(walk, row, value, &meaning)) {
        gs1_found(&finding, LOT_PROBLEM_DATE, 0, 6);
        refuse(walk, row, value, where, &finding);
        return true;
    }
    if (!decode_element(walk->decoding, row->id, row->title, value, where)) {
        return false;
    }
    walk->rows[out->element_count - 1] = row;
    if (row->fact != GS1_NO_FACT) {
        decode_fact(walk->decoding, (enum lot_fact)row->fact, meaning);
    }
    return true;
}
