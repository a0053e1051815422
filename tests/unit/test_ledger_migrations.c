/* SPDX-License-Identifier: MIT */
/*
 * ledger: a file of an older version becomes one of today's, step by step, with a copy beside it;
 * a step that fails leaves the version before it. The versions of this test are what may come.
 */

#include "unit/ledger_fixture.h"

#include "ledger/migrations.h"

#include <sqlite3.h>

#define COLOURS "ALTER TABLE item ADD COLUMN colour TEXT NOT NULL DEFAULT 'none'"
#define NOTES                                                                                      \
    "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"                       \
    "INSERT INTO note (text) SELECT name FROM item"

#define VERSIONS(...)                                                                              \
    (struct migrations)                                                                            \
    {                                                                                              \
        (const struct migration[]){__VA_ARGS__},                                                   \
            sizeof((const struct migration[]){__VA_ARGS__}) / sizeof(struct migration)             \
    }
#define FIRST ledger_migrations.rows[0]

static int open_as(struct shop *shop, const struct migrations *versions,
                   struct lot_ledger_fault *fault)
{
    const struct lot_ledger_options options = {
        .path = shop->path, .device = DEVICE, .now = time_of(shop->clock_ms)};
    shop->ledger = NULL;
    return ledger_open_as(&shop->ledger, &options, versions, fault);
}

static int64_t integer_in(const char *path, const char *sql)
{
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    int64_t value = -1;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        value = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return value;
}

static const char *copy_of(const struct shop *shop, int version)
{
    static char path[128];
    snprintf(path, sizeof path, "%s.v%d", shop->path, version);
    return path;
}

static int setup(void **state)
{
    int error = shop_setup(state);
    struct shop *shop = *state;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    shop_close(shop);
    return error;
}

static void assert_clean(struct shop *shop)
{
    struct lot_verified verified;
    assert_int_equal(lot_ledger_verify(shop->ledger, NULL, NULL, &verified), 0);
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 10);
}

static void goes_forward_by_all_steps(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_fault fault;
    const struct migrations third = VERSIONS(FIRST, {2, COLOURS}, {3, NOTES});
    assert_int_equal(open_as(shop, &third, &fault), 0);
    assert_clean(shop);
    assert_int_equal(integer_in(shop->path, "PRAGMA user_version"), 3);
    assert_int_equal(integer_in(shop->path, "SELECT count(*) FROM note"), 2);
    assert_int_equal(integer_in(shop->path, "SELECT count(*) FROM item WHERE colour = 'none'"), 2);
    assert_int_equal(integer_in(shop->path, "SELECT count(*) FROM event WHERE kind = 'migrated'"
                                            " AND text = 'schema 1 to 3'"),
                     1);
    assert_int_equal(integer_in(copy_of(shop, 1), "PRAGMA user_version"), 1);
    assert_int_equal(integer_in(copy_of(shop, 1), "SELECT count(*) FROM movement"), 1);
    assert_int_equal(integer_in(copy_of(shop, 1), "SELECT colour FROM item"), -1);
    shop_close(shop);
    assert_int_equal(unlink(copy_of(shop, 1)), 0); /* once more does nothing */
    assert_int_equal(open_as(shop, &third, &fault), 0);
    assert_int_equal(access(copy_of(shop, 1), F_OK), -1);
    assert_int_equal(access(copy_of(shop, 3), F_OK), -1);
}

static void a_new_ledger_takes_all_steps(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_fault fault;
    const struct migrations second = VERSIONS(FIRST, {2, COLOURS});
    snprintf(shop->path, sizeof shop->path, "%s/new.db", shop->directory);
    assert_int_equal(open_as(shop, &second, &fault), 0);
    assert_int_equal(integer_in(shop->path, "PRAGMA user_version"), 2);
    assert_int_equal(integer_in(shop->path, "SELECT count(*) FROM event"), 1);
    assert_int_equal(access(copy_of(shop, 0), F_OK), -1);
}

/* A step that fails is undone whole, and the one before it stays. */
static void a_step_is_taken_whole(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_fault fault;
    const struct migrations broken =
        VERSIONS(FIRST, {2, COLOURS}, {3, "CREATE TABLE half (a INTEGER); SELECT nonsense"});
    const struct migrations whole = VERSIONS(FIRST, {2, COLOURS}, {3, NOTES});
    assert_true(open_as(shop, &broken, &fault) < 0);
    assert_int_equal(integer_in(shop->path, "PRAGMA user_version"), 2);
    assert_int_equal(
        integer_in(shop->path, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), 0);
    assert_int_equal(integer_in(copy_of(shop, 1), "PRAGMA user_version"), 1);
    assert_int_equal(open_as(shop, &whole, &fault), 0);
    assert_clean(shop);
    assert_int_equal(integer_in(copy_of(shop, 2), "PRAGMA user_version"), 2);
}

/* Without a copy there is no step. */
static void without_a_copy_it_stays(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_fault fault;
    const struct migrations second = VERSIONS(FIRST, {2, COLOURS});
    char command[160];
    snprintf(command, sizeof command, "mkdir -p %s/in-the-way", copy_of(shop, 1));
    assert_int_equal(system(command), 0);
    assert_true(open_as(shop, &second, &fault) < 0);
    assert_string_not_equal(fault.text, "");
    assert_int_equal(integer_in(shop->path, "PRAGMA user_version"), 1);
}

static void the_older_program_refuses(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_fault fault;
    const struct migrations second = VERSIONS(FIRST, {2, COLOURS});
    assert_int_equal(open_as(shop, &second, &fault), 0);
    shop_close(shop);
    assert_int_equal(open_as(shop, &ledger_migrations, &fault), -EPROTONOSUPPORT);
    assert_int_equal(fault.reason, LOT_LEDGER_NEWER);
    assert_int_equal(fault.version, 2);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(goes_forward_by_all_steps), TEST(a_new_ledger_takes_all_steps),
        TEST(a_step_is_taken_whole),     TEST(without_a_copy_it_stays),
        TEST(the_older_program_refuses),
    };
    return cmocka_run_group_tests_name("migrating a ledger", tests, NULL, NULL);
}
