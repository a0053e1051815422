/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_VERIFY_ROWS_H
#define LEDGER_VERIFY_ROWS_H

/* The journal's six tables as they are read to be verified, and a row's hash as it should be. */

#include "chain.h"
#include "verify_keys.h"

#define ROW_SOURCES 6u

struct row_source;
extern const struct row_source *const row_sources[ROW_SOURCES];

const char *row_source_name(const struct row_source *source);
/* All rows behind an id (?1), by id: the id stands first, the hash last. */
const char *row_source_sql(const struct row_source *source);

struct row_reader {
    struct verification *verification;
    struct keys keys;
    int64_t last_scan; /* that was hashed: what follows it mostly names it */
};

int row_reader_init(struct row_reader *reader, struct verification *verification);
void row_reader_done(struct row_reader *reader);

/*
 * Hashes the row at hand, after head. What it refers to and is not there is reported. 1: a value is
 * of another kind than was ever written, and the hash is of no matter.
 */
int row_reader_hash(struct row_reader *reader, const struct row_source *source, sqlite3_stmt *row,
                    const uint8_t head[CHAIN_HASH_SIZE], uint8_t hash[CHAIN_HASH_SIZE]);

#endif
