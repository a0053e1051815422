/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_GS1_TABLE_H
#define LOT_DECODE_GS1_TABLE_H

/*
 * All GS1 application identifiers (GS1 General Specifications 3), made by gs1_table.awk from the
 * published dictionary: what their values are made of, and which others they need or exclude.
 */

#include <lot/decode.h>

/* Character sets (GS1 General Specifications 7.11), one bit each. */
#define GS1_NUMERIC     1u
#define GS1_SET_82      2u
#define GS1_SET_39      4u
#define GS1_SET_64      8u

#define GS1_NO_FACT     LOT_FACT_COUNT

#define GS1_LINTERS_MAX 4u

/* A part of a value: one character set, a length, rules. */
struct gs1_component {
    uint8_t set;
    uint8_t min, max;
    bool optional;
    uint8_t linters[GS1_LINTERS_MAX]; /* enum gs1_linter, ends with GS1_LINTER_none */
};

/*
 * An expression of identifiers is a run of terms: next is what stands behind one. '+' binds
 * strongest, then ',' (or), then '&' (and); 0 ends it.
 */
struct gs1_term {
    char pattern[5]; /* "310n" */
    char next;
    uint16_t first, last; /* the numbers of the rows that it names */
};

struct gs1_row {
    char id[5];
    const char *title;
    uint8_t min, max; /* of the whole value */
    bool separator;   /* a separator must end it, unless it is the last */
    uint8_t decimals;
    uint8_t fact; /* enum lot_fact, or GS1_NO_FACT */
    uint8_t first_component, component_count;
    uint8_t required, excluded; /* the first term of an expression; 0: none */
};

/* The row of the identifier that the text begins with, or NULL. */
const struct gs1_row *gs1_find(struct lot_span text);
/* How long an identifier is that begins like the text: 0 when no identifier does. */
size_t gs1_identifier_length(struct lot_span text);

const struct gs1_component *gs1_components(const struct gs1_row *row);
/* The expressions of a row; NULL when it has none. */
const struct gs1_term *gs1_required(const struct gs1_row *row);
const struct gs1_term *gs1_excluded(const struct gs1_row *row);
bool gs1_names(const struct gs1_term *term, const struct gs1_row *row);

/* The nth row in the order of identifiers, or NULL behind the last. */
const struct gs1_row *gs1_row_at(size_t number);

#endif
