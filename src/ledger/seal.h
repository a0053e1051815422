/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_SEAL_H
#define LEDGER_SEAL_H

/*
 * A seal in words, as it stands in the event: the sequence number of the row that it is for, the
 * public key and the signature in hexadecimal. What is signed is the text of seal_message.
 */

#include <lot/ledger.h>

#include "store.h"

struct seal {
    uint64_t sequence;
    struct lot_ledger_seal by;
};

/* "lotd chain DEVICE SEQUENCE HASH" and a newline; the length. */
size_t seal_message(uint32_t device, uint64_t sequence, const uint8_t head[CHAIN_HASH_SIZE],
                    char out[LOT_LEDGER_SEAL_SIZE]);
/* False: the text is no seal. */
bool seal_read(struct seal *seal, struct lot_span text);
/* Whether it signs that row of that device, which has that hash. */
bool seal_holds(const struct seal *seal, uint32_t device, const uint8_t head[CHAIN_HASH_SIZE]);

#endif
