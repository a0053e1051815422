/* SPDX-License-Identifier: MIT */
/* ledger: what the engine asks of its book. */

#include "unit/ledger_fixture.h"

static int receive(struct shop *shop, const char *lot, const char *place, lot_date expiry)
{
    struct entry entry = {.job = LOT_JOB_RECEIVE,
                          .lot = lot,
                          .from = LOT_PLACE_SUPPLIER,
                          .to = place,
                          .quantity = 5,
                          .expiry = expiry};
    return shop_book(shop, entry, NULL);
}

static int pick(struct shop *shop, const char *lot, const char *place, int64_t quantity)
{
    struct entry entry = {.job = LOT_JOB_PICK,
                          .lot = lot,
                          .from = place,
                          .to = "SO-1",
                          .quantity = quantity,
                          .document = "SO-1"};
    return shop_book(shop, entry, NULL);
}

/* "L2@A-01 L1@DOCK": what the book proposes, in its order. */
static const char *rotated(struct shop *shop, lot_date today, enum lot_rotation rotation)
{
    static char text[256];
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_wanted wanted = {lot_span_of(MILK), today, rotation};
    struct lot_book_stock row;
    size_t used = 0;
    text[0] = '\0';
    for (unsigned i = 0; book->first_out(book->self, &wanted, i, &row) == 0; i++) {
        assert_true(row.quantity > 0);
        assert_true(lot_span_equal(lot_text_span(&row.item), lot_span_of(MILK)));
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%.*s@%.*s", i > 0 ? " " : "",
                                 (int)row.lot.size, (const char *)row.lot.bytes,
                                 (int)row.place.size, (const char *)row.place.bytes);
    }
    return text;
}

static const char *first_out(struct shop *shop, lot_date today)
{
    return rotated(shop, today, LOT_ROTATION_FEFO);
}

static void first_expired_first_out(void **state)
{
    struct shop *shop = *state;
    assert_string_equal(first_out(shop, SOMEDAY), "");
    assert_int_equal(receive(shop, "LATE", "DOCK", 20260601), 0);
    assert_int_equal(receive(shop, "UNDATED", "A-01", 0), 0);
    assert_int_equal(receive(shop, "OLDER", "B-02", 20260501), 0);
    assert_int_equal(receive(shop, "YOUNGER", "A-01", 20260501), 0);
    assert_int_equal(receive(shop, "GONE", "A-01", 20260228), 0);
    assert_int_equal(receive(shop, "TODAY", "A-01", SOMEDAY), 0);
    assert_int_equal(receive(shop, "OLDER", "A-01", 20260501), 0);
    assert_string_equal(first_out(shop, SOMEDAY),
                        "TODAY@A-01 OLDER@A-01 OLDER@B-02 YOUNGER@A-01 LATE@DOCK UNDATED@A-01");
    assert_string_equal(rotated(shop, SOMEDAY, LOT_ROTATION_FIFO),
                        "LATE@DOCK UNDATED@A-01 OLDER@A-01 OLDER@B-02 YOUNGER@A-01 TODAY@A-01");
    assert_string_equal(rotated(shop, SOMEDAY, LOT_ROTATION_LIFO),
                        "TODAY@A-01 YOUNGER@A-01 OLDER@B-02 OLDER@A-01 UNDATED@A-01 LATE@DOCK");
    assert_string_equal(first_out(shop, 20260502), "LATE@DOCK UNDATED@A-01");
    assert_int_equal(pick(shop, "LATE", "DOCK", 5), 0); /* what is picked is no one's to pick */
    assert_string_equal(first_out(shop, 20260502), "UNDATED@A-01");
}

static void first_out_knows_each_use_by(void **state)
{
    struct shop *shop = *state;
    struct entry entry = {
        .job = LOT_JOB_RECEIVE, .from = LOT_PLACE_SUPPLIER, .to = "DOCK", .quantity = 1};
    struct lot_transaction transaction = transaction_of(&entry);
    struct lot_committed done;
    static const struct {
        const char *lot;
        struct lot_dates dates;
    } rows[] = {
        {"SELL",   {.sell_by = 20260501}                         },
        {"BEST",   {.sell_by = 20260301, .best_before = 20260502}},
        {"EXPIRY", {.best_before = 20260301, .expiry = 20260503} },
        {"OLD",    {.produced = 20260101, .packed = 20260102}    },
    };
    for (size_t i = 0; i < 4; i++) {
        transaction.movement[0].lot = text_of(rows[i].lot);
        transaction.movement[0].dates = rows[i].dates;
        assert_int_equal(shop_commit(shop, &transaction, &done), 0);
    }
    assert_string_equal(first_out(shop, 20260401), "SELL@DOCK BEST@DOCK EXPIRY@DOCK OLD@DOCK");
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_wanted wanted = {.item = lot_span_of(MILK), .today = 20260401};
    struct lot_book_stock row;
    assert_int_equal(book->first_out(book->self, &wanted, 2, &row), 0);
    assert_int_equal(row.use_by, 20260503);
    assert_int_equal(book->first_out(book->self, &wanted, 3, &row), 0);
    assert_int_equal(row.use_by, LOT_DATE_NONE);
    struct lot_book_lot lot;
    assert_int_equal(book->lot(book->self, lot_span_of(MILK), LOT_LITERAL("OLD"), &lot), 0);
    assert_int_equal(lot.dates.produced, 20260101);
    assert_int_equal(lot.dates.packed, 20260102);
    assert_int_equal(lot.dates.expiry, LOT_DATE_NONE);
}

