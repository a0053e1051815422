/* SPDX-License-Identifier: MIT */
/*
 * The schema's versions as rows: what brings a ledger from the version before to this one. A step
 * and its user_version are one transaction, so a ledger is always of one version. Rows are only
 * ever added: a file that was written once can be opened for ever.
 */

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "journal.h"
#include "store.h"

static const struct migration {
    int32_t version;
    const char *sql;
} migrations[] = {
    {
     1,
#include "schema.sql.inc"
     },
};

#define DEVICE_MAX      8388607u
#define MIGRATION_COUNT (sizeof migrations / sizeof migrations[0])

int32_t ledger_latest_version(void)
{
    return migrations[MIGRATION_COUNT - 1].version;
}

static int add_device(struct lot_ledger *ledger, uint32_t device)
{
    static const uint8_t zeros[CHAIN_HASH_SIZE];
    struct query setting = query_begin(ledger, STATEMENT_SETTING_DEVICE);
    query_integer(&setting, device);
    int error = query_run(&setting);
    if (error < 0) {
        return error;
    }
    struct query query = query_begin(ledger, STATEMENT_DEVICE_ADD);
    query_integer(&query, device);
    query_bytes(&query, lot_span(zeros, sizeof zeros));
    return query_run(&query);
}

/* A new ledger is given its device, and its journal's first row. */
static int found(struct lot_ledger *ledger, const struct lot_ledger_options *options)
{
    if (options->device < 1 || options->device > DEVICE_MAX) {
        return ledger_fail_with(ledger, LOT_LEDGER_BROKEN, -EINVAL,
                                "a new ledger needs a device number from 1 to %u, not %u",
                                DEVICE_MAX, (unsigned)options->device);
    }
    int error = add_device(ledger, options->device);
    ledger->device = options->device;
    return error < 0
               ? error
               : journal_event(ledger, LOT_LEDGER_EVENT_OPENED, options->now, (struct lot_span){0});
}

static int step(struct lot_ledger *ledger, const struct migration *migration,
                const struct lot_ledger_options *options)
{
    char version[96];
    snprintf(version, sizeof version, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             LEDGER_APPLICATION_ID, (int)migration->version);
    int error = ledger_execute(ledger, migration->sql);
    if (error == 0) {
        error = ledger_execute(ledger, version);
    }
    if (error == 0 && migration->version == 1) {
        error = found(ledger, options);
    }
    return error;
}

int ledger_migrate(struct lot_ledger *ledger, int32_t version,
                   const struct lot_ledger_options *options)
{
    int error = 0;
    for (size_t i = 0; error == 0 && i < MIGRATION_COUNT; i++) {
        if (migrations[i].version > version) {
            error = transaction_begin(ledger);
            error =
                error < 0 ? error : transaction_end(ledger, step(ledger, &migrations[i], options));
        }
    }
    return error;
}
