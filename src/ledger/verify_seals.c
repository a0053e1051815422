/* SPDX-License-Identifier: MIT */
/*
 * Each seal against the row that it is for. A device has one key: a seal by another is a finding,
 * and so is one of this device by another than the verifier knows to be its own.
 */

#include <inttypes.h>
#include <string.h>

#include "seal.h"
#include "verify.h"

static const char sql[] = "SELECT id, text FROM event WHERE kind = 'sealed' AND id > ?1"
                          " ORDER BY id";

struct seals {
    struct verification *verification;
    sqlite3_stmt *row;
    uint32_t device;
    bool has_key;
    uint8_t key[32]; /* of the device at hand */
};

/* Another device, another key; the ledger's own is as the verifier says. */
static void take_key(struct seals *seals, const struct seal *seal, uint32_t device)
{
    const uint8_t *own = seals->verification->public_key;
    if (device != seals->device || !seals->has_key) {
        bool told = own && device == seals->verification->ledger->device;
        memcpy(seals->key, told ? own : seal->by.public_key, sizeof seals->key);
        seals->device = device;
        seals->has_key = true;
    }
}

static void find(struct seals *seals, uint64_t id, const char *text)
{
    verify_find(seals->verification, "seal", id, "the seal %" PRIu64 " of device %u %s",
                LOT_LEDGER_SEQUENCE(id), (unsigned)LOT_LEDGER_DEVICE(id), text);
}

static int check(struct seals *seals, uint64_t id)
{
    struct seal seal;
    uint8_t head[CHAIN_HASH_SIZE];
    uint32_t device = LOT_LEDGER_DEVICE(id);
    if (!seal_read(&seal, verify_bytes(seals->row, 1))) {
        find(seals, id, "cannot be read");
        return 0;
    }
    take_key(seals, &seal, device);
    uint64_t sealed = (uint64_t)device << 40 | seal.sequence;
    int outcome = sealed < id ? verify_hash_of(seals->verification, sealed, head) : 1;
    if (outcome < 0) {
        return outcome;
    }
    if (outcome == 1 || !seal_holds(&seal, device, head)) {
        find(seals, id, "is not of the row that it names");
    } else if (memcmp(seal.by.public_key, seals->key, sizeof seals->key) != 0) {
        find(seals, id, "is by another key than the device's");
    } else {
        seals->verification->out.seals++;
        seals->verification->out.sealed = sealed;
    }
    return 0;
}

int verify_seals(struct verification *verification)
{
    struct seals seals = {.verification = verification};
    int error = verify_prepare(verification, sql, &seals.row);
    sqlite3_bind_int64(seals.row, 1, (int64_t)verification->after);
    while (error == 0 && (error = verify_step(verification, seals.row)) == 0) {
        error = check(&seals, (uint64_t)sqlite3_column_int64(seals.row, 0));
    }
    sqlite3_finalize(seals.row);
    return error < 0 ? error : 0;
}

int lot_ledger_last_seal(struct lot_ledger *ledger, const uint8_t public_key[32], uint64_t *id)
{
    struct verification verification = {.ledger = ledger, .public_key = public_key};
    int error = verify_seals(&verification);
    *id = verification.out.sealed;
    return error < 0 ? error : *id == 0;
}
