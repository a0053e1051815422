/* SPDX-License-Identifier: MIT */
/*
 * The chain, walked: the five tables are merged by id, each row is encoded from what the tables say
 * now, and must hash to what was stored. A row is judged by the stored hash of the one before it,
 * so that one changed row is one finding and the rest is still checked.
 */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "chain.h"
#include "names.h"
#include "verify.h"

/* The columns are those of lot-ledger(5), in its order, and the hash. */
static const struct source {
    enum chain_kind kind;
    const char *name;
    const char *sql;
} sources[] = {
    {CHAIN_SCAN,     "scan",
     "SELECT s.id, s.time_ms, s.offset_min, s.source, coalesce(o.code, ''), s.outcome, c.name,"
     " s.bytes, s.hash FROM scan AS s LEFT JOIN operator AS o ON o.id = s.operator"
     " LEFT JOIN code AS c ON c.id = s.code ORDER BY s.id"                    },
    {CHAIN_LOT,      "lot",
     "SELECT l.id, coalesce(l.scan, 0), l.time_ms, l.offset_min, i.number, l.code,"
     " coalesce(l.produced, 0), coalesce(l.packed, 0), coalesce(l.best_before, 0),"
     " coalesce(l.sell_by, 0), coalesce(l.expiry, 0), coalesce(d.number, ''),"
     " coalesce(p.number, ''), l.hash FROM lot AS l LEFT JOIN item AS i ON i.id = l.item"
     " LEFT JOIN document AS d ON d.id = l.origin LEFT JOIN partner AS p ON p.id = l.supplier"
     " ORDER BY l.id"                                                         },
    {CHAIN_MOVEMENT, "movement",
     "SELECT m.id, coalesce(m.scan, 0), m.time_ms, m.offset_min, coalesce(o.code, ''), m.kind,"
     " i.number, i.decimals, l.code, coalesce(s.code, ''), f.code, t.code, m.quantity,"
     " coalesce(m.unit_cost, -1), coalesce(d.number, ''), m.line, m.override,"
     " coalesce(m.reverses, 0), m.hash FROM movement AS m LEFT JOIN lot AS l ON l.id = m.lot"
     " LEFT JOIN item AS i ON i.id = l.item LEFT JOIN serial AS s ON s.id = m.serial"
     " LEFT JOIN place AS f ON f.id = m.from_place LEFT JOIN place AS t ON t.id = m.to_place"
     " LEFT JOIN operator AS o ON o.id = m.operator LEFT JOIN document AS d ON d.id = m.document"
     " ORDER BY m.id"                                                         },
    {CHAIN_STATUS,   "status",
     "SELECT s.id, s.time_ms, s.offset_min, s.user, i.number, l.code, s.status, s.reason, s.hash"
     " FROM status AS s LEFT JOIN lot AS l ON l.id = s.lot LEFT JOIN item AS i ON i.id = l.item"
     " ORDER BY s.id"                                                         },
    {CHAIN_EVENT,    "event",
     "SELECT id, kind, time_ms, offset_min, text, hash FROM event ORDER BY id"},
};

#define SOURCE_COUNT (sizeof sources / sizeof sources[0])

/* Where the walk is: a cursor a table, and the row before. */
struct walk {
    struct verification *verification;
    sqlite3_stmt *cursor[SOURCE_COUNT];
    uint64_t id[SOURCE_COUNT]; /* of the row at hand; 0: no more */
    uint64_t previous;
    uint8_t head[CHAIN_HASH_SIZE];
};

static int advance(struct walk *walk, size_t source)
{
    int outcome = verify_step(walk->verification, walk->cursor[source]);
    walk->id[source] = outcome == 0 ? (uint64_t)sqlite3_column_int64(walk->cursor[source], 0) : 0;
    return outcome < 0 ? outcome : 0;
}

static int open_walk(struct walk *walk)
{
    int error = 0;
    for (size_t i = 0; error == 0 && i < SOURCE_COUNT; i++) {
        error = verify_prepare(walk->verification, sources[i].sql, &walk->cursor[i]);
        error = error == 0 ? advance(walk, i) : error;
    }
    return error;
}

