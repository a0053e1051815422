/* SPDX-License-Identifier: MIT */
/*
 * One GS1 element. Its value is held against its identifier's format: component by component
 * length, character set and rules (GS1 General Specifications 3.2, 7.11). Then it becomes an
 * element and a fact, or an error that says where in the input it is. What is right is kept beside
 * what is wrong.
 */

#include "gs1.h"

#include "gs1_dates.h"

#include <string.h>

/* ---- character sets ------------------------------------------------------------------------- */

#define N (GS1_NUMERIC | GS1_SET_82 | GS1_SET_39 | GS1_SET_64)
#define C (GS1_SET_82 | GS1_SET_39 | GS1_SET_64) /* capital letters, '-' */
#define S (GS1_SET_82 | GS1_SET_64)              /* small letters, '_' */
#define E (GS1_SET_82 | GS1_SET_64)              /* '=', which fills up base64 */
#define H (GS1_SET_82 | GS1_SET_39)              /* '/' */
#define P GS1_SET_39                             /* '#' */
#define O GS1_SET_82

/* clang-format off */
static const uint8_t sets[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, O, O, P, 0, O, O, O, O, O, O, O, O, C, O, H, /*  !"#$%&'()*+,-./ */
    N, N, N, N, N, N, N, N, N, N, O, O, O, E, O, O, /* 0123456789:;<=>? */
    0, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, /* @ABCDEFGHIJKLMNO */
    C, C, C, C, C, C, C, C, C, C, C, 0, 0, 0, 0, S, /* PQRSTUVWXYZ[\]^_ */
    0, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, /* `abcdefghijklmno */
    S, S, S, S, S, S, S, S, S, S, S, 0, 0, 0, 0, 0, /* pqrstuvwxyz{|}~  */
};
/* clang-format on */

#undef N
#undef C
#undef S
#undef E
#undef H
#undef P
#undef O

DECODE_COLD static bool wrong_length(struct gs1_finding *finding, struct lot_span value, size_t min,
                                     size_t max)
{
    gs1_found(finding, LOT_PROBLEM_LENGTH, 0, value.size);
    finding->expected_min = (uint16_t)min;
    finding->expected_max = (uint16_t)max;
    return false;
}

/* ---- digits, a word at a time --------------------------------------------------------------- */

/* Of all bytes only 0x30..0x3f have 3 in front, and of those only digits have it 6 higher. */
static bool are_four_digits(const uint8_t *bytes)
{
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return (word & 0xf0f0f0f0u) == 0x30303030u &&
           ((word + 0x06060606u) & 0xf0f0f0f0u) == 0x30303030u;
}

static bool are_eight_digits(const uint8_t *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return (word & UINT64_C(0xf0f0f0f0f0f0f0f0)) == UINT64_C(0x3030303030303030) &&
           ((word + UINT64_C(0x0606060606060606)) & UINT64_C(0xf0f0f0f0f0f0f0f0)) ==
               UINT64_C(0x3030303030303030);
}

/* The last word may overlap the one before. */
static inline bool are_digits(struct lot_span part)
{
    size_t at = 0;
    if (part.size >= 8) {
        for (; at < part.size - 8; at += 8) {
            if (!are_eight_digits(part.data + at)) {
                return false;
            }
        }
        return are_eight_digits(part.data + part.size - 8);
    }
    return part.size >= 4 && are_four_digits(part.data) &&
           are_four_digits(part.data + part.size - 4);
}

/* ---- components ----------------------------------------------------------------------------- */

static inline bool check_set(struct lot_span part, uint8_t set, struct gs1_finding *finding)
{
    if (set == GS1_NUMERIC && are_digits(part)) {
        return true;
    }
    for (size_t i = 0; i < part.size; i++) {
        if ((sets[part.data[i]] & set) == 0) {
            return gs1_found(finding, LOT_PROBLEM_CHARSET, i, 1);
        }
    }
    return true;
}

static bool check_rules(struct lot_span part, const uint8_t *linters, struct gs1_finding *finding)
{
    for (; *linters != GS1_LINTER_none; linters++) {
        if (!gs1_linters[*linters](part, finding)) {
            return false;
        }
    }
    return true;
}

DECODE_HOT bool check_part(struct lot_span part, const struct gs1_component *component,
                           struct gs1_finding *finding)
{
    if (!check_set(part, component->set, finding)) {
        return false;
    }
    return component->linters[0] == GS1_LINTER_none ||
           check_rules(part, component->linters, finding);
}

/* The part of a value that is a component: as much as it can take of what is left. */
static struct lot_span part_of(struct lot_span value, size_t at,
                               const struct gs1_component *component)
{
    size_t left = value.size - at;
    return lot_span(value.data + at, left < component->max ? left : component->max);
}

