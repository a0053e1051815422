/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_LABEL_VALUES_H
#define LOTCTL_LABEL_VALUES_H

/* What a label is to say: of a lot on record, as typed, or samples where nothing is told. */

#include "config.h"
#include "lot_record.h"

#define LABEL_VALUES_MOST 96u

struct label_values {
    struct lot_label_data data;
    struct lot_label_fields lot;
    struct lot_label_field fields[LABEL_VALUES_MOST];
    size_t count;
};

/* True for NAME=VALUE: a field's name is of small letters, digits and underlines. */
bool label_value_is(const char *operand);

/*
 * lot is NULL where none is named; operands are NAME=VALUE each, cut in two. Whatever is typed goes
 * before what is on record, and what follows from it (a GTIN's 14 digits) from both; a field that
 * nobody tells is empty. An enum exit_status, told unless EXIT_DONE.
 */
int label_values_of(struct label_values *out, const struct lot_record *lot, char **operands,
                    size_t count, const struct config *config);

#endif
