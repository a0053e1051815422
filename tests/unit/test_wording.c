/* SPDX-License-Identifier: MIT */
/* Every code has its sentence, every placeholder its argument, and no scan can break a line. */

#include "wording.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct lot_text text_of(const char *word)
{
    struct lot_text text = {0};
    assert_int_equal(lot_text_set(&text, lot_span_of(word)), 0);
    return text;
}

static struct lot_say say_all(enum lot_code code)
{
    return (struct lot_say){
        .code = code,
        .item = text_of("ITEM"),
        .lot = text_of("LOT"),
        .place = text_of("PLACE"),
        .document = text_of("DOCUMENT"),
        .other_lot = text_of("OTHERLOT"),
        .other_place = text_of("OTHERPLACE"),
        .text = text_of("TEXT"),
        .date = 20260301,
        .other_date = 20270401,
        .quantity = 1250,
        .decimals = 2,
    };
}

/* No sentence shows a placeholder that nothing fills, or a bracket of its template. */
static void assert_clean(const char *sentence)
{
    if (strpbrk(sentence, "{}[]")) {
        fail_msg("'%s' shows its template", sentence);
    }
}

static void every_code_is_worded(void **state)
{
    (void)state;
    for (unsigned code = LOT_CODE_NOTHING + 1; code < LOT_CODE_COUNT; code++) {
        char full[WORDING_SIZE], bare[WORDING_SIZE];
        const struct lot_say all = say_all((enum lot_code)code);
        const struct lot_say none = {.code = (enum lot_code)code};
        if (wording_say(&all, full) == 0) {
            fail_msg("%s has no wording", lot_code_name((enum lot_code)code));
        }
        assert_clean(full);
        assert_true(wording_say(&none, bare) > 0);
        assert_clean(bare);
    }
    char nothing[WORDING_SIZE];
    assert_int_equal(wording_say(&(struct lot_say){0}, nothing), 0);
    assert_string_equal(nothing, "");
}

static void every_problem_is_worded(void **state)
{
    (void)state;
    for (unsigned code = LOT_PROBLEM_NONE + 1; code < LOT_PROBLEM_COUNT; code++) {
        const struct lot_problem problem = {
            .code = (enum lot_problem_code)code,
            .element = "01",
            .other = "02",
            .offset = 2,
            .length = 3,
            .expected_min = '7',
            .expected_max = '9',
            .suggestion = LOT_LITERAL("(10)A(17)B"),
        };
        const struct lot_problem bare = {.code = (enum lot_problem_code)code};
        char text[WORDING_SIZE];
        if (wording_problem(&problem, LOT_LITERAL("0123456"), text) == 0) {
            fail_msg("%s has no wording", lot_problem_name((enum lot_problem_code)code));
        }
        assert_clean(text);
        assert_true(wording_problem(&bare, LOT_LITERAL(""), text) > 0);
        assert_clean(text);
    }
}

