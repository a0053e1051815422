/* SPDX-License-Identifier: MIT */
/* ledger: goods on logistic units, and single pieces by their serials. */

#include "unit/ledger_fixture.h"

#define PALLET "395212340000000014"
#define CASE   "395212340000000021"

/* A movement of lot L1 of milk; "" : no unit, no serial. */
struct row {
    enum lot_job job;
    const char *from, *from_sscc, *to, *to_sscc, *serial;
    int64_t quantity;
    const char *refused; /* what the refusal says; NULL: it is booked */
};

static int book(struct shop *shop, const struct row *row, struct lot_committed *done)
{
    struct entry entry = {
        .job = row->job, .lot = "L1", .from = row->from, .to = row->to, .quantity = row->quantity};
    struct lot_transaction transaction = transaction_of(&entry);
    transaction.movement[0].from_sscc = text_of(row->from_sscc);
    transaction.movement[0].to_sscc = text_of(row->to_sscc);
    transaction.movement[0].serial = text_of(row->serial);
    return shop_commit(shop, &transaction, done);
}

static void check_rows(struct shop *shop, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct lot_committed done;
        int answer = book(shop, &rows[i], &done);
        const char *text = lot_ledger_fault(shop->ledger)->text;
        bool right = rows[i].refused ? answer == -EDOM && strstr(text, rows[i].refused) != NULL
                                     : answer == 0;
        if (!right) {
            fail_msg("row %zu: %d, \"%s\"", i, answer, text);
        }
        must_be_clean(shop);
    }
}

#define CHECK_ROWS(shop, rows) check_rows(shop, rows, sizeof rows / sizeof rows[0])

static void units_hold_a_part_of_the_stock(void **state)
{
    struct shop *shop = *state;
    static const struct row rows[] = {
        {LOT_JOB_RECEIVE, "@supplier", "",     "DOCK",      PALLET, "", 40, NULL                            },
        {LOT_JOB_RECEIVE, "@supplier", "",     "DOCK",      "",     "", 10, NULL                            },
 /* what lies on the pallet is not taken by who takes from the place */
        {LOT_JOB_MOVE,    "DOCK",      "",     "A-01",      "",     "", 11, "lies loose at DOCK"            },
        {LOT_JOB_MOVE,    "DOCK",      PALLET, "A-01",      "",     "", 41, "not enough"                    },
        {LOT_JOB_MOVE,    "DOCK",      "",     "A-01",      "",     "", 4,  NULL                            },
        {LOT_JOB_MOVE,    "DOCK",      PALLET, "A-01",      "",     "", 5,  NULL                            },
 /* a unit is at one place */
        {LOT_JOB_MOVE,    "DOCK",      PALLET, "A-01",      PALLET, "", 5,  "is not at A-01"                },
        {LOT_JOB_MOVE,    "A-01",      "",     "A-01",      PALLET, "", 2,  "unit " PALLET " is not at A-01"},
        {LOT_JOB_MOVE,    "DOCK",      PALLET, "A-01",      PALLET, "", 35, NULL                            },
 /* from one unit onto another, where they stand */
        {LOT_JOB_MOVE,    "A-01",      PALLET, "A-01",      CASE,   "", 12, NULL                            },
        {LOT_JOB_MOVE,    "A-01",      CASE,   "A-01",      CASE,   "", 12, "from A-01 to itself"           },
        {LOT_JOB_MOVE,    "A-01",      CASE,   "A-01",      "",     "", 2,  NULL                            },
        {LOT_JOB_SHIP,    "A-01",      CASE,   "@customer", CASE,   "", 10, NULL                            },
        {LOT_JOB_SHIP,    "A-01",      CASE,   "@customer", CASE,   "", 1,  "not enough"                    },
    };
    CHECK_ROWS(shop, rows);
    assert_int_equal(shop_stock(shop, "L1", "A-01"), 34);
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 6);
}

static void an_undo_puts_back_onto_the_unit(void **state)
{
    struct shop *shop = *state;
    static const struct row receive = {LOT_JOB_RECEIVE, "@supplier", "", "DOCK",
                                       PALLET,          "",          40, NULL};
    static const struct row ship = {LOT_JOB_SHIP, "DOCK", PALLET, "@customer",
                                    PALLET,       "",     40,     NULL};
    struct lot_committed done;
    struct lot_transaction last;
    assert_int_equal(book(shop, &receive, &done), 0);
    assert_int_equal(book(shop, &ship, &done), 0);
    const struct lot_book *ask = lot_ledger_book(shop->ledger);
    assert_int_equal(ask->last(ask->self, &last), 0);
    assert_true(lot_span_equal(lot_text_span(&last.movement[0].from_sscc), LOT_LITERAL(PALLET)));
    struct lot_transaction undo = last;
    undo.job = LOT_JOB_UNDO;
    undo.movement[0].from = last.movement[0].to;
    undo.movement[0].to = last.movement[0].from;
    undo.movement[0].to_sscc = text_of("");
    assert_int_equal(shop_commit(shop, &undo, &done), -EDOM); /* it would lie loose */
    undo.movement[0].to_sscc = last.movement[0].from_sscc;
    assert_int_equal(shop_commit(shop, &undo, &done), 0);
    must_be_clean(shop);
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 40);
}

static void a_serial_is_one_piece_in_one_place(void **state)
{
    struct shop *shop = *state;
    static const struct row rows[] = {
        {LOT_JOB_RECEIVE, "@supplier", "", "DOCK",      "", "S1", 1, NULL              },
        {LOT_JOB_RECEIVE, "@supplier", "", "DOCK",      "", "S1", 1, "is not there"    },
        {LOT_JOB_RECEIVE, "@supplier", "", "DOCK",      "", "S2", 2, "is one piece"    },
        {LOT_JOB_RECEIVE, "@supplier", "", "A-01",      "", "S2", 1, NULL              },
        {LOT_JOB_MOVE,    "DOCK",      "", "A-01",      "", "S2", 1, "is not there"    },
        {LOT_JOB_MOVE,    "DOCK",      "", "A-01",      "", "S3", 1, "is not on record"},
        {LOT_JOB_MOVE,    "DOCK",      "", "A-01",      "", "S1", 1, NULL              },
        {LOT_JOB_SHIP,    "A-01",      "", "@customer", "", "S1", 1, NULL              },
        {LOT_JOB_MOVE,    "A-01",      "", "DOCK",      "", "S1", 1, "is not there"    },
    };
    CHECK_ROWS(shop, rows);
    struct entry other = {
        .job = LOT_JOB_RECEIVE, .lot = "L2", .from = "@customer", .to = "DOCK", .quantity = 1};
    struct lot_transaction transaction = transaction_of(&other);
    struct lot_committed done;
    transaction.movement[0].serial = text_of("S1");
    assert_int_equal(shop_commit(shop, &transaction, &done), -EDOM);
    assert_non_null(strstr(lot_ledger_fault(shop->ledger)->text, "is of another lot"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, shop_setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(units_hold_a_part_of_the_stock),
        TEST(an_undo_puts_back_onto_the_unit),
        TEST(a_serial_is_one_piece_in_one_place),
    };
    return cmocka_run_group_tests_name("units and serials", tests, NULL, NULL);
}