/* A value of several components, the optional ones last. */
static __attribute__((noinline)) bool check_parts(const struct gs1_row *row, struct lot_span value,
                                                  struct gs1_finding *finding)
{
    const struct gs1_component *component = gs1_components(row);
    const struct gs1_component *end = component + row->component_count;
    size_t at = 0;
    for (; component < end && at < value.size; component++) {
        struct lot_span part = part_of(value, at, component);
        if (part.size < component->min) {
            return wrong_length(finding, value, component->optional ? at : row->min,
                                at + component->min);
        }
        if (!check_part(part, component, finding)) {
            finding->at = (uint16_t)(finding->at + at);
            return false;
        }
        at += part.size;
    }
    return true;
}

DECODE_HOT bool check(const struct gs1_row *row, struct lot_span value, struct gs1_finding *finding)
{
    if (value.size < row->min || value.size > row->max) {
        return wrong_length(finding, value, row->min, row->max);
    }
    if (row->component_count > 1) {
        return check_parts(row, value, finding);
    }
    return check_part(value, gs1_components(row), finding);
}

bool gs1_check(const struct gs1_row *row, struct lot_span value, struct gs1_finding *finding)
{
    return check(row, value, finding);
}

/* ---- errors --------------------------------------------------------------------------------- */

/*
 * The bytes in the input that the finding is about. Where a value is not written as it is, its text
 * is a copy: in brackets a backslash stands before the byte that it frees, in a web address three
 * bytes may write one, and of rewritten ones all bytes are meant.
 */
static struct lot_span place_of_finding(const struct gs1_walk *walk)
{
    size_t from = walk->finding.at;
    size_t to = from + walk->finding.length;
    if (walk->writing == GS1_REWRITTEN) {
        return walk->where;
    }
    if (walk->text.data == walk->where.data || walk->text.size == 0) {
        return lot_span(walk->where.data + from, to - from);
    }
    bool percent = walk->writing == GS1_PERCENT;
    size_t at = 0;
    size_t begin = 0;
    for (size_t i = 0; i < to; i++) {
        at += !percent && walk->where.data[at] != walk->text.data[i];
        begin = i == from ? at : begin;
        at += percent && walk->where.data[at] == '%' ? 3 : 1;
    }
    return lot_span(walk->where.data + begin, at - begin);
}

/* A separator inside a value that needs none cuts it. */
static void cut_at_separator(struct gs1_walk *walk)
{
    if (walk->row->separator || walk->writing != GS1_SEPARATED) {
        return;
    }
    size_t size = decode_size_to_separator(walk->decoding, walk->text);
    if (size < walk->text.size) {
        walk->text.size = walk->where.size = size;
        check(walk->row, walk->text, &walk->finding);
    }
}

/* The error is rather that the value swallowed what follows it: true when that makes sense. */
static bool blame_separator(struct gs1_walk *walk, struct lot_problem *problem)
{
    struct gs1_split *split = &walk->split;
    if (!walk->row->separator || walk->writing != GS1_SEPARATED ||
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
    size_t size = prefix ? prefix->size : 2;
    struct lot_span id = lot_span(where.data, where.size < size ? where.size : size);
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

static const uint8_t kinds[LOT_FACT_COUNT] = {
#define X(symbol, name, kind) LOT_FACT_KIND_##kind,
    LOT_FACTS(X)
#undef X
};

static int64_t number_of(struct lot_span digits)
{
    int64_t number = 0;
    for (size_t i = 0; i < digits.size; i++) {
        number = number * 10 + (digits.data[i] - '0');
    }
    return number;
}

/* States the fact that a right value is. False when it is February 29 of a century without one. */
static inline bool state_fact(struct decoding *decoding, const struct gs1_row *row,
                              struct lot_span text)
{
    int64_t number = 0;
    if (kinds[row->fact] == LOT_FACT_KIND_D) { /* YYMMDD, perhaps with a time behind */
        number = gs1_date(text.data, decoding->options->today);
        if (number == LOT_DATE_NONE) {
            return false;
        }
    } else if (kinds[row->fact] == LOT_FACT_KIND_Q) {
        number = number_of(text);
    }
    decode_fact(decoding, (enum lot_fact)row->fact,
                (struct lot_value){text, number, row->decimals});
    return true;
}

/* ---- elements ------------------------------------------------------------------------------- */

bool gs1_take(struct gs1_walk *walk)
{
    const struct gs1_row *row = walk->row;
    struct decoding *decoding = walk->decoding;
    struct lot_span text = walk->text;
    if (!check(row, text, &walk->finding)) {
        refuse(walk);
        return true;
    }
    if (gs1_has(walk, row->number) && contradicts(walk)) {
        return true;
    }
    if (row->fact != GS1_NO_FACT && !state_fact(decoding, row, text)) {
        gs1_found(&walk->finding, LOT_PROBLEM_DATE, 4, 2);
        refuse(walk);
        return true;
    }
    unsigned place = decoding->out->element_count;
    if (!decode_element(decoding, row->id, row->title, text, walk->where)) {
        return false;
    }
    walk->rows[place] = row;
    walk->marks |= row->mark;
    walk->present[row->number / 64] |= UINT64_C(1) << row->number % 64;
    return true;
}
