/* SPDX-License-Identifier: MIT */
/*
 * What stands where in a Digital Link (GS1 Digital Link Standard: URI Syntax, 4): the path ends in
 * a key and some of its qualifiers, in their order, each with its value; attributes follow as
 * parameters. The dictionary tells which identifiers are which.
 */

#include "digital_link.h"

/* ---- identifiers ---------------------------------------------------------------------------- */

/* Their names in the first edition of the standard. */
static const struct {
    const char *name;
    uint16_t row;
} names[] = {
    {"cpid",  GS1_ROW_8010},
    {"cpsn",  GS1_ROW_8011},
    {"cpv",   GS1_ROW_22  },
    {"gcn",   GS1_ROW_255 },
    {"gdti",  GS1_ROW_253 },
    {"giai",  GS1_ROW_8004},
    {"ginc",  GS1_ROW_401 },
    {"gln",   GS1_ROW_414 },
    {"glnx",  GS1_ROW_254 },
    {"gmn",   GS1_ROW_8013},
    {"grai",  GS1_ROW_8003},
    {"gsin",  GS1_ROW_402 },
    {"gsrn",  GS1_ROW_8018},
    {"gsrnp", GS1_ROW_8017},
    {"gtin",  GS1_ROW_01  },
    {"itip",  GS1_ROW_8006},
    {"lot",   GS1_ROW_10  },
    {"party", GS1_ROW_417 },
    {"payTo", GS1_ROW_415 },
    {"refno", GS1_ROW_8020},
    {"ser",   GS1_ROW_21  },
    {"srin",  GS1_ROW_8019},
    {"sscc",  GS1_ROW_00  },
};

/* Its keys that are attributes since: links that were compressed then have them for keys. */
static const uint16_t former_keys[] = {
    GS1_ROW_410, GS1_ROW_411, GS1_ROW_412, GS1_ROW_413, GS1_ROW_416,
};

/* The identifier that a segment is, in digits or by name; or NULL. */
static const struct gs1_row *row_of(struct lot_span segment)
{
    const struct gs1_row *row = gs1_find_exactly(segment);
    for (size_t n = 0; !row && n < sizeof names / sizeof names[0]; n++) {
        if (lot_span_equal(segment, lot_span_of(names[n].name))) {
            row = &gs1_row_table[names[n].row];
        }
    }
    return row;
}

/* The first of the paths that begin with this key, or the next behind one; NULL: no more. */
static const struct gs1_link_path *next_path(const struct gs1_link_path *path, unsigned key)
{
    for (path = path ? path + 1 : gs1_link_path_table; path->key != GS1_ROW_COUNT; path++) {
        if (path->key == key) {
            return path;
        }
    }
    return NULL;
}

static bool is_key(const struct gs1_row *row)
{
    return next_path(NULL, row->number) != NULL;
}

bool link_was_key(const struct gs1_row *row)
{
    for (size_t k = 0; k < sizeof former_keys / sizeof former_keys[0]; k++) {
        if (former_keys[k] == row->number) {
            return true;
        }
    }
    return is_key(row);
}

/* ---- their order ---------------------------------------------------------------------------- */

void link_add_key(struct link *link, const struct gs1_row *row, struct lot_span id)
{
    if (link->key_count < LINK_KEYS_MAX) {
        link->keys[link->key_count] = row;
        link->ids[link->key_count++] = id;
    }
}

/* How many of what the path names, from the key on, stand in this order. */
static unsigned count_right(const struct link *link, const struct gs1_link_path *path)
{
    unsigned right = 1;
    for (unsigned q = 0; q < path->count && right < link->key_count; q++) {
        right += path->qualifiers[q] == link->keys[right]->number;
    }
    return right;
}

static void judge_order(struct link *link)
{
    unsigned best = 0;
    const struct gs1_link_path *path = NULL;
    while ((path = next_path(path, link->keys[0]->number)) != NULL) {
        unsigned right = count_right(link, path);
        best = right > best ? right : best;
    }
    if (best < link->key_count) {
        link_refuse(link, LOT_PROBLEM_SYNTAX, link->ids[best], link->keys[best]);
    }
}

