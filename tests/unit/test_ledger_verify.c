/* SPDX-License-Identifier: MIT */
/*
 * ledger: verify finds what somebody changed behind its back, value by value, and says which row;
 * stock can be rebuilt.
 */

#include "unit/ledger_fixture.h"

#include <sqlite3.h>

struct findings {
    unsigned count;
    unsigned chain, stock, integrity, foreign_key;
    uint64_t first_chain; /* the row that the first finding of the chain names */
    char text[256];       /* of the last one */
};

static void collect(void *user, const struct lot_finding *finding)
{
    struct findings *findings = user;
    unsigned chain = strcmp(finding->what, "chain") == 0;
    if (chain && findings->chain == 0) {
        findings->first_chain = finding->id;
    }
    findings->count++;
    findings->chain += chain;
    findings->stock += strcmp(finding->what, "stock") == 0;
    findings->integrity += strcmp(finding->what, "integrity") == 0;
    findings->foreign_key += strcmp(finding->what, "foreign-key") == 0;
    snprintf(findings->text, sizeof findings->text, "%s", finding->text);
}

/* As lotctl does it: read-only, beside nobody. */
static int verify(struct shop *shop, struct findings *findings, struct lot_verified *verified)
{
    struct lot_ledger *ledger = NULL;
    struct lot_ledger_fault fault;
    struct lot_ledger_options options = {.path = shop->path, .read_only = true};
    *findings = (struct findings){0};
    assert_int_equal(lot_ledger_open(&ledger, &options, &fault), 0);
    int outcome = lot_ledger_verify(ledger, collect, findings, verified);
    lot_ledger_close(ledger);
    assert_int_equal(verified->findings, findings->count);
    return outcome;
}

static struct findings findings_of(struct shop *shop)
{
    struct findings findings;
    struct lot_verified verified;
    assert_true(verify(shop, &findings, &verified) >= 0);
    return findings;
}

/* ---- behind its back ------------------------------------------------------------------------ */

static sqlite3 *break_in(struct shop *shop)
{
    sqlite3 *database = NULL;
    static const char prepare[] =
        "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF;"
        "DROP TRIGGER scan_stays; DROP TRIGGER scan_kept; DROP TRIGGER movement_stays;"
        "DROP TRIGGER movement_kept; DROP TRIGGER status_stays; DROP TRIGGER status_kept;"
        "DROP TRIGGER tally_stays; DROP TRIGGER tally_kept; DROP TRIGGER reason_code_stays;"
        "DROP TRIGGER status_holds; DROP TRIGGER lot_status_follows; DROP TRIGGER event_stays; "
        "DROP TRIGGER event_kept;"
        "DROP TRIGGER lot_stays; DROP TRIGGER lot_kept; DROP TRIGGER item_number_stays;"
        "DROP TRIGGER place_code_stays; DROP TRIGGER partner_number_stays;"
        "DROP TRIGGER document_number_stays; DROP TRIGGER operator_code_stays;"
        "DROP TRIGGER serial_stays; DROP TRIGGER logistic_unit_stays; DROP TRIGGER code_stays;";
    assert_int_equal(sqlite3_open(shop->path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, prepare, NULL, NULL, NULL), SQLITE_OK);
    return database;
}

static void run(sqlite3 *database, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(database, sql, NULL, NULL, &message) != SQLITE_OK) {
        fail_msg("%s: %s", sql, message);
    }
}

