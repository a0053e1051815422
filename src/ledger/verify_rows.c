/* SPDX-License-Identifier: MIT */
/*
 * Each column of a journal's table, in the order of lot-ledger(5), and how its value becomes part
 * of the hash. No table is joined: rows are read as they lie in the file, and what they refer to is
 * looked up. So the same pass sees whether it is there.
 */

#include "verify_rows.h"

enum field_kind {
    FIELD_INTEGER,
    FIELD_OPTION, /* an integer; NULL is 0 */
    FIELD_COST,   /* an integer; NULL is -1 */
    FIELD_TEXT,
    FIELD_BYTES,
    FIELD_ROW,      /* the id of another row of the journal; NULL is 0 */
    FIELD_KEY,      /* a row id, chained by its natural key */
    FIELD_OPTIONAL, /* the same; NULL is no text */
    FIELD_ITEM,     /* a lot's id, chained by the number of its item ... */
    FIELD_DECIMALS, /* ... by the item's decimals */
};

struct field {
    enum field_kind kind;
    enum key_table table;
};

#define INTEGER                                                                                    \
    {                                                                                              \
        .kind = FIELD_INTEGER                                                                      \
    }
#define OPTION                                                                                     \
    {                                                                                              \
        .kind = FIELD_OPTION                                                                       \
    }
#define COST                                                                                       \
    {                                                                                              \
        .kind = FIELD_COST                                                                         \
    }
#define TEXT                                                                                       \
    {                                                                                              \
        .kind = FIELD_TEXT                                                                         \
    }
#define BYTES                                                                                      \
    {                                                                                              \
        .kind = FIELD_BYTES                                                                        \
    }
#define ROW(of)                                                                                    \
    {                                                                                              \
        .kind = FIELD_ROW, .table = KEY_##of                                                       \
    }
#define KEY(of)                                                                                    \
    {                                                                                              \
        .kind = FIELD_KEY, .table = KEY_##of                                                       \
    }
#define OPTIONAL(of)                                                                               \
    {                                                                                              \
        .kind = FIELD_OPTIONAL, .table = KEY_##of                                                  \
    }
#define LOTS_ITEM                                                                                  \
    {                                                                                              \
        .kind = FIELD_ITEM, .table = KEY_LOT                                                       \
    }
#define LOTS_DECIMALS                                                                              \
    {                                                                                              \
        .kind = FIELD_DECIMALS, .table = KEY_LOT                                                   \
    }

#define FIELDS_MAX 23u

struct row_source {
    enum chain_kind kind;
    const char *name, *sql;
    unsigned count;
    struct field fields[FIELDS_MAX]; /* the columns, but for the hash */
};

/* clang-format off */
static const struct row_source scans = {
    CHAIN_SCAN, "scan",
    "SELECT id, time_ms, offset_min, source, operator, outcome, code, bytes, hash"
    " FROM scan WHERE id > ?1 ORDER BY id",
    8, {INTEGER, INTEGER, INTEGER, INTEGER, OPTIONAL(OPERATOR), INTEGER, KEY(CODE), BYTES},
};
static const struct row_source lots = {
    CHAIN_LOT, "lot",
    "SELECT id, scan, time_ms, offset_min, item, code, produced, packed, best_before, sell_by,"
    " expiry, origin, supplier, supplier_lot, hash FROM lot WHERE id > ?1 ORDER BY id",
    14, {INTEGER, ROW(SCAN), INTEGER, INTEGER, KEY(ITEM), TEXT, OPTION, OPTION, OPTION, OPTION,
         OPTION, OPTIONAL(DOCUMENT), OPTIONAL(PARTNER), TEXT},
};
static const struct row_source movements = {
    CHAIN_MOVEMENT, "movement",
    "SELECT id, scan, time_ms, offset_min, operator, kind, lot, lot, lot, serial, from_place,"
    " to_place, from_unit, to_unit, quantity, weight, unit_cost, value, document, line, override,"
    " reason, reverses, hash FROM movement WHERE id > ?1 ORDER BY id",
    23, {INTEGER, ROW(SCAN), INTEGER, INTEGER, OPTIONAL(OPERATOR), INTEGER, LOTS_ITEM,
         LOTS_DECIMALS, KEY(LOT), OPTIONAL(SERIAL), KEY(PLACE), KEY(PLACE), OPTIONAL(UNIT),
         OPTIONAL(UNIT), INTEGER, OPTION, COST, COST, OPTIONAL(DOCUMENT), INTEGER, INTEGER,
         OPTIONAL(REASON), ROW(MOVEMENT)},
};
static const struct row_source tallies = {
    CHAIN_TALLY, "tally",
    "SELECT id, scan, time_ms, offset_min, operator, document, place, lot, lot, lot, counted,"
    " expected, settled, hash FROM tally WHERE id > ?1 ORDER BY id",
    13, {INTEGER, ROW(SCAN), INTEGER, INTEGER, OPTIONAL(OPERATOR), OPTIONAL(DOCUMENT), KEY(PLACE),
         LOTS_ITEM, LOTS_DECIMALS, OPTIONAL(LOT), INTEGER, INTEGER, INTEGER},
};
static const struct row_source statuses = {
    CHAIN_STATUS, "status",
    "SELECT id, time_ms, offset_min, user, lot, lot, status, reason, hash"
    " FROM status WHERE id > ?1 ORDER BY id",
    8, {INTEGER, INTEGER, INTEGER, TEXT, LOTS_ITEM, KEY(LOT), INTEGER, TEXT},
};
static const struct row_source events = {
    CHAIN_EVENT, "event",
    "SELECT id, kind, time_ms, offset_min, text, hash FROM event WHERE id > ?1 ORDER BY id",
    5, {INTEGER, TEXT, INTEGER, INTEGER, TEXT},
};
/* clang-format on */

