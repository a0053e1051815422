/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_TEXT_TABLE_H
#define LOTCTL_TEXT_TABLE_H

/*
 * Rows as an aligned table: texts to the left, numbers and days to the right, two blanks between.
 * Of a table that is no longer than TEXT_TABLE_HELD rows, columns in which nothing stands are left
 * out; of a longer one that is not known in time.
 */

#include "output.h"

#include <lot/ledger.h>

#define TEXT_TABLE_HELD 512u

struct text_table;

/* The columns are the caller's and outlive the table. NULL: out of memory. */
struct text_table *text_table_new(struct output *out, const struct lot_column *columns,
                                  unsigned count);
/* One cell a column. -ENOMEM. */
int text_table_row(struct text_table *table, const struct lot_cell *cells);
/* Writes what is still held back, and frees. NULL is fine. Returns NULL. */
struct text_table *text_table_end(struct text_table *table);

#endif
