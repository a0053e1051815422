/* SPDX-License-Identifier: MIT */
/*
 * ledger: one byte of a stored value is changed behind its back, ten thousand times, in any column
 * of any row of the journal: verify names each of these rows.
 */

#include "unit/ledger_fixture.h"

#include <sqlite3.h>

#define ROUNDS      200
#define CHANGES     50 /* a round, each in another row: one change does not hide another */
#define ROWS_MAX    1024
#define VALUE_MAX   256
#define COLUMNS_MAX 19

static const struct table {
    const char *name;
    const char *columns[COLUMNS_MAX];
} tables[] = {
    {"scan",     {"time_ms", "offset_min", "source", "operator", "outcome", "code", "bytes", "hash"}},
    {"lot",
     {"scan", "time_ms", "offset_min", "item", "code", "produced", "packed", "best_before",
      "sell_by", "expiry", "origin", "supplier", "hash"}                                            },
    {"movement",
     {"scan", "time_ms", "offset_min", "operator", "kind", "lot", "serial", "from_place",
      "to_place", "from_unit", "to_unit", "quantity", "unit_cost", "document", "line", "override",
      "reverses", "hash"}                                                                           },
    {"status",   {"time_ms", "offset_min", "user", "lot", "status", "reason", "hash"}               },
    {"event",    {"kind", "time_ms", "offset_min", "text", "hash"}                                  },
};
#define TABLES (sizeof tables / sizeof tables[0])

struct row {
    size_t table;
    sqlite3_int64 id;
    bool found;
};

struct scene {
    struct shop *shop;
    sqlite3 *database;
    struct lot_ledger *reader;
    uint64_t random;
    struct row rows[ROWS_MAX];
    unsigned count;
};

static unsigned draw(struct scene *scene, unsigned below)
{
    scene->random ^= scene->random << 13;
    scene->random ^= scene->random >> 7;
    scene->random ^= scene->random << 17;
    return (unsigned)(scene->random >> 33) % below;
}

/* ---- a history ------------------------------------------------------------------------------ */

/* A single piece comes in on one pallet and goes out on another. */
static void make_piece(struct shop *shop, const char *lot, const char *serial)
{
    struct entry receive = {.job = LOT_JOB_RECEIVE,
                            .lot = lot,
                            .from = LOT_PLACE_SUPPLIER,
                            .to = "DOCK",
                            .quantity = 1};
    struct lot_transaction in = transaction_of(&receive), out;
    struct lot_committed done;
    in.movement[0].serial = text_of(serial);
    in.movement[0].to_sscc = text_of("395212340000000013");
    assert_int_equal(shop_commit(shop, &in, &done), 0);
    out = in;
    out.job = LOT_JOB_SHIP;
    out.movement[0].from = text_of("DOCK");
    out.movement[0].to = text_of(LOT_PLACE_CUSTOMER);
    out.movement[0].from_sscc = in.movement[0].to_sscc;
    out.movement[0].to_sscc = text_of("395212340000000020");
    assert_int_equal(shop_commit(shop, &out, &done), 0);
}

static void make_day(struct shop *shop, unsigned day)
{
    char lot[8], serial[8];
    struct lot_committed done;
    snprintf(lot, sizeof lot, "L%02u", day);
    snprintf(serial, sizeof serial, "SN%02u", day);
    struct entry receive = {.job = LOT_JOB_RECEIVE,
                            .lot = lot,
                            .from = LOT_PLACE_SUPPLIER,
                            .to = "DOCK",
                            .quantity = 1000 + day,
                            .document = "PO-1",
                            .expiry = 20260401};
    struct lot_transaction transaction = transaction_of(&receive);
    transaction.dates = (struct lot_dates){20260101, 20260102, 20260301, 20260315, 20260401};
    assert_int_equal(shop_commit(shop, &transaction, &done), 0);
    make_piece(shop, lot, serial);
    struct entry move = {
        .job = LOT_JOB_MOVE, .lot = lot, .from = "DOCK", .to = "A-01", .quantity = 5};
    assert_int_equal(shop_book(shop, move, &done), 0);
    struct entry undo = {.job = LOT_JOB_UNDO,
                         .lot = lot,
                         .from = "A-01",
                         .to = "DOCK",
                         .quantity = 5,
                         .reverses = done.movement[0]};
    assert_int_equal(shop_book(shop, undo, NULL), 0);
    struct lot_ledger_status hold = {.item = text_of(MILK),
                                     .lot = text_of(lot),
                                     .status = LOT_STATUS_HOLD,
                                     .time = time_of(NOW_MS),
                                     .user = LOT_LITERAL("anna"),
                                     .reason = LOT_LITERAL("swollen packs")};
    assert_int_equal(lot_ledger_put_status(shop->ledger, &hold), 0);
    assert_int_equal(lot_ledger_record(shop->ledger, LOT_LEDGER_EVENT_CLOCK, time_of(NOW_MS),
                                       LOT_LITERAL("back by a minute")),
                     0);
}

