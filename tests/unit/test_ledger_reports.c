/* SPDX-License-Identifier: MIT */
/* ledger: what was when, what it cost, how old it is, and how suppliers did; all by hand. */

#include "unit/ledger_answers.h"

#define SECOND(n) (NOW_MS + 1000 * (n))

static uint64_t book(struct shop *shop, struct entry entry)
{
    struct lot_committed done;
    assert_int_equal(shop_book(shop, entry, &done), 0);
    return done.movement[0];
}

static uint64_t move(struct shop *shop, const char *lot, const char *from, const char *to,
                     int64_t quantity)
{
    return book(shop,
                (struct entry){
                    .job = LOT_JOB_MOVE, .lot = lot, .from = from, .to = to, .quantity = quantity});
}

/*
 * One row a second. Milk for 0.99: 10 of L1 and 6 of L2; 20 of L3 for nobody knows what. 4 of L1 go
 * to a shelf, 5 of L2 to a customer, 2 of L1 too, which is undone; 1 of L2 goes back to the
 * supplier, and a customer sends 1 of L2 back.
 */
static int setup(void **state)
{
    int error = shop_setup(state);
    struct shop *shop = *state;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260501), 0);
    assert_int_equal(shop_receive(shop, "L2", 6, 20260401), 0);
    move(shop, "L1", "DOCK", "A-01", 4);
    move(shop, "L2", "DOCK", LOT_PLACE_CUSTOMER, 5);
    book(shop, (struct entry){.job = LOT_JOB_RECEIVE,
                              .lot = "L3",
                              .from = LOT_PLACE_SUPPLIER,
                              .to = "B-02",
                              .quantity = 20});
    uint64_t gone = move(shop, "L1", "A-01", LOT_PLACE_CUSTOMER, 2);
    book(shop, (struct entry){.job = LOT_JOB_UNDO,
                              .lot = "L1",
                              .from = LOT_PLACE_CUSTOMER,
                              .to = "A-01",
                              .quantity = 2,
                              .reverses = gone});
    move(shop, "L2", "DOCK", LOT_PLACE_SUPPLIER, 1);
    move(shop, "L2", LOT_PLACE_CUSTOMER, "DOCK", 1);
    return error;
}

static void stock_as_of(void **state)
{
    static const char names[] = " lot location quantity ", now[] =
                                                               "L2|DOCK|1\nL1|DOCK|6\nL1|A-01|4\n"
                                                               "L3|B-02|20\n";
    static const struct {
        int64_t after; /* so many rows */
        const char *stock;
    } rows[] = {
        {0,   ""                                             },
        {1,   "L1|DOCK|10\n"                                 },
        {2,   "L2|DOCK|6\nL1|DOCK|10\n"                      },
        {3,   "L2|DOCK|6\nL1|DOCK|6\nL1|A-01|4\n"            },
        {4,   "L2|DOCK|1\nL1|DOCK|6\nL1|A-01|4\n"            },
        {6,   "L2|DOCK|1\nL1|DOCK|6\nL1|A-01|2\nL3|B-02|20\n"},
        {8,   "L1|DOCK|6\nL1|A-01|4\nL3|B-02|20\n"           },
        {9,   now                                            },
        {999, now                                            },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t before = SECOND(rows[i].after) + 1;
        assert_string_equal(answer_to(*state, LOT_ASK_STOCK, FILTER(.before_ms = before), names),
                            rows[i].stock);
    }
    int64_t then = SECOND(4) + 1;
    assert_string_equal(
        answer_to(*state, LOT_ASK_STOCK, FILTER(LOT("L1"), .before_ms = then), names),
        "L1|DOCK|6\nL1|A-01|4\n");
    assert_string_equal(answer_to(*state, LOT_ASK_STOCK,
                                  FILTER(LOT("L2"), PLACE("DOCK"), .before_ms = then), names),
                        "L2|DOCK|1\n");
    assert_string_equal(
        answer_to(*state, LOT_ASK_STOCK, FILTER(PLACE("A-01"), .before_ms = then), names),
        "L1|A-01|4\n");
    assert_string_equal(answer_to(*state, LOT_ASK_STOCK,
                                  FILTER(.item = LOT_LITERAL("BREAD"), .before_ms = then), names),
                        "");
}

static void stock_as_of_knows_the_status(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_status stop = {.item = text_of(MILK),
                                     .lot = text_of("L1"),
                                     .status = LOT_STATUS_HOLD,
                                     .time = time_of(SECOND(20)),
                                     .user = LOT_LITERAL("me"),
                                     .reason = LOT_LITERAL("why")};
    assert_int_equal(lot_ledger_put_status(shop->ledger, &stop), 0);
    assert_string_equal(
        answer_to(shop, LOT_ASK_STOCK, FILTER(LOT("L1"), .before_ms = SECOND(20)), " status "),
        "released\nreleased\n");
    assert_string_equal(
        answer_to(shop, LOT_ASK_STOCK, FILTER(LOT("L1"), .before_ms = SECOND(21)), " status "),
        "hold\nhold\n");
}

