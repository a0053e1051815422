/* SPDX-License-Identifier: MIT */
/*
 * ledger: lots made of lots. Flour and yeast become dough, dough and milk become bread, and crumbs
 * of a bread go into the next dough: recall finds all of it from either end, and comes to an end.
 */

#include "unit/ledger_fixture.h"

#include <sqlite3.h>

#include "unit/ledger_answers.h"

#define FLOUR "FLOUR"
#define DOUGH "DOUGH"
#define LOAF  "LOAF"

static int setup(void **state)
{
    int error = shop_setup(state);
    struct shop *shop = *state;
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    put_item(shop, FLOUR, LOT_TRACKING_LOT);
    put_item(shop, DOUGH, LOT_TRACKING_LOT);
    put_item(shop, LOAF, LOT_TRACKING_LOT);
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), 0);
    return error;
}

static void receive(struct shop *shop, const char *item, const char *lot, int64_t quantity)
{
    struct entry entry = {.job = LOT_JOB_RECEIVE,
                          .item = item,
                          .lot = lot,
                          .from = LOT_PLACE_SUPPLIER,
                          .to = "DOCK",
                          .quantity = quantity};
    assert_int_equal(shop_book(shop, entry, NULL), 0);
}

struct part {
    const char *item, *lot;
    int64_t quantity; /* < 0: used, > 0: made */
};

/* One transaction: all that is used goes from the dock to production, all that is made comes. */
static struct lot_committed make(struct shop *shop, const struct part *parts, unsigned count)
{
    struct lot_transaction transaction = {.job = LOT_JOB_MOVE, .creates_lot = true, .count = count};
    struct lot_committed done;
    for (unsigned i = 0; i < count; i++) {
        bool used = parts[i].quantity < 0;
        transaction.movement[i] = (struct lot_movement){
            .item = text_of(parts[i].item),
            .lot = text_of(parts[i].lot),
            .from = text_of(used ? "DOCK" : LOT_PLACE_PRODUCTION),
            .to = text_of(used ? LOT_PLACE_PRODUCTION : "DOCK"),
            .quantity = used ? -parts[i].quantity : parts[i].quantity,
        };
    }
    assert_int_equal(shop_commit(shop, &transaction, &done), 0);
    return done;
}

#define MAKE(shop, ...)                                                                            \
    make(shop, (const struct part[]){__VA_ARGS__},                                                 \
         sizeof((const struct part[]){__VA_ARGS__}) / sizeof(struct part))

/* Takes the transaction of so many movements back. */
static void undo(struct shop *shop, const struct lot_committed *done)
{
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_transaction last;
    struct lot_committed ignored;
    assert_int_equal(book->last(book->self, &last), 0);
    assert_int_equal(last.count, done->movement_count);
    last.job = LOT_JOB_UNDO;
    for (unsigned i = 0; i < last.count; i++) {
        struct lot_text from = last.movement[i].from;
        last.movement[i].from = last.movement[i].to;
        last.movement[i].to = from;
    }
    assert_int_equal(shop_commit(shop, &last, &ignored), 0);
}

static void bake(struct shop *shop)
{
    receive(shop, FLOUR, "F1", 100);
    receive(shop, FLOUR, "F2", 50);
    receive(shop, MILK, "M1", 20);
    MAKE(shop, {FLOUR, "F1", -60}, {FLOUR, "F2", -10}, {DOUGH, "D1", 65});
    MAKE(shop, {DOUGH, "D1", -65}, {MILK, "M1", -5}, {LOAF, "B1", 30}, {LOAF, "B2", 35});
}

static const char *lots_of(struct shop *shop, const char *lot, bool backward)
{
    return answer_to(shop, LOT_ASK_KIN, FILTER(.lot = lot_span_of(lot), .backward = backward),
                     " lot made_of ");
}

static void kin(void **state)
{
    struct shop *shop = *state;
    bake(shop);
    assert_string_equal(lots_of(shop, "F1", false), "F1|-\nD1|F1 F2\nB1|M1 D1\nB2|M1 D1\n");
    assert_string_equal(lots_of(shop, "M1", false), "M1|-\nB1|M1 D1\nB2|M1 D1\n");
    assert_string_equal(lots_of(shop, "B2", false), "B2|M1 D1\n");
    assert_string_equal(lots_of(shop, "B2", true), "B2|M1 D1\nM1|-\nD1|F1 F2\nF1|-\nF2|-\n");
    assert_string_equal(lots_of(shop, "F1", true), "F1|-\n");
    assert_string_equal(lots_of(shop, "X", true), "");
    assert_string_equal(answer_to(shop, LOT_ASK_KIN, FILTER(LOT("D1")), " item in_stock unit "),
                        "DOUGH|0|pcs\nLOAF|30|pcs\nLOAF|35|pcs\n");
}

/* Crumbs of B1 go into D2 of which B1 itself is made: a circle. */
static void kin_in_a_circle(void **state)
{
    struct shop *shop = *state;
    bake(shop);
    MAKE(shop, {LOAF, "B1", -1}, {FLOUR, "F2", -10}, {DOUGH, "D2", 11});
    MAKE(shop, {DOUGH, "D2", -11}, {LOAF, "B1", 5});
    MAKE(shop, {LOAF, "B1", -2}, {LOAF, "B1", 2}); /* reworked into itself */
    assert_string_equal(lots_of(shop, "B1", false), "B1|M1 D1 B1 D2\nD2|F2 B1\n");
    assert_string_equal(lots_of(shop, "D2", true),
                        "D2|F2 B1\nF2|-\nB1|M1 D1 B1 D2\nM1|-\nD1|F1 F2\nF1|-\n");
}

