/* SPDX-License-Identifier: MIT */
/*
 * ledger: one byte of a stored value is another, in any column of any row of the journal: verify
 * names the row. Tables and columns are read from the file, so that none is ever forgotten: what
 * has a hash is chained. Ten thousand changes, by chance; SEED=n repeats a run.
 */

#include "unit/ledger_fixture.h"

#include <sqlite3.h>
#include <time.h>

#define CHANGES     10000u
#define ROWS_MAX    2000u
#define COLUMNS_MAX 32u
#define LOTS        60u

/* Rows of one table; a batch changes some of them, by a byte each. */
struct table {
    char name[32];
    unsigned column_count, row_count;
    char column[COLUMNS_MAX][32];
    int64_t id[ROWS_MAX];
};

struct change {
    unsigned column;
    sqlite3_value *before; /* NULL: none */
    bool found;
};

struct batch {
    const struct table *table;
    struct change change[ROWS_MAX]; /* by row */
};

static uint64_t random_state;

static unsigned random_below(unsigned limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (unsigned)(random_state >> 11) % limit;
}

/* ---- a history ------------------------------------------------------------------------------ */

static void book_a_lot(struct shop *shop, unsigned number)
{
    char lot[16];
    struct lot_committed done;
    snprintf(lot, sizeof lot, "L%05u", number);
    struct entry receive = {.job = LOT_JOB_RECEIVE,
                            .lot = lot,
                            .from = LOT_PLACE_SUPPLIER,
                            .to = "DOCK",
                            .quantity = 1 + number % 7,
                            .document = "PO-1",
                            .expiry = lot_date_add(20260401, (int32_t)number)};
    struct entry move = {
        .job = LOT_JOB_MOVE, .lot = lot, .from = "DOCK", .to = "A-01", .quantity = 1};
    struct entry undo = {
        .job = LOT_JOB_UNDO, .lot = lot, .from = "A-01", .to = "DOCK", .quantity = 1};
    struct lot_transaction transaction = transaction_of(&receive);
    assert_int_equal(shop_commit(shop, &transaction, &done), 0);
    assert_int_equal(shop_book(shop, move, &done), 0);
    undo.reverses = done.movement[0];
    assert_int_equal(number % 4 == 0 ? shop_book(shop, undo, NULL) : 0, 0);
    transaction.creates_lot = false;
    transaction.movement[0].quantity = 1;
    transaction.movement[0].serial = text_of(lot);
    transaction.movement[0].to_sscc = text_of("095212340000000017");
    transaction.movement[0].weight = 1250000;
    assert_int_equal(number % 3 == 0 ? shop_commit(shop, &transaction, &done) : 0, 0);
}

static void stop_a_lot(struct shop *shop, unsigned number)
{
    char lot[16];
    snprintf(lot, sizeof lot, "L%05u", number);
    struct lot_ledger_status hold = {.item = text_of(MILK),
                                     .lot = text_of(lot),
                                     .status = LOT_STATUS_HOLD,
                                     .time = time_of(shop->clock_ms),
                                     .user = LOT_LITERAL("anna"),
                                     .reason = LOT_LITERAL("swollen packs")};
    assert_int_equal(lot_ledger_put_status(shop->ledger, &hold), 0);
    assert_int_equal(lot_ledger_record(shop->ledger, LOT_LEDGER_EVENT_DROPPED,
                                       time_of(shop->clock_ms), LOT_LITERAL("half a scan")),
                     0);
}

static void count_a_lot(struct shop *shop, unsigned number)
{
    char lot[16];
    struct lot_committed done;
    snprintf(lot, sizeof lot, "L%05u", number);
    struct lot_transaction count = {
        .job = LOT_JOB_COUNTING,
        .document = text_of("PO-1"),
        .tally = {.place = text_of("A-01"),
                  .item = text_of(MILK),
                  .lot = text_of(lot),
                  .counted = 7},
    };
    assert_int_equal(shop_commit(shop, &count, &done), 0);
}

static int setup(void **state)
{
    int error = shop_setup(state);
    for (unsigned i = 0; i < LOTS; i++) {
        book_a_lot(*state, i);
        if (i % 5 == 0) {
            stop_a_lot(*state, i);
            count_a_lot(*state, i);
        }
    }
    shop_close(*state);
    return error;
}

/* ---- the file itself ------------------------------------------------------------------------ */

static sqlite3_stmt *prepared(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(database));
    }
    return statement;
}

static void run(sqlite3 *database, const char *sql)
{
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
}

