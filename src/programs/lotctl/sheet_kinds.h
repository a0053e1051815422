/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_SHEET_KINDS_H
#define LOTCTL_SHEET_KINDS_H

/* The kinds of sheets, each a file of its own. All answer an enum exit_status, told. */

#include "sheet_pages.h"

#include <lot/ledger.h>

/* ledger is NULL where there is none yet. */
int sheet_commands(struct sheet *sheet, struct lot_ledger *ledger);
int sheet_calibration(struct sheet *sheet, struct lot_ledger *ledger);
int sheet_locations(struct sheet *sheet, struct lot_ledger *ledger);
int sheet_operators(struct sheet *sheet, struct lot_ledger *ledger);

#endif
