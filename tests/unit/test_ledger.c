/* SPDX-License-Identifier: MIT */
/* ledger: committing, stock, undo, and what a rule refuses. */

#include "unit/ledger_fixture.h"

static struct entry pick_of(int64_t quantity)
{
    return (struct entry){.job = LOT_JOB_PICK,
                          .lot = "L1",
                          .from = "DOCK",
                          .to = "SO-1",
                          .quantity = quantity,
                          .document = "SO-1"};
}

static struct entry ship_of(int64_t quantity)
{
    return (struct entry){.job = LOT_JOB_SHIP,
                          .lot = "L1",
                          .from = "SO-1",
                          .to = LOT_PLACE_CUSTOMER,
                          .quantity = quantity,
                          .document = "SO-1"};
}

static void receives_picks_ships(void **state)
{
    struct shop *shop = *state;
    struct lot_committed done;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 10);
    assert_int_equal(shop_book(shop, pick_of(4), &done), 0);
    assert_int_equal(done.movement_count, 1);
    assert_int_equal(LOT_LEDGER_DEVICE(done.movement[0]), DEVICE);
    assert_int_equal(LOT_LEDGER_SEQUENCE(done.movement[0]), lot_ledger_sequence(shop->ledger));
    assert_int_equal(done.scan, done.movement[0] - 1);
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 6);
    assert_int_equal(shop_stock(shop, "L1", "SO-1"), 4);
    assert_int_equal(shop_book(shop, ship_of(4), NULL), 0);
    assert_int_equal(shop_stock(shop, "L1", "SO-1"), 0);
    must_be_clean(shop);
}

static void a_scan_alone_is_kept(void **state)
{
    struct shop *shop = *state;
    uint8_t bytes[256];
    for (unsigned i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)i;
    }
    struct lot_scan scan = {
        .bytes = {bytes, sizeof bytes},
          .time = time_of(NOW_MS), .source = 3
    };
    struct lot_commit commit = {
        .scan = &scan, .outcome = LOT_OUTCOME_ERROR, .code = LOT_CODE_UNREADABLE};
    struct lot_committed done;
    assert_int_equal(lot_ledger_commit(shop->ledger, &commit, &done), 0);
    assert_int_equal(done.movement_count, 0);
    assert_int_equal(done.job, 0);
    scan.bytes = (struct lot_span){0}; /* an empty scan is one too */
    assert_int_equal(lot_ledger_commit(shop->ledger, &commit, &done), 0);
    struct lot_filter filter = {.after = LOT_LEDGER_SEQUENCE(done.scan) - 2};
    struct lot_answer *answer = NULL;
    assert_int_equal(lot_ledger_ask(shop->ledger, LOT_ASK_BUNDLE_SCANS, &filter, &answer), 0);
    assert_int_equal(lot_answer_next(answer), 0);
    struct lot_cell cell = lot_answer_cell(answer, 7);
    assert_true(lot_span_equal(cell.text, lot_span(bytes, sizeof bytes)));
    assert_int_equal(lot_answer_next(answer), 0);
    assert_int_equal(lot_answer_cell(answer, 7).text.size, 0);
    assert_int_equal(lot_answer_next(answer), 1);
    lot_answer_free(answer);
    must_be_clean(shop);
}

/* Whatever may be in a label may be in a lot: NUL, and bytes that are no UTF-8. */
static void texts_are_kept_as_scanned(void **state)
{
    struct shop *shop = *state;
    struct entry entry = {.job = LOT_JOB_RECEIVE,
                          .from = LOT_PLACE_SUPPLIER,
                          .to = "DOCK",
                          .quantity = 1,
                          .expiry = 20260401};
    struct lot_transaction transaction = transaction_of(&entry);
    struct lot_committed done;
    struct lot_span strange = LOT_LITERAL("a\0\xff'\"");
    assert_int_equal(lot_text_set(&transaction.movement[0].lot, strange), 0);
    assert_int_equal(shop_commit(shop, &transaction, &done), 0);
    assert_int_equal(shop_commit(shop, &transaction, &done), 0);
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_lot lot;
    assert_int_equal(book->lot(book->self, lot_span_of(MILK), strange, &lot), 0);
    assert_true(lot_span_equal(lot_text_span(&lot.lot), strange));
    assert_int_equal(book->lot(book->self, lot_span_of(MILK), LOT_LITERAL("a"), &lot), 1);
    must_be_clean(shop);
}

