/* SPDX-License-Identifier: MIT */
/* Natural keys by row id: one slot for all ids that end in the same bits, the last one stays. */

#include "verify_keys.h"

#include <errno.h>
#include <stdlib.h>

static const struct {
    const char *name, *sql;
    unsigned slots; /* a power of two */
} tables[KEY_TABLES] = {
    [KEY_OPERATOR] = {"operator",      "SELECT code, 0 FROM operator WHERE id = ?1",      256 },
    [KEY_CODE] = {"code",          "SELECT name, 0 FROM code WHERE id = ?1",          256 },
    [KEY_ITEM] = {"item",          "SELECT number, decimals FROM item WHERE id = ?1", 1024},
    [KEY_PARTNER] = {"partner",       "SELECT number, 0 FROM partner WHERE id = ?1",     256 },
    [KEY_PLACE] = {"place",         "SELECT code, 0 FROM place WHERE id = ?1",         1024},
    [KEY_REASON] = {"reason",        "SELECT code, 0 FROM reason WHERE id = ?1",        64  },
    [KEY_DOCUMENT] = {"document",      "SELECT number, 0 FROM document WHERE id = ?1",    1024},
    [KEY_LOT] = {"lot",           "SELECT code, item FROM lot WHERE id = ?1",        8192},
    [KEY_SERIAL] = {"serial",        "SELECT code, 0 FROM serial WHERE id = ?1",        1   },
    [KEY_UNIT] = {"logistic_unit", "SELECT sscc, 0 FROM logistic_unit WHERE id = ?1", 256 },
    [KEY_SCAN] = {"scan",          "SELECT '', 0 FROM scan WHERE id = ?1",            1   },
    [KEY_MOVEMENT] = {"movement",      "SELECT '', 0 FROM movement WHERE id = ?1",        1   },
};

const char *key_table_name(enum key_table table)
{
    return tables[table].name;
}

int keys_init(struct keys *keys, struct verification *verification)
{
    *keys = (struct keys){.verification = verification};
    for (int i = 0; i < KEY_TABLES; i++) {
        int error = verify_prepare(verification, tables[i].sql, &keys->find[i]);
        if (error < 0) {
            return error;
        }
        keys->slots[i] = calloc(tables[i].slots, sizeof *keys->slots[i]);
        if (!keys->slots[i]) {
            return ledger_fail_with(verification->ledger, LOT_LEDGER_BROKEN, -ENOMEM,
                                    "out of memory");
        }
    }
    return 0;
}

void keys_done(struct keys *keys)
{
    for (int i = 0; i < KEY_TABLES; i++) {
        sqlite3_finalize(keys->find[i]);
        free(keys->slots[i]);
    }
}

static int read_key(struct keys *keys, enum key_table table, int64_t id, struct key *slot)
{
    sqlite3_stmt *find = keys->find[table];
    *slot = (struct key){.id = id};
    sqlite3_bind_int64(find, 1, id);
    int outcome = verify_step(keys->verification, find);
    if (outcome == 0) {
        slot->fits = lot_text_set(&slot->text, verify_bytes(find, 0)) == 0;
        slot->other = sqlite3_column_int64(find, 1);
        slot->known = true;
    }
    sqlite3_reset(find);
    slot->read = outcome >= 0;
    return outcome < 0 ? outcome : 0;
}

int keys_find(struct keys *keys, enum key_table table, int64_t id, const struct key **out)
{
    struct key *slot = &keys->slots[table][(uint64_t)id & (tables[table].slots - 1)];
    if (!slot->read || slot->id != id) {
        int error = read_key(keys, table, id, slot);
        if (error < 0) {
            return error;
        }
    }
    *out = slot;
    return slot->known ? 0 : 1;
}
