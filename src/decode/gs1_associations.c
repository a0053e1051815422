/* SPDX-License-Identifier: MIT */
/*
 * Which identifiers go together (GS1 General Specifications 4.13, 4.14). Those that exclude each
 * other are an error wherever they meet. Those that need another need it on the same item, which
 * may carry several symbols: within one scan a missing one is a warning, unless the caller says
 * that this scan is all.
 */

#include "gs1.h"

#define NONE GS1_ROW_COUNT

/* The number of a row that the term names and that is there, but not this one; or NONE. */
static unsigned find_named(const struct gs1_walk *walk, const struct gs1_term *term,
                           unsigned except)
{
    unsigned number = term->first;
    while (!gs1_has(walk, number) || number == except) {
        if (number++ == term->last) {
            return NONE;
        }
    }
    return number;
}

static struct lot_problem about(const struct gs1_walk *walk, enum lot_problem_code code,
                                unsigned element, const char *other)
{
    const struct lot_element *at = &walk->decoding->out->elements[element];
    struct lot_problem problem = decode_problem(walk->decoding, code, lot_span(NULL, at->length));
    problem.offset = at->offset;
    decode_id(problem.element, lot_span_of(at->id));
    decode_id(problem.other, lot_span_of(other));
    return problem;
}

/* ---- excluded ------------------------------------------------------------------------------- */

DECODE_COLD static void refuse_pair(struct gs1_walk *walk, unsigned element, unsigned other)
{
    struct lot_problem problem =
        about(walk, LOT_PROBLEM_EXCLUSIVE, element, gs1_row_table[other].id);
    decode_error(walk->decoding, &problem);
}

static __attribute__((noinline)) void judge_excluded(struct gs1_walk *walk, unsigned element)
{
    const struct gs1_row *row = walk->rows[element];
    const struct gs1_term *term = &gs1_term_table[row->excluded];
    for (bool more = true; more; term++) {
        more = term->next != 0;
        unsigned other = find_named(walk, term, row->number);
        if (other != NONE) {
            refuse_pair(walk, element, other);
        }
    }
}

/* ---- required ------------------------------------------------------------------------------- */

/* True when all terms of an alternative, joined by '+', are there; *term is then its last. */
static bool alternative_holds(const struct gs1_walk *walk, const struct gs1_term **term,
                              unsigned self)
{
    bool holds = find_named(walk, *term, self) != NONE;
    while ((*term)->next == '+') {
        (*term)++;
        holds = holds && find_named(walk, *term, self) != NONE;
    }
    return holds;
}

static bool group_holds(const struct gs1_walk *walk, const struct gs1_term *term, unsigned self)
{
    while (!alternative_holds(walk, &term, self)) {
        if (term->next != ',') {
            return false;
        }
        term++;
    }
    return true;
}

/* The first group of what the row requires that does not hold, or NULL. */
static const struct gs1_term *first_missing(const struct gs1_walk *walk, const struct gs1_row *row)
{
    const struct gs1_term *group = &gs1_term_table[row->required];
    for (bool more = true; more; group++) {
        if (!group_holds(walk, group, row->number)) {
            return group;
        }
        group += group->left;
        more = group->next != 0;
    }
    return NULL;
}

DECODE_COLD static void report_missing(struct gs1_walk *walk, unsigned element,
                                       const struct gs1_term *missing)
{
    struct lot_problem problem = about(walk, LOT_PROBLEM_REQUIRED, element, missing->pattern);
    if (walk->decoding->options->require_associations) {
        decode_error(walk->decoding, &problem);
    } else {
        decode_warning(walk->decoding, &problem);
    }
}

static __attribute__((noinline)) void judge_required(struct gs1_walk *walk, unsigned element)
{
    const struct gs1_term *missing = first_missing(walk, walk->rows[element]);
    if (missing) {
        report_missing(walk, element, missing);
    }
}

/* ---- signatures ----------------------------------------------------------------------------- */

/*
 * A digital signature (8030) signs one instance: the keys whose serial component is optional must
 * have it then.
 */
DECODE_COLD static void judge_signed(struct gs1_walk *walk)
{
    const struct lot_decoded *out = walk->decoding->out;
    for (unsigned e = 0; e < out->element_count; e++) {
        const struct gs1_row *row = walk->rows[e];
        bool is_key =
            row->number == GS1_ROW_253 || row->number == GS1_ROW_255 || row->number == GS1_ROW_8003;
        if (is_key && out->elements[e].value.size == row->min) {
            struct lot_problem problem = about(walk, LOT_PROBLEM_VALUE, e, "8030");
            decode_error(walk->decoding, &problem);
        }
    }
}

void gs1_associate(struct gs1_walk *walk)
{
    unsigned count = walk->decoding->out->element_count;
    for (unsigned e = 0; e < count; e++) {
        const struct gs1_row *row = walk->rows[e];
        if (row->excluded > 0 &&
            (row->excluded_marks == 0 || (row->excluded_marks & walk->marks) != 0)) {
            judge_excluded(walk, e);
        }
        if (row->required > 0 && (row->required_marks & walk->marks) == 0) {
            judge_required(walk, e);
        }
    }
    if (gs1_has(walk, GS1_ROW_8030)) {
        judge_signed(walk);
    }
}
