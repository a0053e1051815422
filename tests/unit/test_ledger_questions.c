/* SPDX-License-Identifier: MIT */
/* ledger: what each question answers. */

#include "unit/ledger_fixture.h"

#include <sqlite3.h>

#include "unit/ledger_answers.h"

/*
 * Two lots of milk come, one is picked, shipped and asked about; 2.5 kg of cheese come; bread is
 * moved and the move is undone.
 */
static int setup(void **state)
{
    int error = shop_setup(state);
    struct shop *shop = *state;
    struct lot_committed done;
    struct lot_ledger_item cheese = {.number = text_of("CHEESE"),
                                     .name = text_of("Cheese"),
                                     .unit = text_of("kg"),
                                     .tracking = LOT_TRACKING_LOT,
                                     .decimals = 3};
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    assert_int_equal(lot_ledger_put_item(shop->ledger, &cheese), 0);
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), 0);
    assert_int_equal(shop_receive(shop, "L1", 10, 20260501), 0);
    assert_int_equal(shop_receive(shop, "L2", 6, 20260401), 0);
    struct entry pick = {.job = LOT_JOB_PICK,
                         .lot = "L2",
                         .from = "DOCK",
                         .to = "SO-1",
                         .quantity = 4,
                         .document = "SO-1"};
    assert_int_equal(shop_book(shop, pick, NULL), 0);
    struct entry ship = pick;
    ship.job = LOT_JOB_SHIP;
    ship.from = "SO-1";
    ship.to = LOT_PLACE_CUSTOMER;
    ship.quantity = 3;
    assert_int_equal(shop_book(shop, ship, NULL), 0);
    struct entry cheeses = {.job = LOT_JOB_RECEIVE,
                            .item = "CHEESE",
                            .lot = "L1",
                            .from = LOT_PLACE_SUPPLIER,
                            .to = "B-02",
                            .quantity = 2500};
    assert_int_equal(shop_book(shop, cheeses, NULL), 0);
    struct entry bread = {.job = LOT_JOB_RECEIVE,
                          .item = "BREAD",
                          .from = LOT_PLACE_SUPPLIER,
                          .to = "A-01",
                          .quantity = 3};
    assert_int_equal(shop_book(shop, bread, NULL), 0);
    bread.job = LOT_JOB_MOVE;
    bread.from = "A-01";
    bread.to = "B-02";
    assert_int_equal(shop_book(shop, bread, &done), 0);
    bread.job = LOT_JOB_UNDO;
    bread.from = "B-02";
    bread.to = "A-01";
    bread.reverses = done.movement[0];
    assert_int_equal(shop_book(shop, bread, NULL), 0);
    return error;
}

static void stock(void **state)
{
    static const char names[] = " item lot location quantity unit use_by status ";
    static const char l2[] =
        MILK "|L2|DOCK|2|pcs|2026-04-01|released\n" MILK "|L2|SO-1|1|pcs|2026-04-01|released\n";
    static const char l1[] = MILK "|L1|DOCK|10|pcs|2026-05-01|released\n";
    static const char cheese[] = "CHEESE|L1|B-02|2.5|kg|-|released\n";
    static const char bread[] = "BREAD||A-01|3|pcs|-|released\n";
    char all[512], milk[512], l1s[512], dock[512];
    snprintf(milk, sizeof milk, "%s%s", l2, l1);
    snprintf(all, sizeof all, "%s%s%s%s", l2, l1, bread, cheese);
    snprintf(l1s, sizeof l1s, "%s%s", l1, cheese);
    snprintf(dock, sizeof dock, "%s%.*s", l1, (int)(strchr(l2, '\n') - l2 + 1), l2);
    assert_string_equal(answer_to(*state, LOT_ASK_STOCK, FILTER(0), names), all);
    assert_string_equal(answer_to(*state, LOT_ASK_STOCK, FILTER(ITEM_MILK), names), milk);
    assert_string_equal(answer_to(*state, LOT_ASK_STOCK, FILTER(ITEM_MILK, LOT("L2")), names), l2);
    assert_string_equal(answer_to(*state, LOT_ASK_STOCK, FILTER(LOT("L1")), names), l1s);
    assert_string_equal(answer_to(*state, LOT_ASK_STOCK, FILTER(PLACE("DOCK")), names), dock);
    assert_string_equal(answer_to(*state, LOT_ASK_STOCK, FILTER(ITEM_MILK, PLACE("B-02")), names),
                        "");
    assert_string_equal(
        answer_to(*state, LOT_ASK_STOCK, FILTER(ITEM_MILK, .until = 20260402), names), l1);
    assert_string_equal(
        answer_to(*state, LOT_ASK_STOCK, FILTER(LOT("L1"), .until = 20260502), names), cheese);
    assert_string_equal(answer_to(*state, LOT_ASK_STOCK, FILTER(ITEM_MILK, .limit = 1), names),
                        MILK "|L2|DOCK|2|pcs|2026-04-01|released\n");
}

