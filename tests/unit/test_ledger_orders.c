/* SPDX-License-Identifier: MIT */
/* ledger: what the book knows of orders and customers. */

#include "unit/ledger_fixture.h"

static void book_one(struct shop *shop, enum lot_job job, const char *lot, const char *to)
{
    struct entry entry = {.job = job, .lot = lot, .to = to, .quantity = 2, .document = "SO-1"};
    entry.from = job == LOT_JOB_PICK ? "DOCK" : "SO-1";
    assert_int_equal(shop_book(shop, entry, NULL), 0);
}

static void put_order(struct shop *shop, const struct lot_ledger_line *line, int expected)
{
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    assert_int_equal(lot_ledger_put_line(shop->ledger, line), expected);
    assert_int_equal(lot_ledger_import_end(shop->ledger, expected == 0), 0);
}

static void what_order_and_customer_ask(void **state)
{
    struct shop *shop = *state;
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_document document;
    struct lot_book_line line;
    const struct lot_ledger_partner picky = {.number = text_of("C-2"),
                                             .kind = LOT_PARTNER_CUSTOMER,
                                             .min_life_days = 30,
                                             .one_lot = true,
                                             .not_older = true};
    const struct lot_ledger_line wanted = {.document = text_of("SO-2"),
                                           .partner = text_of("C-2"),
                                           .item = text_of(MILK),
                                           .kind = LOT_DOCUMENT_ORDER,
                                           .line = 3,
                                           .quantity = 5,
                                           .unit_cost = -1,
                                           .rotation = LOT_ROTATION_LIFO,
                                           .lot = text_of("L7"),
                                           .substitute = text_of("BREAD")};
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    assert_int_equal(lot_ledger_put_partner(shop->ledger, &picky), 0);
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), 0);
    put_order(shop, &wanted, 0);
    assert_int_equal(book->document(book->self, LOT_LITERAL("SO-2"), &document), 0);
    assert_true(lot_span_equal(lot_text_span(&document.partner), LOT_LITERAL("C-2")));
    assert_int_equal(document.rotation, LOT_ROTATION_LIFO);
    assert_int_equal(document.min_life_days, 30);
    assert_true(document.one_lot && document.not_older);
    assert_int_equal(book->document(book->self, LOT_LITERAL("SO-1"), &document), 0);
    assert_false(document.one_lot || document.not_older);
    assert_int_equal(book->line(book->self, LOT_LITERAL("SO-2"), lot_span_of(MILK), &line), 0);
    assert_true(lot_span_equal(lot_text_span(&line.lot), LOT_LITERAL("L7")));
    assert_true(lot_span_equal(lot_text_span(&line.substitute), LOT_LITERAL("BREAD")));
    struct lot_ledger_line other = wanted;
    other.substitute = text_of("NOBODY");
    put_order(shop, &other, -EDOM);
}

static void open_lines_in_turn(void **state)
{
    struct shop *shop = *state;
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_span so1 = LOT_LITERAL("SO-1");
    struct lot_book_line line;
    struct lot_ledger_line second = {.document = text_of("SO-1"),
                                     .item = text_of("BREAD"),
                                     .kind = LOT_DOCUMENT_ORDER,
                                     .line = 2,
                                     .quantity = 3,
                                     .unit_cost = -1};
    put_order(shop, &second, 0);
    assert_int_equal(book->open_line(book->self, so1, 0, &line), 0);
    assert_int_equal(line.line, 1);
    assert_int_equal(line.lot.size, 0);
    assert_int_equal(line.substitute.size, 0);
    assert_int_equal(book->open_line(book->self, so1, 1, &line), 0);
    assert_int_equal(line.line, 2);
    assert_int_equal(book->open_line(book->self, so1, 2, &line), 1);
    assert_int_equal(shop_receive(shop, "L1", 10, 20260601), 0);
    for (int i = 0; i < 5; i++) {
        book_one(shop, LOT_JOB_PICK, "L1", "SO-1");
    }
    assert_int_equal(book->open_line(book->self, so1, 0, &line), 0);
    assert_int_equal(line.line, 2);
}