static int64_t integer_of(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

/* A history with something in every column of every kind of row. */
static void make_history(struct shop *shop)
{
    struct lot_committed done;
    struct entry receive = {.job = LOT_JOB_RECEIVE,
                            .lot = "L1",
                            .from = LOT_PLACE_SUPPLIER,
                            .to = "DOCK",
                            .quantity = 1,
                            .document = "PO-1",
                            .expiry = 20260401};
    struct lot_transaction transaction = transaction_of(&receive);
    transaction.movement[0].dates =
        (struct lot_dates){20260101, 20260102, 20260301, 20260315, 20260401};
    transaction.movement[0].serial = text_of("SN-1");
    transaction.movement[0].to_sscc = text_of("395212340000000014");
    transaction.movement[0].weight = 1250000;
    transaction.movement[0].override = true;
    transaction.reason = text_of("damaged");
    assert_int_equal(shop_commit(shop, &transaction, &done), 0);
    assert_int_equal(shop_receive(shop, "L2", 5, 0), 0);
    struct entry move = {
        .job = LOT_JOB_MOVE, .lot = "L2", .from = "DOCK", .to = "A-01", .quantity = 5};
    assert_int_equal(shop_book(shop, move, &done), 0);
    struct entry undo = {.job = LOT_JOB_UNDO,
                         .lot = "L2",
                         .from = "A-01",
                         .to = "DOCK",
                         .quantity = 5,
                         .reverses = done.movement[0]};
    assert_int_equal(shop_book(shop, undo, NULL), 0);
    struct lot_transaction count = {
        .job = LOT_JOB_COUNTING,
        .document = text_of("PO-1"),
        .tally = {.place = text_of("DOCK"),
                  .item = text_of(MILK),
                  .lot = text_of("L2"),
                  .counted = 5},
    };
    assert_int_equal(shop_commit(shop, &count, &done), 0);
    struct lot_ledger_status hold = {.item = text_of(MILK),
                                     .lot = text_of("L2"),
                                     .status = LOT_STATUS_HOLD,
                                     .time = time_of(shop->clock_ms),
                                     .user = LOT_LITERAL("anna"),
                                     .reason = LOT_LITERAL("swollen packs")};
    assert_int_equal(lot_ledger_put_status(shop->ledger, &hold), 0);
    assert_int_equal(lot_ledger_record(shop->ledger, LOT_LEDGER_EVENT_DROPPED,
                                       time_of(shop->clock_ms), LOT_LITERAL("half")),
                     0);
    assert_int_equal(shop_receive(shop, "L1", 1, 0), 0);
}

static int setup(void **state)
{
    int error = shop_setup(state);
    make_history(*state);
    shop_close(*state);
    return error;
}

static int teardown(void **state)
{
    return shop_teardown(state);
}

static const struct {
    const char *table;
    const char *columns[22];
} chained[] = {
    {"scan",     {"time_ms", "offset_min", "source", "operator", "outcome", "code", "bytes", "hash"}},
    {"lot",
     {"scan", "time_ms", "offset_min", "item", "code", "produced", "packed", "best_before",
      "sell_by", "expiry", "origin", "supplier", "supplier_lot", "hash"}                            },
    {"movement",
     {"scan",       "time_ms",  "offset_min", "operator", "kind",     "lot",      "serial",
      "from_place", "to_place", "from_unit",  "to_unit",  "quantity", "weight",   "unit_cost",
      "value",      "document", "line",       "override", "reason",   "reverses", "hash"}           },
    {"tally",
     {"scan", "time_ms", "offset_min", "operator", "document", "place", "lot", "counted",
      "expected", "settled", "hash"}                                                                },
    {"status",   {"time_ms", "offset_min", "user", "lot", "status", "reason", "hash"}               },
    {"event",    {"kind", "time_ms", "offset_min", "text", "hash"}                                  },
};

/* One value changed in its smallest way: a number by one, a text or blob in its last byte. */
static void change(sqlite3 *database, const char *table, const char *column, int64_t id)
{
    char sql[512];
    snprintf(sql, sizeof sql,
             "UPDATE %s SET %s = CASE typeof(%s) WHEN 'blob' THEN"
             " unhex_last(%s) WHEN 'text' THEN CAST(unhex_last(CAST(%s AS BLOB)) AS TEXT)"
             " ELSE coalesce(%s, 0) + 1 END WHERE id = %lld",
             table, column, column, column, column, column, (long long)id);
    run(database, sql);
}

/* unhex_last(blob): the blob with the lowest bit of its last byte flipped; of nothing, one byte. */
static void flip_last(sqlite3_context *context, int count, sqlite3_value **values)
{
    uint8_t bytes[256] = {1};
    int size = sqlite3_value_bytes(values[0]);
    (void)count;
    assert_true(size < (int)sizeof bytes);
    if (size > 0) {
        memcpy(bytes, sqlite3_value_blob(values[0]), (size_t)size);
        bytes[size - 1] ^= 1;
    }
    sqlite3_result_blob(context, bytes, size > 0 ? size : 1, SQLITE_TRANSIENT);
}

static void check_column(struct shop *shop, sqlite3 *database, const char *table,
                         const char *column)
{
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    for (int64_t row = 0, count = integer_of(database, sql); row < count; row++) {
        snprintf(sql, sizeof sql, "SELECT id FROM %s ORDER BY id LIMIT 1 OFFSET %lld", table,
                 (long long)row);
        int64_t id = integer_of(database, sql);
        snprintf(sql, sizeof sql, "CREATE TABLE saved AS SELECT * FROM %s WHERE id = %lld", table,
                 (long long)id);
        run(database, sql);
        change(database, table, column, id);
        struct findings findings = findings_of(shop);
        if (findings.chain == 0 || findings.first_chain != (uint64_t)id) {
            fail_msg("%s.%s of %lld: %u findings, the first names %lld", table, column,
                     (long long)id, findings.chain, (long long)findings.first_chain);
        }
        snprintf(sql, sizeof sql,
                 "UPDATE %s SET %s = (SELECT %s FROM saved) WHERE id = %lld; DROP TABLE saved",
                 table, column, column, (long long)id);
        run(database, sql);
    }
}

static void every_value_is_chained(void **state)
{
    struct shop *shop = *state;
    sqlite3 *database = break_in(shop);
    sqlite3_create_function(database, "unhex_last", 1, SQLITE_UTF8, NULL, flip_last, NULL, NULL);
    for (size_t t = 0; t < sizeof chained / sizeof chained[0]; t++) {
        for (const char *const *column = chained[t].columns; *column; column++) {
            check_column(shop, database, chained[t].table, *column);
        }
    }
    sqlite3_close(database);
    struct findings findings = findings_of(shop);
    assert_int_equal(findings.count, 0); /* all was put back */
}

/* The list above has every column of the tables, but for the id and a lot's status. */
static void no_column_was_forgotten(void **state)
{
    struct shop *shop = *state;
    sqlite3 *database = break_in(shop);
    for (size_t t = 0; t < sizeof chained / sizeof chained[0]; t++) {
        char sql[224];
        int64_t count = 0;
        while (chained[t].columns[count]) {
            count++;
        }
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM pragma_table_info('%s') WHERE name <> 'id'"
                 " AND (name <> 'status' OR '%s' <> 'lot')",
                 chained[t].table, chained[t].table);
        assert_int_equal(count, integer_of(database, sql));
    }
    sqlite3_close(database);
}