static void lots(void **state)
{
    static const char names[] = " item lot expiry use_by supplier origin quantity ";
    assert_string_equal(answer_to(*state, LOT_ASK_LOTS, FILTER(ITEM_MILK), names),
                        MILK "|L1|2026-05-01|2026-05-01|Dairy|PO-1|10\n" MILK
                             "|L2|2026-04-01|2026-04-01|Dairy|PO-1|3\n");
    assert_string_equal(answer_to(*state, LOT_ASK_LOTS, FILTER(LOT("L1")), names),
                        MILK "|L1|2026-05-01|2026-05-01|Dairy|PO-1|10\n"
                             "CHEESE|L1|-|-|-|-|2.5\n");
    assert_string_equal(
        answer_to(*state, LOT_ASK_LOTS, FILTER(LOT("L1"), .item = LOT_LITERAL("CHEESE")), names),
        "CHEESE|L1|-|-|-|-|2.5\n");
    assert_string_equal(answer_to(*state, LOT_ASK_LOTS, FILTER(.limit = 2), " lot "), "L1\nL2\n");
}

static void trace(void **state)
{
    struct shop *shop = *state;
    assert_string_equal(answer_to(shop, LOT_ASK_TRACE, FILTER(ITEM_MILK, LOT("L2")),
                                  " job quantity from to document line partner_name operator "),
                        "receive|6|@supplier|DOCK|PO-1|1|Dairy|OP-7\n"
                        "pick|4|DOCK|SO-1|SO-1|1|Corner shop|OP-7\n"
                        "ship|3|SO-1|@customer|SO-1|1|Corner shop|OP-7\n");
    assert_string_equal(
        answer_to(shop, LOT_ASK_TRACE, FILTER(LOT("L1")), " job item quantity partner "),
        "receive|" MILK "|10|S-1\nreceive|CHEESE|2.5|-\n");
    assert_string_equal(answer_to(shop, LOT_ASK_TRACE, FILTER(LOT("L9")), " job "), "");
    assert_string_equal(
        answer_to(shop, LOT_ASK_TRACE, FILTER(ITEM_MILK, LOT("L2"), .limit = 1), " time device "),
        "2026-03-01T09:00:02.000+01:00|8388602\n");
    struct lot_answer *answer = NULL;
    struct lot_filter none = {.item = lot_span_of(MILK)};
    assert_int_equal(lot_ledger_ask(shop->ledger, LOT_ASK_TRACE, &none, &answer), -EINVAL);
}

static void recall(void **state)
{
    struct shop *shop = *state;
    static const char names[] = " part quantity location document partner_name contact status ";
    assert_string_equal(answer_to(shop, LOT_ASK_RECALL, FILTER(ITEM_MILK, LOT("L2")), names),
                        "received|released|6|DOCK|PO-1|Dairy|\n"
                        "in-stock|released|2|DOCK|-|-|-\n"
                        "picked|released|1|SO-1|SO-1|Corner shop|\n"
                        "shipped|released|3|SO-1|SO-1|Corner shop|\n"
                        "difference|released|0|-|-|-|-\n");
    assert_string_equal(
        answer_to(shop, LOT_ASK_RECALL, FILTER(LOT("L1")), " part item quantity time "),
        "received|" MILK "|10|2026-03-01T09:00:01.000+01:00\n"
        "received|CHEESE|2.5|2026-03-01T09:00:05.000+01:00\n"
        "in-stock|" MILK "|10|-\nin-stock|CHEESE|2.5|-\n"
        "difference|" MILK "|0|-\ndifference|CHEESE|0|-\n");
    assert_string_equal(
        answer_to(shop, LOT_ASK_RECALL, FILTER(LOT("L1"), .item = LOT_LITERAL("CHEESE")), " part "),
        "received\nin-stock\ndifference\n");
    assert_string_equal(answer_to(shop, LOT_ASK_RECALL, FILTER(LOT("L9")), " part "), "");
}