static void close_walk(struct walk *walk)
{
    for (size_t i = 0; i < SOURCE_COUNT; i++) {
        sqlite3_finalize(walk->cursor[i]);
    }
}

/* The table whose row has the smallest id; SOURCE_COUNT: all were read. */
static size_t next_source(const struct walk *walk)
{
    size_t first = SOURCE_COUNT;
    for (size_t i = 0; i < SOURCE_COUNT; i++) {
        if (walk->id[i] != 0 && (first == SOURCE_COUNT || walk->id[i] < walk->id[first])) {
            first = i;
        }
    }
    return first;
}

static struct lot_span bytes_of(sqlite3_stmt *row, int column)
{
    const void *data = sqlite3_column_blob(row, column);
    return lot_span(data, (size_t)sqlite3_column_bytes(row, column));
}

static void hash_row(const struct walk *walk, size_t source, uint8_t hash[CHAIN_HASH_SIZE])
{
    sqlite3_stmt *row = walk->cursor[source];
    int last = sqlite3_column_count(row) - 1;
    struct chain_row chain;
    chain_begin(&chain, walk->head, sources[source].kind);
    for (int i = 0; i < last; i++) {
        if (sqlite3_column_type(row, i) == SQLITE_INTEGER) {
            chain_integer(&chain, sqlite3_column_int64(row, i));
        } else {
            chain_text(&chain, bytes_of(row, i));
        }
    }
    chain_end(&chain, hash);
}

/* ---- what is compared ----------------------------------------------------------------------- */

/* Where a device's journal begins, its chain begins anew. */
static void check_number(struct walk *walk, uint64_t id)
{
    bool same = LOT_LEDGER_DEVICE(id) == LOT_LEDGER_DEVICE(walk->previous);
    uint64_t expected = same ? LOT_LEDGER_SEQUENCE(walk->previous) + 1 : 1;
    if (!same) {
        memset(walk->head, 0, sizeof walk->head);
    }
    if (LOT_LEDGER_SEQUENCE(id) != expected) {
        verify_find(walk->verification, "chain", id,
                    "number %" PRIu64 " of device %u follows %" PRIu64 ": rows are missing",
                    LOT_LEDGER_SEQUENCE(id), (unsigned)LOT_LEDGER_DEVICE(id), expected - 1);
    }
}

static void check_row(struct walk *walk, size_t source)
{
    uint8_t hash[CHAIN_HASH_SIZE];
    uint64_t id = walk->id[source];
    check_number(walk, id);
    hash_row(walk, source, hash);
    sqlite3_stmt *row = walk->cursor[source];
    struct lot_span stored = bytes_of(row, sqlite3_column_count(row) - 1);
    if (!lot_span_equal(stored, lot_span(hash, sizeof hash))) {
        verify_find(walk->verification, "chain", id,
                    "%s %" PRIu64 " of device %u is not what was written", sources[source].name,
                    LOT_LEDGER_SEQUENCE(id), (unsigned)LOT_LEDGER_DEVICE(id));
    }
    if (stored.size == CHAIN_HASH_SIZE) {
        memcpy(walk->head, stored.data, CHAIN_HASH_SIZE);
    }
    walk->previous = id;
    walk->verification->out.rows++;
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
                 lot_span_equal(bytes_of(end, 1), lot_span(walk->head, CHAIN_HASH_SIZE));
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
    while (error == 0 && (source = next_source(walk)) < SOURCE_COUNT) {
        bool other = walk->previous != 0 &&
                     LOT_LEDGER_DEVICE(walk->id[source]) != LOT_LEDGER_DEVICE(walk->previous);
        error = other ? check_end(walk) : 0;
        if (error == 0) {
            check_row(walk, source);
            error = advance(walk, source);
        }
    }
    return error == 0 ? check_end(walk) : error;
}

int verify_chain(struct verification *verification)
{
    struct walk walk = {.verification = verification};
    int error = walk_all(&walk);
    memcpy(verification->out.head, walk.head, CHAIN_HASH_SIZE);
    close_walk(&walk);
    return error;
}
