/* SPDX-License-Identifier: MIT */
/*
 * Going on after a failure. Nobody knows what the disk holds of a write that failed, so all that
 * this process believed of the file is thrown away with its connection, and the file is read anew.
 * It must hold what was acknowledged, to the last hash; what it has beyond that is the one commit
 * that failed and is there all the same. That it can be written again is proved by writing: what
 * was refused meanwhile goes into history.
 */

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "journal.h"
#include "verify.h"

const struct lot_ledger_fault *lot_ledger_failure(const struct lot_ledger *ledger)
{
    return ledger->broken ? &ledger->failure : NULL;
}

static uint64_t id_of(const struct lot_ledger *ledger, uint64_t sequence)
{
    return sequence == 0 ? 0 : (uint64_t)ledger->device << 40 | sequence;
}

/* ---- is it what was promised? --------------------------------------------------------------- */

static int damaged(struct lot_ledger *ledger, const char *text)
{
    return ledger_fail_with(ledger, LOT_LEDGER_DAMAGED, -EUCLEAN, "%s", text);
}

static int check_file(struct lot_ledger *ledger)
{
    int64_t ignored = 0;
    int outcome = ledger_integer(
        ledger, "SELECT 1 FROM pragma_quick_check(1) WHERE quick_check = 'ok'", &ignored);
    return outcome == 1 ? damaged(ledger, "SQLite finds the file malformed") : outcome;
}

static int check_promise(struct verification *verification, const struct chain *promised)
{
    struct lot_ledger *ledger = verification->ledger;
    uint8_t hash[CHAIN_HASH_SIZE];
    int outcome = verify_hash_of(verification, id_of(ledger, promised->sequence), hash);
    bool kept = outcome == 0 && memcmp(hash, promised->head, sizeof hash) == 0;
    return outcome < 0 ? outcome
           : kept      ? 0
                       : damaged(ledger, "it does not hold what was acknowledged");
}

static int check(struct lot_ledger *ledger, const struct chain *promised)
{
    struct verification verification = {.ledger = ledger, .after = id_of(ledger, ledger->home)};
    int error = check_file(ledger);
    error = error == 0 ? check_promise(&verification, promised) : error;
    error = error == 0 ? verify_chain(&verification) : error;
    return error == 0 && verification.out.findings > 0
               ? damaged(ledger, "its last rows are not what was written")
               : error;
}

/* ---- what was refused ----------------------------------------------------------------------- */

/* Whether the scan is on record all the same: it was the one whose commit failed. */
static int is_there(struct lot_ledger *ledger, const struct lot_scan *scan)
{
    int64_t id = 0;
    struct query query = query_begin(ledger, STATEMENT_SCAN_SINCE);
    query_integer(&query, (int64_t)id_of(ledger, ledger->home));
    query_integer(&query, scan->time.utc_ms);
    query_bytes(&query, scan->bytes);
    int outcome = query_number(&query, &id);
    return outcome < 0 ? outcome : outcome == 0;
}

static int enter(struct lot_ledger *ledger, const struct lot_ledger_reopening *how, size_t first)
{
    int error = 0;
    for (size_t i = first; error == 0 && i < how->count; i++) {
        uint64_t id = 0;
        const struct scan_row row = {.scan = &how->refused[i],
                                     .late = true,
                                     .outcome = LOT_OUTCOME_ERROR,
                                     .code = LOT_CODE_LEDGER_FAILED};
        error = journal_scan(ledger, &row, &id);
    }
    return error;
}

static int resume(struct lot_ledger *ledger, const struct lot_ledger_reopening *how, bool found)
{
    char text[256];
    int size = snprintf(text, sizeof text, "%s; scans refused: %zu, not kept: %zu",
                        ledger->failure.text, how->count - found, how->lost);
    int error = transaction_begin(ledger);
    if (error < 0) {
        return error;
    }
    error = enter(ledger, how, found);
    if (error == 0) {
        error = journal_event(ledger, LOT_LEDGER_EVENT_REOPENED, how->now,
                              lot_span(text, (size_t)size));
    }
    return transaction_end(ledger, error);
}

static int go_on(struct lot_ledger *ledger, const struct lot_ledger_reopening *how)
{
    int found = how->count > 0 ? is_there(ledger, &how->refused[0]) : 0;
    int error = found < 0 ? found : ledger_start_writing(ledger, how->now);
    if (error == 0) {
        error = resume(ledger, how, found);
    }
    return error < 0 ? error : found;
}

int lot_ledger_reopen(struct lot_ledger *ledger, const struct lot_ledger_reopening *how)
{
    const struct lot_ledger_options options = {
        .path = ledger->path, .device = ledger->device, .now = how->now};
    const struct chain promised = ledger->chain;
    if (!ledger->broken || ledger->importing) {
        return ledger_fail_with(ledger, LOT_LEDGER_FINE, -EINVAL, "it did not fail");
    }
    ledger_disconnect(ledger);
    ledger->broken = false;
    ledger->unsaved = true;
    int outcome = ledger_connect(ledger, &options);
    outcome = outcome == 0 ? check(ledger, &promised) : outcome;
    if (outcome == 0) {
        outcome = go_on(ledger, how);
    } else {
        ledger->chain = promised;
    }
    return outcome < 0 ? ledger_break(ledger, outcome) : outcome;
}