static void stock_by_lot_and_place(void **state)
{
    struct shop *shop = *state;
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_span milk = lot_span_of(MILK), l1 = LOT_LITERAL("L1"), so1 = LOT_LITERAL("SO-1");
    struct lot_book_stock row;
    int64_t quantity = 0;
    assert_int_equal(receive(shop, "L1", "B-02", 20260501), 0);
    assert_int_equal(receive(shop, "L1", "DOCK", 20260501), 0);
    assert_int_equal(receive(shop, "L2", "DOCK", 20260401), 0);
    assert_int_equal(book->place_stock(book->self, so1, 0, &row), 1);
    assert_int_equal(pick(shop, "L1", "DOCK", 2), 0);
    assert_int_equal(book->lot_stock(book->self, milk, l1, 0, &row), 0);
    assert_true(lot_span_equal(lot_text_span(&row.place), LOT_LITERAL("DOCK")));
    assert_int_equal(row.quantity, 3);
    assert_int_equal(book->lot_stock(book->self, milk, l1, 1, &row), 0);
    assert_true(lot_span_equal(lot_text_span(&row.place), LOT_LITERAL("B-02")));
    assert_int_equal(book->lot_stock(book->self, milk, l1, 2, &row), 0);
    assert_true(lot_span_equal(lot_text_span(&row.place), so1));
    assert_int_equal(book->lot_stock(book->self, milk, l1, 3, &row), 1);
    assert_int_equal(book->place_stock(book->self, so1, 0, &row), 0);
    assert_int_equal(row.quantity, 2);
    assert_true(lot_span_equal(lot_text_span(&row.lot), l1));
    assert_int_equal(book->place_stock(book->self, so1, 1, &row), 1);
    assert_int_equal(book->stock(book->self, milk, l1, so1, &quantity), 0);
    assert_int_equal(quantity, 2);
    assert_int_equal(book->stock(book->self, milk, l1, LOT_LITERAL("A-01"), &quantity), 1);
    assert_int_equal(book->stock(book->self, milk, l1, lot_span_of(LOT_PLACE_SUPPLIER), &quantity),
                     1);
}

static void items_by_any_of_their_numbers(void **state)
{
    struct shop *shop = *state;
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_item item;
    struct lot_ledger_item cheese = {
        .number = text_of("CHEESE"),
        .name = text_of("Cheese"),
        .unit = text_of("kg"),
        .tracking = LOT_TRACKING_LOT,
        .decimals = 3,
        .needs_date = true,
        .blocks_best_before = true,
        .min_life_days = 14,
        .pack_number = text_of("19521234543210"),
        .pack = 12500,
    };
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    assert_int_equal(lot_ledger_put_item(shop->ledger, &cheese), 0);
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), 0);
    assert_int_equal(book->item(book->self, LOT_LITERAL("CHEESE"), &item), 0);
    assert_int_equal(item.pack, 0);
    assert_int_equal(item.decimals, 3);
    assert_true(item.needs_date && item.blocks_best_before);
    assert_int_equal(item.min_life_days, 14);
    assert_int_equal(book->item(book->self, LOT_LITERAL("19521234543210"), &item), 0);
    assert_int_equal(item.pack, 12500);
    assert_true(lot_span_equal(lot_text_span(&item.number), LOT_LITERAL("CHEESE")));
    assert_true(lot_span_equal(lot_text_span(&item.name), LOT_LITERAL("Cheese")));
    assert_true(lot_span_equal(lot_text_span(&item.unit), LOT_LITERAL("kg")));
    assert_int_equal(book->item(book->self, LOT_LITERAL("CHEES"), &item), 1);
    assert_int_equal(book->item(book->self, (struct lot_span){0}, &item), 1);
}

