/* SPDX-License-Identifier: MIT */
/* The canonical encoding, fed to the hash as it is made. */

#include "chain.h"

static void put_number(struct chain_row *row, uint64_t value, unsigned size)
{
    uint8_t bytes[8];
    for (unsigned i = 0; i < size; i++) {
        bytes[size - 1 - i] = (uint8_t)(value >> (8 * i));
    }
    crypto_generichash_update(&row->state, bytes, size);
}

void chain_begin(struct chain_row *row, const uint8_t previous[CHAIN_HASH_SIZE],
                 enum chain_kind kind)
{
    uint8_t letter = (uint8_t)kind;
    crypto_generichash_init(&row->state, NULL, 0, CHAIN_HASH_SIZE);
    crypto_generichash_update(&row->state, previous, CHAIN_HASH_SIZE);
    crypto_generichash_update(&row->state, &letter, 1);
}

void chain_integer(struct chain_row *row, int64_t value)
{
    put_number(row, (uint64_t)value, 8);
}

void chain_text(struct chain_row *row, struct lot_span value)
{
    put_number(row, value.size, 4);
    crypto_generichash_update(&row->state, value.data, value.size);
}

void chain_end(struct chain_row *row, uint8_t hash[CHAIN_HASH_SIZE])
{
    crypto_generichash_final(&row->state, hash, CHAIN_HASH_SIZE);
}
