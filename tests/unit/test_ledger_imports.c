/* SPDX-License-Identifier: MIT */
/* ledger: imports, events and what was exported. */

#include "unit/ledger_fixture.h"

static int64_t figure_of(struct shop *shop, int64_t (*read)(const struct lot_ledger_figures *))
{
    struct lot_ledger_figures figures;
    assert_int_equal(lot_ledger_figures(shop->ledger, &figures), 0);
    return read(&figures);
}

static int64_t items(const struct lot_ledger_figures *figures)
{
    return figures->items;
}

/* The text of the last event of the journal; valid until the next call. */
static const char *last_event(struct shop *shop)
{
    static char text[512];
    struct lot_answer *answer = NULL;
    struct lot_filter all = {0};
    text[0] = '\0';
    assert_int_equal(lot_ledger_ask(shop->ledger, LOT_ASK_BUNDLE_EVENTS, &all, &answer), 0);
    while (lot_answer_next(answer) == 0) {
        struct lot_span kind = lot_answer_cell(answer, 2).text;
        struct lot_span said = lot_answer_cell(answer, 4).text;
        snprintf(text, sizeof text, "%.*s: %.*s", (int)kind.size, (const char *)kind.data,
                 (int)said.size, (const char *)said.data);
    }
    lot_answer_free(answer);
    return text;
}

/* ---- imports -------------------------------------------------------------------------------- */

static void imports_are_all_or_nothing(void **state)
{
    struct shop *shop = *state;
    uint64_t sequence = lot_ledger_sequence(shop->ledger);
    int64_t were = figure_of(shop, items);
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    assert_int_equal(lot_ledger_import_begin(shop->ledger), -EBUSY);
    put_item(shop, "TEA", LOT_TRACKING_LOT);
    assert_int_equal(lot_ledger_record(shop->ledger, LOT_LEDGER_EVENT_IMPORT, time_of(NOW_MS),
                                       LOT_LITERAL("items.csv")),
                     0);
    assert_int_equal(shop_receive(shop, "L1", 1, 20260401), -EBUSY);
    assert_int_equal(lot_ledger_import_end(shop->ledger, false), 0);
    assert_int_equal(figure_of(shop, items), were);
    assert_int_equal(lot_ledger_sequence(shop->ledger), sequence);
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    put_item(shop, "TEA", LOT_TRACKING_LOT);
    assert_int_equal(lot_ledger_record(shop->ledger, LOT_LEDGER_EVENT_IMPORT, time_of(NOW_MS),
                                       LOT_LITERAL("items.csv")),
                     0);
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), 0);
    assert_int_equal(figure_of(shop, items), were + 1);
    assert_string_equal(last_event(shop), "import: items.csv");
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), -EINVAL);
    struct lot_ledger_place place = {.code = text_of("A-02")};
    assert_int_equal(lot_ledger_put_place(shop->ledger, &place), -EINVAL); /* in no import */
    struct lot_verified verified;
    assert_int_equal(lot_ledger_verify(shop->ledger, NULL, NULL, &verified), 0);
}

static void puts_replace_but_do_not_rewrite(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_item milk = {.number = text_of(MILK),
                                   .name = text_of("Milk 3.5%"),
                                   .unit = text_of("pcs"),
                                   .tracking = LOT_TRACKING_LOT};
    struct lot_ledger_line line = {.document = text_of("PO-1"),
                                   .partner = text_of("S-1"),
                                   .item = text_of(MILK),
                                   .kind = LOT_DOCUMENT_RECEIPT,
                                   .line = 1,
                                   .quantity = 120,
                                   .unit_cost = -1};
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    assert_int_equal(lot_ledger_put_item(shop->ledger, &milk), 0);
    milk.decimals = 3;
    assert_int_equal(lot_ledger_put_item(shop->ledger, &milk), -EDOM);
    assert_non_null(strstr(lot_ledger_fault(shop->ledger)->text, "decimals"));
    milk.decimals = 0;
    milk.tracking = LOT_TRACKING_NONE;
    assert_int_equal(lot_ledger_put_item(shop->ledger, &milk), -EDOM);
    assert_int_equal(lot_ledger_put_line(shop->ledger, &line), 0);
    line.item = text_of("BREAD");
    assert_int_equal(lot_ledger_put_line(shop->ledger, &line), -EDOM); /* it was received */
    line.kind = LOT_DOCUMENT_ORDER;
    assert_int_equal(lot_ledger_put_line(shop->ledger, &line), -EDOM);
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), 0);
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_item item;
    struct lot_book_line now;
    assert_int_equal(book->item(book->self, lot_span_of(MILK), &item), 0);
    assert_true(lot_span_equal(lot_text_span(&item.name), LOT_LITERAL("Milk 3.5%")));
    assert_int_equal(item.decimals, 0);
    assert_int_equal(book->line(book->self, LOT_LITERAL("PO-1"), lot_span_of(MILK), &now), 0);
    assert_int_equal(now.ordered, 120);
    assert_int_equal(now.done, 10);
}