static void sentences(void **state)
{
    (void)state;
    const struct {
        struct lot_say say;
        const char *text;
    } rows[] = {
        {{.code = LOT_CODE_NOT_FIRST_OUT,
          .lot = text_of("B2"),
          .date = 20270331,
          .other_lot = text_of("A1"),
          .other_date = 20270131,
          .place = text_of("LOC-A-01")},
         "lot B2 expires 2027-03-31, but lot A1 (2027-01-31) at LOC-A-01 goes first"                            },
        {{.code = LOT_CODE_RECEIVED,
          .item = text_of("SKU"),
          .quantity = 125,
          .decimals = 2,
          .place = text_of("DOCK")},
         "received 1.25 of SKU at DOCK"                                                                         },
        {{.code = LOT_CODE_NOT_ENOUGH, .item = text_of("SKU"), .place = text_of("X")},
         "there are only 0 of SKU at X"                                                                         },
        {{.code = LOT_CODE_ASK_LOT},                                                   "scan the lot"           },
        {{.code = LOT_CODE_ASK_LOT,
          .item = text_of("SKU"),
          .lot = text_of("A"),
          .place = text_of("P"),
          .quantity = 3},
         "scan the lot of SKU: take 3 of A at P"                                                                },
        {{.code = LOT_CODE_UNKNOWN_ITEM},                                              "item - is not on record"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[WORDING_SIZE];
        assert_int_equal(wording_say(&rows[i].say, text), strlen(rows[i].text));
        assert_string_equal(text, rows[i].text);
    }
}

static void problems(void **state)
{
    (void)state;
    /* clang-format off */
    static const struct {
        struct lot_problem problem;
        const char *input, *text;
    } rows[] = {
        {{LOT_PROBLEM_CHECK_DIGIT, "01", "", 2, 14, '3', 0, {0}},
         "0109521234543214", "(01) 09521234543214 at byte 2 is misread: its check digit should be 3"},
        {{LOT_PROBLEM_LENGTH, "17", "", 2, 3, 6, 6, {0}},
         "17123",            "(17) has 3 characters at byte 2; it takes 6"                },
        {{LOT_PROBLEM_LENGTH, "10", "", 2, 21, 1, 20, {0}},
         "10",               "(10) has 21 characters at byte 2; it takes 1 to 20"         },
        {{LOT_PROBLEM_UNKNOWN_IDENTIFIER, "", "", 0, 2, 0, 0, {0}},
         "\x1d\xff",         "no identifier is known at byte 0: \\x1d\\xff; one of the standard should stand there"               },
        {{LOT_PROBLEM_REQUIRED, "02", "37", 0, 0, 0, 0, {0}},
         "",                 "(02) at byte 0 needs (37) or another element beside it"               },
        {{LOT_PROBLEM_CHECK_DIGIT, "", "", 0, 8, '0', 0, {0}},
         "12345671",         "12345671 at byte 0 is misread: its check digit should be 0"           },
        {{LOT_PROBLEM_CHECK_DIGIT, "PZN", "", 0, 1, 0, 0, {0}},
         "1", "(PZN) 1 at byte 0 is misread"},
        {{LOT_PROBLEM_CHARSET, "01", "", 2, 1, 0, 0, {0}},
         "01X", "(01) may not hold 'X' at byte 2; it takes digits"},
        {{LOT_PROBLEM_CHARSET, "", "", 0, 1, 0, 0, {0}},
         " ", "may not hold ' ' at byte 0"},
        {{LOT_PROBLEM_DATE, "17", "", 2, 2, 0, 0, {0}},
         "1713", "(17) 13 at byte 2 is no date or time; it takes YYMMDD, a day that exists or 00"},
        {{LOT_PROBLEM_VALUE, "422", "", 3, 3, 0, 0, {0}},
         "422999", "(422) 999 at byte 3 breaks a rule of its identifier; it takes a country's three digits (ISO 3166)"},
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[WORDING_SIZE];
        wording_problem(&rows[i].problem, lot_span_of(rows[i].input), text);
        assert_string_equal(text, rows[i].text);
    }
}

/* Bytes of a scan are text or escapes: nothing can steer a terminal or break a line or a bus. */
static void bytes_are_made_printable(void **state)
{
    (void)state;
    static const struct {
        struct lot_span in;
        const char *out;
    } rows[] = {
        {LOT_LITERAL("plain {item} [x]"),     "plain {item} [x]"       },
        {LOT_LITERAL("\0"),                   "\\x00"                  },
        {LOT_LITERAL("\x1b[2J\r\n\x7f"),      "\\x1b[2J\\x0d\\x0a\\x7f"},
        {LOT_LITERAL("\xc3\xa8\xe2\x82\xac"), "\xc3\xa8\xe2\x82\xac"   },
        {LOT_LITERAL("\xc2\x9b"
                     "0m"),
         "\\xc2\\x9b"
         "0m"                                                          },
        {LOT_LITERAL("\xff\xc3"),             "\\xff\\xc3"             },
        {LOT_LITERAL("\xf0\x9f\x93\xa6"),     "\xf0\x9f\x93\xa6"       },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[64];
        assert_int_equal(wording_bytes(rows[i].in, text, sizeof text), strlen(rows[i].out));
        assert_string_equal(text, rows[i].out);
    }
}

static void too_long_is_cut_between_characters(void **state)
{
    (void)state;
    char text[8];
    assert_int_equal(wording_bytes(LOT_LITERAL("abcdef\xc3\xa8gh"), text, sizeof text), 6);
    assert_string_equal(text, "abcdef");
    assert_int_equal(wording_bytes(LOT_LITERAL("abcde\xff"
                                               "gh"),
                                   text, sizeof text),
                     5);
    assert_string_equal(text, "abcde");
}

static void ledger_faults(void **state)
{
    (void)state;
    static const struct {
        struct lot_ledger_fault fault;
        const char *text;
    } rows[] = {
        {{LOT_LEDGER_LOCKED, -EBUSY, 123, 0, ""},
         "/l.db: process 123 holds this ledger; stop it, or go through it"  },
        {{LOT_LEDGER_NEWER, -EPROTO, 0, 9, ""},
         "/l.db: it was written by a newer lotd (schema 9); install that"   },
        {{LOT_LEDGER_BROKEN, -EIO, 0, 0, "disk I/O error"},
         "/l.db: reading or writing failed (disk I/O error); check the disk"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[WORDING_SIZE];
        wording_ledger_fault(&rows[i].fault, "/l.db", text);
        assert_string_equal(text, rows[i].text);
    }
    for (unsigned reason = 0; reason <= LOT_LEDGER_BROKEN; reason++) {
        const struct lot_ledger_fault fault = {.reason = (enum lot_ledger_reason)reason};
        char text[WORDING_SIZE];
        assert_true(wording_ledger_fault(&fault, "/l.db", text) > strlen("/l.db: "));
        assert_clean(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_is_worded),
        cmocka_unit_test(every_problem_is_worded),
        cmocka_unit_test(sentences),
        cmocka_unit_test(problems),
        cmocka_unit_test(bytes_are_made_printable),
        cmocka_unit_test(too_long_is_cut_between_characters),
        cmocka_unit_test(ledger_faults),
    };
    return cmocka_run_group_tests_name("wording", tests, NULL, NULL);
}
