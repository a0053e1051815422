/* SPDX-License-Identifier: MIT */
/* ledger: seals. What was sealed cannot be another history under the same key. */

#include "unit/ledger_fixture.h"

#include <sodium.h>
#include <sqlite3.h>

struct pen {
    uint8_t public_key[32], secret[64];
};

static struct pen pen, other;

static int seal(struct shop *shop, const struct pen *by)
{
    char message[LOT_LEDGER_SEAL_SIZE];
    struct lot_ledger_seal seal;
    size_t size = lot_ledger_seal_message(shop->ledger, message);
    memcpy(seal.public_key, by->public_key, sizeof seal.public_key);
    crypto_sign_detached(seal.signature, NULL, (const uint8_t *)message, size, by->secret);
    return lot_ledger_seal(shop->ledger, &seal, time_of(shop->clock_ms));
}

static int setup(void **state)
{
    int error = shop_setup(state);
    crypto_sign_keypair(pen.public_key, pen.secret);
    crypto_sign_keypair(other.public_key, other.secret);
    assert_int_equal(shop_receive(*state, "L1", 10, 20260401), 0);
    assert_int_equal(seal(*state, &pen), 0);
    assert_int_equal(shop_receive(*state, "L2", 10, 20260401), 0);
    return error;
}

struct found {
    unsigned seals, others;
    char text[160];
};

static void collect(void *user, const struct lot_finding *finding)
{
    struct found *found = user;
    bool of_seal = strcmp(finding->what, "seal") == 0;
    found->seals += of_seal;
    found->others += !of_seal;
    if (of_seal) {
        snprintf(found->text, sizeof found->text, "%s", finding->text);
    }
}

static struct found verify(struct shop *shop, const struct pen *trusted, struct lot_verified *out)
{
    struct found found = {0};
    const struct lot_verify how = {
        .report = collect, .user = &found, .public_key = trusted ? trusted->public_key : NULL};
    assert_true(lot_ledger_verify_from(shop->ledger, &how, out) >= 0);
    return found;
}

static void holds(void **state)
{
    struct shop *shop = *state;
    struct lot_verified verified;
    uint64_t id = 0;
    assert_int_equal(verify(shop, &pen, &verified).seals, 0);
    assert_int_equal(verified.seals, 1);
    assert_int_equal(verify(shop, NULL, &verified).seals, 0);
    assert_int_equal(lot_ledger_last_seal(shop->ledger, pen.public_key, &id), 0);
    assert_int_equal(id, verified.sealed);
    assert_int_equal(lot_ledger_last_seal(shop->ledger, other.public_key, &id), 1);
    /* from there on all holds, and less is read */
    const struct lot_verify rest = {.after = verified.sealed};
    struct lot_verified short_one;
    assert_int_equal(lot_ledger_verify_from(shop->ledger, &rest, &short_one), 0);
    assert_in_range(short_one.rows, 1, verified.rows - 1);
    assert_int_equal(short_one.last, verified.last);
    assert_memory_equal(short_one.head, verified.head, sizeof verified.head);
    const struct lot_verify nowhere = {.after = verified.last + 1};
    assert_int_equal(lot_ledger_verify_from(shop->ledger, &nowhere, &short_one), -ENOENT);
}

static void is_of_the_end_of_the_chain(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_seal wrong = {{1}, {2}};
    uint64_t sequence = lot_ledger_sequence(shop->ledger);
    assert_int_equal(lot_ledger_seal(shop->ledger, &wrong, time_of(shop->clock_ms)), -EDOM);
    assert_int_equal(lot_ledger_sequence(shop->ledger), sequence);
}

/* Also when the clock jumps in between: the seal names its row. */
static void names_its_row(void **state)
{
    struct shop *shop = *state;
    struct lot_verified verified;
    shop->clock_ms -= 3600000;
    assert_int_equal(seal(shop, &pen), 0);
    assert_int_equal(lot_ledger_clock(shop->ledger).kind, LOT_CLOCK_BACK);
    assert_int_equal(verify(shop, &pen, &verified).seals, 0);
    assert_int_equal(verified.seals, 2);
}

static void another_key_is_found(void **state)
{
    struct shop *shop = *state;
    struct lot_verified verified;
    struct found found = verify(shop, &other, &verified);
    assert_int_equal(found.seals, 1);
    assert_non_null(strstr(found.text, "by another key"));
    assert_int_equal(seal(shop, &other), 0);
    assert_int_equal(verify(shop, NULL, &verified).seals, 1); /* a device has one key */
}

/* A whole new chain, every hash right: its seals are what gives it away. */
static void another_history_is_found(void **state)
{
    struct shop *shop = *state;
    struct lot_verified verified;
    sqlite3 *database = NULL;
    char sql[160];
    uint64_t id = 0;
    assert_int_equal(lot_ledger_last_seal(shop->ledger, pen.public_key, &id), 0);
    shop_close(shop);
    assert_int_equal(sqlite3_open(shop->path, &database), SQLITE_OK);
    snprintf(sql, sizeof sql,
             "DROP TRIGGER movement_stays; UPDATE movement SET hash = zeroblob(32) WHERE id = %llu",
             (unsigned long long)id);
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_changes(database), 1);
    sqlite3_close(database);
    shop_open(shop);
    struct found found = verify(shop, &pen, &verified);
    assert_int_equal(found.seals, 1);
    assert_non_null(strstr(found.text, "is not of the row that it names"));
}

static bool stop_at_once(void *user, const struct lot_verified *sofar)
{
    *(int64_t *)user = sofar->rows;
    return false;
}

static void tells_how_far_it_is_and_stops(void **state)
{
    struct shop *shop = *state;
    struct lot_verified verified;
    int64_t rows = 0;
    const struct lot_verify how = {.progress = stop_at_once, .user = &rows};
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    for (unsigned i = 0; i < 100001; i++) {
        assert_int_equal(lot_ledger_record(shop->ledger, LOT_LEDGER_EVENT_DROPPED,
                                           time_of(shop->clock_ms), LOT_LITERAL("x")),
                         0);
    }
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), 0);
    assert_int_equal(lot_ledger_verify_from(shop->ledger, &how, &verified), -ECANCELED);
    assert_true(rows > 0 && rows == verified.rows);
    const struct lot_verify rest = {.after = verified.last};
    struct lot_verified second;
    assert_int_equal(lot_ledger_verify_from(shop->ledger, &rest, &second), 0);
    assert_int_equal(second.rows + rows, LOT_LEDGER_SEQUENCE(lot_ledger_sequence(shop->ledger)));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(holds),
        TEST(is_of_the_end_of_the_chain),
        TEST(names_its_row),
        TEST(another_key_is_found),
        TEST(another_history_is_found),
        TEST(tells_how_far_it_is_and_stops),
    };
    return cmocka_run_group_tests_name("seals", tests, NULL, NULL);
}