static void break_in(struct scene *scene)
{
    static const char triggers[] = "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema"
                                   " WHERE type = 'trigger'";
    sqlite3_stmt *statement = NULL;
    char drop[64][96];
    unsigned count = 0;
    assert_int_equal(sqlite3_open(scene->shop->path, &scene->database), SQLITE_OK);
    sqlite3_exec(scene->database, "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF",
                 NULL, NULL, NULL);
    assert_int_equal(sqlite3_prepare_v2(scene->database, triggers, -1, &statement, NULL),
                     SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW && count < 64) {
        snprintf(drop[count++], sizeof drop[0], "%s",
                 (const char *)sqlite3_column_text(statement, 0));
    }
    sqlite3_finalize(statement);
    while (count-- > 0) {
        assert_int_equal(sqlite3_exec(scene->database, drop[count], NULL, NULL, NULL), SQLITE_OK);
    }
}

static void read_rows(struct scene *scene)
{
    for (size_t table = 0; table < TABLES; table++) {
        char sql[64];
        sqlite3_stmt *statement = NULL;
        snprintf(sql, sizeof sql, "SELECT id FROM %s", tables[table].name);
        assert_int_equal(sqlite3_prepare_v2(scene->database, sql, -1, &statement, NULL), SQLITE_OK);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            assert_true(scene->count < ROWS_MAX);
            scene->rows[scene->count++] =
                (struct row){.table = table, .id = sqlite3_column_int64(statement, 0)};
        }
        sqlite3_finalize(statement);
    }
}

/* ---- one byte ------------------------------------------------------------------------------- */

struct change {
    struct row *row;
    const char *column;
    sqlite3_value *before;
};

/* Bytes that SQLite stores of an integer. */
static unsigned width_of(int64_t value)
{
    static const unsigned widths[] = {1, 2, 3, 4, 6};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        int64_t limit = INT64_C(1) << (8 * widths[i] - 1);
        if (value >= -limit && value < limit) {
            return widths[i];
        }
    }
    return 8;
}

static int64_t change_integer(struct scene *scene, int64_t value)
{
    unsigned width = width_of(value), shift = 64 - 8 * width;
    uint64_t flipped = (uint64_t)(1 + draw(scene, 255)) << (8 * draw(scene, width));
    return (int64_t)(((uint64_t)value ^ flipped) << shift) >> shift;
}

/* False: there is no byte of it in the file. */
static bool bind_changed(struct scene *scene, sqlite3_stmt *update, sqlite3_value *value)
{
    uint8_t bytes[VALUE_MAX];
    int type = sqlite3_value_type(value), size = sqlite3_value_bytes(value);
    if (type == SQLITE_NULL || (type != SQLITE_INTEGER && size == 0)) {
        return false;
    }
    if (type == SQLITE_INTEGER) {
        sqlite3_bind_int64(update, 1, change_integer(scene, sqlite3_value_int64(value)));
        return true;
    }
    assert_true(size <= VALUE_MAX);
    memcpy(bytes, sqlite3_value_blob(value), (size_t)size);
    bytes[draw(scene, (unsigned)size)] ^= (uint8_t)(1 + draw(scene, 255));
    if (type == SQLITE_TEXT) {
        sqlite3_bind_text(update, 1, (const char *)bytes, size, SQLITE_TRANSIENT);
    } else {
        sqlite3_bind_blob(update, 1, bytes, size, SQLITE_TRANSIENT);
    }
    return true;
}

static sqlite3_stmt *prepare(struct scene *scene, const char *format, const struct change *change)
{
    char sql[128];
    sqlite3_stmt *statement = NULL;
    snprintf(sql, sizeof sql, format, tables[change->row->table].name, change->column);
    assert_int_equal(sqlite3_prepare_v2(scene->database, sql, -1, &statement, NULL), SQLITE_OK);
    return statement;
}

