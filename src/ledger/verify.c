/* SPDX-License-Identifier: MIT */
/*
 * Is the ledger what was written? SQLite's own checks; the chain, row by row in the order of its
 * numbers over all five tables; stock and genealogy against the movements, and lots' status against
 * what was entered. All of the walk is one snapshot, read in index order, so that the memory it
 * takes does not grow with the ledger.
 */

#include "verify.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

int verify_find(struct verification *verification, const char *what, uint64_t id,
                const char *format, ...)
{
    char text[256];
    struct lot_finding finding = {.what = what, .id = id, .text = text};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    verification->out.findings++;
    if (verification->report) {
        verification->report(verification->user, &finding);
    }
    return 0;
}

int verify_prepare(struct verification *verification, const char *sql, sqlite3_stmt **out)
{
    int result = sqlite3_prepare_v2(verification->ledger->database, sql, -1, out, NULL);
    return result == SQLITE_OK ? 0 : ledger_fail(verification->ledger, result);
}

int verify_step(struct verification *verification, sqlite3_stmt *statement)
{
    int result = sqlite3_step(statement);
    if (result == SQLITE_ROW) {
        return 0;
    }
    return result == SQLITE_DONE ? 1 : ledger_fail(verification->ledger, result);
}

struct lot_span verify_bytes(sqlite3_stmt *row, int column)
{
    const void *data = sqlite3_column_blob(row, column);
    return lot_span(data, (size_t)sqlite3_column_bytes(row, column));
}

/* Of all tables but the journal's: what those name is looked up as they are walked. */
static int check_references(struct verification *verification)
{
    static const char sql[] =
        "SELECT f.* FROM sqlite_schema AS t CROSS JOIN pragma_foreign_key_check(t.name) AS f"
        " WHERE t.type = 'table' AND t.name NOT IN ('scan', 'lot', 'movement', 'status', 'event')";
    sqlite3_stmt *statement = NULL;
    int error = verify_prepare(verification, sql, &statement);
    while (error == 0 && (error = verify_step(verification, statement)) == 0) {
        const char *table = (const char *)sqlite3_column_text(statement, 0);
        const char *parent = (const char *)sqlite3_column_text(statement, 2);
        verify_find(verification, "foreign-key", (uint64_t)sqlite3_column_int64(statement, 1),
                    "a row of %s names a %s that is not there", table ? table : "?",
                    parent ? parent : "?");
    }
    sqlite3_finalize(statement);
    return error < 0 ? error : 0;
}

/* A lot has the status of its last row, or was never stopped. */
static int check_statuses(struct verification *verification)
{
    sqlite3_stmt *lot = NULL;
    int error = verify_prepare(
        verification,
        "SELECT l.id, l.code FROM lot AS l WHERE l.status <> coalesce((SELECT"
        " s.status FROM status AS s WHERE s.lot = l.id ORDER BY s.id DESC LIMIT 1), 0)",
        &lot);
    while (error == 0 && (error = verify_step(verification, lot)) == 0) {
        verify_find(verification, "status", (uint64_t)sqlite3_column_int64(lot, 0),
                    "lot %s has another status than was entered last",
                    (const char *)sqlite3_column_text(lot, 1));
    }
    sqlite3_finalize(lot);
    return error < 0 ? error : 0;
}

/* Damage that keeps a check from reading on is its finding, not the failure of the whole. */
static int run_check(struct verification *verification, int (*check)(struct verification *),
                     const char *what)
{
    int error = check(verification);
    if (error == -EUCLEAN || error == -EBADMSG) {
        return verify_find(verification, what, 0, "%s", verification->ledger->fault.text);
    }
    return error;
}

static int run_checks(struct verification *verification)
{
    static const struct {
        const char *what;
        int (*check)(struct verification *);
    } checks[] = {
        {"foreign-key", check_references},
        {"chain",       verify_chain    },
        {"seal",        verify_seals    },
        {"stock",       verify_stock    },
        {"stock",       verify_units    },
        {"genealogy",   verify_genealogy},
        {"status",      check_statuses  },
        {"integrity",   verify_integrity},
    };
    int error = integrity_begin(verification);
    for (size_t i = 0; error == 0 && i < sizeof checks / sizeof checks[0]; i++) {
        error = run_check(verification, checks[i].check, checks[i].what);
    }
    integrity_end(verification);
    return error;
}

int lot_ledger_verify_from(struct lot_ledger *ledger, const struct lot_verify *verify,
                           struct lot_verified *out)
{
    struct verification verification = {.ledger = ledger,
                                        .report = verify->report,
                                        .progress = verify->progress,
                                        .user = verify->user,
                                        .public_key = verify->public_key,
                                        .after = verify->after,
                                        .head = verify->head};
    if (ledger->importing) {
        return ledger_fail_with(ledger, LOT_LEDGER_FINE, -EBUSY, "an import is under way");
    }
    int error = ledger_execute(ledger, "BEGIN");
    if (error == 0) {
        error = run_checks(&verification);
        ledger_execute(ledger, "COMMIT");
    }
    *out = verification.out;
    return error < 0 ? error : (verification.out.findings > 0);
}

int lot_ledger_verify(struct lot_ledger *ledger,
                      void (*report)(void *user, const struct lot_finding *finding), void *user,
                      struct lot_verified *out)
{
    const struct lot_verify all = {.report = report, .user = user};
    return lot_ledger_verify_from(ledger, &all, out);
}
