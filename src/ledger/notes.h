/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_NOTES_H
#define LEDGER_NOTES_H

#include <lot/ledger.h>

/* Records the notes of a commit, inside its transaction. scan: that made them, or 0. */
int notes_record(struct lot_ledger *ledger, const struct lot_commit *commit, uint64_t scan);

#endif
