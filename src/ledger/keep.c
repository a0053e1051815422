/* SPDX-License-Identifier: MIT */
/*
 * Keeping the file well: bringing the WAL home while nobody waits, counting, and whole copies. The
 * WAL is never truncated: writing over it again costs the file system nothing, growing it does.
 */

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store.h"

static int sync_path(const char *path, int flags)
{
    int descriptor = open(path, flags | O_CLOEXEC);
    if (descriptor < 0) {
        return -errno;
    }
    int error = fsync(descriptor) < 0 ? -errno : 0;
    close(descriptor);
    return error;
}

int directory_sync(const char *path)
{
    char *copy = strdup(path);
    if (!copy) {
        return -ENOMEM;
    }
    int error = sync_path(dirname(copy), O_RDONLY | O_DIRECTORY);
    free(copy);
    return error;
}

int lot_ledger_checkpoint(struct lot_ledger *ledger)
{
    int frames = 0, done = 0;
    if (ledger->read_only || ledger->importing) {
        return ledger_fail_with(ledger, LOT_LEDGER_DENIED, -EROFS, "no checkpoint from here");
    }
    if (!ledger->unsaved || ledger->broken) {
        return ledger->broken ? -EIO : 1;
    }
    int result = sqlite3_wal_checkpoint_v2(ledger->database, "main", SQLITE_CHECKPOINT_PASSIVE,
                                           &frames, &done);
    if (result != SQLITE_OK) {
        return ledger_break(ledger, ledger_fail(ledger, result));
    }
    ledger->unsaved = done < frames;
    ledger->home = ledger->unsaved ? ledger->home : ledger->chain.sequence;
    return 0;
}

/* ---- figures -------------------------------------------------------------------------------- */

static int64_t size_of(const char *path, const char *suffix)
{
    char *name = NULL;
    struct stat status = {0};
    if (asprintf(&name, "%s%s", path, suffix) < 0) {
        return 0;
    }
    int64_t size = stat(name, &status) == 0 ? (int64_t)status.st_size : 0;
    free(name);
    return size;
}

static int read_job_fault(struct lot_ledger *ledger, struct lot_text *out)
{
    struct query query = query_begin(ledger, STATEMENT_JOB_FAULT);
    int outcome = query_step(&query);
    int error = outcome == 0 ? query_get_text(&query, 0, out) : 0;
    int failed = query_end(&query);
    return failed < 0 ? failed : error;
}

int lot_ledger_figures(struct lot_ledger *ledger, struct lot_ledger_figures *out)
{
    int64_t exported = 0, version = 0;
    const struct {
        const char *sql;
        int64_t *value;
    } rows[] = {
        {"SELECT count(*) FROM item",                                   &out->items       },
        {"SELECT count(*) FROM lot WHERE code <> ''",                   &out->lots        },
        {"SELECT count(*) FROM movement",                               &out->movements   },
        {"SELECT count(*) FROM scan",                                   &out->scans       },
        {"SELECT count(*) FROM stock",                                  &out->stock_rows  },
        {"SELECT count(*) FROM job WHERE state = 0",                    &out->jobs_queued },
        {"SELECT count(*) FROM job WHERE state = 3",                    &out->jobs_unknown},
        {"SELECT exported FROM device WHERE number ="
         " (SELECT value FROM setting WHERE name = 'device')", &exported         },
        {"PRAGMA user_version",                                         &version          },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int error = ledger_integer(ledger, rows[i].sql, rows[i].value);
        if (error < 0) {
            return error;
        }
    }
    out->bytes = size_of(ledger->path, "") + size_of(ledger->path, "-wal");
    out->exported = (uint64_t)exported;
    out->schema_version = (int32_t)version;
    out->job_fault.size = 0;
    return read_job_fault(ledger, &out->job_fault);
}

/* ---- copies --------------------------------------------------------------------------------- */

/* Copies all pages, then makes the copy a file that needs no WAL beside it. */
static int copy_pages(struct lot_ledger *ledger, sqlite3 *copy)
{
    sqlite3_backup *backup = sqlite3_backup_init(copy, "main", ledger->database, "main");
    if (!backup) {
        return sqlite3_extended_errcode(copy);
    }
    sqlite3_backup_step(backup, -1);
    int result = sqlite3_backup_finish(backup);
    if (result == SQLITE_OK) {
        result = sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    }
    return result;
}

static int check_copy(sqlite3 *copy)
{
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(copy, "PRAGMA integrity_check(1)", -1, &statement, NULL);
    if (result == SQLITE_OK) {
        result = sqlite3_step(statement);
    }
    bool whole =
        result == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
    sqlite3_finalize(statement);
    return whole ? SQLITE_OK : (result == SQLITE_ROW ? SQLITE_CORRUPT : result);
}

static int write_copy(struct lot_ledger *ledger, const char *path)
{
    sqlite3 *copy = NULL;
    int result = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    if (result == SQLITE_OK) {
        result = copy_pages(ledger, copy);
    }
    if (result == SQLITE_OK) {
        result = check_copy(copy);
    }
    int error = result == SQLITE_OK ? 0 : ledger_fail_at(ledger, copy, result);
    sqlite3_close(copy);
    if (error == 0) {
        error = sync_path(path, O_RDONLY);
        error = error == 0 ? directory_sync(path) : error;
        error = error < 0 ? ledger_fail_system(ledger, error, path) : 0;
    }
    return error;
}

int lot_ledger_backup(struct lot_ledger *ledger, const char *path)
{
    if (!ledger->database) {
        ledger->fault = ledger->failure;
        return ledger->fault.error = -EIO;
    }
    int descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (descriptor < 0) {
        return ledger_fail_system(ledger, -errno, path);
    }
    close(descriptor);
    int error = write_copy(ledger, path);
    if (error < 0) {
        unlink(path);
    }
    return error;
}
