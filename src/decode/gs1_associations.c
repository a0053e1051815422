/* SPDX-License-Identifier: MIT */
/*
 * Which identifiers go together (GS1 General Specifications 4.13, 4.14). Those that exclude each
 * other are an error wherever they meet. Those that need another need it on the same item, which
 * may carry several symbols: within one scan a missing one is a warning, unless the caller says
 * that this scan is all.
 */

#include "gs1.h"

#include <string.h>

static bool is_there(const struct gs1_walk *walk, const struct gs1_term *term,
                     const struct gs1_row *except)
{
    for (unsigned e = 0; e < walk->decoding->out->element_count; e++) {
        if (gs1_names(term, walk->rows[e]) && walk->rows[e] != except) {
            return true;
        }
    }
    return false;
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

static void judge_excluded(struct gs1_walk *walk, unsigned element)
{
    const struct gs1_row *row = walk->rows[element];
    const struct gs1_term *term = gs1_excluded(row);
    for (bool more = term != NULL; more; term++) {
        more = term->next != 0;
        for (unsigned e = 0; e < walk->decoding->out->element_count; e++) {
            if (gs1_names(term, walk->rows[e]) && walk->rows[e] != row) {
                struct lot_problem problem =
                    about(walk, LOT_PROBLEM_EXCLUSIVE, element, walk->rows[e]->id);
                decode_error(walk->decoding, &problem);
            }
        }
    }
}

/* ---- required ------------------------------------------------------------------------------- */

/*
 * The first term of the first group, of those joined by '&', that no alternative satisfies; NULL
 * when each group has one.
 */
static const struct gs1_term *first_missing(const struct gs1_walk *walk, const struct gs1_row *row)
{
    const struct gs1_term *term = gs1_required(row);
    const struct gs1_term *group = term;
    bool group_holds = false;
    bool alternative_holds = true;
    for (bool more = term != NULL; more; term++) {
        more = term->next != 0;
        alternative_holds = alternative_holds && is_there(walk, term, row);
        if (term->next == '+') {
            continue;
        }
        group_holds |= alternative_holds;
        alternative_holds = true;
        if (term->next == ',') {
            continue;
        }
        if (!group_holds) {
            return group;
        }
        group_holds = false;
        group = term + 1;
    }
    return NULL;
}

static void judge_required(struct gs1_walk *walk, unsigned element)
{
    const struct gs1_term *missing = first_missing(walk, walk->rows[element]);
    if (!missing) {
        return;
    }
    struct lot_problem problem = about(walk, LOT_PROBLEM_REQUIRED, element, missing->pattern);
    if (walk->decoding->options->require_associations) {
        decode_error(walk->decoding, &problem);
    } else {
        decode_warning(walk->decoding, &problem);
    }
}

/* ---- signatures ----------------------------------------------------------------------------- */

/*
 * A digital signature (8030) signs one instance: the keys whose serial component is optional must
 * have it then.
 */
static void judge_signed(struct gs1_walk *walk)
{
    static const char *const keys[] = {"253", "255", "8003"};
    bool is_signed = false;
    for (unsigned e = 0; e < walk->decoding->out->element_count; e++) {
        is_signed |= strcmp(walk->rows[e]->id, "8030") == 0;
    }
    for (unsigned e = 0; is_signed && e < walk->decoding->out->element_count; e++) {
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
            if (strcmp(walk->rows[e]->id, keys[k]) == 0 &&
                walk->decoding->out->elements[e].value.size == walk->rows[e]->min) {
                struct lot_problem problem = about(walk, LOT_PROBLEM_VALUE, e, "8030");
                decode_error(walk->decoding, &problem);
            }
        }
    }
}

void gs1_associate(struct gs1_walk *walk)
{
    for (unsigned e = 0; e < walk->decoding->out->element_count; e++) {
        judge_excluded(walk, e);
    }
    for (unsigned e = 0; e < walk->decoding->out->element_count; e++) {
        judge_required(walk, e);
    }
    judge_signed(walk);
}
