/* SPDX-License-Identifier: MIT */
/*
 * A commit whose sync failed was refused, but all of its frames may stand in the WAL file, and the
 * next opening would find them whole and take them. So the header of its first frame is
 * overwritten: recovery ends there. Where the committed frames end is in the wal-index, whose
 * layout is part of SQLite's documented file format (walformat.html).
 *
 * A disk that takes this write either loses nothing or has lost all; one that refuses it too leaves
 * the refused commit to chance, as any power cut in the middle of a commit does.
 */

#include <string.h>

#include "store.h"

#define WAL_HEADER_SIZE   32
#define FRAME_HEADER_SIZE 24
#define INDEX_REGION_SIZE 32768

/* The first fields of the wal-index, in the machine's own byte order. */
struct wal_index {
    uint32_t version, unused, change;
    uint8_t initialised, big_endian_checksums;
    uint16_t page_size;
    uint32_t last_frame;
};

static bool files_of(struct lot_ledger *ledger, sqlite3_file **database, sqlite3_file **wal)
{
    return sqlite3_file_control(ledger->database, "main", SQLITE_FCNTL_FILE_POINTER, database) ==
               SQLITE_OK &&
           sqlite3_file_control(ledger->database, "main", SQLITE_FCNTL_JOURNAL_POINTER, wal) ==
               SQLITE_OK &&
           *database && (*database)->pMethods && *wal && (*wal)->pMethods;
}

void ledger_void_tail(struct lot_ledger *ledger)
{
    static const uint8_t nothing[FRAME_HEADER_SIZE];
    sqlite3_file *database = NULL, *wal = NULL;
    volatile void *region = NULL;
    struct wal_index index;
    if (!files_of(ledger, &database, &wal) ||
        database->pMethods->xShmMap(database, 0, INDEX_REGION_SIZE, 0, &region) != SQLITE_OK ||
        !region) {
        return;
    }
    memcpy(&index, (const void *)region, sizeof index);
    sqlite3_int64 frame = FRAME_HEADER_SIZE + (sqlite3_int64)index.page_size;
    sqlite3_int64 size = 0, end = WAL_HEADER_SIZE + frame * index.last_frame;
    if (wal->pMethods->xFileSize(wal, &size) == SQLITE_OK && size > end) {
        wal->pMethods->xWrite(wal, nothing, sizeof nothing, end);
        wal->pMethods->xSync(wal, SQLITE_SYNC_FULL);
    }
}
