/* SPDX-License-Identifier: MIT */
/* sync: reference data, from a file's bytes to what is put into the ledger, or to a list of faults.
 */

#include "test_sync_fake.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <lot/sync.h>

struct told {
    unsigned count;
    size_t used;
    char text[8192]; /* "line:column: text\n" each */
};

static void tell(void *user, const struct lot_import_fault *fault)
{
    struct told *told = user;
    told->count++;
    told->used += (size_t)snprintf(told->text + told->used, sizeof told->text - told->used,
                                   "%d:%s: %s\n", (int)fault->line, fault->column, fault->text);
    assert_true(told->used < sizeof told->text);
}

struct outcome {
    int result;
    int64_t rows;
    struct told told;
};

static char path[] = "/tmp/lot-import-XXXXXX";

static struct outcome import(struct lot_ledger *ledger, enum lot_import_kind kind,
                             struct lot_span file)
{
    struct outcome outcome = {0};
    int fd = open(path, O_WRONLY | O_TRUNC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, file.data, file.size), file.size);
    close(fd);
    outcome.result = lot_import(ledger, kind, path, LOT_LITERAL("anna"), (struct lot_time){0}, tell,
                                &outcome.told, &outcome.rows);
    assert_false(ledger->importing);
    assert_true(outcome.result != 0 || outcome.told.count == 0);
    assert_int_equal(ledger->kept, outcome.result == 0);
    return outcome;
}

static void assert_text(const struct lot_text *text, const char *expected)
{
    assert_true(lot_span_equal(lot_text_span(text), lot_span_of(expected)));
}

/* ---- what is taken -------------------------------------------------------------------------- */

static void takes_items(void **state)
{
    struct lot_ledger ledger = {0};
    (void)state;
    struct outcome outcome =
        import(&ledger, LOT_IMPORT_ITEMS,
               LOT_LITERAL("pack,decimals,name,number,needs_date,tracking,pack_number,unit,"
                           "min_life_days,blocks_best_before,manufacturer,description\r\n"
                           "12.5,1,\"Cheese, soft\",4006381333931,Yes,SERIAL,19521234000010,kg,14,"
                           "1,Dairy,\"5\"\" wheels\"\r\n"
                           ",,,ABC-1,,,,,,,,\r\n"));
    assert_int_equal(outcome.result, 0);
    assert_int_equal(outcome.rows, 2);
    const struct lot_ledger_item *item = &ledger.put[0].item;
    assert_text(&item->number, "04006381333931");
    assert_text(&item->name, "Cheese, soft");
    assert_text(&item->description, "5\" wheels");
    assert_text(&item->manufacturer, "Dairy");
    assert_text(&item->unit, "kg");
    assert_int_equal(item->tracking, LOT_TRACKING_SERIAL);
    assert_int_equal(item->decimals, 1);
    assert_true(item->needs_date && item->blocks_best_before);
    assert_int_equal(item->min_life_days, 14);
    assert_text(&item->pack_number, "19521234000010");
    assert_int_equal(item->pack, 125);
    item = &ledger.put[1].item;
    assert_text(&item->number, "ABC-1");
    assert_text(&item->name, "");
    assert_text(&item->unit, "pcs");
    assert_int_equal(item->tracking, LOT_TRACKING_LOT);
    assert_int_equal(item->decimals, 0);
    assert_false(item->needs_date || item->blocks_best_before);
    assert_int_equal(item->pack_number.size, 0);
    assert_int_equal(item->pack, 0);
}

static void takes_partners_and_places(void **state)
{
    struct lot_ledger ledger = {0};
    (void)state;
    struct outcome outcome = import(
        &ledger, LOT_IMPORT_PARTNERS,
        LOT_LITERAL("\xef\xbb\xbfnumber,kind,name,gln,address\n"
                    "S-1,supplier,K\xc3\xa4serei,9521234000105,\"Harbour Road 1, Kalamata\"\n"
                    "C-1,carrier,,,"));
    assert_int_equal(outcome.result, 0);
    assert_int_equal(outcome.rows, 2);
    assert_text(&ledger.put[0].partner.number, "S-1");
    assert_text(&ledger.put[0].partner.name, "K\xc3\xa4serei");
    assert_text(&ledger.put[0].partner.gln, "9521234000105");
    assert_text(&ledger.put[0].partner.address, "Harbour Road 1, Kalamata");
    assert_int_equal(ledger.put[0].partner.kind, LOT_PARTNER_SUPPLIER);
    assert_int_equal(ledger.put[1].partner.kind, LOT_PARTNER_CARRIER);

    outcome =
        import(&ledger, LOT_IMPORT_LOCATIONS, LOT_LITERAL("check,code\n42,LOC-A-01\n,LOC-A-02\n"));
    assert_int_equal(outcome.rows, 2);
    assert_text(&ledger.put[0].place.code, "LOC-A-01");
    assert_text(&ledger.put[0].place.check, "42");
    assert_text(&ledger.put[1].place.check, "");
}

