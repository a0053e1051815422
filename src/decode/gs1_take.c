/* SPDX-License-Identifier: MIT */
/*
 * One GS1 element: its value is checked and becomes an element and a fact, or an error that says
 * where in the input it is. What is right is kept beside what is wrong.
 */

#include "gs1.h"

#include "gs1_dates.h"

static const uint8_t kinds[LOT_FACT_COUNT] = {
#define X(symbol, name, kind) LOT_FACT_KIND_##kind,
    LOT_FACTS(X)
#undef X
};

/* ---- errors --------------------------------------------------------------------------------- */

/*
 * The bytes in the input that the finding is about. In brackets a value may have been freed of
 * backslashes: then it is a copy, and each backslash in the input stands before the byte it frees.
 */
static struct lot_span place_of_finding(const struct gs1_walk *walk)
{
    size_t from = walk->finding.at;
    size_t to = from + walk->finding.length;
    if (walk->text.data == walk->where.data || walk->text.size == 0) {
        return lot_span(walk->where.data + from, to - from);
    }
    size_t at = 0;
    size_t begin = 0;
    for (size_t i = 0; i < to; i++) {
        at += walk->where.data[at] != walk->text.data[i];
        begin = i == from ? at : begin;
        at++;
    }
    return lot_span(walk->where.data + begin, at - begin);
}

/* A separator inside a value that needs none: the value is cut, and too short. */
static void cut_at_separator(struct gs1_walk *walk)
{
    struct gs1_finding *finding = &walk->finding;
    struct lot_span found = lot_span_part(walk->text, finding->at, walk->text.size);
    if (walk->row->separator || walk->bracketed || finding->code != LOT_PROBLEM_CHARSET ||
        decode_separator(walk->decoding, found) == 0) {
        return;
    }
    walk->text.size = walk->where.size = finding->at;
    gs1_check(walk->row, walk->text, finding);
}

/* The error is rather that the value swallowed what follows it: true when that makes sense. */
static bool blame_separator(struct gs1_walk *walk, struct lot_problem *problem)
{
    struct gs1_split *split = &walk->split;
    if (!walk->row->separator || walk->bracketed ||
        !gs1_find_split(walk, walk->row, walk->text, walk->finding.at, split)) {
        return false;
    }
    *problem = decode_problem(walk->decoding, LOT_PROBLEM_LOST_SEPARATOR,
                              lot_span(walk->text.data + split->head, split->tail - split->head));
    return true;
}

DECODE_COLD static void refuse(struct gs1_walk *walk)
{
    cut_at_separator(walk);
    if (walk->decoding->out->status == LOT_DECODE_ERROR) {
        return; /* the first error is the answer's */
    }
    struct lot_problem problem;
    if (!blame_separator(walk, &problem)) {
        problem = decode_problem(walk->decoding, walk->finding.code, place_of_finding(walk));
        problem.expected_min = walk->finding.expected_min;
        problem.expected_max = walk->finding.expected_max;
    }
    decode_id(problem.element, lot_span_of(walk->row->id));
    decode_error(walk->decoding, &problem);
}

void gs1_refuse_identifier(struct gs1_walk *walk, struct lot_span where)
{
    const struct gs1_prefix *prefix = gs1_prefix(where);
    struct lot_span id = lot_span_part(where, 0, prefix ? prefix->size : 2);
    struct lot_problem problem = decode_problem(walk->decoding, LOT_PROBLEM_UNKNOWN_IDENTIFIER, id);
    decode_id(problem.element, id);
    decode_error(walk->decoding, &problem);
}

/* The same identifier twice must say the same (GS1 General Specifications 4.14.1). */
DECODE_COLD static bool contradicts(struct gs1_walk *walk)
{
    const struct lot_decoded *out = walk->decoding->out;
    for (unsigned e = 0; e < out->element_count; e++) {
        if (walk->rows[e] == walk->row && !lot_span_equal(out->elements[e].value, walk->text)) {
            struct lot_problem problem =
                decode_problem(walk->decoding, LOT_PROBLEM_REPEATED, walk->where);
            decode_id(problem.element, lot_span_of(walk->row->id));
            decode_id(problem.other, lot_span_of(walk->row->id));
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

/* What a right value means as a fact. */
static int64_t meaning_of(const struct gs1_walk *walk)
{
    switch (kinds[walk->row->fact]) {
    case LOT_FACT_KIND_D: /* YYMMDD, perhaps with a time behind */
        return gs1_date(walk->text.data, walk->decoding->options->today);
    case LOT_FACT_KIND_Q:
        return number_of(walk->text);
    case LOT_FACT_KIND_T:
    case LOT_FACT_KIND_C:
    default:
        return 0;
    }
}

/* ---- elements ------------------------------------------------------------------------------- */

bool gs1_take(struct gs1_walk *walk)
{
    const struct gs1_row *row = walk->row;
    struct decoding *decoding = walk->decoding;
    if (!gs1_check(row, walk->text, &walk->finding)) {
        refuse(walk);
        return true;
    }
    if (gs1_has(walk, row->number) && contradicts(walk)) {
        return true;
    }
    unsigned place = decoding->out->element_count;
    if (!decode_element(decoding, row->id, row->title, walk->text, walk->where)) {
        return false;
    }
    walk->rows[place] = row;
    walk->present[row->number / 64] |= UINT64_C(1) << row->number % 64;
    if (row->fact != GS1_NO_FACT) {
        decode_fact(decoding, (enum lot_fact)row->fact,
                    (struct lot_value){walk->text, meaning_of(walk), row->decimals});
    }
    return true;
}