static void totals(void **state)
{
    assert_string_equal(answer_to(*state, LOT_ASK_TOTALS, FILTER(0), " item quantity lots value "),
                        MILK "|31|3|10.89\n");
    assert_string_equal(
        answer_to(*state, LOT_ASK_TOTALS, FILTER(.item = LOT_LITERAL("BREAD")), " item "), "");
}

static void candidates(void **state)
{
    static const char names[] = " lot location ";
    const struct lot_filter today = {.item = lot_span_of(MILK), .until = SOMEDAY};
    assert_string_equal(answer_to(*state, LOT_ASK_FEFO, today, names),
                        "L2|DOCK\nL1|DOCK\nL1|A-01\nL3|B-02\n");
    assert_string_equal(answer_to(*state, LOT_ASK_FIFO, today, names),
                        "L1|DOCK\nL1|A-01\nL2|DOCK\nL3|B-02\n");
    assert_string_equal(answer_to(*state, LOT_ASK_LIFO, today, names),
                        "L3|B-02\nL2|DOCK\nL1|A-01\nL1|DOCK\n");
    const struct lot_filter may = {.item = lot_span_of(MILK), .until = 20260501, .limit = 1};
    assert_string_equal(answer_to(*state, LOT_ASK_FIFO, may, names), "L1|DOCK\n");
    assert_string_equal(answer_to(*state, LOT_ASK_LIFO, may, names), "L3|B-02\n");
}

static void receipts(void **state)
{
    static const char names[] = " document partner_name lot quantity unit_cost value location ";
    static const char all[] = "PO-1|Dairy|L1|10|0.99|9.9|DOCK\nPO-1|Dairy|L2|6|0.99|5.94|DOCK\n"
                              "-|-|L3|20|-|-|B-02\n";
    assert_string_equal(answer_to(*state, LOT_ASK_RECEIPTS, FILTER(0), names), all);
    assert_string_equal(answer_to(*state, LOT_ASK_RECEIPTS, FILTER(ITEM_MILK), names), all);
    assert_string_equal(answer_to(*state, LOT_ASK_RECEIPTS, FILTER(LOT("L3")), names),
                        "-|-|L3|20|-|-|B-02\n");
    assert_string_equal(answer_to(*state, LOT_ASK_RECEIPTS,
                                  FILTER(.from_ms = SECOND(2), .before_ms = SECOND(5)), " lot "),
                        "L2\n");
    assert_string_equal(answer_to(*state, LOT_ASK_RECEIPTS,
                                  FILTER(ITEM_MILK, .from_ms = SECOND(2), .before_ms = SECOND(5)),
                                  " lot "),
                        "L2\n");
}

/* First in, first out: 31 are the 20 of L3, for nobody knows what, 6 of L2 and 5 of L1. */
static void valuation(void **state)
{
    static const char names[] = " lot quantity value without_cost ";
    assert_string_equal(answer_to(*state, LOT_ASK_VALUATION, FILTER(0), names),
                        "L1|10|9.9|-\nL2|1|0.99|-\nL3|20|-|20\n");
    assert_string_equal(answer_to(*state, LOT_ASK_VALUATION, FILTER(LOT("L2")), names),
                        "L2|1|0.99|-\n");
    assert_string_equal(answer_to(*state, LOT_ASK_VALUATION_FIFO, FILTER(ITEM_MILK), names),
                        "31|10.89|20\n");
}

/* 10 at 1.00, then 10 at 2.00; 12 of the newer lot's goods go: by lot 8 at 1.00 are left ... */
static void valuation_differs_by_its_method(void **state)
{
    static const char names[] = " quantity value without_cost ";
    struct shop *shop = *state;
    struct lot_ledger_line line = {.document = text_of("PO-2"),
                                   .partner = text_of("S-1"),
                                   .item = text_of("BREAD"),
                                   .line = 1,
                                   .quantity = 1};
    struct entry entry = {.job = LOT_JOB_RECEIVE,
                          .item = "CAKE",
                          .from = LOT_PLACE_SUPPLIER,
                          .to = "DOCK",
                          .quantity = 10};
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    put_item(shop, "CAKE", LOT_TRACKING_LOT);
    line.item = text_of("CAKE");
    line.unit_cost = 1000000;
    assert_int_equal(lot_ledger_put_line(shop->ledger, &line), 0);
    line.document = text_of("PO-3");
    line.unit_cost = 2000000;
    assert_int_equal(lot_ledger_put_line(shop->ledger, &line), 0);
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), 0);
    entry.lot = "OLD";
    entry.document = "PO-2";
    book(shop, entry);
    entry.lot = "NEW";
    entry.document = "PO-3";
    book(shop, entry);
    book(shop, (struct entry){.job = LOT_JOB_MOVE,
                              .item = "CAKE",
                              .lot = "NEW",
                              .from = "DOCK",
                              .to = LOT_PLACE_CUSTOMER,
                              .quantity = 7});
    /* ... 10 of OLD and 3 of NEW; first in, first out it is 3 of OLD and all of NEW */
    assert_string_equal(
        answer_to(shop, LOT_ASK_VALUATION, FILTER(.item = LOT_LITERAL("CAKE")), names),
        "10|10|-\n3|6|-\n");
    assert_string_equal(
        answer_to(shop, LOT_ASK_VALUATION_FIFO, FILTER(.item = LOT_LITERAL("CAKE")), names),
        "13|23|-\n");
}