static void a_lot_keeps_its_first_dates(void **state)
{
    struct shop *shop = *state;
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_lot lot;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(shop_receive(shop, "L1", 10, 20270401), 0);
    assert_int_equal(book->lot(book->self, lot_span_of(MILK), LOT_LITERAL("L1"), &lot), 0);
    assert_int_equal(lot.dates.expiry, 20260401);
    assert_int_equal(lot.dates.best_before, LOT_DATE_NONE);
    assert_int_equal(lot.status, LOT_STATUS_RELEASED);
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 20);
}

static void new_items_and_places_are_made(void **state)
{
    struct shop *shop = *state;
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_item item;
    struct lot_book_place place;
    struct entry entry = {.job = LOT_JOB_RECEIVE,
                          .item = "NEW-1",
                          .lot = "N1",
                          .from = LOT_PLACE_SUPPLIER,
                          .to = "C-03",
                          .quantity = 2,
                          .new_item = true,
                          .new_place = true};
    assert_int_equal(shop_book(shop, entry, NULL), 0);
    assert_int_equal(book->item(book->self, LOT_LITERAL("NEW-1"), &item), 0);
    assert_int_equal(item.tracking, LOT_TRACKING_LOT);
    assert_int_equal(item.decimals, 0);
    assert_int_equal(book->place(book->self, LOT_LITERAL("C-03"), &place), 0);
    assert_false(place.is_virtual);
    must_be_clean(shop);
}

static void untracked_items_need_no_lot(void **state)
{
    struct shop *shop = *state;
    struct entry entry = {.job = LOT_JOB_RECEIVE,
                          .item = "BREAD",
                          .from = LOT_PLACE_SUPPLIER,
                          .to = "DOCK",
                          .quantity = 7};
    assert_int_equal(shop_book(shop, entry, NULL), 0);
    entry.job = LOT_JOB_MOVE;
    entry.from = "DOCK";
    entry.to = "A-01";
    assert_int_equal(shop_book(shop, entry, NULL), 0);
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    int64_t quantity = 0;
    assert_int_equal(book->stock(book->self, LOT_LITERAL("BREAD"), (struct lot_span){0},
                                 LOT_LITERAL("A-01"), &quantity),
                     0);
    assert_int_equal(quantity, 7);
    must_be_clean(shop);
}

/* ---- all or nothing ------------------------------------------------------------------------- */

static void many_movements_are_one_transaction(void **state)
{
    struct shop *shop = *state;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    uint64_t sequence = lot_ledger_sequence(shop->ledger);
    struct entry entry = {
        .job = LOT_JOB_MOVE, .lot = "L1", .from = "DOCK", .to = "A-01", .quantity = 6};
    struct lot_transaction transaction = transaction_of(&entry);
    struct lot_committed done = {0};
    transaction.movement[1] = transaction.movement[0];
    transaction.count = 2; /* twice six of ten */
    assert_int_equal(shop_commit(shop, &transaction, &done), -EDOM);
    assert_non_null(strstr(lot_ledger_fault(shop->ledger)->text, "not enough"));
    assert_int_equal(lot_ledger_sequence(shop->ledger), sequence);
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 10);
    assert_int_equal(done.movement_count, 0);
    transaction.movement[0].quantity = 4;
    assert_int_equal(shop_commit(shop, &transaction, &done), 0); /* and the ledger goes on */
    assert_int_equal(done.movement_count, 2);
    assert_int_equal(shop_stock(shop, "L1", "A-01"), 10);
    must_be_clean(shop);
}