static void takes_advices(void **state)
{
    struct lot_ledger ledger = {0};
    (void)state;
    struct outcome outcome =
        import(&ledger, LOT_IMPORT_ADVICES,
               LOT_LITERAL("document,line,sscc,item,lot,expiry,quantity\n"
                           "PO-1,1,395212340000000014,FLOUR,L1,2026-06-30,12.5\n"
                           "PO-1,1,395212340000000014,FLOUR,L2,,2\n"));
    assert_int_equal(outcome.result, 0);
    assert_int_equal(outcome.rows, 2);
    const struct lot_ledger_advice *advice = &ledger.put[0].advice;
    assert_text(&advice->sscc, "395212340000000014");
    assert_text(&advice->lot, "L1");
    assert_int_equal(advice->expiry, 20260630);
    assert_int_equal(advice->quantity, 12500);
}

static void takes_operators(void **state)
{
    struct lot_ledger ledger = {0};
    (void)state;
    struct outcome outcome = import(&ledger, LOT_IMPORT_OPERATORS,
                                    LOT_LITERAL("code,name,roles\n"
                                                "OP-1,Anna,picker\n"
                                                "OP-2,Ben,Receiver  supervisor\n"
                                                "OP-3,Carl,\n"));
    assert_int_equal(outcome.rows, 3);
    assert_text(&ledger.put[0].operator.code, "OP-1");
    assert_text(&ledger.put[0].operator.name, "Anna");
    assert_int_equal(ledger.put[0].operator.roles, 1u << LOT_ROLE_PICKER);
    assert_int_equal(ledger.put[1].operator.roles,
                     1u << LOT_ROLE_RECEIVER | 1u << LOT_ROLE_SUPERVISOR);
    assert_int_equal(ledger.put[2].operator.roles, 0);
}

static void takes_documents(void **state)
{
    struct lot_ledger ledger = {0};
    (void)state;
    struct outcome outcome =
        import(&ledger, LOT_IMPORT_DOCUMENTS,
               LOT_LITERAL("document,kind,partner,line,item,quantity,due,unit_cost\n"
                           "PO-1,receipt,S-1,1,FLOUR,2.5,2026-03-01,0.1234\n"
                           "PO-1,receipt,S-1,2,9521234543213,72,,7.10\n"
                           "SO-1,order,,1,FLOUR,0.001,,\n"));
    assert_int_equal(outcome.result, 0);
    assert_int_equal(outcome.rows, 3);
    const struct lot_ledger_line *line = &ledger.put[0].line;
    assert_text(&line->document, "PO-1");
    assert_text(&line->partner, "S-1");
    assert_text(&line->item, "FLOUR");
    assert_int_equal(line->kind, LOT_DOCUMENT_RECEIPT);
    assert_int_equal(line->line, 1);
    assert_int_equal(line->quantity, 2500);
    assert_int_equal(line->due, 20260301);
    assert_int_equal(line->unit_cost, 123400);
    line = &ledger.put[1].line;
    assert_text(&line->item, "09521234543213");
    assert_int_equal(line->quantity, 72);
    assert_int_equal(line->due, LOT_DATE_NONE);
    assert_int_equal(line->unit_cost, 7100000);
    line = &ledger.put[2].line;
    assert_int_equal(line->kind, LOT_DOCUMENT_ORDER);
    assert_int_equal(line->quantity, 1);
    assert_int_equal(line->unit_cost, -1);
}

