/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_LOT_RECORD_H
#define LOTCTL_LOT_RECORD_H

/* A lot as it stands in the ledger, copied: what a label says of it. */

#include "setup.h"

struct lot_record {
    struct lot_text item, name, lot, unit, supplier;
    lot_date best_before, expiry;
    struct lot_time received;
};

/*
 * Finds the one lot of that name, of that item when item is not empty. An enum exit_status, told
 * unless EXIT_DONE: EXIT_NO when there is none, or when items must be told apart.
 */
int lot_record_find(struct lot_record *out, const struct reading *reading, struct lot_span lot,
                    struct lot_span item);

#endif
