/* SPDX-License-Identifier: MIT */
/* sync on the real ledger: reference data in, receipts, bundles out, and nothing left behind. */

#include "unit/ledger_fixture.h"

#include <lot/sync.h>

#include "output/sync/csv_reader.h"

#define SEQUENCES_MAX 200

struct bundles {
    unsigned seen[SEQUENCES_MAX]; /* how often each sequence number was exported */
    unsigned column;              /* of the number, in the file at hand */
    bool has_header;
};

static int count_sequence(void *user, const struct csv_row *row)
{
    struct bundles *bundles = user;
    int64_t sequence = 0;
    if (!bundles->has_header) {
        bundles->has_header = true;
        for (unsigned i = 0; i < row->count; i++) {
            bundles->column =
                lot_span_equal(row->field[i], LOT_LITERAL("sequence")) ? i : bundles->column;
        }
        return 0;
    }
    assert_int_equal(lot_span_number(row->field[bundles->column], &sequence), 0);
    assert_in_range(sequence, 1, SEQUENCES_MAX - 1);
    bundles->seen[sequence]++;
    return 0;
}

static void no_fault(void *user, int64_t line, const char *text)
{
    (void)user;
    fail_msg("line %d: %s", (int)line, text);
}

static void count_file(struct bundles *bundles, const char *folder, const char *name)
{
    static char bytes[65536];
    char path[640];
    const struct csv_handler handler = {bundles, count_sequence, no_fault};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    bundles->has_header = false;
    assert_int_equal(csv_read(lot_span(bytes, size), &handler), 0);
}

static void export(struct shop *shop, const struct lot_key *key, struct bundles *bundles)
{
    static const char *const files[] = {"movements.csv", "lots.csv",     "scans.csv",
                                        "counts.csv",    "statuses.csv", "events.csv"};
    struct lot_exported exported;
    char line[LOT_KEY_PUBLIC_SIZE];
    char text[200];
    int outcome = lot_export(shop->ledger, key, shop->directory, UINT64_MAX,
                             time_of(shop->clock_ms), &exported, text);
    assert_string_equal(text, "");
    assert_int_equal(outcome, 0);
    lot_key_public(key, line);
    assert_int_equal(lot_bundle_verify(exported.folder, line, text), 0);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        count_file(bundles, exported.folder, files[i]);
    }
    assert_int_equal(
        lot_export(shop->ledger, key, shop->directory, UINT64_MAX, time_of(0), &exported, text), 1);
}

/* Over all bundles every row of the journal is there, and once: the chain can be recomputed. */
static void bundles_have_every_row_once(void **state)
{
    struct shop *shop = *state;
    struct bundles bundles = {0};
    struct lot_key *key = NULL;
    struct lot_verified verified;
    char path[128];
    snprintf(path, sizeof path, "%s/key", shop->directory);
    assert_int_equal(lot_key_open(&key, path, true), 0);
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(shop_receive(shop, "L\x1d\xff,\"=2", 5, 20260501), 0);
    export(shop, key, &bundles);
    assert_int_equal(shop_receive(shop, "L3", 10, 20260401), 0);
    uint64_t last = lot_ledger_sequence(shop->ledger);
    export(shop, key, &bundles);
    lot_key_free(key);
    assert_in_range(last, 9, SEQUENCES_MAX - 1);
    for (uint64_t sequence = 1; sequence <= last; sequence++) {
        assert_int_equal(bundles.seen[sequence], 1);
    }
    assert_int_equal(lot_ledger_verify(shop->ledger, NULL, NULL, &verified), 0);
}

/* ---- reference data ------------------------------------------------------------------------- */

static void tell(void *user, const struct lot_import_fault *fault)
{
    char *text = user;
    size_t used = strlen(text);
    snprintf(text + used, 512 - used, "%d:%s: %s\n", (int)fault->line, fault->column, fault->text);
}

static int import(struct shop *shop, enum lot_import_kind kind, const char *csv, char told[512])
{
    char path[128];
    int64_t rows = 0;
    snprintf(path, sizeof path, "%s/in.csv", shop->directory);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(csv, file);
    fclose(file);
    told[0] = '\0';
    return lot_import(shop->ledger, kind, path, LOT_LITERAL("anna"), time_of(shop->clock_ms), tell,
                      told, &rows);
}

static void imports_are_all_or_nothing(void **state)
{
    struct shop *shop = *state;
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_item item;
    struct lot_book_line line;
    struct lot_ledger_figures before;
    struct lot_ledger_figures after;
    char told[512];
    assert_int_equal(lot_ledger_figures(shop->ledger, &before), 0);
    assert_int_equal(import(shop, LOT_IMPORT_ITEMS,
                            "number,unit,decimals,pack_number,pack\n"
                            "FLOUR,kg,3,SACK,25\n"
                            "4006381333931,pcs,9,,\n",
                            told),
                     1);
    assert_string_equal(told, "3:decimals: a whole number from 0 to 6 expected, found \"9\"\n");
    assert_int_equal(book->item(book->self, LOT_LITERAL("FLOUR"), &item), 1);

    assert_int_equal(import(shop, LOT_IMPORT_ITEMS,
                            "number,unit,decimals,pack_number,pack\n"
                            "FLOUR,kg,3,SACK,25\n"
                            "4006381333931,pcs,0,,\n",
                            told),
                     0);
    assert_int_equal(book->item(book->self, LOT_LITERAL("SACK"), &item), 0);
    assert_true(lot_span_equal(lot_text_span(&item.number), LOT_LITERAL("FLOUR")));
    assert_int_equal(item.pack, 25000);
    assert_int_equal(lot_ledger_figures(shop->ledger, &after), 0);
    assert_int_equal(after.items, before.items + 2);

    assert_int_equal(import(shop, LOT_IMPORT_DOCUMENTS,
                            "document,kind,line,item,quantity,partner\n"
                            "PO-7,receipt,1,FLOUR,2.5,S-1\n"
                            "PO-7,receipt,2,SACK,1,S-1\n"
                            "PO-7,receipt,3,4006381333931,1,S-9\n",
                            told),
                     1);
    assert_non_null(strstr(told, "3:item: this is a packaging of FLOUR"));
    assert_non_null(strstr(told, "\n4:: "));
    assert_int_equal(book->line(book->self, LOT_LITERAL("PO-7"), LOT_LITERAL("FLOUR"), &line), 1);
    assert_int_equal(import(shop, LOT_IMPORT_DOCUMENTS,
                            "document,kind,line,item,quantity,partner\n"
                            "PO-7,receipt,1,FLOUR,2.5,S-1\n",
                            told),
                     0);
    assert_int_equal(book->line(book->self, LOT_LITERAL("PO-7"), LOT_LITERAL("FLOUR"), &line), 0);
    assert_int_equal(line.ordered, 2500);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(bundles_have_every_row_once, shop_setup, shop_teardown),
        cmocka_unit_test_setup_teardown(imports_are_all_or_nothing, shop_setup, shop_teardown),
    };
    return cmocka_run_group_tests_name("sync with the ledger", tests, NULL, NULL);
}
