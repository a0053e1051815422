/* SPDX-License-Identifier: MIT */
/* The canonical encoding, fed to the hash as it is made. */

#include "chain.h"

#include <endian.h>
#include <string.h>

static void put_bytes(struct chain_row *row, struct lot_span bytes)
{
    if (bytes.size > sizeof row->bytes - row->used) {
        crypto_generichash_update(&row->state, row->bytes, row->used);
        row->used = 0;
    }
    if (bytes.size > sizeof row->bytes) {
        crypto_generichash_update(&row->state, bytes.data, bytes.size);
    } else if (bytes.size > 0) {
        memcpy(row->bytes + row->used, bytes.data, bytes.size);
        row->used += bytes.size;
    }
}

void chain_begin(struct chain_row *row, const uint8_t previous[CHAIN_HASH_SIZE],
                 enum chain_kind kind)
{
    uint8_t letter = (uint8_t)kind;
    crypto_generichash_init(&row->state, NULL, 0, CHAIN_HASH_SIZE);
    row->used = 0;
    put_bytes(row, lot_span(previous, CHAIN_HASH_SIZE));
    put_bytes(row, lot_span(&letter, 1));
}

void chain_integer(struct chain_row *row, int64_t value)
{
    uint64_t bytes = htobe64((uint64_t)value);
    put_bytes(row, lot_span(&bytes, sizeof bytes));
}

void chain_text(struct chain_row *row, struct lot_span value)
{
    uint32_t size = htobe32((uint32_t)value.size);
    put_bytes(row, lot_span(&size, sizeof size));
    put_bytes(row, value);
}

void chain_end(struct chain_row *row, uint8_t hash[CHAIN_HASH_SIZE])
{
    crypto_generichash_update(&row->state, row->bytes, row->used);
    crypto_generichash_final(&row->state, hash, CHAIN_HASH_SIZE);
}
