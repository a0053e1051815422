/* SPDX-License-Identifier: MIT */
/*
 * Opening a ledger: is it one of ours, of a version we know, and may we? A writer takes the lock
 * file first and creates or migrates; a reader touches nothing. Nothing of a file is changed before
 * it was found to be a ledger, or empty.
 *
 * The settings are what was measured to keep every acknowledged commit through power cuts with one
 * flush each: WAL, synchronous=FULL, and a WAL that is kept at its full length, since growing a
 * file costs the file system's own journal a commit. Pages of 1 KiB, since a commit changes about
 * eight: measured with 100,000 movements, a commit writes 9.2 kB with them, 16.7 with 2 KiB
 * and 31.6 with 4 KiB, for a first-out question of 8.1, 7.9 and 7.7 us, 152, 145 and 142 bytes a
 * movement, and no difference in verifying.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "migrations.h"
#include "store.h"

int ledger_execute(struct lot_ledger *ledger, const char *sql)
{
    int result = sqlite3_exec(ledger->database, sql, NULL, NULL, NULL);
    return result == SQLITE_OK ? 0 : ledger_fail(ledger, result);
}

int ledger_integer(struct lot_ledger *ledger, const char *sql, int64_t *out)
{
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(ledger->database, sql, -1, &statement, NULL);
    if (result == SQLITE_OK) {
        result = sqlite3_step(statement);
    }
    if (result == SQLITE_ROW) {
        *out = sqlite3_column_int64(statement, 0);
    }
    int error = result == SQLITE_ROW ? 0 : result == SQLITE_DONE ? 1 : ledger_fail(ledger, result);
    sqlite3_finalize(statement);
    return error;
}

/* ---- what is there -------------------------------------------------------------------------- */

struct identity {
    int64_t application, version, tables;
};

static int identify(struct lot_ledger *ledger, struct identity *identity)
{
    int error = ledger_integer(ledger, "PRAGMA application_id", &identity->application);
    if (error == 0) {
        error = ledger_integer(ledger, "PRAGMA user_version", &identity->version);
    }
    if (error == 0) {
        error = ledger_integer(ledger, "SELECT count(*) FROM sqlite_schema", &identity->tables);
    }
    return error;
}

/* A ledger whose making was cut short is still empty: it may be made again. */
static bool is_empty(const struct identity *identity)
{
    return identity->application == 0 && identity->version == 0 && identity->tables == 0;
}

static int judge(struct lot_ledger *ledger, const struct identity *identity)
{
    if (is_empty(identity) && !ledger->read_only) {
        return 0;
    }
    if (identity->application != LEDGER_APPLICATION_ID) {
        return ledger_fail_with(ledger, LOT_LEDGER_FOREIGN, -EBADMSG, "%s is not a lotd ledger",
                                ledger->path);
    }
    if (identity->version > ledger_latest_version(ledger)) {
        ledger_fail_with(ledger, LOT_LEDGER_NEWER, -EPROTONOSUPPORT,
                         "schema version %d, this program knows %d", (int)identity->version,
                         (int)ledger_latest_version(ledger));
        ledger->fault.version = (int32_t)identity->version;
        return -EPROTONOSUPPORT;
    }
    return 0;
}

/* Whoever else may write the file may write another history into it. */
static int check_owner(struct lot_ledger *ledger)
{
    struct stat status;
    if (stat(ledger->path, &status) < 0) {
        return errno == ENOENT ? 0 : ledger_fail_system(ledger, -errno, ledger->path);
    }
    if (geteuid() != 0 && status.st_uid != geteuid()) {
        return ledger_fail_with(ledger, LOT_LEDGER_DENIED, -EPERM, "it belongs to user %u, not %u",
                                (unsigned)status.st_uid, (unsigned)geteuid());
    }
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
        return ledger_fail_with(ledger, LOT_LEDGER_DENIED, -EPERM,
                                "others may write it (mode %03o): chmod go-w",
                                (unsigned)status.st_mode & 0777);
    }
    return 0;
}

static int load(struct lot_ledger *ledger)
{
    struct query query = query_begin(ledger, STATEMENT_DEVICE);
    int outcome = query_step(&query);
    struct lot_span head = query_get_span(&query, 2);
    if (outcome == 0 && head.size == CHAIN_HASH_SIZE) {
        ledger->device = (uint32_t)query_get_integer(&query, 0);
        ledger->chain.sequence = (uint64_t)query_get_integer(&query, 1);
        memcpy(ledger->chain.head, head.data, CHAIN_HASH_SIZE);
        ledger->chain.clock.utc_ms = query_get_integer(&query, 3);
        ledger->chain.clock.offset_min = (int16_t)query_get_integer(&query, 4);
        ledger->began = (uint64_t)query_get_integer(&query, 5);
        ledger->draft = ledger->chain;
    } else if (outcome >= 0) {
        query.error = ledger_fail_with(ledger, LOT_LEDGER_DAMAGED, -EUCLEAN,
                                       "the ledger does not say which device it belongs to");
    }
    return query_end(&query);
}

/* ---- how it is opened ----------------------------------------------------------------------- */

