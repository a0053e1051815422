/* SPDX-License-Identifier: MIT */
/*
 * The GS1 identifier table and its index. The first two digits tell how long an identifier is, and
 * where its place is among those that begin like it: no search.
 */

#include "gs1_table.h"

#include "gs1_linters.h"

struct prefix {
    uint8_t length; /* of the identifiers that begin with these two digits; 0: there are none */
    uint16_t place; /* the first of 1, 10 or 100 places */
};

#include "gs1_table.inc"

static unsigned digit(uint8_t byte)
{
    return (unsigned)byte - '0';
}

static const struct prefix *prefix_of(struct lot_span text)
{
    if (text.size < 2 || digit(text.data[0]) > 9 || digit(text.data[1]) > 9) {
        return NULL;
    }
    return &prefixes[digit(text.data[0]) * 10 + digit(text.data[1])];
}

size_t gs1_identifier_length(struct lot_span text)
{
    const struct prefix *prefix = prefix_of(text);
    return prefix ? prefix->length : 0;
}

const struct gs1_row *gs1_find(struct lot_span text)
{
    const struct prefix *prefix = prefix_of(text);
    if (!prefix || prefix->length == 0 || text.size < prefix->length) {
        return NULL;
    }
    unsigned place = 0;
    for (size_t i = 2; i < prefix->length; i++) {
        if (digit(text.data[i]) > 9) {
            return NULL;
        }
        place = place * 10 + digit(text.data[i]);
    }
    unsigned number = places[prefix->place + place];
    return number > 0 ? &rows[number - 1] : NULL;
}

const struct gs1_component *gs1_components(const struct gs1_row *row)
{
    return &components[row->first_component];
}

const struct gs1_term *gs1_required(const struct gs1_row *row)
{
    return row->required > 0 ? &terms[row->required] : NULL;
}

const struct gs1_term *gs1_excluded(const struct gs1_row *row)
{
    return row->excluded > 0 ? &terms[row->excluded] : NULL;
}

bool gs1_names(const struct gs1_term *term, const struct gs1_row *row)
{
    return row >= &rows[term->first] && row <= &rows[term->last];
}

const struct gs1_row *gs1_row_at(size_t number)
{
    return number < sizeof rows / sizeof rows[0] ? &rows[number] : NULL;
}
