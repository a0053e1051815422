/* SPDX-License-Identifier: MIT */
/* ledger: committing, stock, undo, and what is refused. */

#include "unit/ledger_fixture.h"

static void receives_picks_ships(void **state)
{
    struct shop *shop = *state;
    struct lot_committed done;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 10);
    struct entry pick = {.job = LOT_JOB_PICK,
                         .lot = "L1",
                         .from = "DOCK",
                         .to = "SO-1",
                         .quantity = 4,
                         .document = "SO-1"};
    assert_int_equal(shop_book(shop, pick, &done), 0);
    assert_int_equal(done.movement_count, 1);
    assert_int_equal(LOT_LEDGER_DEVICE(done.movement[0]), DEVICE);
    assert_int_equal(LOT_LEDGER_SEQUENCE(done.movement[0]), lot_ledger_sequence(shop->ledger));
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 6);
    assert_int_equal(shop_stock(shop, "L1", "SO-1"), 4);
    struct entry ship = {.job = LOT_JOB_SHIP,
                         .lot = "L1",
                         .from = "SO-1",
                         .to = LOT_PLACE_CUSTOMER,
                         .quantity = 4,
                         .document = "SO-1"};
    assert_int_equal(shop_book(shop, ship, NULL), 0);
    assert_int_equal(shop_stock(shop, "L1", "SO-1"), 0);
    struct lot_verified verified;
    assert_int_equal(lot_ledger_verify(shop->ledger, NULL, NULL, &verified), 0);
    assert_int_equal(verified.rows, lot_ledger_sequence(shop->ledger));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(receives_picks_ships, shop_setup, shop_teardown),
    };
    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