static void records_who_and_what(void **state)
{
    struct lot_ledger ledger = {0};
    (void)state;
    import(&ledger, LOT_IMPORT_LOCATIONS, LOT_LITERAL("code\nA\n"));
    char expected[256];
    snprintf(expected, sizeof expected,
             "{\"kind\":\"locations\",\"file\":\"%s\",\"sha256\":"
             "\"808a2e5e2da8f6e6ce082ffb9d9548b910d4c0c00eddb368238ea9376323e13c\","
             "\"user\":\"anna\",\"rows\":1}",
             path + strlen("/tmp/"));
    assert_string_equal(ledger.event, expected);
}

/* What a number becomes: as a scan of it would give it. */
static void normalises_numbers(void **state)
{
    static const struct {
        const char *in, *out;
    } rows[] = {
        {"96385074",                                                        "00000096385074" }, /* GTIN-8 */
        {"012345678905",                                                    "00012345678905" }, /* 12 */
        {"4006381333931",                                                   "04006381333931" }, /* 13 */
        {"19521234000010",                                                  "19521234000010" }, /* 14 */
        {"96385075",                                                        "96385075"       }, /* its own number */
        {"4006381333932",                                                   "4006381333932"  },
        {"40063813339",                                                     "40063813339"    },
        {"400638133393100",                                                 "400638133393100"},
        {"4006381A33931",                                                   "4006381A33931"  },
        {"0",                                                               "0"              },
        {"123456789012345678901234567890123456789012345678901234567890123",
         "123456789012345678901234567890123456789012345678901234567890123"                   },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct lot_ledger ledger = {0};
        char file[128];
        int size = snprintf(file, sizeof file, "number\n%s\n", rows[i].in);
        assert_int_equal(import(&ledger, LOT_IMPORT_ITEMS, lot_span(file, (size_t)size)).result, 0);
        assert_text(&ledger.put[0].item.number, rows[i].out);
    }
}

/* ---- what is refused ------------------------------------------------------------------------ */