const struct row_source *const row_sources[ROW_SOURCES] = {&scans,   &lots,     &movements,
                                                           &tallies, &statuses, &events};

const char *row_source_name(const struct row_source *source)
{
    return source->name;
}

const char *row_source_sql(const struct row_source *source)
{
    return source->sql;
}

int row_reader_init(struct row_reader *reader, struct verification *verification)
{
    *reader = (struct row_reader){.verification = verification};
    return keys_init(&reader->keys, verification);
}

void row_reader_done(struct row_reader *reader)
{
    keys_done(&reader->keys);
}

/* ---- one row -------------------------------------------------------------------------------- */

struct reading {
    struct row_reader *reader;
    const struct row_source *source;
    int64_t id;
    struct chain_row *chain;
};

/* 1: it was reported as missing; a missing thing has no key. */
static int find(struct reading *reading, enum key_table table, int64_t id, const struct key **out)
{
    int outcome = keys_find(&reading->reader->keys, table, id, out);
    if (outcome == 1) {
        verify_find(reading->reader->verification, "foreign-key", (uint64_t)reading->id,
                    "a row of %s names a %s that is not there", reading->source->name,
                    key_table_name(table));
    }
    return outcome;
}

static int put_row(struct reading *reading, enum key_table table, int64_t id)
{
    const struct key *key = NULL;
    chain_integer(reading->chain, id);
    bool at_hand = table == KEY_SCAN && id == reading->reader->last_scan;
    return at_hand ? 0 : find(reading, table, id, &key);
}

static int put_text(struct reading *reading, const struct key *key)
{
    chain_text(reading->chain, lot_text_span(&key->text));
    return key->fits ? 0 : 1;
}

static int put_key(struct reading *reading, const struct field *field, int64_t id)
{
    const struct key *key = NULL;
    int outcome = find(reading, field->table, id, &key);
    if (outcome == 0 && field->kind >= FIELD_ITEM) {
        outcome = keys_find(&reading->reader->keys, KEY_ITEM, key->other, &key);
    }
    if (outcome == 0 && field->kind == FIELD_DECIMALS) {
        chain_integer(reading->chain, key->other);
        return 0;
    }
    return outcome == 0 ? put_text(reading, key) : outcome;
}

static int put_integer(struct reading *reading, const struct field *field, int64_t value)
{
    switch (field->kind) {
    case FIELD_INTEGER:
    case FIELD_OPTION:
    case FIELD_COST:
        chain_integer(reading->chain, value);
        return 0;
    case FIELD_ROW:
        return put_row(reading, field->table, value);
    case FIELD_KEY:
    case FIELD_OPTIONAL:
    case FIELD_ITEM:
    case FIELD_DECIMALS:
        return put_key(reading, field, value);
    case FIELD_TEXT:
    case FIELD_BYTES:
        break;
    }
    return 1;
}

static int put_nothing(struct reading *reading, enum field_kind kind)
{
    switch (kind) {
    case FIELD_OPTION:
    case FIELD_ROW:
    case FIELD_DECIMALS:
        chain_integer(reading->chain, 0);
        return 0;
    case FIELD_COST:
        chain_integer(reading->chain, -1);
        return 0;
    case FIELD_OPTIONAL:
    case FIELD_ITEM:
        chain_text(reading->chain, lot_span(NULL, 0));
        return 0;
    default:
        return 1;
    }
}

static int put(struct reading *reading, const struct field *field, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    if (type == SQLITE_INTEGER) {
        return put_integer(reading, field, sqlite3_value_int64(value));
    }
    if (type == SQLITE_NULL) {
        return put_nothing(reading, field->kind);
    }
    if (type != (field->kind == FIELD_TEXT    ? SQLITE_TEXT
                 : field->kind == FIELD_BYTES ? SQLITE_BLOB
                                              : SQLITE_INTEGER)) {
        return 1;
    }
    const void *data = sqlite3_value_blob(value);
    chain_text(reading->chain, lot_span(data, (size_t)sqlite3_value_bytes(value)));
    return 0;
}

/* All fields are read, also behind one that is wrong: each may refer to what is not there. */
int row_reader_hash(struct row_reader *reader, const struct row_source *source, sqlite3_stmt *row,
                    const uint8_t head[CHAIN_HASH_SIZE], uint8_t hash[CHAIN_HASH_SIZE])
{
    struct chain_row chain;
    struct reading reading = {reader, source, sqlite3_column_int64(row, 0), &chain};
    int odd = 0;
    chain_begin(&chain, head, source->kind);
    for (unsigned i = 0; i < source->count; i++) {
        int outcome = put(&reading, &source->fields[i], sqlite3_column_value(row, (int)i));
        if (outcome < 0) {
            return outcome;
        }
        odd |= outcome;
    }
    chain_end(&chain, hash);
    if (source->kind == CHAIN_SCAN) {
        reader->last_scan = reading.id;
    }
    return odd;
}