/* Opened as who can write the file may: no rule of it holds. */
static sqlite3 *break_in(const struct shop *shop)
{
    sqlite3 *database = NULL;
    char names[64][64], sql[96];
    unsigned count = 0;
    assert_int_equal(sqlite3_open(shop->path, &database), SQLITE_OK);
    run(database, "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF");
    sqlite3_stmt *trigger =
        prepared(database, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
    while (sqlite3_step(trigger) == SQLITE_ROW && count < 64) {
        snprintf(names[count++], sizeof names[0], "%s",
                 (const char *)sqlite3_column_text(trigger, 0));
    }
    sqlite3_finalize(trigger);
    for (unsigned i = 0; i < count; i++) {
        snprintf(sql, sizeof sql, "DROP TRIGGER %.63s", names[i]);
        run(database, sql);
    }
    return database;
}

/* The tables with a hash, which are chained; their columns are all but the id. */
static unsigned read_tables(sqlite3 *database, struct table *tables, unsigned room)
{
    sqlite3_stmt *column = prepared(
        database, "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c"
                  " WHERE t.type = 'table' AND c.name <> 'id' AND EXISTS"
                  " (SELECT 1 FROM pragma_table_info(t.name) WHERE name = 'hash') ORDER BY t.name");
    unsigned count = 0;
    while (sqlite3_step(column) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(column, 0);
        if (count == 0 || strcmp(tables[count - 1].name, name) != 0) {
            assert_in_range(count, 0, room - 1);
            snprintf(tables[count++].name, sizeof tables[0].name, "%s", name);
        }
        struct table *table = &tables[count - 1];
        assert_in_range(table->column_count, 0, COLUMNS_MAX - 1);
        snprintf(table->column[table->column_count++], sizeof table->column[0], "%s",
                 (const char *)sqlite3_column_text(column, 1));
    }
    sqlite3_finalize(column);
    return count;
}

static void read_rows(sqlite3 *database, struct table *table)
{
    char sql[96];
    snprintf(sql, sizeof sql, "SELECT id FROM %.31s ORDER BY id", table->name);
    sqlite3_stmt *row = prepared(database, sql);
    while (sqlite3_step(row) == SQLITE_ROW && table->row_count < ROWS_MAX) {
        table->id[table->row_count++] = sqlite3_column_int64(row, 0);
    }
    sqlite3_finalize(row);
    if (table->row_count == 0) {
        fail_msg("the history of this test has no %s", table->name);
    }
}

/* ---- one byte ------------------------------------------------------------------------------- */

static void bind_changed(sqlite3_stmt *update, sqlite3_value *value)
{
    uint8_t mask = (uint8_t)(1 + random_below(255)), bytes[512];
    if (sqlite3_value_type(value) == SQLITE_INTEGER) {
        uint64_t number = (uint64_t)sqlite3_value_int64(value);
        sqlite3_bind_int64(update, 1, (int64_t)(number ^ (uint64_t)mask << 8 * random_below(8)));
        return;
    }
    int size = sqlite3_value_bytes(value);
    assert_in_range(size, 1, sizeof bytes);
    memcpy(bytes, sqlite3_value_blob(value), (size_t)size);
    bytes[random_below((unsigned)size)] ^= mask;
    if (sqlite3_value_type(value) == SQLITE_TEXT) {
        sqlite3_bind_text(update, 1, (const char *)bytes, size, SQLITE_TRANSIENT);
    } else {
        sqlite3_bind_blob(update, 1, bytes, size, SQLITE_TRANSIENT);
    }
}

static sqlite3_value *value_of(sqlite3 *database, const struct table *table, unsigned column,
                               int64_t id)
{
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE id = ?1", table->column[column],
             table->name);
    sqlite3_stmt *row = prepared(database, sql);
    sqlite3_bind_int64(row, 1, id);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    sqlite3_value *value = sqlite3_value_dup(sqlite3_column_value(row, 0));
    sqlite3_finalize(row);
    return value;
}

static bool has_a_byte(sqlite3_value *value)
{
    return sqlite3_value_type(value) == SQLITE_INTEGER || sqlite3_value_bytes(value) > 0;
}

static sqlite3_stmt *update_of(sqlite3 *database, const struct batch *batch, unsigned row)
{
    char sql[128];
    snprintf(sql, sizeof sql, "UPDATE %s SET %s = ?1 WHERE id = ?2", batch->table->name,
             batch->table->column[batch->change[row].column]);
    sqlite3_stmt *update = prepared(database, sql);
    sqlite3_bind_int64(update, 2, batch->table->id[row]);
    return update;
}

