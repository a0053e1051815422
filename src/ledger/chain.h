/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_CHAIN_H
#define LEDGER_CHAIN_H

/*
 * The canonical encoding of a row of the journal and its hash: BLAKE2b-256 over the hash of the row
 * before it, a letter for its kind, and its values in the order that lot-ledger(5) gives: an
 * integer is 8 bytes, two's complement, big-endian; a text is its length (4 bytes, big-endian) and
 * its bytes.
 */

#include <lot/base.h>

#include <sodium.h>

#include "store.h"

enum chain_kind {
    CHAIN_SCAN = 'S',
    CHAIN_LOT = 'L',
    CHAIN_MOVEMENT = 'M',
    CHAIN_TALLY = 'C',
    CHAIN_STATUS = 'T',
    CHAIN_EVENT = 'E',
};

struct chain_row {
    crypto_generichash_state state;
    size_t used;
    uint8_t bytes[512]; /* what waits to be hashed: most rows fit, and are hashed in one go */
};

void chain_begin(struct chain_row *row, const uint8_t previous[CHAIN_HASH_SIZE],
                 enum chain_kind kind);
void chain_integer(struct chain_row *row, int64_t value);
void chain_text(struct chain_row *row, struct lot_span value);
void chain_end(struct chain_row *row, uint8_t hash[CHAIN_HASH_SIZE]);

#endif
