/* SPDX-License-Identifier: MIT */
/* ledger: a lot that is stopped, and let go again. */

#include "unit/ledger_fixture.h"

static int put(struct shop *shop, const char *lot, enum lot_status status, const char *reason)
{
    struct lot_ledger_status change = {.item = text_of(MILK),
                                       .lot = text_of(lot),
                                       .status = status,
                                       .time = time_of(NOW_MS),
                                       .user = LOT_LITERAL("anna"),
                                       .reason = lot_span_of(reason)};
    return lot_ledger_put_status(shop->ledger, &change);
}

static enum lot_status status_of(struct shop *shop, const char *lot)
{
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_lot found = {.status = LOT_STATUS_RECALLED};
    assert_int_equal(book->lot(book->self, lot_span_of(MILK), lot_span_of(lot), &found), 0);
    return found.status;
}

/* The lot that is to go first; "" when there is none. */
static struct lot_text first_out(struct shop *shop)
{
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_stock row = {.quantity = 0};
    struct lot_wanted wanted = {.item = lot_span_of(MILK), .today = 20260301};
    assert_true(book->first_out(book->self, &wanted, 0, &row) >= 0);
    return row.lot;
}

static void verify(struct shop *shop)
{
    struct lot_verified verified;
    assert_int_equal(lot_ledger_verify(shop->ledger, NULL, NULL, &verified), 0);
    assert_int_equal(verified.rows, lot_ledger_sequence(shop->ledger));
}

static void a_stopped_lot_stays_stopped(void **state)
{
    struct shop *shop = *state;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(shop_receive(shop, "L2", 10, 20260501), 0);
    uint64_t before = lot_ledger_sequence(shop->ledger);
    assert_int_equal(put(shop, "L1", LOT_STATUS_HOLD, "swollen packs"), 0);
    assert_int_equal(lot_ledger_sequence(shop->ledger), before + 1);
    assert_int_equal(status_of(shop, "L1"), LOT_STATUS_HOLD);
    assert_int_equal(status_of(shop, "L2"), LOT_STATUS_RELEASED);
    struct lot_text first = first_out(shop), second = text_of("L2");
    assert_true(lot_text_equal(&first, &second));
    shop_close(shop);
    shop_open(shop);
    assert_int_equal(status_of(shop, "L1"), LOT_STATUS_HOLD);
    assert_int_equal(put(shop, "L1", LOT_STATUS_RELEASED, "laboratory: sound"), 0);
    first = first_out(shop);
    second = text_of("L1");
    assert_true(lot_text_equal(&first, &second));
    verify(shop);
}

static void no_entry_without_need_and_reason(void **state)
{
    struct shop *shop = *state;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    uint64_t before = lot_ledger_sequence(shop->ledger);
    static const struct {
        const char *lot;
        enum lot_status status;
        const char *reason, *fault;
    } rows[] = {
        {"L1", LOT_STATUS_HOLD,     "",      "a lot's status changes for a reason: which?"},
        {"L1", LOT_STATUS_RELEASED, "sound", "lot L1 is released already"                 },
        {"L9", LOT_STATUS_HOLD,     "why",   "lot L9 of item " MILK " is not on record"   },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(put(shop, rows[i].lot, rows[i].status, rows[i].reason), -EDOM);
        assert_string_equal(lot_ledger_fault(shop->ledger)->text, rows[i].fault);
    }
    assert_int_equal(put(shop, "L1", (enum lot_status)4, "no such status"), -EDOM);
    assert_int_equal(lot_ledger_sequence(shop->ledger), before);
    assert_int_equal(status_of(shop, "L1"), LOT_STATUS_RELEASED);
    verify(shop);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, shop_setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_stopped_lot_stays_stopped),
        TEST(no_entry_without_need_and_reason),
    };
    return cmocka_run_group_tests_name("status of a lot", tests, NULL, NULL);
}
