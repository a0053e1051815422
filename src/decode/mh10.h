/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_MH10_H
#define LOT_DECODE_MH10_H

/* Data identifiers (ANSI MH10.8.2): up to three digits and a letter in front of a value. */

#include "decoding.h"

#define MH10_NO_FACT LOT_FACT_COUNT

struct mh10_row {
    char key[5];  /* letter, then the number with three digits: the order of the table */
    char id[5];   /* "14D" */
    uint8_t fact; /* enum lot_fact, or MH10_NO_FACT */
    const char *title;
    char rule[9];     /* a layout of digits ("YYMMDD"), "PPN", "QUANTITY", or "": none */
    uint8_t min, max; /* digits; 0, 0: any printable text */
};

/* How long the identifier is that the text begins with, 0 when it begins with none. */
size_t mh10_identifier_length(struct lot_span text);
/* The identifier's row, or NULL: it is well-formed but not in the list. */
const struct mh10_row *mh10_find(struct lot_span id);

/*
 * Checks one element (identifier and value) and answers it with its fact, or its error; by the
 * rules of the IFA Coding System when the answer's syntax is PPN. False when no further element can
 * be taken.
 */
bool mh10_take(struct decoding *decoding, struct lot_span element);

#endif
