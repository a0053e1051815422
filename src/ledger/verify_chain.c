/* SPDX-License-Identifier: MIT */
/*
 * The chain, walked: the five tables are merged by id, each row is encoded from what the tables say
 * now, and must hash to what was stored. A row is judged by the stored hash of the one before it,
 * so that one changed row is one finding and the rest is still checked.
 */

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "verify_rows.h"

#define TOLD_EVERY 50000

/* Where the walk is: a cursor a table, and the row before. */
struct walk {
    struct verification *verification;
    struct row_reader reader;
    sqlite3_stmt *cursor[ROW_SOURCES];
    uint64_t id[ROW_SOURCES]; /* of the row at hand; 0: no more */
    uint64_t previous;
    uint8_t head[CHAIN_HASH_SIZE];
};

static int advance(struct walk *walk, size_t source)
{
    int outcome = verify_step(walk->verification, walk->cursor[source]);
    walk->id[source] = outcome == 0 ? (uint64_t)sqlite3_column_int64(walk->cursor[source], 0) : 0;
    return outcome < 0 ? outcome : 0;
}

int verify_hash_of(struct verification *verification, uint64_t id, uint8_t hash[CHAIN_HASH_SIZE])
{
    int outcome = 1;
    for (size_t i = 0; outcome == 1 && i < ROW_SOURCES; i++) {
        sqlite3_stmt *row = NULL;
        outcome = verify_prepare(verification, row_source_sql(row_sources[i]), &row);
        sqlite3_bind_int64(row, 1, (int64_t)id - 1);
        outcome = outcome == 0 ? verify_step(verification, row) : outcome;
        if (outcome == 0) {
            struct lot_span stored = verify_bytes(row, sqlite3_column_count(row) - 1);
            outcome =
                (uint64_t)sqlite3_column_int64(row, 0) != id || stored.size != CHAIN_HASH_SIZE;
            memcpy(hash, stored.data, outcome == 0 ? CHAIN_HASH_SIZE : 0);
        }
        sqlite3_finalize(row);
    }
    return outcome;
}

/* From behind a row that is believed, or from the first. */
static int find_start(struct walk *walk)
{
    struct verification *verification = walk->verification;
    walk->previous = verification->after;
    if (walk->previous == 0) {
        return 0;
    }
    int outcome = verify_hash_of(verification, walk->previous, walk->head);
    if (outcome == 0 && verification->head) {
        outcome = memcmp(walk->head, verification->head, CHAIN_HASH_SIZE) != 0;
    }
    return outcome == 1 ? ledger_fail_with(verification->ledger, LOT_LEDGER_FINE, -ENOENT,
                                           "the journal has no such row %" PRIu64 " of device %u",
                                           LOT_LEDGER_SEQUENCE(walk->previous),
                                           (unsigned)LOT_LEDGER_DEVICE(walk->previous))
                        : outcome;
}

static int open_walk(struct walk *walk)
{
    int error = row_reader_init(&walk->reader, walk->verification);
    error = error == 0 ? find_start(walk) : error;
    for (size_t i = 0; error == 0 && i < ROW_SOURCES; i++) {
        error =
            verify_prepare(walk->verification, row_source_sql(row_sources[i]), &walk->cursor[i]);
        sqlite3_bind_int64(walk->cursor[i], 1, (int64_t)walk->previous);
        error = error == 0 ? advance(walk, i) : error;
    }
    return error;
}

static void close_walk(struct walk *walk)
{
    for (size_t i = 0; i < ROW_SOURCES; i++) {
        sqlite3_finalize(walk->cursor[i]);
    }
    row_reader_done(&walk->reader);
}

/* The table whose row has the smallest id; ROW_SOURCES: all were read. */
static size_t next_source(const struct walk *walk)
{
    size_t first = ROW_SOURCES;
    for (size_t i = 0; i < ROW_SOURCES; i++) {
        if (walk->id[i] != 0 && (first == ROW_SOURCES || walk->id[i] < walk->id[first])) {
            first = i;
        }
    }
    return first;
}

/* ---- what is compared ----------------------------------------------------------------------- */

/* Where a device's journal begins its chain does, with what the device's row says. */
static int begin_device(struct walk *walk, uint32_t device)
{
    sqlite3_stmt *row = NULL;
    int error = verify_prepare(walk->verification,
                               "SELECT began, began_head FROM device WHERE number = ?1", &row);
    sqlite3_bind_int64(row, 1, device);
    error = error == 0 ? verify_step(walk->verification, row) : error;
    struct lot_span head = error == 0 ? verify_bytes(row, 1) : lot_span(NULL, 0);
    bool known = head.size == CHAIN_HASH_SIZE;
    walk->previous = (uint64_t)device << 40 | (known ? (uint64_t)sqlite3_column_int64(row, 0) : 0);
    memset(walk->head, 0, sizeof walk->head);
    if (known) {
        memcpy(walk->head, head.data, CHAIN_HASH_SIZE);
    }
    sqlite3_finalize(row);
    return error < 0 ? error : 0;
}

