/* SPDX-License-Identifier: MIT */
/* Key first, ledger second: a new ledger takes its device number from the key. */

#include "holding.h"

#include "clock.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static void word_key(int error, const char *path, char text[WORDING_SIZE])
{
    static const struct {
        int error;
        const char *what;
    } rows[] = {
        {-EACCES,  "others may read this key: chmod 600 and chown it"                      },
        {-EPERM,   "it belongs to another user: chown it to who runs lotd"                 },
        {-EBADMSG, "this key is damaged: put back its copy"                                },
        {-EEXIST,  "its public half is there and it is not: put it back, or move .pub away"},
    };
    const char *what = strerror(-error);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        what = rows[i].error == error ? rows[i].what : what;
    }
    snprintf(text, WORDING_SIZE, "%s: the device's key: %s", path, what);
}

int holding_open(struct holding *holding, const struct config *config, bool read_only,
                 struct lot_ledger_fault *fault, char text[WORDING_SIZE])
{
    struct lot_ledger_options options = {
        .path = config->ledger_path, .read_only = read_only, .now = clock_now()};
    *holding = (struct holding){0};
    *fault = (struct lot_ledger_fault){0};
    if (!read_only) {
        int error = lot_key_open(&holding->key, config->key_path, true);
        if (error < 0) {
            word_key(error, config->key_path, text);
            return error;
        }
        options.device = lot_key_device(holding->key);
    }
    int error = lot_ledger_open(&holding->ledger, &options, fault);
    if (error < 0) {
        wording_ledger_fault(fault, config->ledger_path, text);
        holding_done(holding);
    }
    return error;
}

int holding_backup(struct holding *holding, const char *path)
{
    int error = lot_key_seal(holding->key, holding->ledger, clock_now());
    error = error == 0 ? lot_ledger_backup(holding->ledger, path) : error;
    return error < 0 ? error
                     : lot_ledger_record(holding->ledger, LOT_LEDGER_EVENT_BACKUP, clock_now(),
                                         lot_span_of(path));
}

void holding_done(struct holding *holding)
{
    holding->ledger = lot_ledger_close(holding->ledger);
    holding->key = lot_key_free(holding->key);
}
