/* SPDX-License-Identifier: MIT */
/*
 * The elements of a compressed Digital Link. Compressing loses their order, so they come in the one
 * that the same link has uncompressed: the key, its qualifiers, then attributes as they stand.
 */

#include "digital_link.h"

struct unfolded {
    unsigned count;
    struct {
        const struct gs1_row *row; /* NULL: taken */
        struct lot_span text;
    } items[LOT_ELEMENTS_MAX];
};

/* Copies all values out of the bits. False, and an error, when there is no room for them. */
static bool unfold(struct link *link, struct unfolded *out)
{
    struct decoding *decoding = link->walk.decoding;
    struct link_value value;
    out->count = 0;
    while (link_bits_next(&link->bits, &value)) {
        if (out->count == LOT_ELEMENTS_MAX) {
            return decode_too_many(decoding, link->compressed);
        }
        struct lot_span text = decode_text(decoding, lot_span(value.bytes, value.size));
        if (text.size < value.size) {
            link_refuse(link, LOT_PROBLEM_TOO_LONG, link->compressed, value.row);
            return false;
        }
        out->items[out->count].row = value.row;
        out->items[out->count++].text = text;
    }
    return true;
}

/* Takes those of one identifier, or with GS1_ROW_COUNT all that are left. */
static bool take_those(struct link *link, struct unfolded *unfolded, unsigned number)
{
    for (unsigned i = 0; i < unfolded->count; i++) {
        const struct gs1_row *row = unfolded->items[i].row;
        if (!row || (row->number != number && number != GS1_ROW_COUNT)) {
            continue;
        }
        unfolded->items[i].row = NULL;
        if (!link_take(link, row, unfolded->items[i].text, link->compressed)) {
            return false;
        }
    }
    return true;
}

/* The link's key, which may stand before what is compressed. */
static unsigned key_of(struct link *link, const struct unfolded *unfolded)
{
    for (unsigned i = 0; link->key_count == 0 && i < unfolded->count; i++) {
        if (link_was_key(unfolded->items[i].row)) {
            link_add_key(link, unfolded->items[i].row, link->compressed);
        }
    }
    return link->keys[0]->number;
}

bool link_read_compressed(struct link *link)
{
    struct unfolded unfolded;
    if (!unfold(link, &unfolded)) {
        return false;
    }
    link->walk.writing = GS1_REWRITTEN;
    unsigned key = key_of(link, &unfolded);
    bool more = take_those(link, &unfolded, key);
    for (const struct gs1_link_path *path = gs1_link_path_table; path->key != GS1_ROW_COUNT;
         path++) {
        for (unsigned q = 0; more && path->key == key && q < path->count; q++) {
            more = take_those(link, &unfolded, path->qualifiers[q]);
        }
    }
    more = more && take_those(link, &unfolded, GS1_ROW_COUNT);
    link->walk.writing = GS1_PERCENT;
    return more;
}
