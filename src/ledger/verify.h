/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_VERIFY_H
#define LEDGER_VERIFY_H

/* One verification under way, and its parts. */

#include <lot/ledger.h>

#include "store.h"

struct verification {
    struct lot_ledger *ledger;
    void (*report)(void *user, const struct lot_finding *finding);
    void *user;
    bool (*progress)(void *user, const struct lot_verified *sofar);
    const uint8_t *public_key; /* of the ledger's own device; NULL: not known */
    uint64_t after;            /* the chain is walked from behind this row */
    const uint8_t *head;       /* which has this hash; NULL: any */
    struct lot_verified out;
    struct integrity *integrity; /* SQLite's own check, beside the others */
};

/* Counts and reports a finding; returns 0. */
__attribute__((format(printf, 4, 5))) int verify_find(struct verification *verification,
                                                      const char *what, uint64_t id,
                                                      const char *format, ...);
int verify_prepare(struct verification *verification, const char *sql, sqlite3_stmt **out);
/* 0: a row; 1: no more; negative: it failed. */
int verify_step(struct verification *verification, sqlite3_stmt *statement);

/* Text or bytes of a column. */
struct lot_span verify_bytes(sqlite3_stmt *row, int column);

int integrity_begin(struct verification *verification);
void integrity_end(struct verification *verification); /* waits for it; nothing was begun is fine */
int verify_integrity(struct verification *verification);

/* The stored hash of a row of the journal. 1: there is no such row. */
int verify_hash_of(struct verification *verification, uint64_t id, uint8_t hash[CHAIN_HASH_SIZE]);
int verify_chain(struct verification *verification);
int verify_seals(struct verification *verification);
int verify_stock(struct verification *verification);
int verify_units(struct verification *verification);
int verify_genealogy(struct verification *verification);

#endif