/* ---- other ways ----------------------------------------------------------------------------- */

static void one_change_is_one_finding(void **state)
{
    struct shop *shop = *state;
    sqlite3 *database = break_in(shop);
    run(database, "UPDATE scan SET source = 9 WHERE id = (SELECT min(id) FROM scan)");
    struct findings findings = findings_of(shop);
    assert_int_equal(findings.count, 1);
    assert_non_null(strstr(findings.text, "scan"));
    sqlite3_close(database);
}

static void sees_what_else_was_done(void **state)
{
    struct shop *shop = *state;
    static const struct {
        const char *change, *undo;
        const char *what; /* findings of it */
    } rows[] = {
        {"UPDATE item SET number = 'X' WHERE number = '" MILK "'",
         "UPDATE item SET number = '" MILK "' WHERE number = 'X'",                                                           "chain"},
        {"UPDATE item SET decimals = 2",                                        "UPDATE item SET decimals = 0",              "chain"},
        {"UPDATE place SET code = 'Y' WHERE code = 'A-01'",
         "UPDATE place SET code = 'A-01' WHERE code = 'Y'",                                                                  "chain"},
        {"UPDATE operator SET code = 'OP-8'",                                   "UPDATE operator SET code = 'OP-7'",         "chain"},
        {"UPDATE code SET name = 'picked-' WHERE name = 'done'",
         "UPDATE code SET name = 'done' WHERE name = 'picked-'",                                                             "chain"},
        {"UPDATE document SET number = 'PO-2' WHERE number = 'PO-1'",
         "UPDATE document SET number = 'PO-1' WHERE number = 'PO-2'",                                                        "chain"},
        {"UPDATE partner SET number = 'S-2' WHERE number = 'S-1'",
         "UPDATE partner SET number = 'S-1' WHERE number = 'S-2'",                                                           "chain"},
        {"UPDATE serial SET code = 'SN-2'",                                     "UPDATE serial SET code = 'SN-1'",           "chain"},
        {"UPDATE serial SET place = 1",
         "UPDATE serial SET place = (SELECT to_place FROM movement WHERE serial IS NOT NULL)",                               "stock"},
        {"UPDATE logistic_unit SET sscc = 'U'",
         "UPDATE logistic_unit SET sscc = '395212340000000014'",                                                             "chain"},
        {"UPDATE content SET quantity = 2",                                     "UPDATE content SET quantity = 1",           "stock"},
        {"UPDATE device SET sequence = sequence - 1",                           "UPDATE device SET sequence = sequence + 1",
         "chain"                                                                                                                    },
        {"UPDATE device SET head = zeroblob(32)",
         "UPDATE device SET head = (SELECT hash FROM movement ORDER BY id DESC LIMIT 1)",                                    "chain"},
        {"UPDATE stock SET quantity = quantity + 1",                            "UPDATE stock SET quantity = quantity - 1",
         "stock"                                                                                                                    },
        {"UPDATE stock SET use_by = 20260402 WHERE use_by = 20260401",
         "UPDATE stock SET use_by = 20260401 WHERE use_by = 20260402",                                                       "stock"},
        {"INSERT INTO stock SELECT item, lot, 2, use_by, 1 FROM stock LIMIT 1",
         "DELETE FROM stock WHERE place = 2",                                                                                "stock"},
    };
    sqlite3 *database = break_in(shop);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool stock = strcmp(rows[i].what, "stock") == 0;
        run(database, rows[i].change);
        struct findings findings = findings_of(shop);
        if ((stock ? findings.stock : findings.chain) == 0) {
            fail_msg("not seen: %s", rows[i].change);
        }
        run(database, rows[i].undo);
    }
    sqlite3_close(database);
}