static void refuses_files(void **state)
{
    static const struct {
        enum lot_import_kind kind;
        struct lot_span file;
        const char *told;
    } rows[] = {
        {LOT_IMPORT_ITEMS,     LOT_LITERAL(""),                                                     "1:: the file is empty: a header row is expected\n"},
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("\n\n"),
         "1:: the file is empty: a header row is expected\n"                                                                                           },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("number,name\n"),                                        "1:: the file has a header and no rows\n"          },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("number,colour\nA,red\n"),
         "1:colour: no such column in items\n"                                                                                                         },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("name\nA\n"),                                            "1:number: the column is missing\n"                },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("number,number\nA,A\n"),
         "1:number: the column stands there twice\n"                                                                                                   },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("number,\nA,\n"),                                        "1:: a column without a name\n"                    },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("number;name\nA;B\n"),
         "1:number;name: fields are parted by commas, not semicolons\n"
         "1:number: the column is missing\n"                                                                                                           },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("n\xffumber\nA\n"),
         "1:: bytes that are not UTF-8: save the file as UTF-8 text\n"                                                                                 },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("number\nA\nA,B\n,\n"),
         "3:: 1 fields expected as in the header, found 2\n"
         "4:: 1 fields expected as in the header, found 2\n"                                                                                           },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("number,name\n,A\n"),
         "2:number: a GTIN or own number of at most 63 bytes, not beginning with @ expected, found "
         "nothing\n"                                                                                                                                   },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("number\nA\nB\nA\n"),                                    "4:: the same stands in line 2\n"                  },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("number\n4006381333931\n04006381333931\n"),
         "3:: the same stands in line 2\n"                                                                                                             },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("number,decimals,tracking,needs_date\nA,7,all,maybe\n"),
         "2:decimals: a whole number from 0 to 6 expected, found \"7\"\n"
         "2:tracking: one of: none lot serial expected, found \"all\"\n"
         "2:needs_date: yes or no expected, found \"maybe\"\n"                                                                                         },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("number,decimals,pack_number,pack\nA,1,B,1.25\n"),
         "2:pack: a quantity with at most 1 decimals expected, found \"1.25\"\n"                                                                       },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("number,pack_number,pack\nA,B,\nC,,3\nD,D,2\n"),
         "2:pack: how many does pack_number hold?\n"
         "3:pack_number: which number does this pack have?\n"
         "4:pack_number: this is the item's own number\n"                                                                                              },
        {LOT_IMPORT_ITEMS,     LOT_LITERAL("number,name\nA,\"two\nlines\"\n"),
         "2:name: one line of at most 63 bytes expected, found \"two?lines\"\n"                                                                        },
        {LOT_IMPORT_PARTNERS,  LOT_LITERAL("number,kind,gln\nS,supplier,9521234000106\n"),
         "2:gln: a GLN of 13 digits with its check digit expected, found \"9521234000106\"\n"                                                          },
        {LOT_IMPORT_OPERATORS, LOT_LITERAL("code,roles\nOP-1,picker boss\n"),
         "2:roles: any of: picker receiver supervisor expected, found \"picker boss\"\n"                                                               },
        {LOT_IMPORT_LOCATIONS,
         LOT_LITERAL("code\n@supplier\n"
                     "1234567890123456789012345678901234567890123456789012345678901234\n"),
         "2:code: one line of at most 63 bytes that does not begin with @ expected, found "
         "\"@supplier\"\n"
         "3:code: one line of at most 63 bytes that does not begin with @ expected, found "
         "\"1234567890123456789012345678901234567890...\"\n"                                                                                           },
        {LOT_IMPORT_ADVICES,
         LOT_LITERAL("document,line,sscc,item,lot,quantity\n"
                     "PO,1,395212340000000013,FLOUR,L1,1\n"
                     "PO,1,395212340000000014,FLOUR,L1,1\n"
                     "PO,1,395212340000000014,FLOUR,L1,2\n"),
         "2:sscc: an SSCC of 18 digits with its check digit expected, found "
         "\"395212340000000013\"\n"
         "4:: the same stands in line 3\n"                                                                                                             },
        {LOT_IMPORT_DOCUMENTS,
         LOT_LITERAL("document,kind,line,item,quantity,due,unit_cost\n"
                     "PO,receipt,0,FLOUR,1,,\n"
                     "PO,receipt,1,FLOUR,0,,\n"
                     "PO,receipt,2,FLOUR,-1,,\n"
                     "PO,receipt,3,FLOUR,1.0001,,\n"
                     "PO,receipt,4,FLOUR,,,\n"
                     "PO,receipt,5,BRAN,1,,\n"
                     "PO,receipt,6,19521234543210,1,,\n"
                     "PO,receipt,7,FLOUR,1,2026-02-30,\n"
                     "PO,receipt,8,FLOUR,1,01.03.2026,-1\n"
                     "PO,receipt,9,FLOUR,1,,0.1234567\n"
                     "PO,receipt,9,FLOUR,1,,\n"
                     "PO,receipt,9,FLOUR,2,,\n"
                     "PO,receipt,10,FLOUR,99999999999999999999,,\n"),
         "2:line: a whole number from 1 to 2147483647 expected, found \"0\"\n"
         "3:quantity: a quantity above 0 with at most 3 decimals expected, found \"0\"\n"
         "4:quantity: a quantity above 0 with at most 3 decimals expected, found \"-1\"\n"
         "5:quantity: a quantity above 0 with at most 3 decimals expected, found \"1.0001\"\n"
         "6:quantity: a quantity above 0 with at most 3 decimals expected, found nothing\n"
         "7:item: BRAN is not on record: import items first\n"
         "8:item: this is a packaging of 09521234543213: order that one\n"
         "9:due: a day as YYYY-MM-DD expected, found \"2026-02-30\"\n"
         "10:due: a day as YYYY-MM-DD expected, found \"01.03.2026\"\n"
         "10:unit_cost: an amount of at most 6 decimals, without currency expected, found \"-1\"\n"
         "11:unit_cost: an amount of at most 6 decimals, without currency expected, found "
         "\"0.1234567\"\n"
         "13:: the same stands in line 12\n"
         "14:quantity: a quantity above 0 with at most 3 decimals expected, found "
         "\"99999999999999999999\"\n"                                                                                                                  },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct lot_ledger ledger = {0};
        struct outcome outcome = import(&ledger, rows[i].kind, rows[i].file);
        assert_string_equal(outcome.told.text, rows[i].told);
        assert_int_equal(outcome.result, 1);
        assert_int_equal(outcome.rows, 0);
        assert_string_equal(ledger.event, "");
    }
}