static int connect(struct lot_ledger *ledger)
{
    int flags =
        ledger->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int result = sqlite3_open_v2(ledger->path, &ledger->database,
                                 flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, NULL);
    if (result != SQLITE_OK) {
        return ledger_fail(ledger, result);
    }
    if (!ledger->read_only && sqlite3_db_readonly(ledger->database, "main") == 1) {
        return ledger_fail_with(ledger, LOT_LEDGER_DENIED, -EACCES, "%s cannot be written",
                                ledger->path);
    }
    int persist = 1;
    sqlite3_file_control(ledger->database, "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
    sqlite3_db_config(ledger->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(ledger->database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(ledger->database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_busy_timeout(ledger->database, 2000);
    return ledger_execute(ledger, "PRAGMA cache_size = -2000; PRAGMA mmap_size = 0;"
                                  "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;"
                                  "PRAGMA cell_size_check = ON; PRAGMA secure_delete = OFF");
}

static int set_writing(struct lot_ledger *ledger)
{
    int64_t ignored;
    int error = ledger_execute(ledger, "PRAGMA page_size = 1024; PRAGMA journal_mode = WAL;"
                                       "PRAGMA synchronous = FULL;"
                                       "PRAGMA wal_autocheckpoint = 4000");
    if (error == 0) {
        error = ledger_integer(
            ledger, "SELECT 1 FROM pragma_journal_mode WHERE journal_mode = 'wal'", &ignored);
    }
    return error == 1 ? ledger_fail_with(ledger, LOT_LEDGER_BROKEN, -EIO,
                                         "%s: no write-ahead log here", ledger->path)
                      : error;
}

static int prepare_writer(struct lot_ledger *ledger, const struct identity *identity,
                          const struct lot_ledger_options *options)
{
    int error = set_writing(ledger);
    if (error == 0 && identity->version < ledger_latest_version(ledger)) {
        error = ledger_migrate(ledger, (int32_t)identity->version, options);
    }
    if (error == 0 && is_empty(identity)) {
        error = directory_sync(ledger->path);
        error = error < 0 ? ledger_fail_system(ledger, error, "cannot sync the directory") : 0;
    }
    return error;
}

int ledger_connect(struct lot_ledger *ledger, const struct lot_ledger_options *options)
{
    struct identity identity = {0};
    int error = connect(ledger);
    if (error == 0) {
        error = identify(ledger, &identity);
    }
    if (error == 0) {
        error = judge(ledger, &identity);
    }
    if (error == 0 && !ledger->read_only) {
        error = check_owner(ledger);
    }
    if (error == 0 && !ledger->read_only) {
        error = prepare_writer(ledger, &identity, options);
    }
    if (error == 0) {
        error = load(ledger);
    }
    return error == 0 ? statements_init(ledger) : error;
}

int ledger_start_writing(struct lot_ledger *ledger, struct lot_time now)
{
    int error = ledger_learn_codes(ledger);
    error = error == 0 ? clock_start(ledger, now) : error;
    return error == 0 ? ledger_tell_migration(ledger, now) : error;
}

void ledger_disconnect(struct lot_ledger *ledger)
{
    statements_done(ledger);
    sqlite3_close(ledger->database);
    ledger->database = NULL;
}

/*
 * The tables that a statement makes for itself would each get twenty pages in advance, and give
 * them back to the system: most of the time that a recall would take. It is the process's to say,
 * before SQLite is first used; later it is refused and does no harm.
 */
static void configure_memory(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
}

static int start(struct lot_ledger *ledger, const struct lot_ledger_options *options)
{
    ledger->lock = -1;
    ledger->unsaved = true;
    ledger->read_only = options->read_only;
    ledger->path = strdup(options->path);
    configure_memory();
    if (!ledger->path || sodium_init() < 0) {
        return ledger_fail_with(ledger, LOT_LEDGER_BROKEN, -ENOMEM, "out of memory");
    }
    struct stat status;
    if (ledger->read_only && stat(ledger->path, &status) < 0) {
        return ledger_fail_system(ledger, -errno, ledger->path);
    }
    int error = ledger->read_only ? 0 : lock_take(ledger);
    if (error == 0) {
        error = ledger_connect(ledger, options);
    }
    if (error == 0) {
        error = ledger->read_only ? clock_start(ledger, options->now)
                                  : ledger_start_writing(ledger, options->now);
        ledger->home = ledger->chain.sequence;
    }
    if (error == 0) {
        book_init(ledger);
    }
    return error;
}

int lot_ledger_open(struct lot_ledger **out, const struct lot_ledger_options *options,
                    struct lot_ledger_fault *fault)
{
    return ledger_open_as(out, options, &ledger_migrations, fault);
}

int ledger_open_as(struct lot_ledger **out, const struct lot_ledger_options *options,
                   const struct migrations *migrations, struct lot_ledger_fault *fault)
{
    struct lot_ledger *ledger = calloc(1, sizeof *ledger);
    if (!ledger) {
        *fault = (struct lot_ledger_fault){.reason = LOT_LEDGER_BROKEN, .error = -ENOMEM};
        return -ENOMEM;
    }
    ledger->migrations = migrations;
    int error = start(ledger, options);
    *fault = ledger->fault;
    if (error < 0) {
        ledger->broken = true;
        lot_ledger_close(ledger);
        return error;
    }
    *fault = (struct lot_ledger_fault){0};
    *out = ledger;
    return 0;
}

struct lot_ledger *lot_ledger_close(struct lot_ledger *ledger)
{
    if (!ledger) {
        return NULL;
    }
    if (!ledger->read_only && !ledger->broken) {
        lot_ledger_checkpoint(ledger);
    }
    ledger_disconnect(ledger);
    lock_release(ledger);
    free(ledger->path);
    free(ledger);
    return NULL;
}

/* ---- small answers -------------------------------------------------------------------------- */

uint32_t lot_ledger_device(const struct lot_ledger *ledger)
{
    return ledger->device;
}

uint64_t lot_ledger_sequence(const struct lot_ledger *ledger)
{
    return ledger->chain.sequence;
}

const struct lot_book *lot_ledger_book(struct lot_ledger *ledger)
{
    return &ledger->book;
}