static void sees_a_lot_let_go_in_secret(void **state)
{
    struct shop *shop = *state;
    sqlite3 *database = break_in(shop);
    run(database, "UPDATE lot SET status = 0");
    struct findings findings = findings_of(shop);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.text, "lot L2 has another status than was entered last");
    sqlite3_close(database);
}

static void text_of_named(sqlite3 *database, const char *column, int64_t row, char out[32])
{
    char sql[64];
    sqlite3_stmt *statement = NULL;
    snprintf(sql, sizeof sql, "SELECT %s FROM named WHERE rowid = %d", column, (int)row);
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    snprintf(out, 32, "%s", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
}

/* The newest row of the table names what is not there, and is put right again. */
static void check_reference(struct shop *shop, sqlite3 *database, int64_t row)
{
    char table[32], column[32], sql[288];
    text_of_named(database, "name", row, table);
    text_of_named(database, "source", row, column);
    snprintf(sql, sizeof sql,
             "CREATE TABLE saved AS SELECT id, %s AS value FROM %s ORDER BY id DESC LIMIT 1;"
             "UPDATE %s SET %s = 4711 WHERE id = (SELECT id FROM saved)",
             column, table, table, column);
    run(database, sql);
    if (findings_of(shop).foreign_key == 0) {
        fail_msg("%s of %s names nothing, and that was not seen", column, table);
    }
    snprintf(sql, sizeof sql,
             "UPDATE %s SET %s = (SELECT value FROM saved) WHERE id = (SELECT id FROM saved);"
             "DROP TABLE saved",
             table, column);
    run(database, sql);
}

/* Whatever a row of the journal names is looked up. */
static void sees_what_is_named_and_not_there(void **state)
{
    struct shop *shop = *state;
    static const char list[] =
        "CREATE TABLE named AS SELECT t.name AS name, f.\"from\" AS source FROM sqlite_schema AS t,"
        " pragma_foreign_key_list(t.name) AS f"
        " WHERE t.name IN ('scan', 'lot', 'movement', 'tally', 'status')";
    sqlite3 *database = break_in(shop);
    run(database, list);
    int64_t count = integer_of(database, "SELECT count(*) FROM named");
    assert_int_equal(count, 23);
    for (int64_t row = 1; row <= count; row++) {
        check_reference(shop, database, row);
    }
    assert_int_equal(findings_of(shop).count, 0);
    sqlite3_close(database);
}

static void sees_what_is_missing(void **state)
{
    struct shop *shop = *state;
    sqlite3 *database = break_in(shop);
    run(database, "DELETE FROM scan WHERE id = (SELECT min(id) FROM scan)");
    struct findings findings = findings_of(shop);
    assert_true(findings.chain > 0 && findings.foreign_key > 0);
    run(database, "DELETE FROM movement WHERE id = (SELECT max(id) FROM movement)");
    findings = findings_of(shop);
    assert_true(findings.stock > 0);
    assert_non_null(strstr(findings.text, "the movements say"));
    sqlite3_close(database);
}

/* The end that was cut off whole: no gap, no wrong hash. */
static void sees_a_cut_tail(void **state)
{
    struct shop *shop = *state;
    sqlite3 *database = break_in(shop);
    run(database, "DELETE FROM event WHERE kind = 'dropped'");
    struct findings findings = findings_of(shop);
    assert_int_equal(findings.chain, 2); /* the gap, and what follows it */
    run(database, "DELETE FROM movement WHERE id > (SELECT max(id) FROM lot);"
                  "DELETE FROM scan WHERE id > (SELECT max(id) FROM lot);"
                  "DELETE FROM tally WHERE id > (SELECT max(id) FROM lot);"
                  "DELETE FROM status WHERE id > (SELECT max(id) FROM lot)");
    findings = findings_of(shop);
    assert_int_equal(findings.chain, 1);
    sqlite3_close(database);
}

static void rebuilds_stock(void **state)
{
    struct shop *shop = *state;
    sqlite3 *database = break_in(shop);
    run(database, "DELETE FROM stock WHERE use_by = 20260401;"
                  "UPDATE stock SET quantity = 4711; UPDATE document_line SET done = 99;"
                  "DELETE FROM content; UPDATE serial SET place = 1");
    sqlite3_close(database);
    assert_true(findings_of(shop).stock >= 2);
    shop_open(shop);
    assert_int_equal(lot_ledger_rebuild_stock(shop->ledger), 0);
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 2);
    assert_int_equal(shop_stock(shop, "L2", "DOCK"), 5);
    assert_int_equal(shop_stock(shop, "L2", "A-01"), 0);
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_line line;
    assert_int_equal(book->line(book->self, LOT_LITERAL("PO-1"), lot_span_of(MILK), &line), 0);
    assert_int_equal(line.done, 7);
    struct lot_verified verified;
    assert_int_equal(lot_ledger_verify(shop->ledger, NULL, NULL, &verified), 0);
}