static void puts_refuse_what_they_do_not_know(void **state)
{
    struct shop *shop = *state;
    static const struct {
        const char *document, *partner, *item, *says;
        int32_t line;
        lot_date due;
    } rows[] = {
        {"PO-7", "S-1", "TEA",   "item TEA",    1, 0       },
        {"PO-7", "S-7", "BREAD", "partner S-7", 1, 0       },
        {"",     "S-1", "BREAD", "document",    1, 0       },
        {"PO-7", "S-1", "BREAD", "number",      0, 0       },
        {"PO-7", "S-1", "BREAD", "no day",      1, 20260231},
    };
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct lot_ledger_line line = {.document = text_of(rows[i].document),
                                       .partner = text_of(rows[i].partner),
                                       .item = text_of(rows[i].item),
                                       .line = rows[i].line,
                                       .quantity = 1,
                                       .due = rows[i].due};
        assert_int_equal(lot_ledger_put_line(shop->ledger, &line), -EDOM);
        assert_non_null(strstr(lot_ledger_fault(shop->ledger)->text, rows[i].says));
    }
    struct lot_ledger_place place = {.code = text_of("@mine")};
    assert_int_equal(lot_ledger_put_place(shop->ledger, &place), -EDOM);
    struct lot_ledger_partner nobody = {.name = text_of("Nobody")};
    assert_int_equal(lot_ledger_put_partner(shop->ledger, &nobody), -EDOM);
    struct lot_ledger_item item = {.name = text_of("Nothing")};
    assert_int_equal(lot_ledger_put_item(shop->ledger, &item), -EDOM);
    item.number = text_of("TEA");
    item.decimals = 7;
    assert_int_equal(lot_ledger_put_item(shop->ledger, &item), -EDOM);
    item.decimals = 0;
    item.pack_number = text_of("TEA-BOX");
    assert_int_equal(lot_ledger_put_item(shop->ledger, &item), -EDOM);
    assert_int_equal(lot_ledger_import_end(shop->ledger, false), 0);
}

static void a_closed_order_stays_as_it_is(void **state)
{
    struct shop *shop = *state;
    struct entry pick = {.job = LOT_JOB_PICK,
                         .lot = "L1",
                         .from = "DOCK",
                         .to = "SO-1",
                         .quantity = 4,
                         .document = "SO-1"};
    struct entry ship = pick;
    ship.job = LOT_JOB_SHIP;
    ship.from = "SO-1";
    ship.to = LOT_PLACE_CUSTOMER;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(shop_book(shop, pick, NULL), 0);
    assert_int_equal(shop_book(shop, ship, NULL), 0);
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    put_line(shop, "SO-1", LOT_DOCUMENT_ORDER, 10); /* the same file once more */
    struct lot_ledger_line more = {.document = text_of("SO-1"),
                                   .item = text_of(MILK),
                                   .kind = LOT_DOCUMENT_ORDER,
                                   .line = 1,
                                   .quantity = 11};
    assert_int_equal(lot_ledger_put_line(shop->ledger, &more), -EDOM);
    assert_non_null(strstr(lot_ledger_fault(shop->ledger)->text, "closed"));
    struct lot_ledger_place place = {.code = text_of("SO-1")};
    assert_int_equal(lot_ledger_put_place(shop->ledger, &place), -EDOM);
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), 0);
}

/* ---- events --------------------------------------------------------------------------------- */

static void exports_are_marked(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_figures figures;
    uint64_t last = lot_ledger_sequence(shop->ledger);
    assert_int_equal(
        lot_ledger_exported(shop->ledger, last, LOT_LITERAL("LOTD/out/77/1-1"), time_of(NOW_MS)),
        0);
    assert_int_equal(lot_ledger_sequence(shop->ledger), last + 1);
    assert_non_null(strstr(last_event(shop), "LOTD/out/77/1-1"));
    assert_int_equal(lot_ledger_figures(shop->ledger, &figures), 0);
    assert_int_equal(figures.exported, last);
    assert_int_equal(figures.schema_version, 1);
    assert_true(figures.bytes > 10000);
    assert_int_equal(lot_ledger_exported(shop->ledger, last + 9, LOT_LITERAL("x"), time_of(0)),
                     -EDOM); /* it is not written yet */
    assert_int_equal(lot_ledger_exported(shop->ledger, 1, LOT_LITERAL("again"), time_of(0)), 0);
    assert_int_equal(lot_ledger_figures(shop->ledger, &figures), 0);
    assert_int_equal(figures.exported, last); /* it never goes back */
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, shop_setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(imports_are_all_or_nothing),
        TEST(puts_replace_but_do_not_rewrite),
        TEST(puts_refuse_what_they_do_not_know),
        TEST(a_closed_order_stays_as_it_is),
        TEST(exports_are_marked),
    };
    return cmocka_run_group_tests_name("imports and events", tests, NULL, NULL);
}