static void ageing(void **state)
{
    assert_string_equal(answer_to(*state, LOT_ASK_AGEING, FILTER(.until = 20260311),
                                  " lot quantity received days use_by value "),
                        "L1|10|2026-03-01|10|2026-05-01|9.9\n"
                        "L2|1|2026-03-01|10|2026-04-01|0.99\n"
                        "L3|20|2026-03-01|10|-|-\n");
    assert_string_equal(
        answer_to(*state, LOT_ASK_AGEING, FILTER(LOT("L2"), .until = 20270301), " lot days "),
        "L2|365\n");
}

static void trends(void **state)
{
    struct shop *shop = *state;
    static const char names[] = " item month movements quantity cost ";
    assert_string_equal(answer_to(shop, LOT_ASK_TRENDS, FILTER(0), names),
                        MILK "|2026-03|1|5|4.95\n");
    shop->clock_ms += INT64_C(31) * 86400 * 1000;
    move(shop, "L1", "DOCK", LOT_PLACE_CUSTOMER, 1);
    move(shop, "L1", "DOCK", LOT_PLACE_CUSTOMER, 2);
    assert_string_equal(answer_to(shop, LOT_ASK_TRENDS, FILTER(ITEM_MILK), names),
                        MILK "|2026-03|1|5|4.95\n" MILK "|2026-04|2|3|2.97\n");
    assert_string_equal(answer_to(shop, LOT_ASK_TRENDS, FILTER(.from_ms = SECOND(86400)), names),
                        MILK "|2026-04|2|3|2.97\n");
}

static void suppliers(void **state)
{
    static const char names[] = " partner lots stopped sent_back returned scrapped ";
    struct shop *shop = *state;
    assert_string_equal(answer_to(shop, LOT_ASK_SUPPLIERS, FILTER(0), names), "S-1|2|0|1|1|0\n");
    struct lot_ledger_status stop = {.item = text_of(MILK),
                                     .lot = text_of("L1"),
                                     .status = LOT_STATUS_HOLD,
                                     .time = time_of(SECOND(20)),
                                     .user = LOT_LITERAL("me"),
                                     .reason = LOT_LITERAL("why")};
    assert_int_equal(lot_ledger_put_status(shop->ledger, &stop), 0);
    move(shop, "L1", "DOCK", LOT_PLACE_SCRAP, 1);
    assert_string_equal(answer_to(shop, LOT_ASK_SUPPLIERS, FILTER(0), names), "S-1|2|1|1|1|1\n");
}

static void history_of_a_time_and_an_operator(void **state)
{
    static const char names[] = " lot quantity to ";
    assert_string_equal(answer_to(*state, LOT_ASK_HISTORY,
                                  FILTER(.from_ms = SECOND(3), .before_ms = SECOND(5)), names),
                        "L1|4|A-01\nL2|5|@customer\n");
    assert_string_equal(answer_to(*state, LOT_ASK_HISTORY,
                                  FILTER(ITEM_MILK, .from_ms = SECOND(3), .before_ms = SECOND(5)),
                                  names),
                        "L1|4|A-01\nL2|5|@customer\n");
    assert_string_equal(
        answer_to(*state, LOT_ASK_HISTORY,
                  FILTER(LOT("L2"), .from_ms = SECOND(9), .operator_id = LOT_LITERAL("OP-7")),
                  names),
        "L2|1|DOCK\n");
    assert_string_equal(answer_to(*state, LOT_ASK_HISTORY,
                                  FILTER(.from_ms = SECOND(3), .before_ms = SECOND(6), .limit = 2),
                                  names),
                        "L2|5|@customer\nL3|20|B-02\n");
    assert_string_equal(
        answer_to(*state, LOT_ASK_HISTORY, FILTER(.operator_id = LOT_LITERAL("OP-1")), names), "");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(stock_as_of),
        TEST(stock_as_of_knows_the_status),
        TEST(totals),
        TEST(candidates),
        TEST(receipts),
        TEST(valuation),
        TEST(valuation_differs_by_its_method),
        TEST(ageing),
        TEST(trends),
        TEST(suppliers),
        TEST(history_of_a_time_and_an_operator),
    };
    return cmocka_run_group_tests_name("reports of a ledger", tests, NULL, NULL);
}
