/* SPDX-License-Identifier: MIT */
/*
 * A value against its identifier's format: component by component length, character set, rules
 * (GS1 General Specifications 3.2, 7.11).
 */

#include "gs1.h"

#include <string.h>

#define N  (GS1_NUMERIC | GS1_SET_82 | GS1_SET_39 | GS1_SET_64)
#define C  (GS1_SET_82 | GS1_SET_39 | GS1_SET_64) /* capital letters, '-' */
#define S  (GS1_SET_82 | GS1_SET_64)              /* small letters, '_' */
#define H  (GS1_SET_82 | GS1_SET_39)              /* '/' */
#define E  (GS1_SET_82 | GS1_SET_64)              /* '=', which fills up base64 */
#define O  GS1_SET_82
#define X  GS1_SET_39 /* '#' */
#define __ 0

/* clang-format off */
static const uint8_t sets[256] = {
    __, __, __, __, __, __, __, __, __, __, __, __, __, __, __, __,
    __, __, __, __, __, __, __, __, __, __, __, __, __, __, __, __,
    __, O,  O,  X,  __, O,  O,  O,  O,  O,  O,  O,  O,  C,  O,  H,  /*  !"#$%&'()*+,-./ */
    N,  N,  N,  N,  N,  N,  N,  N,  N,  N,  O,  O,  O,  E,  O,  O,  /* 0123456789:;<=>? */
    __, C,  C,  C,  C,  C,  C,  C,  C,  C,  C,  C,  C,  C,  C,  C,  /* @ABCDEFGHIJKLMNO */
    C,  C,  C,  C,  C,  C,  C,  C,  C,  C,  C,  __, __, __, __, S,  /* PQRSTUVWXYZ[\]^_ */
    __, S,  S,  S,  S,  S,  S,  S,  S,  S,  S,  S,  S,  S,  S,  S,  /* `abcdefghijklmno */
    S,  S,  S,  S,  S,  S,  S,  S,  S,  S,  S,  __, __, __, __, __, /* pqrstuvwxyz{|}~  */
};
/* clang-format on */

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

static inline bool check_part(struct lot_span part, const struct gs1_component *component,
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

bool gs1_check(const struct gs1_row *row, struct lot_span value, struct gs1_finding *finding)
{
    if (value.size < row->min || value.size > row->max) {
        return wrong_length(finding, value, row->min, row->max);
    }
    if (row->component_count > 1) {
        return check_parts(row, value, finding);
    }
    return check_part(value, gs1_components(row), finding);
}
