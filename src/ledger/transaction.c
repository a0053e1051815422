/* SPDX-License-Identifier: MIT */
/*
 * One transaction at a time, and what its failure means. A rule that says no (-EDOM) rolls back and
 * leaves the ledger as it was. A write or a sync that fails leaves nobody knowing what the disk
 * holds: then no further write is taken until the ledger was opened again.
 */

#include <errno.h>
#include <string.h>

#include "store.h"

int journal_next(struct lot_ledger *ledger, int64_t *id)
{
    if (ledger->draft.sequence >= LOT_LEDGER_SEQUENCE(-1)) {
        return ledger_fail_with(ledger, LOT_LEDGER_BROKEN, -EOVERFLOW,
                                "this device's numbers are used up");
    }
    *id = (int64_t)ledger->device << 40 | (int64_t)++ledger->draft.sequence;
    return 0;
}

static int may_write(struct lot_ledger *ledger)
{
    if (ledger->read_only) {
        return ledger_fail_with(ledger, LOT_LEDGER_DENIED, -EROFS, "opened for reading only");
    }
    if (ledger->broken) {
        ledger->fault = ledger->failure;
        return ledger->fault.error = -EIO;
    }
    return 0;
}

static int run(struct lot_ledger *ledger, enum statement statement)
{
    struct query query = query_begin(ledger, statement);
    return query_run(&query);
}

/* Rolls back and keeps the fault that led to it; SQLite may have rolled back by itself. */
static void roll_back(struct lot_ledger *ledger)
{
    struct lot_ledger_fault fault = ledger->fault;
    if (!sqlite3_get_autocommit(ledger->database)) {
        run(ledger, STATEMENT_ROLLBACK);
    }
    ledger->fault = fault;
    ledger->draft = ledger->chain;
}

int ledger_break(struct lot_ledger *ledger, int error)
{
    if (!ledger->broken) {
        ledger->broken = true;
        ledger->failure = ledger->fault;
    }
    return error;
}

static int break_if_fatal(struct lot_ledger *ledger, int error)
{
    bool fatal = error == -EIO || error == -ENOSPC || error == -EROFS || error == -EUCLEAN;
    return fatal ? ledger_break(ledger, error) : error;
}

static int begin(struct lot_ledger *ledger)
{
    int error = may_write(ledger);
    if (error == 0) {
        error = break_if_fatal(ledger, run(ledger, STATEMENT_BEGIN));
    }
    ledger->draft = ledger->chain;
    ledger->engine = (struct lot_span){0};
    return error;
}

static int save_chain(struct lot_ledger *ledger)
{
    bool state = ledger->engine.size > 0;
    if (ledger->draft.sequence == ledger->chain.sequence && !state) {
        return 0;
    }
    struct query query = query_begin(ledger, state ? STATEMENT_ENGINE_SAVE : STATEMENT_DEVICE_SAVE);
    query_integer(&query, ledger->device);
    query_integer(&query, (int64_t)ledger->draft.sequence);
    query_bytes(&query, lot_span(ledger->draft.head, CHAIN_HASH_SIZE));
    query_integer(&query, ledger->draft.clock.utc_ms);
    query_integer(&query, ledger->draft.clock.offset_min);
    if (state) {
        query_bytes(&query, ledger->engine);
    }
    return query_run(&query);
}

/* What was not committed must not come back when the ledger is opened again. */
static int commit(struct lot_ledger *ledger)
{
    errno = 0; /* what it is afterwards, if it fails, is why */
    int error = run(ledger, STATEMENT_COMMIT);
    if (error < 0) {
        roll_back(ledger);
        ledger_void_tail(ledger);
    }
    return error;
}

static int end(struct lot_ledger *ledger, int error)
{
    if (error >= 0) {
        error = save_chain(ledger);
    }
    if (error >= 0) {
        error = commit(ledger);
    }
    if (error < 0) {
        roll_back(ledger);
        return break_if_fatal(ledger, error);
    }
    ledger->chain = ledger->draft;
    ledger->unsaved = true;
    return 0;
}

int transaction_begin(struct lot_ledger *ledger)
{
    if (ledger->importing) {
        return ledger_fail_with(ledger, LOT_LEDGER_FINE, -EBUSY, "an import is under way");
    }
    return begin(ledger);
}

int transaction_end(struct lot_ledger *ledger, int error)
{
    return end(ledger, error);
}

int transaction_join(struct lot_ledger *ledger)
{
    return ledger->importing ? may_write(ledger) : begin(ledger);
}

int transaction_leave(struct lot_ledger *ledger, int error)
{
    if (!ledger->importing) {
        return end(ledger, error);
    }
    return error < 0 && error != -EDOM ? ledger_break(ledger, error) : error;
}

int lot_ledger_import_begin(struct lot_ledger *ledger)
{
    int error = transaction_begin(ledger);
    if (error == 0) {
        ledger->importing = true;
    }
    return error;
}

int lot_ledger_import_end(struct lot_ledger *ledger, bool keep)
{
    if (!ledger->importing) {
        return ledger_fail_with(ledger, LOT_LEDGER_FINE, -EINVAL, "no import is under way");
    }
    ledger->importing = false;
    int error = keep ? may_write(ledger) : 0;
    if (keep && error == 0) {
        return end(ledger, 0);
    }
    roll_back(ledger);
    return error;
}