static void lots_picked_and_sent(void **state)
{
    struct shop *shop = *state;
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_span so1 = LOT_LITERAL("SO-1"), c1 = LOT_LITERAL("C-1"), milk = lot_span_of(MILK);
    struct lot_text lot;
    struct lot_book_lot newer;
    struct lot_transaction *last = calloc(1, sizeof *last);
    struct lot_committed done;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260601), 0);
    assert_int_equal(shop_receive(shop, "L2", 10, 0), 0);
    assert_int_equal(book->line_lot(book->self, so1, 1, &lot), 1);
    book_one(shop, LOT_JOB_PICK, "L1", "SO-1");
    assert_int_equal(book->line_lot(book->self, so1, 1, &lot), 0);
    assert_true(lot_span_equal(lot_text_span(&lot), LOT_LITERAL("L1")));
    assert_int_equal(book->line_lot(book->self, so1, 2, &lot), 1);
    assert_int_equal(book->sent_newer(book->self, c1, milk, 20260501, &newer), 1);
    book_one(shop, LOT_JOB_SHIP, "L1", LOT_PLACE_CUSTOMER);
    assert_int_equal(book->line_lot(book->self, so1, 1, &lot), 1);
    assert_int_equal(book->sent_newer(book->self, c1, milk, 20260501, &newer), 0);
    assert_int_equal(newer.dates.expiry, 20260601);
    assert_int_equal(book->sent_newer(book->self, c1, milk, 20260601, &newer), 1);
    assert_int_equal(book->sent_newer(book->self, LOT_LITERAL("S-1"), milk, 0, &newer), 1);
    assert_int_equal(book->last(book->self, last), 0);
    struct entry undo = {.job = LOT_JOB_UNDO,
                         .lot = "L1",
                         .from = LOT_PLACE_CUSTOMER,
                         .to = "SO-1",
                         .quantity = 2,
                         .reverses = last->movement[0].reverses};
    assert_int_equal(shop_book(shop, undo, &done), 0);
    assert_int_equal(book->sent_newer(book->self, c1, milk, 20260501, &newer), 1);
    free(last);
}

/* A line is booked with its own item or the one that may stand in for it. */
static void a_substitute_is_booked_on_the_line(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_line line = {.document = text_of("SO-1"),
                                   .partner = text_of("C-1"),
                                   .item = text_of(MILK),
                                   .kind = LOT_DOCUMENT_ORDER,
                                   .line = 1,
                                   .quantity = 10,
                                   .unit_cost = -1};
    struct entry receipt = {.job = LOT_JOB_RECEIVE,
                            .item = "BREAD",
                            .lot = "",
                            .from = LOT_PLACE_SUPPLIER,
                            .to = "DOCK",
                            .quantity = 5};
    struct entry pick = {.job = LOT_JOB_PICK,
                         .item = "BREAD",
                         .lot = "",
                         .from = "DOCK",
                         .to = "SO-1",
                         .quantity = 4,
                         .document = "SO-1"};
    assert_int_equal(shop_book(shop, receipt, NULL), 0);
    assert_int_equal(shop_book(shop, pick, NULL), -EDOM);
    line.substitute = text_of("BREAD");
    put_order(shop, &line, 0);
    assert_int_equal(shop_book(shop, pick, NULL), 0);
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_line after;
    assert_int_equal(book->line(book->self, LOT_LITERAL("SO-1"), lot_span_of(MILK), &after), 0);
    assert_int_equal(after.done, 4);
}

/* "L2@A-01 L1@DOCK": what the book proposes, in its order. */
static const char *proposed(struct shop *shop)
{
    static char words[256];
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    const struct lot_wanted wanted = {lot_span_of(MILK), SOMEDAY, LOT_ROTATION_FEFO};
    struct lot_book_stock row;
    size_t used = 0;
    words[0] = '\0';
    for (unsigned i = 0; book->first_out(book->self, &wanted, i, &row) == 0; i++) {
        used += (size_t)snprintf(words + used, sizeof words - used, "%s%.*s@%.*s", i > 0 ? " " : "",
                                 (int)row.lot.size, (const char *)row.lot.bytes,
                                 (int)row.place.size, (const char *)row.place.bytes);
    }
    return words;
}

static int count_task(struct shop *shop, bool counted, const char *place, const char *lot)
{
    struct lot_committed done;
    struct lot_transaction transaction = {.job = LOT_JOB_PICK, .document = text_of("SO-1")};
    struct lot_count_task task = {.place = text_of(place)};
    if (lot) {
        task.item = text_of(MILK);
        task.lot = text_of(lot);
    }
    *(counted ? &transaction.counted : &transaction.recount) = task;
    return shop_commit(shop, &transaction, &done);
}

