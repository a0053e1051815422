/* SPDX-License-Identifier: MIT */
/*
 * ledger: what goods cost. Each value is computed by hand beside it; whatever comes and goes, what
 * went out and what is left is to the last cent what came in.
 */

#include "unit/ledger_fixture.h"

#include <sqlite3.h>

#include "ledger/amount.h"
#include "unit/ledger_answers.h"

#define FLOUR "FLOUR"
#define DOUGH "DOUGH"

/* ---- shares of amounts ---------------------------------------------------------------------- */

static void shares_round_half_to_even(void **state)
{
    (void)state;
    static const struct {
        int64_t value, part, whole, share;
    } rows[] = {
        {100,                          1,                            3,                            33                          },
        {200,                          1,                            3,                            67                          },
        {5,                            1,                            2,                            2                           }, /* 2.5 */
        {7,                            1,                            2,                            4                           }, /* 3.5 */
        {1,                            1,                            2,                            0                           }, /* 0.5 */
        {3,                            1,                            2,                            2                           }, /* 1.5 */
        {0,                            5,                            9,                            0                           },
        {9,                            0,                            9,                            0                           },
        {9,                            9,                            9,                            9                           },
        {INT64_MAX,                    INT64_MAX,                    INT64_MAX,                    INT64_MAX                   },
        {INT64_MAX,                    1,                            2,                            INT64_C(4611686018427387904)}, /* ends in .5 */
        {INT64_C(3037000500),          INT64_C(3037000500),          INT64_C(1000000000),          INT64_C(9223372037)         },
        {INT64_C(4000000000000000000), INT64_C(3000000000000000000), INT64_C(6000000000000000000),
         INT64_C(2000000000000000000)                                                                                          },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t share = -1;
        assert_int_equal(amount_share(rows[i].value, rows[i].part, rows[i].whole, &share), 0);
        assert_int_equal(share, rows[i].share);
    }
    int64_t share = -1;
    assert_int_equal(amount_share(INT64_MAX, 3, 2, &share), -EOVERFLOW);
    assert_int_equal(amount_share(INT64_MAX, INT64_MAX, 2, &share), -EOVERFLOW);
    assert_int_equal(amount_cost(1234500, 2500, 3, &share), 0); /* 2.5 kg at 1.2345: 308.625 */
    assert_int_equal(share, 309);
    assert_int_equal(amount_cost(10000, 1, 6, &share), 0);
    assert_int_equal(share, 0);
    assert_int_equal(amount_cost(INT64_MAX, INT64_MAX, 0, &share), -EOVERFLOW);
}

/* ---- a shop with prices --------------------------------------------------------------------- */

static void put_cost(struct shop *shop, const char *document, const char *item, int64_t unit_cost)
{
    struct lot_ledger_line line = {
        .document = text_of(document),
        .partner = text_of("S-1"),
        .item = text_of(item),
        .kind = LOT_DOCUMENT_RECEIPT,
        .line = 1,
        .quantity = 1000,
        .unit_cost = unit_cost,
    };
    assert_int_equal(lot_ledger_put_line(shop->ledger, &line), 0);
}

static int setup(void **state)
{
    int error = shop_setup(state);
    struct shop *shop = *state;
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    put_item(shop, FLOUR, LOT_TRACKING_LOT);
    put_item(shop, DOUGH, LOT_TRACKING_LOT);
    put_cost(shop, "PO-A", MILK, 333333);  /* 33.3333 cents */
    put_cost(shop, "PO-B", MILK, 1000000); /* 1.00 */
    put_cost(shop, "PO-FREE", MILK, -1);   /* nobody knows */
    put_cost(shop, "PO-F", FLOUR, 505000); /* 50.5 cents */
    put_cost(shop, "PO-RICH", MILK, INT64_MAX);
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), 0);
    return error;
}

static uint64_t book(struct shop *shop, struct entry entry)
{
    struct lot_committed done;
    assert_int_equal(shop_book(shop, entry, &done), 0);
    return done.movement[0];
}

static uint64_t receive(struct shop *shop, const char *document, int64_t quantity)
{
    return book(shop, (struct entry){.job = LOT_JOB_RECEIVE,
                                     .lot = "L1",
                                     .from = LOT_PLACE_SUPPLIER,
                                     .to = "DOCK",
                                     .quantity = quantity,
                                     .document = document});
}

static struct entry issue_of(int64_t quantity, const char *to)
{
    return (struct entry){
        .job = LOT_JOB_MOVE, .lot = "L1", .from = "DOCK", .to = to, .quantity = quantity};
}

static uint64_t issue(struct shop *shop, int64_t quantity)
{
    return book(shop, issue_of(quantity, LOT_PLACE_CUSTOMER));
}