static void rules_refuse(void **state)
{
    struct shop *shop = *state;
    static const struct {
        struct entry entry;
        const char *says;
    } rows[] = {
        {{.job = LOT_JOB_MOVE,
          .item = "TEA",
          .lot = "L1",
          .from = "DOCK",
          .to = "A-01",
          .quantity = 1},
         "item TEA"                                                                                     },
        {{.job = LOT_JOB_MOVE, .lot = "L2", .from = "DOCK", .to = "A-01", .quantity = 1},    "lot L2"   },
        {{.job = LOT_JOB_MOVE, .from = "DOCK", .to = "A-01", .quantity = 1},                 "which one"},
        {{.job = LOT_JOB_MOVE, .lot = "L1", .from = "NOWHERE", .to = "A-01", .quantity = 1},
         "place NOWHERE"                                                                                },
        {{.job = LOT_JOB_MOVE, .lot = "L1", .from = "DOCK", .to = "NOWHERE", .quantity = 1},
         "place NOWHERE"                                                                                },
        {{.job = LOT_JOB_MOVE,
          .lot = "L1",
          .from = "DOCK",
          .to = "@limbo",
          .quantity = 1,
          .new_place = true},
         "place @limbo"                                                                                 },
        {{.job = LOT_JOB_PICK,
          .lot = "L1",
          .from = "DOCK",
          .to = "SO-9",
          .quantity = 1,
          .document = "SO-9"},
         "document SO-9"                                                                                },
        {{.job = LOT_JOB_PICK,
          .lot = "L1",
          .from = "DOCK",
          .to = "PO-1",
          .quantity = 1,
          .document = "PO-1"},
         "place PO-1"                                                                                   },
        {{.job = LOT_JOB_MOVE, .lot = "L1", .from = "DOCK", .to = "DOCK", .quantity = 1},
         "to itself"                                                                                    },
        {{.job = LOT_JOB_MOVE, .lot = "L1", .from = "DOCK", .to = "A-01", .quantity = 11},
         "not enough"                                                                                   },
        {{.job = LOT_JOB_MOVE, .lot = "L1", .from = "A-01", .to = "DOCK", .quantity = 1},
         "not enough"                                                                                   },
        {{.job = LOT_JOB_MOVE, .lot = "L1", .from = "DOCK", .to = "A-01", .quantity = 0},
         "quantity"                                                                                     },
        {{.job = LOT_JOB_MOVE, .lot = "L1", .from = "DOCK", .to = "A-01", .quantity = -1},
         "quantity"                                                                                     },
        {{.job = LOT_JOB_RECEIVE,
          .lot = "L1",
          .from = LOT_PLACE_SUPPLIER,
          .to = "DOCK",
          .quantity = INT64_MAX},
         "can be counted"                                                                               },
        {{.job = LOT_JOB_UNDO,
          .lot = "L1",
          .from = "DOCK",
          .to = LOT_PLACE_SUPPLIER,
          .quantity = 10},
         "takes back"                                                                                   },
        {{.job = LOT_JOB_UNDO,
          .lot = "L1",
          .from = "DOCK",
          .to = LOT_PLACE_SUPPLIER,
          .quantity = 10,
          .reverses = 12345},
         "can be undone"                                                                                },
    };
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    uint64_t sequence = lot_ledger_sequence(shop->ledger);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int error = shop_book(shop, rows[i].entry, NULL);
        const struct lot_ledger_fault *fault = lot_ledger_fault(shop->ledger);
        if (error != -EDOM || !strstr(fault->text, rows[i].says)) {
            fail_msg("row %zu: %d, \"%s\", not \"%s\"", i, error, fault->text, rows[i].says);
        }
    }
    assert_int_equal(lot_ledger_sequence(shop->ledger), sequence);
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 10);
    must_be_clean(shop);
}

static void a_line_is_for_its_item(void **state)
{
    struct shop *shop = *state;
    struct entry entry = {.job = LOT_JOB_RECEIVE,
                          .item = "BREAD",
                          .from = LOT_PLACE_SUPPLIER,
                          .to = "DOCK",
                          .quantity = 1,
                          .document = "PO-1"};
    assert_int_equal(shop_book(shop, entry, NULL), -EDOM);
    assert_non_null(strstr(lot_ledger_fault(shop->ledger)->text, "line 1 of PO-1"));
}

/* ---- undo ----------------------------------------------------------------------------------- */

/* Takes back what the book says was last. */
static int undo_last(struct shop *shop)
{
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_transaction *last = calloc(1, sizeof *last);
    struct lot_committed done;
    int outcome = book->last(book->self, last);
    for (unsigned i = 0; outcome == 0 && i < last->count; i++) {
        struct lot_text from = last->movement[i].from;
        last->movement[i].from = last->movement[i].to;
        last->movement[i].to = from;
    }
    last->job = LOT_JOB_UNDO;
    outcome = outcome == 0 ? shop_commit(shop, last, &done) : outcome;
    free(last);
    return outcome;
}

static int64_t done_of(struct shop *shop, const char *document)
{
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_line line;
    assert_int_equal(book->line(book->self, lot_span_of(document), lot_span_of(MILK), &line), 0);
    return line.done;
}

static bool is_closed(struct shop *shop, const char *document)
{
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_document out;
    assert_int_equal(book->document(book->self, lot_span_of(document), &out), 0);
    return out.closed;
}

