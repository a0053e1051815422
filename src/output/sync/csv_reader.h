/* SPDX-License-Identifier: MIT */
#ifndef LOT_SYNC_CSV_READER_H
#define LOT_SYNC_CSV_READER_H

/*
 * CSV (RFC 4180) from anyone: rows of fields with the line that each begins on, and a fault with
 * its line for what is not CSV. A byte order mark, LF for CR LF, blank lines and blanks around a
 * field without quotes are taken; a lone carriage return, NUL, bytes that are not UTF-8, a stray or
 * open quote, and rows beyond the limits are faults. Reading goes on behind a fault where the next
 * row can be told.
 */

#include <lot/base.h>

#define CSV_FIELDS_MAX 32u
#define CSV_RECORD_MAX 65536u

struct csv_row {
    int64_t line; /* that it begins on, from 1 */
    unsigned count;
    struct lot_span field[CSV_FIELDS_MAX]; /* valid until the call returns */
};

struct csv_handler {
    void *user;
    int (*row)(void *user, const struct csv_row *row); /* negative: stop reading */
    void (*fault)(void *user, int64_t line, const char *text);
};

/* 0, -ENOMEM, or the negative value of the row's handler. Faults are the handler's to count. */
int csv_read(struct lot_span file, const struct csv_handler *handler);

#endif
