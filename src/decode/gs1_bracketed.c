/* SPDX-License-Identifier: MIT */
/*
 * GS1 element strings as people write them, identifiers in brackets:
 *
 *   (01)09521234543213(10)ABC123      [01]09521234543213[10]ABC123
 *
 * The brackets are no part of the data; an opening one that is stands behind a backslash.
 */

#include "gs1.h"

#include <string.h>

/* The size of the value that begins here: up to the next bracket that is none of its data. */
static size_t value_size(struct lot_span rest, uint8_t opening, bool *escaped)
{
    size_t size = 0;
    *escaped = false;
    while (size < rest.size && rest.data[size] != opening) {
        bool escapes =
            rest.data[size] == '\\' && size + 1 < rest.size && rest.data[size + 1] == opening;
        *escaped |= escapes;
        size += escapes ? 2 : 1;
    }
    return size;
}

/*
 * A copy without the backslashes that free a bracket. There is room: all that is copied is shorter
 * than the input, and nothing else was kept yet.
 */
static struct lot_span unescaped(struct decoding *decoding, struct lot_span where, uint8_t opening)
{
    struct lot_decoded *out = decoding->out;
    uint8_t *copy = out->text + out->text_used;
    size_t size = 0;
    for (size_t i = 0; i < where.size; i++) {
        bool escapes = where.data[i] == '\\' && i + 1 < where.size && where.data[i + 1] == opening;
        i += escapes;
        copy[size++] = where.data[i];
    }
    out->text_used += size;
    return lot_span(copy, size);
}

static void refuse(struct gs1_walk *walk, struct lot_span where)
{
    struct lot_problem problem = decode_problem(walk->decoding, LOT_PROBLEM_SYNTAX, where);
    decode_error(walk->decoding, &problem);
}

void gs1_read_bracketed(struct gs1_walk *walk)
{
    struct lot_span rest = walk->decoding->data;
    uint8_t opening = rest.data[0];
    uint8_t closing = opening == '(' ? ')' : ']';
    while (rest.size > 0) {
        const uint8_t *close = memchr(rest.data, closing, rest.size);
        if (!close) {
            refuse(walk, rest);
            return;
        }
        struct lot_span id = lot_span(rest.data + 1, (size_t)(close - rest.data) - 1);
        walk->row = gs1_find_exactly(id);
        if (!walk->row) {
            gs1_refuse_identifier(walk, id);
            return;
        }
        bool escaped;
        rest = lot_span_part(rest, id.size + 2, rest.size);
        walk->where = lot_span(close + 1, value_size(rest, opening, &escaped));
        walk->text = escaped ? unescaped(walk->decoding, walk->where, opening) : walk->where;
        if (!gs1_take(walk)) {
            return;
        }
        rest = lot_span_part(rest, walk->where.size, rest.size);
    }
}
