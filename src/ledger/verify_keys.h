/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_VERIFY_KEYS_H
#define LEDGER_VERIFY_KEYS_H

/*
 * What the journal's rows refer to by row id, and are chained by under its natural key. The keys
 * that were asked for last are kept: a walk over millions of rows asks for the same few thousand
 * again and again, and a lookup costs ten times the hash.
 */

#include <lot/base.h>

#include "verify.h"

enum key_table {
    KEY_OPERATOR,
    KEY_CODE,
    KEY_ITEM,
    KEY_PARTNER,
    KEY_PLACE,
    KEY_REASON,
    KEY_DOCUMENT,
    KEY_LOT,
    KEY_SERIAL,
    KEY_UNIT,
    KEY_SCAN, /* these two have no key but their id: whether they are there is asked */
    KEY_MOVEMENT,
    KEY_TABLES
};

struct key {
    int64_t id;
    int64_t other; /* an item's decimals; a lot's item */
    bool read, known;
    bool fits; /* text is all of it: more than that was never written */
    struct lot_text text;
};

struct keys {
    struct verification *verification;
    sqlite3_stmt *find[KEY_TABLES];
    struct key *slots[KEY_TABLES]; /* by the lowest bits of the id */
};

int keys_init(struct keys *keys, struct verification *verification);
void keys_done(struct keys *keys);

const char *key_table_name(enum key_table table);
/* 0: *out is valid until the next call for this table; 1: there is no such row; negative. */
int keys_find(struct keys *keys, enum key_table table, int64_t id, const struct key **out);

#endif
