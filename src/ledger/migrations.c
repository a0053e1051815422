/* SPDX-License-Identifier: MIT */
/*
 * A step and its user_version are one transaction, so a ledger is always of one version. Before the
 * first step the file is copied whole beside itself, and the copy checked: whatever a step gets
 * wrong, the file that was is still there.
 */

#include "migrations.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "journal.h"
#include "store.h"

static const struct migration rows[] = {
    {
     1,
#include "schema.sql.inc"
     },
};

const struct migrations ledger_migrations = {rows, sizeof rows / sizeof rows[0]};

int32_t ledger_latest_version(const struct lot_ledger *ledger)
{
    return ledger->migrations->rows[ledger->migrations->count - 1].version;
}

/* A new ledger is given its device, and its journal's first row. */
static int found(struct lot_ledger *ledger, const struct lot_ledger_options *options)
{
    if (options->device < 1 || options->device > DEVICE_MAX) {
        return ledger_fail_with(ledger, LOT_LEDGER_BROKEN, -EINVAL,
                                "a new ledger needs a device number from 1 to %u, not %u",
                                DEVICE_MAX, (unsigned)options->device);
    }
    int error = ledger_add_device(ledger, options->device, &(struct chain){0});
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

/* Beside the file, under the version it has: lot.db.v1. Replaces that of a start cut short. */
static int keep_copy(struct lot_ledger *ledger, int32_t version)
{
    char *name = NULL, *draft = NULL;
    int error = -ENOMEM;
    if (asprintf(&name, "%s.v%d", ledger->path, (int)version) >= 0 &&
        asprintf(&draft, "%s.new", name) >= 0) {
        unlink(draft);
        error = lot_ledger_backup(ledger, draft);
        if (error == 0) {
            error = rename(draft, name) < 0 ? -errno : directory_sync(name);
            error = error < 0 ? ledger_fail_system(ledger, error, name) : 0;
        }
    }
    free(draft);
    free(name);
    return error;
}

int ledger_migrate(struct lot_ledger *ledger, int32_t version,
                   const struct lot_ledger_options *options)
{
    const struct migrations *all = ledger->migrations;
    int error = version > 0 ? keep_copy(ledger, version) : 0;
    for (size_t i = 0; error == 0 && i < all->count; i++) {
        if (all->rows[i].version > version) {
            error = transaction_begin(ledger);
            error =
                error < 0 ? error : transaction_end(ledger, step(ledger, &all->rows[i], options));
        }
    }
    ledger->migrated_from = version;
    return error;
}

int ledger_tell_migration(struct lot_ledger *ledger, struct lot_time now)
{
    char text[64];
    if (ledger->migrated_from == 0) {
        return 0;
    }
    int size = snprintf(text, sizeof text, "schema %d to %d", (int)ledger->migrated_from,
                        (int)ledger_latest_version(ledger));
    ledger->migrated_from = 0;
    return lot_ledger_record(ledger, LOT_LEDGER_EVENT_MIGRATED, now, lot_span(text, (size_t)size));
}