/* A shipment that was undone reached nobody; stock that lies is a difference. */
static void recall_of_what_is_not_so(void **state)
{
    struct shop *shop = *state;
    struct lot_committed done;
    struct entry ship = {.job = LOT_JOB_SHIP,
                         .lot = "L2",
                         .from = "SO-1",
                         .to = LOT_PLACE_CUSTOMER,
                         .quantity = 1,
                         .document = "SO-1"};
    assert_int_equal(shop_book(shop, ship, &done), 0);
    struct entry undo = {.job = LOT_JOB_UNDO,
                         .lot = "L2",
                         .from = LOT_PLACE_CUSTOMER,
                         .to = "SO-1",
                         .quantity = 1,
                         .reverses = done.movement[0]};
    assert_int_equal(shop_book(shop, undo, NULL), 0);
    assert_string_equal(
        answer_to(shop, LOT_ASK_RECALL, FILTER(ITEM_MILK, LOT("L2")), " part quantity "),
        "received|6\nin-stock|2\npicked|1\nshipped|3\ndifference|0\n");
    sqlite3 *database = NULL;
    assert_int_equal(sqlite3_open(shop->path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database,
                                  "UPDATE stock SET quantity = quantity + 7 WHERE"
                                  " quantity = 2",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(database);
    assert_string_equal(
        answer_to(shop, LOT_ASK_RECALL, FILTER(ITEM_MILK, LOT("L2")), " part quantity "),
        "received|6\nin-stock|9\npicked|1\nshipped|3\ndifference|-7\n");
}

static void expiring(void **state)
{
    static const char names[] = " lot location use_by ";
    assert_string_equal(answer_to(*state, LOT_ASK_EXPIRING, FILTER(.until = 20260331), names), "");
    assert_string_equal(answer_to(*state, LOT_ASK_EXPIRING, FILTER(.until = 20260401), names),
                        "L2|DOCK|2026-04-01\nL2|SO-1|2026-04-01\n");
    assert_string_equal(answer_to(*state, LOT_ASK_EXPIRING, FILTER(0), names),
                        "L2|DOCK|2026-04-01\nL2|SO-1|2026-04-01\nL1|DOCK|2026-05-01\n");
}

static void history(void **state)
{
    struct shop *shop = *state;
    static const char names[] = " job lot from to ";
    assert_string_equal(answer_to(shop, LOT_ASK_HISTORY, FILTER(0), names),
                        "receive|L1|@supplier|DOCK\nreceive|L2|@supplier|DOCK\n"
                        "pick|L2|DOCK|SO-1\nship|L2|SO-1|@customer\n"
                        "receive|L1|@supplier|B-02\nreceive||@supplier|A-01\n"
                        "move||A-01|B-02\nundo||B-02|A-01\n");
    assert_string_equal(answer_to(shop, LOT_ASK_HISTORY, FILTER(.limit = 2), names),
                        "move||A-01|B-02\nundo||B-02|A-01\n"); /* the newest, newest last */
    assert_string_equal(answer_to(shop, LOT_ASK_HISTORY, FILTER(LOT("L2"), .limit = 2), names),
                        "pick|L2|DOCK|SO-1\nship|L2|SO-1|@customer\n");
    assert_string_equal(answer_to(shop, LOT_ASK_HISTORY, FILTER(ITEM_MILK), " job "),
                        "receive\nreceive\npick\nship\n");
    assert_string_equal(answer_to(shop, LOT_ASK_HISTORY, FILTER(PLACE("B-02")), names),
                        "receive|L1|@supplier|B-02\nmove||A-01|B-02\nundo||B-02|A-01\n");
    assert_string_equal(
        answer_to(shop, LOT_ASK_HISTORY, FILTER(.document = LOT_LITERAL("SO-1")), " job "),
        "pick\nship\n");
    uint64_t last = lot_ledger_sequence(shop->ledger);
    assert_string_equal(answer_to(shop, LOT_ASK_HISTORY, FILTER(.after = last - 1), " job "),
                        "undo\n");
    char reversal[64];
    snprintf(reversal, sizeof reversal, "%u|undo|%u\n", (unsigned)last, (unsigned)last - 2);
    assert_string_equal(
        answer_to(shop, LOT_ASK_HISTORY, FILTER(.after = last - 1), " sequence job reverses "),
        reversal);
}

static void statuses(void **state)
{
    struct shop *shop = *state;
    static const char names[] = " item lot status reason user ";
    struct lot_ledger_status change = {.item = text_of(MILK),
                                       .lot = text_of("L2"),
                                       .status = LOT_STATUS_HOLD,
                                       .time = time_of(NOW_MS),
                                       .user = LOT_LITERAL("anna"),
                                       .reason = LOT_LITERAL("swollen packs")};
    assert_int_equal(lot_ledger_put_status(shop->ledger, &change), 0);
    change.lot = text_of("L1");
    change.status = LOT_STATUS_RECALLED;
    assert_int_equal(lot_ledger_put_status(shop->ledger, &change), 0);
    assert_string_equal(answer_to(shop, LOT_ASK_STATUSES, FILTER(0), names), MILK
                        "|L2|hold|swollen packs|anna\n" MILK "|L1|recalled|swollen packs|anna\n");
    assert_string_equal(answer_to(shop, LOT_ASK_STATUSES, FILTER(LOT("L1")), " status time "),
                        "2026-03-01T09:00:00.000+01:00|recalled\n");
    assert_string_equal(
        answer_to(shop, LOT_ASK_STATUSES, FILTER(.item = LOT_LITERAL("CHEESE")), names), "");
    assert_string_equal(answer_to(shop, LOT_ASK_STOCK, FILTER(ITEM_MILK, LOT("L2")), " status "),
                        "hold\nhold\n");
}

static void scans(void **state)
{
    struct shop *shop = *state;
    assert_string_equal(answer_to(shop, LOT_ASK_SCANS, FILTER(.limit = 1),
                                  " time source operator outcome code scan "),
                        "2026-03-01T09:00:08.000+01:00|1|OP-7|ok|done|]d20109521234543213\n");
    assert_string_equal(answer_to(shop, LOT_ASK_SCANS, FILTER(0), " outcome "),
                        "ok\nok\nok\nok\nok\nok\nok\nok\n");
}

static void jobs(void **state)
{
    struct shop *shop = *state;
    struct lot_job_request request = {.time = time_of(NOW_MS)};
    uint64_t id;
    request.print = (struct lot_print){.item = text_of(MILK), .lot = text_of("L1"), .copies = 2};
    assert_int_equal(lot_ledger_job_add(shop->ledger, &request, &id), 0);
    request.print = (struct lot_print){
        .item = text_of("CHEESE"), .lot = text_of("L1"), .quantity = 1500, .copies = 1};
    assert_int_equal(lot_ledger_job_add(shop->ledger, &request, &id), 0);
    assert_string_equal(
        answer_to(shop, LOT_ASK_JOBS, FILTER(0), " job state item lot copies quantity "),
        "1|queued|" MILK "|L1|2|-\n2|queued|CHEESE|L1|1|1.5\n");
    assert_string_equal(answer_to(shop, LOT_ASK_JOBS, FILTER(.limit = 1), " job "), "2\n");
}

static void documents(void **state)
{
    struct shop *shop = *state;
    static const char names[] = " document kind partner line item ordered done due ";
    assert_string_equal(answer_to(shop, LOT_ASK_DOCUMENTS, FILTER(0), names),
                        "PO-1|receipt|S-1|1|" MILK "|100|16|-\n"); /* SO-1 was shipped */
    assert_string_equal(
        answer_to(shop, LOT_ASK_DOCUMENTS, FILTER(.document = LOT_LITERAL("SO-1")), names),
        "SO-1|order|C-1|1|" MILK "|10|4|-\n");
    assert_int_equal(shop_receive(shop, "L3", 84, 20260601), 0);
    assert_string_equal(answer_to(shop, LOT_ASK_DOCUMENTS, FILTER(0), names), "");
}

static void items(void **state)
{
    static const char names[] = " item name unit decimals tracking quantity ";
    assert_string_equal(answer_to(*state, LOT_ASK_ITEMS, FILTER(0), names),
                        MILK "|Whole milk|pcs|0|lot|13\nBREAD|Whole milk|pcs|0|none|3\n"
                             "CHEESE|Cheese|kg|3|lot|2.5\n");
    assert_string_equal(
        answer_to(*state, LOT_ASK_ITEMS, FILTER(.item = LOT_LITERAL("CHEESE")), " name "),
        "Cheese\n");
}

/* What badges and the labels of shelves are made of; virtual places have none. */
static void places_and_operators(void **state)
{
    static const char names[] = " location operator name check ";
    struct shop *shop = *state;
    const struct lot_ledger_place place = {
        .code = text_of("LOC-A-01"), .name = text_of("Cold store"), .check = text_of("42")};
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    assert_int_equal(lot_ledger_put_place(shop->ledger, &place), 0);
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), 0);
    const char *all = answer_to(shop, LOT_ASK_PLACES, FILTER(0), names);
    assert_non_null(strstr(all, "LOC-A-01|Cold store|42\n"));
    assert_null(strchr(all, '@'));
    assert_string_equal(
        answer_to(shop, LOT_ASK_PLACES, FILTER(.place = LOT_LITERAL("LOC-A-01")), names),
        "LOC-A-01|Cold store|42\n");
    assert_string_equal(answer_to(shop, LOT_ASK_OPERATORS, FILTER(0), " operator "), "OP-7\n");
    assert_non_null(strstr(answer_to(shop, LOT_ASK_REASONS, FILTER(0), " reason name "),
                           "damaged|damaged\nexpired|past its date\n"));
}

