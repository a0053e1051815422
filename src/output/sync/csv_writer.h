/* SPDX-License-Identifier: MIT */
#ifndef LOT_SYNC_CSV_WRITER_H
#define LOT_SYNC_CSV_WRITER_H

/*
 * CSV as RFC 4180 has it (comma, quotes, CR LF, a header row), in UTF-8, such that what stands in
 * the ledger can be had back exactly and no program that opens the file runs anything.
 *
 *   none        an empty field; an empty text is "" in quotes
 *   text        as it is, but: a control byte, and each byte over 7F of a text that is not UTF-8,
 *               is written as \xNN and a backslash as \\ (what lotctl decode --escaped reads), so
 *               that a row is always one line
 *   text at its beginning: = + - @ would make a spreadsheet compute; they are \xNN there as well,
 *               except the @ of a virtual place (@supplier), which is a name and nothing else
 *   bytes       hexadecimal, lower case
 *   quantity    exact decimal in the item's unit;   date, time: ISO 8601
 */

#include <lot/ledger.h>

struct csv_writer {
    /* Where it goes: 0, or a negative error, after which nothing more is put. */
    int (*put)(void *self, struct lot_span bytes);
    void *self;
    int error;
    bool begun; /* the row has a field already */
    size_t used;
    char buffer[4096];
};

void csv_begin(struct csv_writer *writer, int (*put)(void *self, struct lot_span bytes),
               void *self);
/* Puts what is left; 0 or the first error of all. */
int csv_end(struct csv_writer *writer);

void csv_cell(struct csv_writer *writer, enum lot_column_kind kind, const struct lot_cell *cell);
void csv_end_row(struct csv_writer *writer);

/* A header and all rows of an answer; *rows counts them. 0 or negative. */
int csv_answer(struct csv_writer *writer, struct lot_answer *answer, int64_t *rows);

#endif
