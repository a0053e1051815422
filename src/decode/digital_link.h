/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_DIGITAL_LINK_H
#define LOT_DECODE_DIGITAL_LINK_H

/*
 * A Digital Link while it is read. digital_link.c knows addresses, digital_link_path.c what stands
 * where in their paths, digital_link_compressed.c and digital_link_bits.c what compressed elements
 * are.
 */

#include "gs1.h"

/* The identifiers of a path: as many as a right one has at most, and one that makes it wrong. */
#define LINK_KEYS_MAX (GS1_QUALIFIERS_MAX + 2u)

/* No identifier's value is longer. */
#define LINK_VALUE_MAX 90u

/* Compressed elements while they are read. */
struct link_bits {
    struct lot_span text; /* six bits a character */
    size_t at;            /* in bits */
    bool failed;          /* what was read makes no sense */
    bool sorted;          /* the order inside of sequences, see digital_link_bits.c */
    unsigned count, next; /* of rows: a sequence of identifiers, and which is due */
    uint16_t rows[4];     /* by number */
};

struct link_value {
    const struct gs1_row *row;
    size_t size;
    uint8_t bytes[LINK_VALUE_MAX];
};

struct link {
    struct gs1_walk walk;
    /* the parts of the address */
    struct lot_span authority; /* host and port */
    struct lot_span path;      /* each segment with the '/' before it */
    struct lot_span query;
    /* the elements in it */
    struct lot_span plain;      /* of the path: from the key on, not compressed */
    struct lot_span compressed; /* its last segment, when that is */
    struct link_bits bits;
    unsigned key_count;
    const struct gs1_row *keys[LINK_KEYS_MAX]; /* that the path names, the key first */
    struct lot_span ids[LINK_KEYS_MAX];        /* and where */
};

/* Takes the bytes before the first such byte; *rest begins with it then, or is empty. */
struct lot_span link_cut_before(struct lot_span *rest, uint8_t byte);

/* ---- elements: false when no further element can be taken ----------------------------------- */

/* Takes an element that the link does not have yet: it says each thing once. */
bool link_take(struct link *link, const struct gs1_row *row, struct lot_span text,
               struct lot_span where);
/* Takes an element whose value is percent-encoded; as a parameter's, '+' is a space. */
bool link_take_encoded(struct link *link, const struct gs1_row *row, struct lot_span where,
                       bool parameter);

/* An error about these bytes, or about the row's identifier there (NULL: about none). */
void link_refuse(struct link *link, enum lot_problem_code code, struct lot_span where,
                 const struct gs1_row *row);
/* The error that there is no such identifier. */
void link_refuse_identifier(struct link *link, struct lot_span id);

/* ---- paths ---------------------------------------------------------------------------------- */

/* Finds the elements in the path. False when there are none. */
bool link_find_elements(struct link *link);
/* Takes those that are not compressed. */
bool link_read_plain(struct link *link);

/* True when the identifier may be a parameter behind the path that was read. */
bool link_takes_attribute(const struct link *link, const struct gs1_row *row);
/* True for keys, and for those that were keys in the standard's first edition. */
bool link_was_key(const struct gs1_row *row);
/* Keeps what the path names; what is beyond LINK_KEYS_MAX makes it no more wrong. */
void link_add_key(struct link *link, const struct gs1_row *row, struct lot_span id);

/* ---- compressed elements -------------------------------------------------------------------- */

/* Takes them. */
bool link_read_compressed(struct link *link);

/*
 * Begins to read a segment as compressed elements. False when it is none: something makes no sense,
 * or a key is needed and not among them.
 */
bool link_bits_open(struct link_bits *bits, struct lot_span segment, bool needs_key);
/* The next element; false at the end. */
bool link_bits_next(struct link_bits *bits, struct link_value *out);

#endif
