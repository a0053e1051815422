/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_CELL_H
#define LOTCTL_CELL_H

#include <lot/ledger.h>

/*
 * What a cell says; nothing when it is none. Numbers, days and times are written to small; people
 * are spared milliseconds and offsets.
 */
struct lot_span cell_text(const struct lot_column *column, const struct lot_cell *cell,
                          bool for_people, char small[LOT_TIME_SIZE]);

#endif
