/* SPDX-License-Identifier: MIT */
/*
 * lotctl restore FILE: a ledger where there is none, from a backup that was verified row by row.
 * What the lost device wrote after that backup may be in bundles under its numbers, so the ledger
 * goes on as another device, with a key of its own, and says which it continues. All of it is made
 * under another name: there is no ledger, or a whole one.
 */

#include "clock.h"
#include "complain.h"
#include "path.h"
#include "record.h"
#include "setup.h"
#include "verbs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct restoring {
    const struct config *config;
    const char *from;
    char draft[PATH_SIZE], whole[PATH_SIZE]; /* worked on, and copied from that as one file */
    uint32_t before, device;
};

static int failed(const struct lot_ledger_fault *fault, const char *path)
{
    char text[WORDING_SIZE];
    wording_ledger_fault(fault, path, text);
    return complain(EXIT_FAILED, "%s", text);
}

static void report(void *user, const struct lot_finding *finding)
{
    const struct restoring *restoring = user;
    complain(EXIT_NO, "%s: %s: %s", restoring->from, finding->what, finding->text);
}

static int open_at(const char *path, bool read_only, struct lot_ledger **out)
{
    struct lot_ledger_fault fault;
    const struct lot_ledger_options how = {
        .path = path, .read_only = read_only, .now = clock_now()};
    return lot_ledger_open(out, &how, &fault) < 0 ? failed(&fault, path) : EXIT_DONE;
}

/* Verified first: what is damaged is not carried on. */
static int copy_backup(struct restoring *restoring)
{
    struct lot_ledger *backup = NULL;
    struct lot_verified verified;
    int status = open_at(restoring->from, true, &backup);
    if (status != EXIT_DONE) {
        return status;
    }
    int result = lot_ledger_verify(backup, report, restoring, &verified);
    if (result == 0) {
        result = lot_ledger_backup(backup, restoring->draft);
    }
    if (result != 0) {
        status = result > 0 ? complain(EXIT_NO, "%s: this backup is damaged; nothing was restored",
                                       restoring->from)
                            : failed(lot_ledger_fault(backup), restoring->from);
    }
    restoring->before = lot_ledger_device(backup);
    lot_ledger_close(backup);
    return status;
}

static int go_on(struct restoring *restoring, const struct lot_key *key)
{
    struct lot_ledger *ledger = NULL;
    int status = open_at(restoring->draft, false, &ledger);
    if (status != EXIT_DONE) {
        return status;
    }
    restoring->device = lot_key_device(key);
    int error = lot_ledger_continue(ledger, restoring->device, clock_now());
    error = error == 0 ? lot_key_seal(key, ledger, clock_now()) : error;
    error = error == 0 ? lot_ledger_backup(ledger, restoring->whole) : error;
    status = error < 0 ? failed(lot_ledger_fault(ledger), restoring->draft) : EXIT_DONE;
    lot_ledger_close(ledger);
    return status;
}

static void remove_drafts(const struct restoring *restoring)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", ".lock"};
    char path[PATH_SIZE + 8];
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        snprintf(path, sizeof path, "%s%s", restoring->draft, suffixes[i]);
        unlink(path);
    }
    unlink(restoring->whole);
}

static int restore(struct restoring *restoring)
{
    struct lot_key *key = NULL;
    int status = copy_backup(restoring);
    if (status != EXIT_DONE) {
        return status;
    }
    int error = lot_key_renew(&key, restoring->config->key_path, restoring->before);
    if (error < 0) {
        return complain(EXIT_FAILED, "%s: no new key: %s", restoring->config->key_path,
                        strerror(-error));
    }
    status = go_on(restoring, key);
    lot_key_free(key);
    /* linked, not renamed: a ledger that came meanwhile is not overwritten */
    if (status == EXIT_DONE && link(restoring->whole, restoring->config->ledger_path) < 0) {
        status = complain(EXIT_FAILED, "%s: %s", restoring->config->ledger_path, strerror(errno));
    }
    return status;
}

static int print_restored(const struct restoring *restoring, struct output *out, enum form form)
{
    struct record record = {0};
    record_text(&record, "ledger", lot_span_of(restoring->config->ledger_path));
    record_number(&record, "device", restoring->device);
    record_number(&record, "continues", restoring->before);
    return record_print(&record, out, form);
}

int verb_restore(const struct request *request, struct output *out)
{
    struct config *config = NULL;
    struct restoring restoring = {.from = request->operands[0]};
    int status = setup_config(&config, request);
    if (status != EXIT_DONE) {
        return status;
    }
    restoring.config = config;
    snprintf(restoring.draft, sizeof restoring.draft, "%s.restoring", config->ledger_path);
    snprintf(restoring.whole, sizeof restoring.whole, "%s.restored", config->ledger_path);
    if (access(config->ledger_path, F_OK) == 0) {
        status = complain(EXIT_FAILED,
                          "%s is there already: a backup is restored where there is no ledger; move"
                          " it away, with what lies beside it",
                          config->ledger_path);
    } else {
        remove_drafts(&restoring);
        status = restore(&restoring);
        remove_drafts(&restoring);
    }
    status = status == EXIT_DONE ? print_restored(&restoring, out, request->form) : status;
    config_free(config);
    return status;
}