static sqlite3_value *read_value(struct scene *scene, const struct change *change)
{
    sqlite3_stmt *select = prepare(scene, "SELECT id, %2$s FROM %1$s WHERE id = ?2", change);
    sqlite3_bind_int64(select, 2, change->row->id);
    assert_int_equal(sqlite3_step(select), SQLITE_ROW);
    sqlite3_value *value = sqlite3_value_dup(sqlite3_column_value(select, 1));
    sqlite3_finalize(select);
    return value;
}

/* False: it would be no change, or an index does not take it. */
static bool try_change(struct scene *scene, struct change *change)
{
    unsigned columns = 0;
    while (columns < COLUMNS_MAX && tables[change->row->table].columns[columns]) {
        columns++;
    }
    change->column = tables[change->row->table].columns[draw(scene, columns)];
    change->before = read_value(scene, change);
    sqlite3_stmt *update = prepare(scene, "UPDATE %s SET %s = ?1 WHERE id = ?2", change);
    sqlite3_bind_int64(update, 2, change->row->id);
    bool changed =
        bind_changed(scene, update, change->before) && sqlite3_step(update) == SQLITE_DONE;
    sqlite3_finalize(update);
    if (!changed) {
        sqlite3_value_free(change->before);
    }
    return changed;
}

static void take_back(struct scene *scene, struct change *change)
{
    sqlite3_stmt *update = prepare(scene, "UPDATE %s SET %s = ?1 WHERE id = ?2", change);
    sqlite3_bind_value(update, 1, change->before);
    sqlite3_bind_int64(update, 2, change->row->id);
    assert_int_equal(sqlite3_step(update), SQLITE_DONE);
    sqlite3_finalize(update);
    sqlite3_value_free(change->before);
}

/* ---- the rounds ----------------------------------------------------------------------------- */

static void on_finding(void *user, const struct lot_finding *finding)
{
    struct scene *scene = user;
    for (unsigned i = 0; i < scene->count && strcmp(finding->what, "chain") == 0; i++) {
        scene->rows[i].found |= (uint64_t)scene->rows[i].id == finding->id;
    }
}

/* Brings a row that was not drawn yet to the place at. */
static struct row *draw_row(struct scene *scene, unsigned at)
{
    unsigned from = at + draw(scene, scene->count - at);
    struct row drawn = scene->rows[from];
    scene->rows[from] = scene->rows[at];
    scene->rows[at] = drawn;
    return &scene->rows[at];
}

static void run_round(struct scene *scene)
{
    struct change changes[CHANGES];
    struct lot_verified verified;
    sqlite3_exec(scene->database, "BEGIN", NULL, NULL, NULL);
    for (unsigned i = 0; i < CHANGES; i++) {
        changes[i].row = draw_row(scene, i);
        while (!try_change(scene, &changes[i])) {
        }
    }
    assert_int_equal(sqlite3_exec(scene->database, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    for (unsigned i = 0; i < scene->count; i++) {
        scene->rows[i].found = false;
    }
    assert_int_equal(lot_ledger_verify(scene->reader, on_finding, scene, &verified), 1);
    sqlite3_exec(scene->database, "BEGIN", NULL, NULL, NULL);
    for (unsigned i = 0; i < CHANGES; i++) {
        if (!changes[i].row->found) {
            fail_msg("not found: %s of %s %lld", changes[i].column,
                     tables[changes[i].row->table].name, changes[i].row->id);
        }
        take_back(scene, &changes[i]);
    }
    assert_int_equal(sqlite3_exec(scene->database, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
}

static void every_changed_byte_is_found(void **state)
{
    struct scene scene = {.shop = *state, .random = 88172645463325252u};
    struct lot_ledger_fault fault;
    struct lot_ledger_options options = {.path = scene.shop->path, .read_only = true};
    struct lot_verified verified;
    for (unsigned day = 0; day < 20; day++) {
        make_day(scene.shop, day);
    }
    shop_close(scene.shop);
    break_in(&scene);
    read_rows(&scene);
    assert_int_equal(lot_ledger_open(&scene.reader, &options, &fault), 0);
    for (unsigned round = 0; round < ROUNDS; round++) {
        run_round(&scene);
    }
    assert_int_equal(lot_ledger_verify(scene.reader, NULL, NULL, &verified), 0);
    assert_int_equal(verified.rows, scene.count); /* all was taken back, and all was there */
    lot_ledger_close(scene.reader);
    sqlite3_close(scene.database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_changed_byte_is_found, shop_setup, shop_teardown),
    };
    return cmocka_run_group_tests_name("changes behind a ledger's back", tests, NULL, NULL);
}
