/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_TABLE_OUTPUT_H
#define LOTCTL_TABLE_OUTPUT_H

/*
 * Rows of typed cells in one of three forms: an aligned table for people, one JSON object a line,
 * or CSV (RFC 4180). Whatever lotctl lists goes through here, so that every list looks alike.
 *
 *            table               JSON                CSV
 * text       escaped, left       string (and hex)    as it is
 * bytes      escaped, left       string (and hex)    escaped: \xNN and \\
 * integer    right               number              digits
 * quantity   right               string, exact       exact
 * date       right, ISO 8601     string              ISO 8601
 * time       local, to seconds   whole               whole, ISO 8601
 * none       empty               null                empty
 *
 * A short table leaves out columns in which nothing stands (text_table.h).
 */

#include "output.h"

#include <lot/ledger.h>

enum form {
    FORM_TABLE,
    FORM_JSON,
    FORM_CSV,
};

struct table;

/* The columns are the caller's and outlive the table. NULL: out of memory. */
struct table *table_new(struct output *out, enum form form, const struct lot_column *columns,
                        unsigned count);
/* One cell a column; what they point to is copied or written. -ENOMEM. */
int table_row(struct table *table, const struct lot_cell *cells);
/* Writes what is still held back, and frees. NULL is fine. Returns NULL. */
struct table *table_end(struct table *table);

#define TABLE_COLUMNS_MAX 64u

#endif
