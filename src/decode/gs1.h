/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_GS1_H
#define LOT_DECODE_GS1_H

/*
 * GS1 elements while they are read: separated by FNC1, in brackets, or as a Digital Link, all go
 * one by one through gs1_take and end in gs1_finish.
 */

#include "decoding.h"
#include "gs1_linters.h"
#include "gs1_table.h"

/* A value that swallowed what follows it: its head is right, its tail is further elements. */
struct gs1_split {
    const struct gs1_row *row; /* of the value; NULL: none was found */
    struct lot_span value;
    size_t head; /* the value's own bytes */
    size_t tail; /* where the tail begins: behind the head or what stands for a separator */
};

/* How the input writes values. Only in the first form separators end them. */
enum gs1_writing {
    GS1_SEPARATED, /* as they are */
    GS1_BRACKETED, /* as they are, but brackets stand behind a backslash */
    GS1_PERCENT,   /* as in a web address: '%' and two hexadecimal digits, or '+' for a space */
    GS1_REWRITTEN, /* otherwise: compressed, or without the zeros in front */
};

struct gs1_walk {
    struct decoding *decoding;
    /* the element at hand */
    const struct gs1_row *row;
    struct lot_span text;  /* what it says */
    struct lot_span where; /* its bytes in the input */
    struct gs1_finding finding;
    /* the scan so far */
    enum gs1_writing writing;
    bool separated;                               /* a separator ended a value: they are sent */
    struct gs1_split split;                       /* of the element that is the error */
    uint32_t marks;                               /* of the rows in rows */
    uint64_t present[GS1_ROW_COUNT / 64 + 1];     /* a bit for each row in rows */
    const struct gs1_row *rows[LOT_ELEMENTS_MAX]; /* of the elements in out */
};

/* True when there is an element of the row of this number. */
static inline bool gs1_has(const struct gs1_walk *walk, unsigned number)
{
    return (walk->present[number / 64] >> number % 64 & 1u) != 0;
}

/* Before the first element. */
void gs1_begin(struct gs1_walk *walk, struct decoding *decoding, enum gs1_writing writing);

/* Reads element strings with separators, or in brackets. */
void gs1_read_separated(struct gs1_walk *walk);
void gs1_read_bracketed(struct gs1_walk *walk);

/* ---- one element ---------------------------------------------------------------------------- */

/* True when the value is one of the row's identifier, else *finding says why not. */
bool gs1_check(const struct gs1_row *row, struct lot_span value, struct gs1_finding *finding);

/*
 * Checks the element at hand and answers it and its fact, or its error. A separator inside cuts its
 * text. False when no further element can be taken.
 */
bool gs1_take(struct gs1_walk *walk);

/* The error that no identifier stands here. */
void gs1_refuse_identifier(struct gs1_walk *walk, struct lot_span where);

/* ---- all of them ---------------------------------------------------------------------------- */

/* Judges which identifiers go together (GS1 General Specifications 4.13, 4.14). */
void gs1_associate(struct gs1_walk *walk);

/* After the last element: facts that several state together, and associations. */
void gs1_finish(struct gs1_walk *walk);

/* ---- lost separators ------------------------------------------------------------------------ */

/*
 * Looks for further elements in a value that is wrong. at is where it is: there a byte may stand
 * for a separator.
 */
bool gs1_find_split(const struct gs1_walk *walk, const struct gs1_row *row, struct lot_span value,
                    size_t at, struct gs1_split *out);

/* True when an element with a check of its own stands in front: a key, or a date near today. */
bool gs1_begins_with_proof(const struct gs1_walk *walk, struct lot_span text);

/* Suggests the split that was found of the value that is the error. */
void gs1_suggest_split(struct gs1_walk *walk);
/* Warns of values that are right but look as if they had swallowed what follows. */
void gs1_suspect_values(struct gs1_walk *walk);

#endif