/* All kinds together are the journal, without a gap, and nothing of it is missing. */
static void bundle(void **state)
{
    struct shop *shop = *state;
    static const enum lot_question kinds[] = {LOT_ASK_BUNDLE_MOVEMENTS, LOT_ASK_BUNDLE_LOTS,
                                              LOT_ASK_BUNDLE_SCANS, LOT_ASK_BUNDLE_STATUSES,
                                              LOT_ASK_BUNDLE_EVENTS};
    bool seen[64] = {false};
    struct lot_ledger_status hold = {.item = text_of(MILK),
                                     .lot = text_of("L2"),
                                     .status = LOT_STATUS_HOLD,
                                     .time = time_of(NOW_MS),
                                     .user = LOT_LITERAL("anna"),
                                     .reason = LOT_LITERAL("swollen packs")};
    assert_int_equal(lot_ledger_put_status(shop->ledger, &hold), 0);
    assert_int_equal(shop_receive(shop, "L1", 1, 0), 0);
    uint64_t last = lot_ledger_sequence(shop->ledger);
    assert_true(last < 64);
    for (size_t kind = 0; kind < sizeof kinds / sizeof kinds[0]; kind++) {
        struct lot_answer *answer = NULL;
        struct lot_filter filter = {.after = 2, .last = last - 1};
        unsigned count = 0;
        assert_int_equal(lot_ledger_ask(shop->ledger, kinds[kind], &filter, &answer), 0);
        lot_answer_columns(answer, &count);
        while (lot_answer_next(answer) == 0) {
            assert_int_equal(lot_answer_cell(answer, 0).number, DEVICE);
            assert_int_equal(lot_answer_cell(answer, count - 1).text.size, 32);
            int64_t sequence = lot_answer_cell(answer, 1).number;
            assert_false(seen[sequence]);
            seen[sequence] = true;
        }
        lot_answer_free(answer);
    }
    for (uint64_t sequence = 1; sequence <= last; sequence++) {
        assert_int_equal(seen[sequence], sequence > 2 && sequence < last);
    }
    assert_string_equal(answer_to(shop, LOT_ASK_BUNDLE_MOVEMENTS, FILTER(.after = 2, .limit = 1),
                                  " job item decimals lot unit_cost document hash "),
                        "receive|" MILK "|0|L1|990000|PO-1|<32>\n");
}