static void documents_and_their_lines(void **state)
{
    struct shop *shop = *state;
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_span milk = lot_span_of(MILK), so1 = LOT_LITERAL("SO-1");
    struct lot_book_document document;
    struct lot_book_line line;
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    struct lot_ledger_line second = {.document = text_of("SO-1"),
                                     .item = text_of(MILK),
                                     .kind = LOT_DOCUMENT_ORDER,
                                     .line = 2,
                                     .quantity = 3,
                                     .unit_cost = -1};
    assert_int_equal(lot_ledger_put_line(shop->ledger, &second), 0);
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), 0);
    assert_int_equal(book->document(book->self, LOT_LITERAL("PO-1"), &document), 0);
    assert_int_equal(document.kind, LOT_DOCUMENT_RECEIPT);
    assert_true(lot_span_equal(lot_text_span(&document.partner_name), LOT_LITERAL("Dairy")));
    assert_int_equal(book->document(book->self, LOT_LITERAL("PO-2"), &document), 1);
    assert_int_equal(book->line(book->self, so1, LOT_LITERAL("BREAD"), &line), 1);
    assert_int_equal(book->line(book->self, so1, milk, &line), 0);
    assert_int_equal(line.line, 1);
    assert_int_equal(line.ordered, 10);
    assert_int_equal(receive(shop, "L1", "DOCK", 20260501), 0);
    assert_int_equal(receive(shop, "L1", "DOCK", 20260501), 0);
    assert_int_equal(receive(shop, "L1", "DOCK", 20260501), 0);
    assert_int_equal(pick(shop, "L1", "DOCK", 10), 0);
    assert_int_equal(book->line(book->self, so1, milk, &line), 0); /* the open one */
    assert_int_equal(line.line, 2);
    struct entry rest = {.job = LOT_JOB_PICK,
                         .lot = "L1",
                         .from = "DOCK",
                         .to = "SO-1",
                         .quantity = 3,
                         .document = "SO-1"};
    struct lot_transaction transaction = transaction_of(&rest);
    struct lot_committed done;
    transaction.movement[0].line = 2;
    assert_int_equal(shop_commit(shop, &transaction, &done), 0);
    assert_int_equal(book->line(book->self, so1, milk, &line), 0); /* none is: the last one */
    assert_int_equal(line.line, 2);
    assert_int_equal(line.done, 3);
}

static void places_that_people_can_name(void **state)
{
    struct shop *shop = *state;
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_place place;
    static const char *const virtual_places[] = {LOT_PLACE_SUPPLIER,   LOT_PLACE_CUSTOMER,
                                                 LOT_PLACE_SCRAP,      LOT_PLACE_COUNT,
                                                 LOT_PLACE_PRODUCTION, LOT_PLACE_OPENING};
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(book->place(book->self, lot_span_of(virtual_places[i]), &place), 0);
        assert_true(place.is_virtual);
    }
    assert_int_equal(book->place(book->self, LOT_LITERAL("A-01"), &place), 0);
    assert_false(place.is_virtual);
    assert_int_equal(receive(shop, "L1", "DOCK", 20260501), 0);
    assert_int_equal(pick(shop, "L1", "DOCK", 1), 0);
    assert_int_equal(book->place(book->self, LOT_LITERAL("SO-1"), &place), 1); /* an order's */
}

static void the_last_transaction(void **state)
{
    struct shop *shop = *state;
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_transaction *last = calloc(1, sizeof *last);
    struct lot_committed done;
    assert_int_equal(book->last(book->self, last), 1);
    assert_int_equal(receive(shop, "L1", "DOCK", 20260501), 0);
    assert_int_equal(receive(shop, "L2", "DOCK", 20260501), 0);
    struct entry move = {
        .job = LOT_JOB_MOVE, .lot = "L1", .from = "DOCK", .to = "A-01", .quantity = 2};
    struct lot_transaction transaction = transaction_of(&move);
    transaction.count = 2;
    transaction.movement[1] = transaction.movement[0];
    transaction.movement[1].lot = text_of("L2");
    transaction.movement[1].override = true;
    assert_int_equal(shop_commit(shop, &transaction, &done), 0);
    struct lot_scan scan = {.bytes = LOT_LITERAL("a plain one"), .time = time_of(NOW_MS)};
    struct lot_commit alone = {.scan = &scan};
    struct lot_committed ignored;
    assert_int_equal(lot_ledger_commit(shop->ledger, &alone, &ignored), 0);
    assert_int_equal(book->last(book->self, last), 0);
    assert_int_equal(last->job, LOT_JOB_MOVE);
    assert_int_equal(last->count, 2);
    for (unsigned i = 0; i < 2; i++) {
        assert_int_equal(last->movement[i].reverses, done.movement[i]);
        assert_int_equal(last->movement[i].quantity, 2);
        assert_true(lot_text_equal(&last->movement[i].lot, &transaction.movement[i].lot));
        assert_int_equal(last->movement[i].override, i == 1);
    }
    free(last);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, shop_setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(first_expired_first_out),   TEST(first_out_knows_each_use_by),
        TEST(stock_by_lot_and_place),    TEST(items_by_any_of_their_numbers),
        TEST(documents_and_their_lines), TEST(places_that_people_can_name),
        TEST(the_last_transaction),
    };
    return cmocka_run_group_tests_name("the engine's book", tests, NULL, NULL);
}
