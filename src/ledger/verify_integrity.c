/* SPDX-License-Identifier: MIT */
/*
 * SQLite's own check of the file, which goes through it in no order and takes as long as the walk
 * along the chain. It needs nothing of the walk, so it is made beside it, by a thread with a
 * connection of its own that only reads. Where there can be no thread, and by the writer, which has
 * one connection ever, it is made afterwards.
 */

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verify.h"

#define TEXTS_MAX 100u /* SQLite tells no more either */
/* In index order most pages would be read many times with the cache of every day. */
#define CACHE "PRAGMA cache_size = -16000"

struct integrity {
    sqlite3 *database;
    pthread_t thread;
    bool running;
    int result; /* SQLITE_DONE: it came to its end */
    unsigned count;
    char text[TEXTS_MAX][256];
};

static void collect(struct integrity *integrity, sqlite3 *database)
{
    sqlite3_stmt *statement = NULL;
    integrity->result =
        sqlite3_prepare_v2(database, "PRAGMA integrity_check", -1, &statement, NULL);
    while ((integrity->result == SQLITE_OK || integrity->result == SQLITE_ROW) &&
           (integrity->result = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);
        if (text && strcmp(text, "ok") != 0 && integrity->count < TEXTS_MAX) {
            snprintf(integrity->text[integrity->count++], sizeof integrity->text[0], "%s", text);
        }
    }
    sqlite3_finalize(statement);
}

static void *run(void *user)
{
    struct integrity *integrity = user;
    collect(integrity, integrity->database);
    return NULL;
}

static bool start(struct integrity *integrity, const char *path)
{
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
    return sqlite3_open_v2(path, &integrity->database, flags, NULL) == SQLITE_OK &&
           sqlite3_exec(integrity->database, CACHE, NULL, NULL, NULL) == SQLITE_OK &&
           pthread_create(&integrity->thread, NULL, run, integrity) == 0;
}

int integrity_begin(struct verification *verification)
{
    struct integrity *integrity = calloc(1, sizeof *integrity);
    if (!integrity) {
        return ledger_fail_with(verification->ledger, LOT_LEDGER_BROKEN, -ENOMEM, "out of memory");
    }
    integrity->running =
        verification->ledger->read_only && start(integrity, verification->ledger->path);
    verification->integrity = integrity;
    return 0;
}

static bool join(struct integrity *integrity)
{
    bool ran = integrity->running;
    if (ran) {
        pthread_join(integrity->thread, NULL);
        integrity->running = false;
    }
    return ran;
}

int verify_integrity(struct verification *verification)
{
    struct lot_ledger *ledger = verification->ledger;
    struct integrity *integrity = verification->integrity;
    sqlite3 *database = integrity->database;
    if (!join(integrity)) {
        database = ledger->database;
        collect(integrity, database);
    }
    for (unsigned i = 0; i < integrity->count; i++) {
        verify_find(verification, "integrity", 0, "%s", integrity->text[i]);
    }
    return integrity->result == SQLITE_DONE ? 0
                                            : ledger_fail_at(ledger, database, integrity->result);
}

void integrity_end(struct verification *verification)
{
    struct integrity *integrity = verification->integrity;
    if (integrity) {
        join(integrity);
        sqlite3_close(integrity->database);
        free(integrity);
    }
    verification->integrity = NULL;
}
