/* SPDX-License-Identifier: MIT */
/* ledger: a backup that another device takes over: its journal goes on, under a number of its own.
 */

#include "unit/ledger_fixture.h"

static void goes_on_behind_the_last_row(void **state)
{
    struct shop *shop = *state;
    struct lot_verified before, after;
    struct lot_committed done;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(lot_ledger_verify(shop->ledger, NULL, NULL, &before), 0);
    uint64_t last = lot_ledger_sequence(shop->ledger);
    assert_int_equal(lot_ledger_continue(shop->ledger, DEVICE + 1, time_of(shop->clock_ms)), 0);
    assert_int_equal(lot_ledger_device(shop->ledger), DEVICE + 1);
    assert_int_equal(lot_ledger_sequence(shop->ledger), last + 1);
    struct entry move = {
        .job = LOT_JOB_MOVE, .lot = "L1", .from = "DOCK", .to = "A-01", .quantity = 4};
    assert_int_equal(shop_book(shop, move, &done), 0);
    assert_int_equal(LOT_LEDGER_DEVICE(done.movement[0]), DEVICE + 1);
    shop_close(shop);
    shop_open(shop); /* whose options name the first device: that is for a new ledger */
    assert_int_equal(lot_ledger_device(shop->ledger), DEVICE + 1);
    assert_int_equal(lot_ledger_sequence(shop->ledger), last + 3);
    assert_int_equal(shop_stock(shop, "L1", "A-01"), 4);
    assert_int_equal(lot_ledger_verify(shop->ledger, NULL, NULL, &after), 0);
    assert_int_equal(after.rows, before.rows + 3);
}

static unsigned history_after(struct shop *shop, uint64_t after)
{
    const struct lot_filter filter = {.after = after};
    struct lot_answer *answer = NULL;
    unsigned rows = 0;
    assert_int_equal(lot_ledger_ask(shop->ledger, LOT_ASK_HISTORY, &filter, &answer), 0);
    while (lot_answer_next(answer) == 0) {
        rows++;
    }
    lot_answer_free(answer);
    return rows;
}

/* Asked by number, the history is one. */
static void history_goes_over_both(void **state)
{
    struct shop *shop = *state;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    uint64_t first = lot_ledger_sequence(shop->ledger);
    assert_int_equal(shop_receive(shop, "L1", 1, 20260401), 0);
    uint64_t second = lot_ledger_sequence(shop->ledger);
    assert_int_equal(lot_ledger_continue(shop->ledger, DEVICE + 1, time_of(shop->clock_ms)), 0);
    assert_int_equal(lot_ledger_continue(shop->ledger, DEVICE + 2, time_of(shop->clock_ms)), 0);
    assert_int_equal(shop_receive(shop, "L1", 1, 20260401), 0);
    for (int turn = 0; turn < 2; turn++) {
        assert_int_equal(history_after(shop, 0), 3);
        assert_int_equal(history_after(shop, first), 2);
        assert_int_equal(history_after(shop, second), 1);
        assert_int_equal(history_after(shop, second + 1), 1);
        assert_int_equal(history_after(shop, lot_ledger_sequence(shop->ledger)), 0);
        shop_close(shop);
        shop_open(shop);
    }
}

/* What the last transaction was, and the engine's state, go with it. */
static void the_state_goes_with_it(void **state)
{
    struct shop *shop = *state;
    uint8_t saved[LOT_ENGINE_SAVED_MAX];
    struct lot_committed done;
    const struct lot_commit commit = {.engine = LOT_LITERAL("half filled")};
    assert_int_equal(lot_ledger_commit(shop->ledger, &commit, &done), 0);
    assert_int_equal(lot_ledger_continue(shop->ledger, DEVICE + 5, time_of(shop->clock_ms)), 0);
    assert_int_equal(lot_ledger_engine(shop->ledger, saved, sizeof saved), 11);
    assert_memory_equal(saved, "half filled", 11);
}

static void takes_a_higher_number(void **state)
{
    struct shop *shop = *state;
    static const uint32_t wrong[] = {0, 1, DEVICE, 8388608};
    uint64_t sequence = lot_ledger_sequence(shop->ledger);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(lot_ledger_continue(shop->ledger, wrong[i], time_of(shop->clock_ms)),
                         -EDOM);
    }
    assert_int_equal(lot_ledger_device(shop->ledger), DEVICE);
    assert_int_equal(lot_ledger_sequence(shop->ledger), sequence);
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, shop_setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(goes_on_behind_the_last_row),
        TEST(history_goes_over_both),
        TEST(the_state_goes_with_it),
        TEST(takes_a_higher_number),
    };
    return cmocka_run_group_tests_name("going on from another", tests, NULL, NULL);
}