static uint64_t undo(struct shop *shop, struct entry entry, uint64_t movement)
{
    const char *from = entry.from;
    entry.job = LOT_JOB_UNDO;
    entry.from = entry.to;
    entry.to = from;
    entry.reverses = movement;
    entry.document = NULL;
    return book(shop, entry);
}

/* "10:333 4:133": the movements of all lots with their values; "-" has none. */
static const char *values(struct shop *shop)
{
    return answer_to(shop, LOT_ASK_BUNDLE_MOVEMENTS, FILTER(0), " quantity value ");
}

static int64_t integer(struct shop *shop, const char *sql)
{
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open_v2(shop->path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return value;
}

static int64_t findings(struct shop *shop)
{
    struct lot_verified verified;
    assert_true(lot_ledger_verify(shop->ledger, NULL, NULL, &verified) >= 0);
    return verified.findings;
}

/* ---- layers --------------------------------------------------------------------------------- */

/* 10 at 33.3333 cents are 333; 3 of 10 are 99.9, 3 of the 7 left (233) 99.86, the last take 133. */
static void the_last_takes_the_rest(void **state)
{
    struct shop *shop = *state;
    receive(shop, "PO-A", 10);
    issue(shop, 3);
    issue(shop, 3);
    issue(shop, 4);
    assert_string_equal(values(shop), "10|333\n3|100\n3|100\n4|133\n");
    assert_int_equal(integer(shop, "SELECT count(*) FROM layer"), 0);
    assert_int_equal(findings(shop), 0);
}

/* 10 at 33.3333 cents, then 10 at 1.00: 15 take all of the first and half of the second. */
static void the_oldest_layer_goes_first(void **state)
{
    struct shop *shop = *state;
    receive(shop, "PO-A", 10);
    receive(shop, "PO-B", 10);
    issue(shop, 15);
    book(shop, issue_of(2, "A-01")); /* inside the house nothing changes its value */
    issue(shop, 3);
    assert_string_equal(values(shop), "10|333\n10|1000\n15|833\n2|-\n3|300\n");
    assert_int_equal(integer(shop, "SELECT value FROM layer"), 200);
    assert_int_equal(integer(shop, "SELECT quantity FROM layer"), 2);
    assert_int_equal(findings(shop), 0);
}

static void what_cost_nobody_knows_goes_last(void **state)
{
    struct shop *shop = *state;
    receive(shop, "PO-FREE", 10);
    receive(shop, "PO-B", 10);
    issue(shop, 8);
    issue(shop, 8);
    issue(shop, 4);
    assert_string_equal(values(shop), "10|-\n10|1000\n8|800\n8|200\n4|-\n");
    assert_int_equal(findings(shop), 0);
}

static void an_undo_takes_back_what_it_was(void **state)
{
    struct shop *shop = *state;
    struct entry receipt = {.lot = "L1", .from = LOT_PLACE_SUPPLIER, .to = "DOCK", .quantity = 10};
    receive(shop, "PO-A", 10);
    uint64_t wrong = receive(shop, "PO-B", 10);
    undo(shop, receipt, wrong); /* not the oldest layer: its own */
    uint64_t gone = issue(shop, 4);
    undo(shop, issue_of(4, LOT_PLACE_CUSTOMER), gone);
    issue(shop, 10);
    assert_string_equal(values(shop), "10|333\n10|1000\n10|1000\n4|133\n4|133\n10|333\n");
    assert_int_equal(findings(shop), 0);
}

/* A return is worth what the lot last was: 4 went for 133, so 2 come back for 66 (66.5). */
static void what_comes_back_is_worth_what_it_was(void **state)
{
    struct shop *shop = *state;
    receive(shop, "PO-A", 10);
    issue(shop, 4);
    book(shop, (struct entry){.job = LOT_JOB_MOVE,
                              .lot = "L1",
                              .from = LOT_PLACE_CUSTOMER,
                              .to = "DOCK",
                              .quantity = 2});
    issue(shop, 6);
    issue(shop, 2);
    assert_string_equal(values(shop), "10|333\n4|133\n2|66\n6|200\n2|66\n");
    assert_int_equal(findings(shop), 0);
}

static void what_cannot_be_counted_is_refused(void **state)
{
    struct shop *shop = *state;
    struct entry entry = {.job = LOT_JOB_RECEIVE,
                          .lot = "L1",
                          .from = LOT_PLACE_SUPPLIER,
                          .to = "DOCK",
                          .quantity = 10001,
                          .document = "PO-RICH"};
    assert_int_equal(shop_book(shop, entry, NULL), -EDOM);
    assert_non_null(strstr(lot_ledger_fault(shop->ledger)->text, "more than can be counted"));
    assert_string_equal(values(shop), "");
}

/* 10 milk for 333 and 3 flour for 152 (151.5) become 30 and 15 dough: 323 (323.3) and 162. */
static void what_is_made_is_worth_what_was_used(void **state)
{
    struct shop *shop = *state;
    struct lot_transaction transaction = {.job = LOT_JOB_MOVE, .creates_lot = true, .count = 4};
    struct lot_committed done;
    receive(shop, "PO-A", 10);
    book(shop, (struct entry){.job = LOT_JOB_RECEIVE,
                              .item = FLOUR,
                              .lot = "F1",
                              .from = LOT_PLACE_SUPPLIER,
                              .to = "DOCK",
                              .quantity = 3,
                              .document = "PO-F"});
    const struct lot_movement movements[] = {
        {.item = text_of(MILK),
         .lot = text_of("L1"),
         .from = text_of("DOCK"),
         .to = text_of(LOT_PLACE_PRODUCTION),
         .quantity = 10},
        {.item = text_of(FLOUR),
         .lot = text_of("F1"),
         .from = text_of("DOCK"),
         .to = text_of(LOT_PLACE_PRODUCTION),
         .quantity = 3 },
        {.item = text_of(DOUGH),
         .lot = text_of("D1"),
         .from = text_of(LOT_PLACE_PRODUCTION),
         .to = text_of("DOCK"),
         .quantity = 30},
        {.item = text_of(DOUGH),
         .lot = text_of("D2"),
         .from = text_of(LOT_PLACE_PRODUCTION),
         .to = text_of("DOCK"),
         .quantity = 15},
    };
    memcpy(transaction.movement, movements, sizeof movements);
    assert_int_equal(shop_commit(shop, &transaction, &done), 0);
    assert_string_equal(values(shop), "10|333\n3|152\n10|333\n3|152\n30|323\n15|162\n");
    assert_int_equal(findings(shop), 0);
}

/* ---- and always ----------------------------------------------------------------------------- */

#define SUM_IN  "SELECT coalesce(sum(value), 0) FROM movement WHERE from_place <= 6"
#define SUM_OUT "SELECT coalesce(sum(value), 0) FROM movement WHERE to_place <= 6"
#define SUM_NOW "SELECT coalesce(sum(value), 0) FROM layer"

/* Two hundred transactions as they come; a part of the issues is undone. */
static void nothing_is_lost_between_the_cents(void **state)
{
    static const char *const documents[] = {"PO-A", "PO-B", "PO-FREE"};
    struct shop *shop = *state;
    uint32_t random = 4711;
    int64_t there = 0;
    for (unsigned i = 0; i < 200; i++) {
        random = random * 1664525 + 1013904223;
        int64_t quantity = 1 + random % 97;
        if (there < quantity || random >> 30 == 0) {
            receive(shop, documents[(random >> 16) % 3], quantity);
            there += quantity;
        } else {
            uint64_t movement = issue(shop, quantity);
            bool undone = random >> 29 == 3;
            if (undone) {
                undo(shop, issue_of(quantity, LOT_PLACE_CUSTOMER), movement);
            }
            there -= undone ? 0 : quantity;
        }
        assert_int_equal(integer(shop, SUM_IN), integer(shop, SUM_OUT) + integer(shop, SUM_NOW));
    }
    if (there > 0) {
        issue(shop, there);
    }
    assert_int_equal(integer(shop, SUM_IN), integer(shop, SUM_OUT));
    assert_int_not_equal(integer(shop, SUM_IN), 0);
    assert_int_equal(findings(shop), 0);
}

static void layers_are_verified_and_rebuilt(void **state)
{
    static const char layers[] =
        "SELECT sum(movement * 31 + quantity * 7 + value) & 0xffffffff FROM layer";
    struct shop *shop = *state;
    receive(shop, "PO-A", 10);
    receive(shop, "PO-B", 10);
    uint64_t gone = issue(shop, 13);
    undo(shop, issue_of(13, LOT_PLACE_CUSTOMER), gone);
    issue(shop, 1);
    int64_t before = integer(shop, layers);
    sqlite3 *database = NULL;
    assert_int_equal(sqlite3_open(shop->path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, "UPDATE layer SET value = value + 1", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(database);
    assert_int_equal(findings(shop), 1);
    assert_int_equal(lot_ledger_rebuild_stock(shop->ledger), 0);
    assert_int_equal(findings(shop), 0);
    assert_int_equal(integer(shop, layers), before);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_round_half_to_even), TEST(the_last_takes_the_rest),
        TEST(the_oldest_layer_goes_first),           TEST(what_cost_nobody_knows_goes_last),
        TEST(an_undo_takes_back_what_it_was),        TEST(what_comes_back_is_worth_what_it_was),
        TEST(what_cannot_be_counted_is_refused),     TEST(what_is_made_is_worth_what_was_used),
        TEST(nothing_is_lost_between_the_cents),     TEST(layers_are_verified_and_rebuilt),
    };
    return cmocka_run_group_tests_name("costs", tests, NULL, NULL);
}