static int check_number(struct walk *walk, uint64_t id)
{
    uint32_t device = LOT_LEDGER_DEVICE(id);
    int error = device != LOT_LEDGER_DEVICE(walk->previous) ? begin_device(walk, device) : 0;
    uint64_t before = LOT_LEDGER_SEQUENCE(walk->previous);
    if (error == 0 && LOT_LEDGER_SEQUENCE(id) != before + 1) {
        verify_find(walk->verification, "chain", id,
                    "number %" PRIu64 " of device %u follows %" PRIu64 ": rows are missing",
                    LOT_LEDGER_SEQUENCE(id), (unsigned)device, before);
    }
    return error;
}

/* How far it came is told now and then, and may be enough. */
static int tell(struct walk *walk)
{
    struct verification *verification = walk->verification;
    struct lot_verified *out = &verification->out;
    if (++out->rows % TOLD_EVERY != 0 || !verification->progress) {
        return 0;
    }
    out->last = walk->previous;
    memcpy(out->head, walk->head, CHAIN_HASH_SIZE);
    return verification->progress(verification->user, out) ? 0 : -ECANCELED;
}

static int check_row(struct walk *walk, size_t source)
{
    uint8_t hash[CHAIN_HASH_SIZE];
    uint64_t id = walk->id[source];
    sqlite3_stmt *row = walk->cursor[source];
    int outcome = check_number(walk, id);
    if (outcome == 0) {
        outcome = row_reader_hash(&walk->reader, row_sources[source], row, walk->head, hash);
    }
    if (outcome < 0) {
        return outcome;
    }
    struct lot_span stored = verify_bytes(row, sqlite3_column_count(row) - 1);
    if (outcome == 1 || !lot_span_equal(stored, lot_span(hash, sizeof hash))) {
        verify_find(walk->verification, "chain", id,
                    "%s %" PRIu64 " of device %u is not what was written",
                    row_source_name(row_sources[source]), LOT_LEDGER_SEQUENCE(id),
                    (unsigned)LOT_LEDGER_DEVICE(id));
    }
    if (stored.size == CHAIN_HASH_SIZE) {
        memcpy(walk->head, stored.data, CHAIN_HASH_SIZE);
    }
    walk->previous = id;
    return tell(walk);
}

/* A device's row says where its journal ends: a cut tail shows here. */
static int check_end(struct walk *walk)
{
    uint32_t device = LOT_LEDGER_DEVICE(walk->previous);
    sqlite3_stmt *end = NULL;
    int error = verify_prepare(walk->verification,
                               "SELECT sequence, head FROM device WHERE number = ?1", &end);
    if (error == 0) {
        sqlite3_bind_int64(end, 1, device);
        error = verify_step(walk->verification, end);
    }
    bool known = error == 0;
    bool right = known &&
                 (uint64_t)sqlite3_column_int64(end, 0) == LOT_LEDGER_SEQUENCE(walk->previous) &&
                 lot_span_equal(verify_bytes(end, 1), lot_span(walk->head, CHAIN_HASH_SIZE));
    if (error >= 0 && !right) {
        verify_find(walk->verification, "chain", walk->previous,
                    "the journal of device %u ends at %" PRIu64 ", which is not its end",
                    (unsigned)device, LOT_LEDGER_SEQUENCE(walk->previous));
    }
    sqlite3_finalize(end);
    return error < 0 ? error : 0;
}

static int walk_all(struct walk *walk)
{
    int error = open_walk(walk);
    size_t source;
    while (error == 0 && (source = next_source(walk)) < ROW_SOURCES) {
        bool other = walk->previous != 0 &&
                     LOT_LEDGER_DEVICE(walk->id[source]) != LOT_LEDGER_DEVICE(walk->previous);
        error = other ? check_end(walk) : 0;
        error = error == 0 ? check_row(walk, source) : error;
        error = error == 0 ? advance(walk, source) : error;
    }
    return error == 0 ? check_end(walk) : error;
}

int verify_chain(struct verification *verification)
{
    struct walk walk = {.verification = verification};
    int error = walk_all(&walk);
    verification->out.last = walk.previous;
    memcpy(verification->out.head, walk.head, CHAIN_HASH_SIZE);
    close_walk(&walk);
    return error;
}
