/* SPDX-License-Identifier: MIT */
/*
 * The chain's end, signed: who holds the device's key said that the journal had this hash here.
 * Whoever can write the file may make another chain, but not another seal. A seal is an event, so
 * it is chained itself, leaves with the bundle, and cannot be taken out unseen.
 */

#include "seal.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "journal.h"

#define KEY_SIZE       sizeof((struct lot_ledger_seal *)0)->public_key
#define SIGNATURE_SIZE sizeof((struct lot_ledger_seal *)0)->signature

size_t seal_message(uint32_t device, uint64_t sequence, const uint8_t head[CHAIN_HASH_SIZE],
                    char out[LOT_LEDGER_SEAL_SIZE])
{
    char hash[2 * CHAIN_HASH_SIZE + 1];
    sodium_bin2hex(hash, sizeof hash, head, CHAIN_HASH_SIZE);
    int size = snprintf(out, LOT_LEDGER_SEAL_SIZE, "lotd chain %u %" PRIu64 " %s\n",
                        (unsigned)device, sequence, hash);
    return (size_t)size;
}

/* Takes the words up to the next blank, or the end. */
static struct lot_span take_word(struct lot_span *text)
{
    size_t size = 0;
    while (size < text->size && text->data[size] != ' ') {
        size++;
    }
    struct lot_span word = lot_span_part(*text, 0, size);
    *text = lot_span_part(*text, size < text->size ? size + 1 : size, text->size);
    return word;
}

static bool take_bytes(struct lot_span *text, uint8_t *out, size_t size)
{
    struct lot_span word = take_word(text);
    size_t made = 0;
    return word.size == 2 * size &&
           sodium_hex2bin(out, size, (const char *)word.data, word.size, NULL, &made, NULL) == 0 &&
           made == size;
}

bool seal_read(struct seal *seal, struct lot_span text)
{
    int64_t sequence = 0;
    bool read = lot_span_number(take_word(&text), &sequence) == 0 && sequence > 0 &&
                take_bytes(&text, seal->by.public_key, KEY_SIZE) &&
                take_bytes(&text, seal->by.signature, SIGNATURE_SIZE);
    seal->sequence = (uint64_t)sequence;
    return read && text.size == 0;
}

bool seal_holds(const struct seal *seal, uint32_t device, const uint8_t head[CHAIN_HASH_SIZE])
{
    char message[LOT_LEDGER_SEAL_SIZE];
    size_t size = seal_message(device, seal->sequence, head, message);
    return crypto_sign_verify_detached(seal->by.signature, (const uint8_t *)message, size,
                                       seal->by.public_key) == 0;
}

size_t lot_ledger_seal_message(const struct lot_ledger *ledger, char out[LOT_LEDGER_SEAL_SIZE])
{
    return seal_message(ledger->device, ledger->chain.sequence, ledger->chain.head, out);
}

int lot_ledger_seal(struct lot_ledger *ledger, const struct lot_ledger_seal *by,
                    struct lot_time time)
{
    char text[256], key[2 * KEY_SIZE + 1], signature[2 * SIGNATURE_SIZE + 1];
    const struct seal seal = {ledger->chain.sequence, *by};
    if (!seal_holds(&seal, ledger->device, ledger->chain.head)) {
        return ledger_refuse(ledger, "this is not a signature of the chain's end");
    }
    sodium_bin2hex(key, sizeof key, by->public_key, KEY_SIZE);
    sodium_bin2hex(signature, sizeof signature, by->signature, SIGNATURE_SIZE);
    int size =
        snprintf(text, sizeof text, "%" PRIu64 " %s %s", ledger->chain.sequence, key, signature);
    return lot_ledger_record(ledger, LOT_LEDGER_EVENT_SEALED, time, lot_span(text, (size_t)size));
}
