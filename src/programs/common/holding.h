/* SPDX-License-Identifier: MIT */
#ifndef HOLDING_H
#define HOLDING_H

/*
 * The ledger together with its device key, as every program opens them: who writes needs the key
 * first, since it gives a new ledger its device number.
 */

#include "config.h"
#include "wording.h"

#include <lot/ledger.h>
#include <lot/sync.h>

struct holding {
    struct lot_ledger *ledger;
    struct lot_key *key; /* NULL when reading */
};

/*
 * Opens for writing (makes key and ledger when there are none, takes the lock) or for reading.
 * Negative: nothing is open; text tells what, where and what to do, *fault what the ledger said
 * (reason FINE when the key was the trouble).
 */
int holding_open(struct holding *holding, const struct config *config, bool read_only,
                 struct lot_ledger_fault *fault, char text[WORDING_SIZE]);
/* Seals the ledger, copies it whole to a new file, and records that. */
int holding_backup(struct holding *holding, const char *path);
/* Closes both; twice is fine. */
void holding_done(struct holding *holding);

#endif
