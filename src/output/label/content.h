/* SPDX-License-Identifier: MIT */
#ifndef LABEL_CONTENT_H
#define LABEL_CONTENT_H

#include <lot/label.h>

#define CONTENT_ELEMENTS 5
#define CONTENT_LOT_MAX  20u /* of AI 10 */
#define CONTENT_SIZE     160 /* the longest content_write with its NUL */

/* One identifier and its value, both checked. */
struct element {
    char id[3];
    char value[LOT_DECIMAL_SIZE]; /* the longest is a lot, the widest writer a decimal's */
};

/* What a symbol says: GS1 elements in the order of printing, or else a plain text. */
struct content {
    bool gs1;
    size_t count;
    struct element elements[CONTENT_ELEMENTS];
    char plain[2 * LOT_TEXT_MAX + 2];
};

enum brackets {
    BRACKETS_ROUND,  /* "(01)": for people */
    BRACKETS_SQUARE, /* "[01]": for the encoder, no value can hold them */
};

/* -EINVAL with *fault when the data cannot be said in a symbol. */
int content_of(const struct lot_label_data *data, struct content *out,
               struct lot_label_fault *fault);

/* One element with its brackets, or the whole plain text (at is 0); returns the length. */
size_t content_part(const struct content *content, size_t at, enum brackets brackets,
                    char out[CONTENT_SIZE]);
size_t content_parts(const struct content *content);

/* All parts in one; returns the length. */
size_t content_write(const struct content *content, enum brackets brackets, char out[CONTENT_SIZE]);

#endif