/* Where a recount is due nothing is proposed, until it was counted. */
static void a_recount_takes_a_place_out(void **state)
{
    struct shop *shop = *state;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260601), 0);
    assert_int_equal(shop_receive(shop, "L2", 10, 20260701), 0);
    assert_string_equal(proposed(shop), "L1@DOCK L2@DOCK");
    assert_int_equal(count_task(shop, false, "DOCK", "L1"), 0);
    assert_int_equal(count_task(shop, false, "DOCK", "L1"), 0);
    assert_string_equal(proposed(shop), "L2@DOCK");
    assert_int_equal(count_task(shop, true, "DOCK", "L2"), 0);
    assert_string_equal(proposed(shop), "L2@DOCK");
    assert_int_equal(count_task(shop, false, "DOCK", NULL), 0);
    assert_string_equal(proposed(shop), "");
    assert_int_equal(count_task(shop, true, "DOCK", "L1"), 0);
    assert_string_equal(proposed(shop), "L1@DOCK L2@DOCK");
    assert_int_equal(count_task(shop, false, "DOCK", "L2"), 0);
    assert_int_equal(count_task(shop, true, "DOCK", NULL), 0);
    assert_string_equal(proposed(shop), "L1@DOCK L2@DOCK");
    assert_int_equal(count_task(shop, false, "NOWHERE", NULL), -EDOM);
    assert_int_equal(count_task(shop, false, "DOCK", "NEVER"), -EDOM);
}

static int receive_numbered(struct shop *shop, const char *lot, const char *theirs, int64_t value)
{
    struct lot_committed done;
    struct entry entry = {.job = LOT_JOB_RECEIVE,
                          .lot = lot,
                          .from = LOT_PLACE_SUPPLIER,
                          .to = "DOCK",
                          .quantity = 2,
                          .document = "PO-1"};
    struct lot_transaction transaction = transaction_of(&entry);
    transaction.supplier_lot = text_of(theirs);
    transaction.counter = text_of("26-");
    transaction.counter_value = value;
    return shop_commit(shop, &transaction, &done);
}

/* Numbers of ours, the counter that gave them, and the supplier's beside them. */
static void numbers_of_our_own(void **state)
{
    struct shop *shop = *state;
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_span milk = lot_span_of(MILK), po1 = LOT_LITERAL("PO-1");
    struct lot_book_lot lot;
    struct lot_verified verified;
    int64_t last = 0;
    assert_int_equal(book->device, DEVICE);
    assert_int_equal(book->counter(book->self, LOT_LITERAL("26-"), &last), 1);
    assert_int_equal(receive_numbered(shop, "26-1", "X 9", 1), 0);
    assert_int_equal(receive_numbered(shop, "26-2", "Y", 2), 0);
    assert_int_equal(book->counter(book->self, LOT_LITERAL("26-"), &last), 0);
    assert_int_equal(last, 2);
    assert_int_equal(book->lot(book->self, milk, LOT_LITERAL("X 9"), &lot), 0);
    assert_true(lot_span_equal(lot_text_span(&lot.lot), LOT_LITERAL("26-1")));
    assert_int_equal(book->delivered(book->self, milk, LOT_LITERAL("Y"), po1, &lot), 0);
    assert_true(lot_span_equal(lot_text_span(&lot.lot), LOT_LITERAL("26-2")));
    assert_int_equal(book->delivered(book->self, milk, LOT_LITERAL("Y"), LOT_LITERAL("SO-1"), &lot),
                     1);
    assert_int_equal(book->lot(book->self, milk, LOT_LITERAL(""), &lot), 1);
    assert_int_equal(receive_numbered(shop, "26-3", "Y", 3), 0);
    assert_int_equal(book->lot(book->self, milk, LOT_LITERAL("Y"), &lot), 1); /* which of two? */
    assert_int_equal(book->lot(book->self, milk, LOT_LITERAL("26-3"), &lot), 0);
    assert_int_equal(lot_ledger_verify(shop->ledger, NULL, NULL, &verified), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_order_and_customer_ask, shop_setup, shop_teardown),
        cmocka_unit_test_setup_teardown(open_lines_in_turn, shop_setup, shop_teardown),
        cmocka_unit_test_setup_teardown(lots_picked_and_sent, shop_setup, shop_teardown),
        cmocka_unit_test_setup_teardown(a_recount_takes_a_place_out, shop_setup, shop_teardown),
        cmocka_unit_test_setup_teardown(numbers_of_our_own, shop_setup, shop_teardown),
        cmocka_unit_test_setup_teardown(a_substitute_is_booked_on_the_line, shop_setup,
                                        shop_teardown),
    };
    return cmocka_run_group_tests_name("ledger_orders", tests, NULL, NULL);
}