static void six_generations(void **state)
{
    struct shop *shop = *state;
    char names[8][4];
    receive(shop, FLOUR, "G0", 100);
    for (unsigned i = 0; i < 6; i++) {
        snprintf(names[i], sizeof names[i], "G%u", i);
        snprintf(names[i + 1], sizeof names[i + 1], "G%u", i + 1);
        MAKE(shop, {FLOUR, names[i], -(100 - (int64_t)i)}, {FLOUR, names[i + 1], 99 - (int64_t)i});
    }
    assert_string_equal(lots_of(shop, "G0", false),
                        "G0|-\nG1|G0\nG2|G1\nG3|G2\nG4|G3\nG5|G4\nG6|G5\n");
}

static void recall(void **state)
{
    static const char names[] = " part lot quantity location related ";
    struct shop *shop = *state;
    bake(shop);
    struct entry ship = {.job = LOT_JOB_SHIP,
                         .item = LOAF,
                         .lot = "B2",
                         .from = "DOCK",
                         .to = LOT_PLACE_CUSTOMER,
                         .quantity = 20,
                         .document = NULL};
    assert_int_equal(shop_book(shop, ship, NULL), 0);
    assert_string_equal(answer_to(shop, LOT_ASK_RECALL, FILTER(LOT("M1")), names),
                        "received|M1|20|DOCK|-\n"
                        "produced|B1|30|DOCK|M1 D1\n"
                        "produced|B2|35|DOCK|M1 D1\n"
                        "in-stock|M1|15|DOCK|-\n"
                        "in-stock|B1|30|DOCK|-\n"
                        "in-stock|B2|15|DOCK|-\n"
                        "used|M1|5|DOCK|B1 B2\n"
                        "shipped|B2|20|DOCK|-\n"
                        "difference|M1|0|-|-\n"
                        "difference|B1|0|-|-\n"
                        "difference|B2|0|-|-\n");
    assert_string_equal(
        answer_to(shop, LOT_ASK_RECALL, FILTER(LOT("B2"), .backward = true), " part lot "),
        "produced|B2\nreceived|M1\nproduced|D1\nreceived|F1\nreceived|F2\nproduced|B1\n"
        "in-stock|B2\nin-stock|M1\nin-stock|F1\nin-stock|F2\nin-stock|B1\n"
        "shipped|B2\nused|M1\nused|D1\nused|F1\nused|F2\n"
        "difference|B2\ndifference|M1\ndifference|D1\ndifference|F1\ndifference|F2\n"
        "difference|B1\n");
}

static void what_is_undone_made_nothing(void **state)
{
    struct shop *shop = *state;
    receive(shop, FLOUR, "F1", 100);
    struct lot_committed done = MAKE(shop, {FLOUR, "F1", -60}, {DOUGH, "D1", 65});
    undo(shop, &done);
    assert_string_equal(lots_of(shop, "F1", false), "F1|-\n");
    MAKE(shop, {FLOUR, "F1", -50}, {DOUGH, "D1", 55});
    assert_string_equal(lots_of(shop, "F1", false), "F1|-\nD1|F1\n");
    assert_string_equal(
        answer_to(shop, LOT_ASK_RECALL, FILTER(LOT("F1")), " part lot quantity "),
        "received|F1|100\nproduced|D1|55\nin-stock|F1|50\nin-stock|D1|55\nused|F1|50\n"
        "difference|F1|0\ndifference|D1|0\n");
}

/* ---- it follows from the movements ---------------------------------------------------------- */

static int64_t findings(struct shop *shop)
{
    struct lot_verified verified;
    assert_true(lot_ledger_verify(shop->ledger, NULL, NULL, &verified) >= 0);
    return verified.findings;
}

static void change(struct shop *shop, const char *sql)
{
    sqlite3 *database = NULL;
    assert_int_equal(sqlite3_open(shop->path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_not_equal(sqlite3_changes(database), 0);
    sqlite3_close(database);
}

static void damage_is_found_and_repaired(void **state)
{
    struct shop *shop = *state;
    bake(shop);
    struct lot_committed done = MAKE(shop, {LOAF, "B1", -1}, {LOAF, "B3", 1});
    undo(shop, &done);
    assert_int_equal(findings(shop), 0);
    change(shop, "DELETE FROM genealogy WHERE used = (SELECT id FROM lot WHERE code = 'F2')");
    assert_int_equal(findings(shop), 1);
    change(shop, "INSERT INTO genealogy SELECT made, used, scan FROM genealogy LIMIT 1");
    assert_int_equal(findings(shop), 2);
    assert_int_equal(lot_ledger_rebuild_stock(shop->ledger), 0);
    assert_int_equal(findings(shop), 0);
    assert_string_equal(lots_of(shop, "F2", false), "F2|-\nD1|F1 F2\nB1|M1 D1\nB2|M1 D1\n");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(kin),
        TEST(kin_in_a_circle),
        TEST(six_generations),
        TEST(recall),
        TEST(what_is_undone_made_nothing),
        TEST(damage_is_found_and_repaired),
    };
    return cmocka_run_group_tests_name("genealogy", tests, NULL, NULL);
}