static void undoes_in_reverse(void **state)
{
    struct shop *shop = *state;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(shop_book(shop, pick_of(4), NULL), 0);
    assert_int_equal(done_of(shop, "PO-1"), 10);
    assert_int_equal(done_of(shop, "SO-1"), 4);
    assert_int_equal(shop_book(shop, ship_of(4), NULL), 0);
    assert_true(is_closed(shop, "SO-1"));
    assert_int_equal(undo_last(shop), 0);
    assert_false(is_closed(shop, "SO-1"));
    assert_int_equal(shop_stock(shop, "L1", "SO-1"), 4);
    assert_int_equal(undo_last(shop), 0);
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 10);
    assert_int_equal(done_of(shop, "SO-1"), 0);
    assert_int_equal(undo_last(shop), 0);
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 0);
    assert_int_equal(done_of(shop, "PO-1"), 0);
    assert_int_equal(undo_last(shop), 1); /* nothing is left */
    must_be_clean(shop);
}

static void nothing_is_undone_twice(void **state)
{
    struct shop *shop = *state;
    struct lot_committed moved, undone;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    struct entry move = {
        .job = LOT_JOB_MOVE, .lot = "L1", .from = "DOCK", .to = "A-01", .quantity = 5};
    assert_int_equal(shop_book(shop, move, &moved), 0);
    struct entry undo = {.job = LOT_JOB_UNDO,
                         .lot = "L1",
                         .from = "A-01",
                         .to = "DOCK",
                         .quantity = 4,
                         .reverses = moved.movement[0]};
    assert_int_equal(shop_book(shop, undo, NULL), -EDOM); /* not all of it */
    undo.quantity = 5;
    assert_int_equal(shop_book(shop, undo, &undone), 0);
    assert_int_equal(shop_book(shop, move, NULL), 0);
    assert_int_equal(shop_book(shop, undo, NULL), -EDOM);
    assert_non_null(strstr(lot_ledger_fault(shop->ledger)->text, "undone before"));
    struct entry again = {.job = LOT_JOB_UNDO,
                          .lot = "L1",
                          .from = "DOCK",
                          .to = "A-01",
                          .quantity = 5,
                          .reverses = undone.movement[0]};
    assert_int_equal(shop_book(shop, again, NULL), -EDOM); /* nor is an undo */
    must_be_clean(shop);
}

static void what_is_gone_cannot_be_undone(void **state)
{
    struct shop *shop = *state;
    struct lot_committed moved;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    struct entry move = {
        .job = LOT_JOB_MOVE, .lot = "L1", .from = "DOCK", .to = "A-01", .quantity = 5};
    assert_int_equal(shop_book(shop, move, &moved), 0);
    struct entry onward = {
        .job = LOT_JOB_MOVE, .lot = "L1", .from = "A-01", .to = "B-02", .quantity = 1};
    assert_int_equal(shop_book(shop, onward, NULL), 0);
    struct entry undo = {.job = LOT_JOB_UNDO,
                         .lot = "L1",
                         .from = "A-01",
                         .to = "DOCK",
                         .quantity = 5,
                         .reverses = moved.movement[0]};
    assert_int_equal(shop_book(shop, undo, NULL), -EDOM);
    assert_non_null(strstr(lot_ledger_fault(shop->ledger)->text, "not enough"));
}

static void serials_stay_with_their_movement(void **state)
{
    struct shop *shop = *state;
    struct entry entry = {.job = LOT_JOB_RECEIVE,
                          .lot = "L1",
                          .from = LOT_PLACE_SUPPLIER,
                          .to = "DOCK",
                          .quantity = 1};
    struct lot_transaction transaction = transaction_of(&entry);
    struct lot_committed done;
    transaction.movement[0].serial = text_of("SN-0001");
    assert_int_equal(shop_commit(shop, &transaction, &done), 0);
    transaction.job = LOT_JOB_UNDO;
    transaction.movement[0].from = text_of("DOCK");
    transaction.movement[0].to = text_of(LOT_PLACE_SUPPLIER);
    transaction.movement[0].reverses = done.movement[0];
    transaction.movement[0].serial = text_of("SN-0002");
    assert_int_equal(shop_commit(shop, &transaction, &done), -EDOM);
    transaction.movement[0].serial = text_of("SN-0001");
    assert_int_equal(shop_commit(shop, &transaction, &done), 0);
    must_be_clean(shop);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, shop_setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(receives_picks_ships),
        TEST(a_scan_alone_is_kept),
        TEST(texts_are_kept_as_scanned),
        TEST(a_lot_keeps_its_first_dates),
        TEST(new_items_and_places_are_made),
        TEST(untracked_items_need_no_lot),
        TEST(many_movements_are_one_transaction),
        TEST(rules_refuse),
        TEST(a_line_is_for_its_item),
        TEST(undoes_in_reverse),
        TEST(nothing_is_undone_twice),
        TEST(what_is_gone_cannot_be_undone),
        TEST(serials_stay_with_their_movement),
    };
    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