/* A page of history that cannot be read is a finding; the other checks are still made. */
static void reads_on_over_damage(void **state)
{
    struct shop *shop = *state;
    sqlite3 *database = break_in(shop);
    run(database, "PRAGMA wal_checkpoint(TRUNCATE)");
    int64_t page = integer_of(database, "SELECT max(pageno) FROM dbstat WHERE name = 'scan'");
    sqlite3_close(database);
    char bytes[1024];
    memset(bytes, 0xa5, sizeof bytes);
    FILE *file = fopen(shop->path, "r+");
    assert_non_null(file);
    assert_int_equal(fseek(file, (long)(page - 1) * 1024, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, sizeof bytes, file), sizeof bytes);
    assert_int_equal(fclose(file), 0);
    struct findings findings;
    struct lot_verified verified;
    assert_int_equal(verify(shop, &findings, &verified), 1);
    assert_true(findings.integrity > 0);
    assert_true(findings.chain > 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_value_is_chained),
        TEST(no_column_was_forgotten),
        TEST(one_change_is_one_finding),
        TEST(sees_what_else_was_done),
        TEST(sees_a_lot_let_go_in_secret),
        TEST(sees_what_is_named_and_not_there),
        TEST(sees_what_is_missing),
        TEST(sees_a_cut_tail),
        TEST(rebuilds_stock),
        TEST(reads_on_over_damage),
    };
    return cmocka_run_group_tests_name("verifying a ledger", tests, NULL, NULL);
}
