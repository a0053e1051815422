/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_GS1_TABLE_H
#define LOT_DECODE_GS1_TABLE_H

/*
 * All GS1 application identifiers (GS1 General Specifications 3), made by gs1_table.awk from the
 * published dictionary: what their values are made of, and which others they need or exclude.
 */

#include <lot/decode.h>

/* Character sets (GS1 General Specifications 7.11), one bit each. */
#define GS1_NUMERIC        1u
#define GS1_SET_82         2u
#define GS1_SET_39         4u
#define GS1_SET_64         8u

#define GS1_NO_FACT        LOT_FACT_COUNT
#define GS1_LINTERS_MAX    4u
#define GS1_QUALIFIERS_MAX 3u

/* The rows stand in the order of their identifiers: GS1_ROW_00, GS1_ROW_01 ... GS1_ROW_COUNT. */
enum gs1_row_number {
#include "gs1_numbers.inc"
};

/* A part of a value: one character set, a length, rules. */
struct gs1_component {
    uint8_t set;
    uint8_t min, max;
    bool optional;
    uint8_t linters[GS1_LINTERS_MAX]; /* enum gs1_linter, ends with GS1_LINTER_none */
};

/*
 * An expression of identifiers is a run of terms: next is what stands behind one. '+' binds
 * strongest, then ',' (or), then '&' (and); 0 ends it. What '&' joins are groups.
 */
struct gs1_term {
    char pattern[5]; /* "310n" */
    char next;
    uint8_t left;         /* how many more terms its group has */
    uint16_t first, last; /* the rows that it names, by number */
};

struct gs1_row {
    char id[LOT_ELEMENT_ID_SIZE];
    uint8_t id_size;
    uint8_t min, max; /* of the whole value */
    bool separator;   /* a separator must end it, unless it is the last */
    uint8_t decimals;
    uint8_t fact; /* enum lot_fact, or GS1_NO_FACT */
    uint8_t first_component, component_count;
    uint8_t required, excluded; /* the first term of an expression; 0: none */
    uint16_t number;            /* enum gs1_row_number */
    uint32_t mark;              /* the row's bit in such words as the next two, or 0 */
    uint32_t required_marks;    /* one of these is all it requires; 0: the expression tells */
    uint32_t excluded_marks;    /* all it excludes; 0: the expression tells */
    const char *title;
};

/*
 * For each two digits: the size of the identifiers that begin with them, and where in the places
 * those 1, 10 or 100 are looked up. A place is a row's number + 1; 0 is no identifier.
 */
struct gs1_prefix {
    uint8_t size;
    uint16_t place;
};

/* A path of a Digital Link: a key and, each or none, its qualifiers in their order, by number. */
struct gs1_link_path {
    uint16_t key; /* GS1_ROW_COUNT ends the table */
    uint8_t count;
    uint16_t qualifiers[GS1_QUALIFIERS_MAX];
};

extern const struct gs1_component gs1_component_table[];
extern const struct gs1_term gs1_term_table[];
extern const struct gs1_row gs1_row_table[];
extern const struct gs1_prefix gs1_prefix_table[100];
extern const uint16_t gs1_place_table[];
extern const struct gs1_link_path gs1_link_path_table[];
/* Those that are no data attributes of a Digital Link; GS1_ROW_COUNT ends them. */
extern const uint16_t gs1_no_attribute_table[];

static inline const struct gs1_component *gs1_components(const struct gs1_row *row)
{
    return &gs1_component_table[row->first_component];
}

/* How the identifiers are looked up that begin like the text; NULL when it is not two digits. */
static inline const struct gs1_prefix *gs1_prefix(struct lot_span text)
{
    if (text.size < 2) {
        return NULL;
    }
    unsigned tens = text.data[0] - (unsigned)'0';
    unsigned ones = text.data[1] - (unsigned)'0';
    return tens <= 9 && ones <= 9 ? &gs1_prefix_table[tens * 10 + ones] : NULL;
}

/* The row of the identifier that the text begins with, or NULL. */
static inline const struct gs1_row *gs1_find(struct lot_span text)
{
    const struct gs1_prefix *prefix = gs1_prefix(text);
    if (!prefix || text.size < prefix->size) {
        return NULL;
    }
    unsigned place = 0;
    for (unsigned i = 2; i < prefix->size; i++) {
        unsigned digit = text.data[i] - (unsigned)'0';
        if (digit > 9) {
            return NULL;
        }
        place = place * 10 + digit;
    }
    unsigned number = gs1_place_table[prefix->place + place];
    return number > 0 ? &gs1_row_table[number - 1] : NULL;
}

/* The row whose identifier the text is, all of it, or NULL. */
static inline const struct gs1_row *gs1_find_exactly(struct lot_span text)
{
    const struct gs1_row *row = gs1_find(text);
    return row && row->id_size == text.size ? row : NULL;
}

#endif
