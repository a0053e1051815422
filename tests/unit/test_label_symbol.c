/* SPDX-License-Identifier: MIT */
/*
 * label: each kind of symbol, what it refuses to say before an encoder sees it, and the room that
 * it asks for.
 */

#include <lot/label.h>

#include "output/label/symbol_check.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define GTIN     "[01]09521234543213"

static void kinds_have_names(void **state)
{
    (void)state;
    assert_int_equal(symbol_kind_by_name(LOT_LITERAL("gs1-128")), SYMBOL_GS1_128);
    assert_int_equal(symbol_kind_by_name(LOT_LITERAL("ean-13")), SYMBOL_EAN13);
    assert_int_equal(symbol_kind_by_name(LOT_LITERAL("gs1")), -EINVAL);
    assert_int_equal(symbol_kind_by_name(LOT_LITERAL("")), -EINVAL);
    assert_true(symbol_kind_is_gs1(SYMBOL_GS1_QR));
    assert_false(symbol_kind_is_gs1(SYMBOL_LINK_QR));
}

/* Modules as the standards have them. */
static void texts_that_are_encoded(void **state)
{
    (void)state;
    static const struct {
        enum symbol_kind kind;
        const char *text;
        int columns, rows;
    } rows[] = {
        {SYMBOL_GS1_DATAMATRIX, GTIN "[15]260801[10]ABC123",                    20,  20},
        {SYMBOL_GS1_DATAMATRIX, "[00]395212345432130001",                       16,  16},
        {SYMBOL_GS1_128,        "[00]395212345432130001",                       156, 1 },
        {SYMBOL_GS1_128,        "[02]09521234543213[15]260801[37]12[10]ABC123", 299, 1 },
        {SYMBOL_GS1_QR,         GTIN "[10]ABC123",                              21,  21},
        {SYMBOL_DATAMATRIX,     "LOC-A-01-1",                                   16,  16},
        {SYMBOL_QR,             "LOTD-RECEIVE",                                 21,  21},
        {SYMBOL_CODE128,        "LOC-A-01-1",                                   145, 1 },
        {SYMBOL_ITF14,          "09521234543213",                               135, 1 },
        {SYMBOL_EAN13,          "9521234543213",                                95,  1 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct symbol *symbol = NULL;
        struct lot_label_fault fault = {0};
        if (symbol_new(&symbol, rows[i].kind, lot_span_of(rows[i].text), &fault) < 0) {
            fail_msg("%s: %s", rows[i].text, fault.text);
        }
        assert_int_equal(symbol_columns(symbol), rows[i].columns);
        assert_int_equal(symbol_rows(symbol), rows[i].rows);
        assert_int_equal(symbol_is_linear(symbol), rows[i].rows == 1);
        symbol_free(symbol);
    }
}

static void texts_that_are_refused(void **state)
{
    (void)state;
    static const struct {
        enum symbol_kind kind;
        const char *text, *word;
    } rows[] = {
        {SYMBOL_GS1_DATAMATRIX, "",                                             "nothing to say"  },
        {SYMBOL_GS1_DATAMATRIX, "0109521234543213",                             "[identifier]"    },
        {SYMBOL_GS1_DATAMATRIX, "x" GTIN,                                       "[identifier]"    },
        {SYMBOL_GS1_DATAMATRIX, GTIN "[10]",                                    "[identifier]"    },
        {SYMBOL_GS1_DATAMATRIX, GTIN "[10]A]B",                                 "[identifier]"    },
        {SYMBOL_GS1_DATAMATRIX, GTIN "[10]A[B",                                 "[identifier]"    },
        {SYMBOL_GS1_DATAMATRIX, GTIN "[10]A[17",                                "[identifier]"    },
        {SYMBOL_GS1_DATAMATRIX, GTIN "[]A",                                     "[identifier]"    },
        {SYMBOL_GS1_DATAMATRIX, GTIN "[10]A[10]B",                              "repeated 10"     },
        {SYMBOL_GS1_DATAMATRIX, "[01]09521234543214",                           "check-digit 01"  },
        {SYMBOL_GS1_DATAMATRIX, GTIN "[17]261301",                              "date 17"         },
        {SYMBOL_GS1_DATAMATRIX, GTIN "[17]26010",                               "length 17"       },
        {SYMBOL_GS1_DATAMATRIX, GTIN "[10]A B",                                 "charset 10"      },
        {SYMBOL_GS1_DATAMATRIX, GTIN "[10]123456789012345678901",               "length 10"       },
        {SYMBOL_GS1_DATAMATRIX, GTIN "[05]12",                                  "05"              },
        {SYMBOL_GS1_DATAMATRIX, GTIN "[10]A\x1d",                               "character 24"    },
        {SYMBOL_GS1_128,        GTIN "[15]260801[10]12345678901234567890[30]8", "takes 48"        },
        {SYMBOL_LINK_QR,        "https://example.com/about",                    "syntax"          },
        {SYMBOL_LINK_QR,        "https://id.gs1.org/01/09521234543214",         "check-digit 01"  },
        {SYMBOL_QR,             "caf\xc3\xa9",                                  "character 4"     },
        {SYMBOL_CODE128,        "LOTD-JUMP",                                    "command"         },
        {SYMBOL_ITF14,          "9521234543213",                                "14 digits"       },
        {SYMBOL_ITF14,          "09521234543214",                               "3 would be right"},
        {SYMBOL_EAN13,          "9521234543210",                                "3 would be right"},
        {SYMBOL_EAN13,          "952123454321x",                                "13 digits"       },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct symbol *symbol = NULL;
        struct lot_label_fault fault = {0};
        int error = symbol_new(&symbol, rows[i].kind, lot_span_of(rows[i].text), &fault);
        if (error != -EINVAL || !strstr(fault.text, rows[i].word)) {
            fail_msg("%s: %d '%s'", rows[i].text, error, fault.text);
        }
        assert_null(symbol);
        assert_int_equal(fault.reason, LOT_LABEL_DATA);
    }
}

/* What an identifier requires may be in another symbol of the same label. */
static void symbols_that_belong_together(void **state)
{
    (void)state;
    static const struct {
        const char *texts, *word;
    } rows[] = {
        {"[00]395212345432130001"
         "[02]09521234543213[37]12[10]A", NULL         },
        {GTIN "[10]A" GTIN "[17]260930",           NULL         },
        {GTIN "[10]A" GTIN "[10]B",                "repeated 10"},
        {"[10]A",                                  "required 10"},
        {"[37]12",                                 "required 37"},
        {GTIN "[37]12",                            "37"         },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct lot_label_fault fault = {0};
        int error = symbol_check_together(lot_span_of(rows[i].texts), &fault);
        if (error != (rows[i].word ? -EINVAL : 0) ||
            (rows[i].word && !strstr(fault.text, rows[i].word))) {
            fail_msg("%s: %d '%s'", rows[i].texts, error, fault.text);
        }
    }
}

/* One dot less than what a linear symbol needs is refused, with the sum and what would fit. */
static void linear_symbols_ask_for_their_room(void **state)
{
    (void)state;
    static const struct {
        enum symbol_kind kind;
        const char *text;
        struct symbol_space space;
        int x;
        const char *says;
    } rows[] = {
        {SYMBOL_GS1_128, "[00]395212345432130001",  {624, 254, 40, 8},   4,         ""                       },
        {SYMBOL_GS1_128,
         "[00]395212345432130001",                  {623, 254, 40, 8},
         -EMSGSIZE,
         "GS1-128 of 156 x 1 modules + 20 quiet at X 0.500 mm (4 dots) needs 88.0 x 31.8 mm; there "
         "is "
         "87.9 x 31.8 mm: a GS1 DataMatrix of 16 x 16 modules at 12 dots would fit"                          },
        {SYMBOL_GS1_128, "[00]395212345432130001",  {624, 253, 40, 8},   -EMSGSIZE, "31.6 mm: a GS1"         },
        {SYMBOL_GS1_128, "[00]395212345432130001",  {624, 254, 39, 8},   -EMSGSIZE, "87.8 x"                 },
        {SYMBOL_GS1_128, "[00]395212345432130001",  {9999, 999, 999, 8}, 7,         ""                       },
        {SYMBOL_GS1_128,
         GTIN "[15]260801[10]ABCDEFGHIJKLMNOPQRST",
         {9999, 999, 999, 8},
         -EMSGSIZE,
         "there is 165.1 x "                                                                                 },
        {SYMBOL_CODE128, "A",                       {92, 40, 20, 8},     2,         ""                       },
        {SYMBOL_CODE128, "A",                       {91, 40, 20, 8},     -EMSGSIZE, "a DataMatrix of 10 x 10"},
        {SYMBOL_ITF14,   "09521234543213",          {540, 270, 40, 8},   4,         ""                       },
        {SYMBOL_ITF14,   "09521234543213",          {540, 269, 40, 8},   -EMSGSIZE, "larger label"           },
        {SYMBOL_EAN13,   "9521234543213",           {285, 207, 33, 8},   3,         ""                       },
        {SYMBOL_EAN13,   "9521234543213",           {285, 206, 33, 8},   -EMSGSIZE, "25.9 mm"                },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct symbol *symbol = NULL;
        struct lot_label_fault fault = {0};
        assert_int_equal(symbol_new(&symbol, rows[i].kind, lot_span_of(rows[i].text), NULL), 0);
        assert_int_equal(symbol_fit(symbol, &rows[i].space, &fault), rows[i].x);
        if (!strstr(fault.text, rows[i].says)) {
            fail_msg("row %zu: %s", i, fault.text);
        }
        symbol_free(symbol);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_have_names),
        cmocka_unit_test(texts_that_are_encoded),
        cmocka_unit_test(texts_that_are_refused),
        cmocka_unit_test(symbols_that_belong_together),
        cmocka_unit_test(linear_symbols_ask_for_their_room),
    };
    return cmocka_run_group_tests_name("label symbol", tests, NULL, NULL);
}
