/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_RECORD_H
#define LOTCTL_RECORD_H

/*
 * A verb's answer that is one thing with named parts: a JSON object, a CSV header with one row, or
 * for people a line each, "name  value"; a single part stands without its name.
 */

#include "table_output.h"

struct record {
    unsigned count;
    struct lot_column columns[TABLE_COLUMNS_MAX];
    struct lot_cell cells[TABLE_COLUMNS_MAX];
};

/* Names and texts are borrowed until record_print. */
void record_text(struct record *record, const char *name, struct lot_span text); /* empty: none */
void record_number(struct record *record, const char *name, int64_t number);

/* An enum exit_status: EXIT_FAILED when there is no memory. */
int record_print(const struct record *record, struct output *out, enum form form);
/* A record of one text. */
int record_print_text(struct output *out, enum form form, const char *name, const char *text);

#endif
