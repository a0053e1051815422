/* SPDX-License-Identifier: MIT */
/*
 * GS1 element strings (GS1 General Specifications 7.8): identifier, value, identifier, value ...
 *
 *   01 09521234543213  17 270331  10 ABC123 <FNC1> 30 24
 *
 * The identifier says whether a separator must end its value; behind the others one is allowed.
 * FNC1 arrives as GS, or as what the site configured. A separator in front, doubled or at the end
 * means nothing and is only worth a warning.
 *
 * What makes a scan GS1 is its carrier. Without an AIM identifier it is a separator in front (FNC1
 * as some readers send it), brackets, or 00, 01, 02 with a right check digit; with a wrong one too,
 * when more elements follow it.
 */

#include "gs1.h"

#include <string.h>

/* ---- reading -------------------------------------------------------------------------------- */

DECODE_COLD static void warn_separator(struct gs1_walk *walk, struct lot_span where)
{
    struct lot_problem problem = decode_problem(walk->decoding, LOT_PROBLEM_SEPARATOR, where);
    decode_warning(walk->decoding, &problem);
}

/* Identifiers without separator are digits of one length; other values reach to the separator. */
static size_t value_size(const struct gs1_walk *walk, struct lot_span rest)
{
    if (walk->row->separator) {
        return decode_size_to_separator(walk->decoding, rest);
    }
    return rest.size < walk->row->max ? rest.size : walk->row->max;
}

/* Takes the separators that stand here; superfluous are those that do not end a value. */
static inline struct lot_span skip_separators(struct gs1_walk *walk, struct lot_span rest,
                                              bool ends_value)
{
    size_t size;
    while ((size = decode_separator(walk->decoding, rest)) > 0) {
        if (!ends_value || size == rest.size) {
            warn_separator(walk, lot_span(rest.data, size));
        }
        walk->separated |= ends_value;
        ends_value = false;
        rest = lot_span(rest.data + size, rest.size - size);
    }
    return rest;
}

void gs1_read_separated(struct gs1_walk *walk)
{
    struct lot_span rest = skip_separators(walk, walk->decoding->data, false);
    while (rest.size > 0) {
        walk->row = gs1_find(rest);
        if (!walk->row) {
            gs1_refuse_identifier(walk, rest);
            return;
        }
        size_t id = walk->row->id_size;
        rest = lot_span(rest.data + id, rest.size - id);
        walk->text = walk->where = lot_span(rest.data, value_size(walk, rest));
        if (!gs1_take(walk)) {
            return;
        }
        size_t used = walk->text.size;
        rest = skip_separators(walk, lot_span(rest.data + used, rest.size - used), true);
    }
}

/* ---- recognising ---------------------------------------------------------------------------- */

/*
 * True for a key that is wrong, in front of a separator or an element with a check of its own:
 * nothing else begins like this, and what follows the key may be good.
 */
DECODE_COLD static bool is_wrong_key(const struct gs1_walk *walk, const struct gs1_row *row)
{
    struct lot_span data = walk->decoding->data;
    size_t size = decode_size_to_separator(walk->decoding, data);
    size_t key = row->id_size + (size_t)row->max;
    return lot_span_is_digits(lot_span_part(data, 0, size < key ? size : key)) &&
           (size < data.size || gs1_begins_with_proof(walk, lot_span_part(data, key, size)));
}

/* 00, 01 or 02 and as many digits as it takes, the last of them right. */
static bool begins_with_key(const struct gs1_walk *walk)
{
    struct gs1_finding finding;
    struct lot_span data = walk->decoding->data;
    if (data.size < 2 || data.data[0] != '0' || data.data[1] > '2') {
        return false;
    }
    const struct gs1_row *row = gs1_find(data);
    return row &&
           (gs1_check(row, lot_span_part(data, 2, row->max), &finding) || is_wrong_key(walk, row));
}

/* The location's extension (254) is a part of the location: "number.extension". */
DECODE_COLD static void extend_location(struct decoding *decoding)
{
    static const char extension_id[LOT_ELEMENT_ID_SIZE] = "254";
    struct lot_decoded *out = decoding->out;
    struct lot_span *location = &out->facts.value[LOT_FACT_LOCATION].text;
    for (unsigned e = 0; e < out->element_count; e++) {
        struct lot_span extension = out->elements[e].value;
        size_t size = location->size + 1 + extension.size;
        if (memcmp(out->elements[e].id, extension_id, sizeof extension_id) == 0 &&
            size <= sizeof out->text - out->text_used) {
            const uint8_t *start = out->text + out->text_used;
            decode_text(decoding, *location);
            decode_text(decoding, LOT_LITERAL("."));
            decode_text(decoding, extension);
            *location = lot_span(start, size);
            return;
        }
    }
}

/* Reads the element strings. False when there is no reason to take them for any. */
static bool read_elements(struct gs1_walk *walk)
{
    struct decoding *decoding = walk->decoding;
    if (walk->writing == GS1_BRACKETED) {
        gs1_read_bracketed(walk);
        return true;
    }
    if (decoding->carrier == CARRIER_GS1 || decode_separator(decoding, decoding->data) > 0 ||
        begins_with_key(walk)) {
        gs1_read_separated(walk);
        return true;
    }
    return false;
}

/* All but rows, which is large and written before it is read. */
void gs1_begin(struct gs1_walk *walk, struct decoding *decoding, enum gs1_writing writing)
{
    walk->decoding = decoding;
    walk->writing = writing;
    walk->separated = false;
    walk->split.row = NULL;
    walk->marks = 0;
    memset(walk->present, 0, sizeof walk->present);
}

void gs1_finish(struct gs1_walk *walk)
{
    if (gs1_has(walk, GS1_ROW_254) && gs1_has(walk, GS1_ROW_414)) {
        extend_location(walk->decoding);
    }
    if (walk->decoding->out->status != LOT_DECODE_ERROR) {
        gs1_associate(walk);
    }
}

bool decode_gs1(struct decoding *decoding)
{
    struct gs1_walk walk;
    bool bracketed = decoding->carrier == CARRIER_NONE && gs1_is_bracketed(decoding->data);
    gs1_begin(&walk, decoding, bracketed ? GS1_BRACKETED : GS1_SEPARATED);
    if (!read_elements(&walk)) {
        return false;
    }
    gs1_finish(&walk);
    if (walk.split.row) {
        gs1_suggest_split(&walk);
    } else if (!walk.separated && !bracketed) {
        gs1_suspect_values(&walk);
    }
    return true;
}
