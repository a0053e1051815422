/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_STORE_H
#define LEDGER_STORE_H

/*
 * The open ledger inside its room: the handle, its prepared statements, its one transaction, and
 * where its journal ends.
 */

#include <lot/ledger.h>

#include <sqlite3.h>

#include "statements.h"

#define CHAIN_HASH_SIZE 32u

/* Where a device's journal ends. */
struct chain {
    uint64_t sequence;
    uint8_t head[CHAIN_HASH_SIZE];
    struct lot_time clock; /* of its last row; none: 0 */
    struct lot_clock_change change;
};

struct lot_ledger {
    sqlite3 *database;
    char *path;
    int lock; /* descriptor of the lock file; -1: reading */
    bool read_only;
    const struct migrations *migrations;
    int32_t migrated_from; /* 0: it was not, or that is on record */
    bool broken;           /* a write or a sync failed: no further ones until it was opened again */
    struct lot_ledger_fault failure; /* why it is broken */
    bool importing;                  /* an import's transaction is open */
    bool unsaved;                    /* the WAL may hold what the file does not */
    uint32_t device;
    uint64_t began; /* its journal begins behind this number; before it, it is another device's */
    struct chain chain;     /* as committed */
    uint64_t home;          /* all up to this number was checkpointed, or there at the start */
    struct chain draft;     /* as the open transaction would leave it */
    struct lot_span engine; /* the state that goes with the open transaction; empty: unchanged */
    int64_t code[LOT_CODE_COUNT];
    sqlite3_stmt *statement[STATEMENT_COUNT];
    sqlite3_stmt *kept[LOT_LEDGER_FORMS_MAX]; /* questions asked before, one a form */
    struct lot_ledger_fault fault;
    struct lot_book book;
};

/* ---- faults --------------------------------------------------------------------------------- */

/* Fills ledger->fault from the result code of a call of SQLite's; returns the -errno. */
int ledger_fail(struct lot_ledger *ledger, int result);
/* The same of another database: a copy. */
int ledger_fail_at(struct lot_ledger *ledger, sqlite3 *database, int result);
/* The same from a system call's -errno; text says what was tried. */
int ledger_fail_system(struct lot_ledger *ledger, int error, const char *text);
/* Fills it with a reason and a text of our own; returns error. */
__attribute__((format(printf, 4, 5))) int ledger_fail_with(struct lot_ledger *ledger,
                                                           enum lot_ledger_reason reason, int error,
                                                           const char *format, ...);
/* A rule of the ledger says no: returns -EDOM. */
__attribute__((format(printf, 2, 3))) int ledger_refuse(struct lot_ledger *ledger,
                                                        const char *format, ...);
/* A span as the two arguments of "%.*s". */
#define SPAN_ARGUMENTS(span) (int)(span).size, (const char *)(span).data

/* ---- transactions --------------------------------------------------------------------------- */

/* Begins a transaction of its own. -EBUSY inside an import; -EROFS, -EIO: no writing here. */
int transaction_begin(struct lot_ledger *ledger);
/* Commits when error is 0, else rolls back; returns error, or how committing failed. */
int transaction_end(struct lot_ledger *ledger, int error);
/* The same inside an import under way: begins and ends nothing then. */
int transaction_join(struct lot_ledger *ledger);
int transaction_leave(struct lot_ledger *ledger, int error);

/* After a failed commit: makes sure that recovery does not find it in the WAL. */
void ledger_void_tail(struct lot_ledger *ledger);

/* Takes the next id of this device's journal. -EOVERFLOW after 2^40 - 1. */
int journal_next(struct lot_ledger *ledger, int64_t *id);

/* ---- the clock ------------------------------------------------------------------------------ */

/* Before a row of that time is added: enters what the clock did since the last one. */
int clock_keep(struct lot_ledger *ledger, struct lot_time now);
/* The same at the start; a reader only looks. */
int clock_start(struct lot_ledger *ledger, struct lot_time now);

/* ---- parts of opening ----------------------------------------------------------------------- */

/* Takes path.lock, or fails with LOT_LEDGER_LOCKED and the pid that is in it. */
int lock_take(struct lot_ledger *ledger);
void lock_release(struct lot_ledger *ledger);

/* Opens the file, and what a writer makes of it first; NULL database on failure is fine. */
int ledger_connect(struct lot_ledger *ledger, const struct lot_ledger_options *options);
/* What a writer enters at the start. */
int ledger_start_writing(struct lot_ledger *ledger, struct lot_time now);
void ledger_disconnect(struct lot_ledger *ledger);
/* A write or a sync failed, as the fault tells: nothing more is written. Returns error. */
int ledger_break(struct lot_ledger *ledger, int error);

#define LEDGER_APPLICATION_ID 0x4c4f5444 /* "LOTD" */

#define LEDGER_CACHE          "PRAGMA cache_size = -2000" /* KiB */

/* Brings an empty or older ledger to this version, each step in one transaction. */
int ledger_migrate(struct lot_ledger *ledger, int32_t version,
                   const struct lot_ledger_options *options);
int32_t ledger_latest_version(const struct lot_ledger *ledger);
/* Enters that it was migrated, if it was. */
int ledger_tell_migration(struct lot_ledger *ledger, struct lot_time now);
/* Makes every code of the engine known to the file, and reads their numbers. */
int ledger_learn_codes(struct lot_ledger *ledger);

#define DEVICE_MAX 8388607u
/* Makes this the device that writes, its journal beginning behind that row. Draft and device are
 * those of the transaction under way. */
int ledger_add_device(struct lot_ledger *ledger, uint32_t device, const struct chain *begin);

/* Executes SQL that answers nothing. */
int ledger_execute(struct lot_ledger *ledger, const char *sql);
/* One integer of one row. 1: no row. */
int ledger_integer(struct lot_ledger *ledger, const char *sql, int64_t *out);

/* fsyncs the directory that holds path. */
int directory_sync(const char *path);

void book_init(struct lot_ledger *ledger);

#endif