/* True when the path could name this one too: then it may not be a parameter. */
static bool belongs_into_path(const struct link *link, const struct gs1_row *row)
{
    const struct gs1_link_path *path = NULL;
    while ((path = next_path(path, link->keys[0]->number)) != NULL) {
        for (unsigned q = 0; q < path->count; q++) {
            if (path->qualifiers[q] == row->number && count_right(link, path) == link->key_count) {
                return true;
            }
        }
    }
    return false;
}

bool link_takes_attribute(const struct link *link, const struct gs1_row *row)
{
    for (const uint16_t *number = gs1_no_attribute_table; *number != GS1_ROW_COUNT; number++) {
        if (*number == row->number) {
            return false;
        }
    }
    return link->key_count == 0 || !belongs_into_path(link, row);
}

/* ---- segments ------------------------------------------------------------------------------- */

/* Takes the last segment off the path, without its '/'. False when there is none. */
static bool cut_last(struct lot_span *path, struct lot_span *segment)
{
    size_t at = path->size;
    while (at > 0 && path->data[at - 1] != '/') {
        at--;
    }
    *segment = lot_span_part(*path, at, path->size);
    path->size = at > 0 ? at - 1 : 0;
    return at > 0;
}

/* Takes the first segment off the path, without its '/'. */
static struct lot_span cut_first(struct lot_span *path)
{
    *path = lot_span(path->data + 1, path->size - 1);
    return link_cut_before(path, '/');
}

/* The path from its last key on, where from there to the end it is identifiers and values. */
static bool find_plain(struct link *link)
{
    struct lot_span rest = link->path;
    struct lot_span id, value;
    while (cut_last(&rest, &value) && cut_last(&rest, &id)) {
        const struct gs1_row *row = row_of(id);
        if (!row) {
            return false;
        }
        if (is_key(row)) {
            link->plain = lot_span_part(link->path, rest.size, link->path.size);
            return true;
        }
    }
    return false;
}

/* The last segment, where it is compressed elements, and a key with its value before it. */
static bool find_compressed(struct link *link)
{
    struct lot_span before = link->path;
    struct lot_span segment, id, value;
    if (!cut_last(&before, &segment)) {
        return false;
    }
    struct lot_span rest = before;
    const struct gs1_row *row = cut_last(&rest, &value) && cut_last(&rest, &id) ? row_of(id) : NULL;
    bool has_key = row && is_key(row);
    if (!link_bits_open(&link->bits, segment, !has_key)) {
        return false;
    }
    link->plain = has_key ? lot_span_part(before, rest.size, before.size) : lot_span(NULL, 0);
    link->compressed = segment;
    return true;
}

/* The path from a key on that has a right value, though something behind that is broken. */
static bool find_broken(struct link *link)
{
    struct lot_span rest = link->path;
    struct lot_span value = lot_span(NULL, 0);
    struct lot_span id;
    while (cut_last(&rest, &id)) {
        struct gs1_finding finding;
        const struct gs1_row *row = gs1_find_exactly(id);
        if (row && is_key(row) && gs1_check(row, value, &finding)) {
            link->plain = lot_span_part(link->path, rest.size, link->path.size);
            return true;
        }
        value = id;
    }
    return false;
}

bool link_find_elements(struct link *link)
{
    return find_plain(link) || find_compressed(link) || find_broken(link);
}

bool link_read_plain(struct link *link)
{
    struct lot_span rest = link->plain;
    while (rest.size > 0) {
        struct lot_span id = cut_first(&rest);
        const struct gs1_row *row = row_of(id);
        if (id.size == 0 || (row && rest.size == 0)) {
            link_refuse(link, LOT_PROBLEM_SYNTAX, id, row);
            return true;
        }
        if (!row) {
            link_refuse_identifier(link, id);
            return true;
        }
        link_add_key(link, row, id);
        if (!link_take_encoded(link, row, cut_first(&rest), false)) {
            return false;
        }
    }
    if (link->key_count > 0) {
        judge_order(link);
    }
    return true;
}
