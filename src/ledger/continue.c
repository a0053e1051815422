/* SPDX-License-Identifier: MIT */
/*
 * A journal that goes on from another: a new device's first rows, and those of a device that took
 * over a backup. What the lost device wrote behind that backup may be in bundles already, under its
 * numbers: so the one that goes on has a number of its own. Its sequence begins behind the last row
 * of the other, and its chain with that row's hash, so that the order of rows and the proof hold
 * over both.
 */

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "journal.h"
#include "store.h"

int ledger_add_device(struct lot_ledger *ledger, uint32_t device, const struct chain *begin)
{
    struct query setting = query_begin(ledger, STATEMENT_SETTING_DEVICE);
    query_integer(&setting, device);
    int error = query_run(&setting);
    if (error < 0) {
        return error;
    }
    struct query query = query_begin(ledger, STATEMENT_DEVICE_ADD);
    query_integer(&query, device);
    query_integer(&query, (int64_t)begin->sequence);
    query_bytes(&query, lot_span(begin->head, CHAIN_HASH_SIZE));
    ledger->device = device;
    ledger->draft = *begin;
    return query_run(&query);
}

static int go_on(struct lot_ledger *ledger, uint32_t device, struct lot_span engine,
                 struct lot_time now)
{
    char text[128], hash[2 * CHAIN_HASH_SIZE + 1];
    sodium_bin2hex(hash, sizeof hash, ledger->chain.head, CHAIN_HASH_SIZE);
    int size = snprintf(text, sizeof text, "continues %u at %" PRIu64 " %s",
                        (unsigned)ledger->device, ledger->chain.sequence, hash);
    int error = ledger_add_device(ledger, device, &ledger->chain);
    ledger->engine = engine;
    return error < 0 ? error
                     : journal_event(ledger, LOT_LEDGER_EVENT_RESTORED, now,
                                     lot_span(text, (size_t)size));
}

int lot_ledger_continue(struct lot_ledger *ledger, uint32_t device, struct lot_time now)
{
    uint8_t engine[LOT_ENGINE_SAVED_MAX];
    const uint32_t before = ledger->device;
    const uint64_t began = ledger->chain.sequence;
    int size = lot_ledger_engine(ledger, engine, sizeof engine);
    if (size < 0) {
        return size;
    }
    if (device <= before || device > DEVICE_MAX) {
        return ledger_refuse(ledger,
                             "device %u cannot continue device %u: its number must be"
                             " higher, up to %u",
                             (unsigned)device, (unsigned)before, DEVICE_MAX);
    }
    int error = transaction_begin(ledger);
    if (error == 0) {
        error = transaction_end(ledger, go_on(ledger, device, lot_span(engine, (size_t)size), now));
    }
    ledger->device = error < 0 ? before : device;
    ledger->began = error < 0 ? ledger->began : began;
    return error;
}