/* Two at a time, of the same kind. */
static void answers_do_not_disturb_each_other(void **state)
{
    struct shop *shop = *state;
    struct lot_filter all = {0};
    struct lot_answer *outer = NULL, *inner = NULL;
    unsigned rows = 0;
    assert_int_equal(lot_ledger_ask(shop->ledger, LOT_ASK_ITEMS, &all, &outer), 0);
    while (lot_answer_next(outer) == 0) {
        assert_int_equal(lot_ledger_ask(shop->ledger, LOT_ASK_ITEMS, &all, &inner), 0);
        while (lot_answer_next(inner) == 0) {
            rows++;
        }
        inner = lot_answer_free(inner);
    }
    lot_answer_free(outer);
    assert_int_equal(rows, 9);
    assert_null(lot_answer_free(NULL));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(stock),
        TEST(lots),
        TEST(trace),
        TEST(recall),
        TEST(recall_of_what_is_not_so),
        TEST(expiring),
        TEST(history),
        TEST(statuses),
        TEST(scans),
        TEST(jobs),
        TEST(documents),
        TEST(items),
        TEST(places_and_operators),
        TEST(bundle),
        TEST(answers_do_not_disturb_each_other),
    };
    return cmocka_run_group_tests_name("asking a ledger", tests, NULL, NULL);
}