static void tells_what_the_ledger_refuses(void **state)
{
    struct lot_ledger ledger = {.fail_put = -EDOM, .fault = {.text = "no such partner: S-9"}};
    (void)state;
    struct outcome outcome = import(&ledger, LOT_IMPORT_LOCATIONS, LOT_LITERAL("code\nA\nB\n"));
    assert_int_equal(outcome.result, 1);
    assert_string_equal(outcome.told.text, "2:: no such partner: S-9\n3:: no such partner: S-9\n");
    ledger.fail_put = -EIO;
    outcome = import(&ledger, LOT_IMPORT_LOCATIONS, LOT_LITERAL("code\nA\nB\n"));
    assert_int_equal(outcome.result, -EIO);
    assert_int_equal(outcome.rows, 0);
    ledger.fail_put = 0;
    ledger.fail_record = -ENOSPC;
    outcome = import(&ledger, LOT_IMPORT_LOCATIONS, LOT_LITERAL("code\nA\nB\n"));
    assert_int_equal(outcome.result, -ENOSPC);
}

static void refuses_what_is_no_file(void **state)
{
    struct lot_ledger ledger = {0};
    struct told told = {0};
    int64_t rows = 9;
    struct lot_time now = {0};
    (void)state;
    assert_int_equal(lot_import(&ledger, LOT_IMPORT_ITEMS, "/nowhere/items.csv", LOT_LITERAL(""),
                                now, tell, &told, &rows),
                     -ENOENT);
    assert_int_equal(rows, 0);
    assert_int_equal(
        lot_import(&ledger, LOT_IMPORT_ITEMS, "/tmp", LOT_LITERAL(""), now, tell, &told, &rows), 1);
    assert_string_equal(told.text, "1:: this is not a file\n");
    told = (struct told){0};
    assert_int_equal(truncate(path, (16 << 20) + 1), 0);
    assert_int_equal(
        lot_import(&ledger, LOT_IMPORT_ITEMS, path, LOT_LITERAL(""), now, tell, &told, &rows), 1);
    assert_string_equal(told.text, "1:: the file is larger than 16 MiB: split it\n");
    assert_int_equal(ledger.puts, 0);
}

/* Many records: the memory of what was seen grows and still finds the first. */
static void finds_the_same_far_away(void **state)
{
    struct lot_ledger ledger = {.fail_put = -EDOM, .fault = {.text = ""}};
    static char file[400000];
    size_t used = (size_t)snprintf(file, sizeof file, "code\n");
    (void)state;
    for (int i = 0; i < 20000; i++) {
        used += (size_t)snprintf(file + used, sizeof file - used, "LOC-%d\n", i);
    }
    used += (size_t)snprintf(file + used, sizeof file - used, "LOC-17\n");
    int fd = open(path, O_WRONLY | O_TRUNC);
    assert_int_equal(write(fd, file, used), used);
    close(fd);
    struct told told = {.text = ""};
    int64_t rows = 0;
    ledger.fail_put = 0;
    ledger.puts = 0;
    (void)lot_import(&ledger, LOT_IMPORT_LOCATIONS, path, LOT_LITERAL(""), (struct lot_time){0},
                     tell, &told, &rows);
    assert_string_equal(told.text, "20002:: the same stands in line 19\n");
}

static void names_its_kinds(void **state)
{
    (void)state;
    for (int kind = 0; kind < LOT_IMPORT_KIND_COUNT; kind++) {
        assert_int_equal(
            lot_import_kind_by_name(lot_span_of(lot_import_kind_name((enum lot_import_kind)kind))),
            kind);
    }
    assert_int_equal(lot_import_kind_by_name(LOT_LITERAL("item")), -EINVAL);
    assert_int_equal(lot_import_kind_by_name(LOT_LITERAL("")), -EINVAL);
}

static int set_up(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    return fd < 0 ? -1 : close(fd);
}

static int tear_down(void **state)
{
    (void)state;
    return unlink(path);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_items),
        cmocka_unit_test(takes_partners_and_places),
        cmocka_unit_test(takes_advices),
        cmocka_unit_test(takes_operators),
        cmocka_unit_test(takes_documents),
        cmocka_unit_test(records_who_and_what),
        cmocka_unit_test(normalises_numbers),
        cmocka_unit_test(refuses_files),
        cmocka_unit_test(tells_what_the_ledger_refuses),
        cmocka_unit_test(refuses_what_is_no_file),
        cmocka_unit_test(finds_the_same_far_away),
        cmocka_unit_test(names_its_kinds),
    };
    return cmocka_run_group_tests_name("sync import", tests, set_up, tear_down);
}