/* False: there is nothing to change, or an index has no room for it. */
static bool change_row(sqlite3 *database, struct batch *batch, unsigned row)
{
    struct change *change = &batch->change[row];
    change->column = random_below(batch->table->column_count);
    sqlite3_value *before = value_of(database, batch->table, change->column, batch->table->id[row]);
    bool changed = false;
    if (has_a_byte(before)) {
        sqlite3_stmt *update = update_of(database, batch, row);
        bind_changed(update, before);
        changed = sqlite3_step(update) == SQLITE_DONE;
        sqlite3_finalize(update);
    }
    if (!changed) {
        sqlite3_value_free(before);
        before = NULL;
    }
    change->before = before;
    return changed;
}

static unsigned change_some(sqlite3 *database, struct batch *batch)
{
    unsigned changed = 0;
    run(database, "BEGIN");
    for (unsigned row = 0; row < batch->table->row_count; row++) {
        changed += random_below(2) == 0 && change_row(database, batch, row);
    }
    run(database, "COMMIT");
    return changed;
}

/* Backwards, so that each step is to a state that was: no key is there twice on the way. */
static void put_back(sqlite3 *database, struct batch *batch)
{
    run(database, "BEGIN");
    for (unsigned row = batch->table->row_count; row-- > 0;) {
        struct change *change = &batch->change[row];
        if (change->before) {
            sqlite3_stmt *update = update_of(database, batch, row);
            sqlite3_bind_value(update, 1, change->before);
            assert_int_equal(sqlite3_step(update), SQLITE_DONE);
            sqlite3_finalize(update);
            sqlite3_value_free(change->before);
        }
        *change = (struct change){0};
    }
    run(database, "COMMIT");
}

/* ---- what verify says ----------------------------------------------------------------------- */

static int by_id(const void *key, const void *element)
{
    int64_t id = *(const int64_t *)key, other = *(const int64_t *)element;
    return (id > other) - (id < other);
}

/* A finding of stock names a lot, but is not about its row. */
static void mark(void *user, const struct lot_finding *finding)
{
    struct batch *batch = user;
    int64_t id = (int64_t)finding->id;
    const int64_t *row =
        batch ? bsearch(&id, batch->table->id, batch->table->row_count, sizeof id, by_id) : NULL;
    if (row && strcmp(finding->what, "stock") != 0) {
        batch->change[row - batch->table->id].found = true;
    }
}

static int verify(const struct shop *shop, struct batch *batch)
{
    struct lot_ledger *ledger = NULL;
    struct lot_ledger_fault fault;
    struct lot_ledger_options options = {.path = shop->path, .read_only = true};
    struct lot_verified verified;
    assert_int_equal(lot_ledger_open(&ledger, &options, &fault), 0);
    int outcome = lot_ledger_verify(ledger, mark, batch, &verified);
    lot_ledger_close(ledger);
    return outcome;
}

static void check(const struct batch *batch)
{
    const struct table *table = batch->table;
    for (unsigned row = 0; row < table->row_count; row++) {
        const struct change *change = &batch->change[row];
        if (change->before && !change->found) {
            fail_msg("%s.%s of %lld was changed by a byte, and no finding names it", table->name,
                     table->column[change->column], (long long)table->id[row]);
        }
    }
}

static void each_byte_counts(void **state)
{
    static struct table tables[16];
    static struct batch batch;
    struct shop *shop = *state;
    sqlite3 *database = break_in(shop);
    unsigned count = read_tables(database, tables, 16), changes = 0, rounds = 0;
    const char *seed = getenv("SEED");
    random_state = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
    print_message("# SEED=%llu\n", (unsigned long long)random_state);
    assert_in_range(count, 5, 16);
    for (unsigned i = 0; i < count; i++) {
        read_rows(database, &tables[i]);
    }
    for (; changes < CHANGES; rounds++) {
        batch.table = &tables[rounds % count];
        unsigned changed = change_some(database, &batch);
        changes += changed;
        assert_int_equal(verify(shop, &batch), changed > 0);
        check(&batch);
        put_back(database, &batch);
    }
    print_message("# %u changes in %u tables, %u times\n", changes, count, rounds);
    assert_int_equal(verify(shop, NULL), 0); /* all was put back */
    sqlite3_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_byte_counts, setup, shop_teardown),
    };
    return cmocka_run_group_tests_name("a byte of a ledger", tests, NULL, NULL);
}
