/* SPDX-License-Identifier: MIT */
/* decode, but GS1 element strings: framing, carriers, trade codes, commands, site patterns. */

#include "decode_fixture.h"

#include <errno.h>

static const struct lot_decode_options plain_options = {.today = 20260301};

struct row {
    const char *in, *answer, *warnings, *facts;
};

static void check_rows(const struct lot_decode_options *options, const struct row *rows,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct lot_decoded *decoded = decode(options, lot_span_of(rows[i].in));
        assert_answer(decoded, rows[i].answer);
        assert_warnings(decoded, rows[i].warnings);
        assert_facts(decoded, rows[i].facts);
    }
}

#define check(options, rows) check_rows(options, rows, sizeof(rows) / sizeof(rows)[0])

static void names(void **state)
{
    (void)state;
    for (unsigned f = 0; f < LOT_FACT_COUNT; f++) {
        assert_int_equal(lot_fact_by_name(lot_span_of(lot_fact_name((enum lot_fact)f))), f);
    }
    assert_int_equal(lot_fact_by_name(LOT_LITERAL("colour")), -EINVAL);
    assert_int_equal(lot_fact_by_name(LOT_LITERAL("")), -EINVAL);
    assert_int_equal(lot_fact_kind(LOT_FACT_EXPIRY), LOT_FACT_KIND_D);
    assert_int_equal(lot_fact_kind(LOT_FACT_WEIGHT_KG), LOT_FACT_KIND_Q);
    assert_int_equal(lot_fact_kind(LOT_FACT_COMMAND), LOT_FACT_KIND_C);
    assert_int_equal(lot_fact_kind((enum lot_fact)99), LOT_FACT_KIND_T);
    assert_string_equal(lot_syntax_name(LOT_SYNTAX_DIGITAL_LINK), "digital-link");
    assert_string_equal(lot_problem_name(LOT_PROBLEM_LOST_SEPARATOR), "lost-separator");
    assert_string_equal(lot_command_name(LOT_COMMAND_QUANTITY), "QTY");
    assert_string_equal(lot_syntax_name((enum lot_syntax)99), "unknown");
    assert_string_equal(lot_problem_name((enum lot_problem_code)99), "unknown");
    assert_string_equal(lot_command_name((enum lot_command)99), "unknown");
    assert_string_equal(lot_fact_name((enum lot_fact)99), "unknown");
}

static void framing(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"A-1",                   "plain A-1",            "",                        ""        },
        {"\x02"
         "A-1\x03",      "plain A-1",            "",                        ""        },
        {"\t\r\nA-1\r\n\t",       "plain A-1",            "",                        ""        },
        {"A\t1",                  "plain A<09>1",         "",                        ""        },
        {" A-1 ",                 "plain  A-1 ",          "",                        ""        },
        {"\x02]C110LOT5\x03\r\n", "gs1 10@6=LOT5",        "required 10@6+4 with 01", "lot=LOT5"},
        {"(10)LOT5\n",            "gs1 ! charset 10@8+1", "",                        ""        },
        {"",                      "plain ! empty @0+0",   "",                        ""        },
        {"\r\n",                  "plain ! empty @2+0",   "",                        ""        },
        {"\x1d\x1d",              "plain ! empty @0+2",   "",                        ""        },
        {"]C1",                   "plain ! empty @3+0",   "",                        ""        },
        {"]C1\x1d",               "plain ! empty @3+1",   "",                        ""        },
        {"]C0\x1d\r",             "plain ! empty @3+1",   "",                        ""        },
    };
    check(&plain_options, rows);
}

static void carriers(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"]",                    "plain ! carrier @0+1",    "",                        ""        },
        {"]C",                   "plain ! carrier @0+2",    "",                        ""        },
        {"]1C10LOT",             "plain ! carrier @0+3",    "",                        ""        },
        {"]C-10LOT",             "plain ! carrier @0+3",    "",                        ""        },
        {"]C010LOT5",            "plain 10LOT5",            "",                        ""        },
        {"]d110LOT5",            "plain 10LOT5",            "",                        ""        },
        {"]Q1(10)LOT5",          "plain (10)LOT5",          "",                        ""        },
        {"]A001095212345432131", "plain 01095212345432131", "",                        ""        },
        {"]C110LOT5",            "gs1 10@5=LOT5",           "required 10@5+4 with 01", "lot=LOT5"},
        {"]L310LOT5",            "gs1 10@5=LOT5",           "required 10@5+4 with 01", "lot=LOT5"},
        {"]J410LOT5",            "gs1 10@5=LOT5",           "required 10@5+4 with 01", "lot=LOT5"},
    };
    check(&plain_options, rows);
    assert_string_equal(decode(&plain_options, LOT_LITERAL("]C110A"))->carrier, "]C1");
    assert_string_equal(decode(&plain_options, LOT_LITERAL("A"))->carrier, "");
    assert_true(lot_span_equal(decode(&plain_options, LOT_LITERAL("\x02]C110A\r"))->value,
                               LOT_LITERAL("10A")));
}

static void caps_lock(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"]c110lOT5",                   "gs1 10@5=Lot5",                              "caps-lock @0+9 / required 10@5+4 with 01",  "lot=Lot5"         },
        {"\x02]q310ab",                 "gs1 10@6=AB",                                "caps-lock @1+7 / required 10@6+2 with 01",  "lot=AB"           },
        {"]D210ab",                     "gs1 10@5=AB",                                "caps-lock @0+7 / required 10@5+2 with 01",  "lot=AB"           },
        {"]E0019521234543211317270331", "gs1 17@21=270331 ! check-digit 01@5+14 '0'",
         "caps-lock @0+27",                                                                                                        "expiry=2027-03-31"},
        {"]E110lot5x",                  "gs1 10@5=LOT5X",                             "caps-lock @0+10 / required 10@5+5 with 01", "lot=LOT5X"        },
        {"]E112",                       "plain 12",                                   "",                                          ""                 },
        {"]E251299",                    "plain 51299",                                "",                                          ""                 },
        {"]a0shelf-1",                  "plain SHELF-1",                              "caps-lock @0+10",                           ""                 },
        {"]c010ab",                     "plain 10AB",                                 "caps-lock @0+7",                            ""                 },
        {"]D110ab",                     "plain 10AB",                                 "caps-lock @0+7",                            ""                 },
        {"]d110ab",                     "plain 10ab",                                 "",                                          ""                 },
        {"lotd-undo",                   "command",                                    "caps-lock @0+9",                            "command=UNDO()"   },
        {"lotd-reason-X",               "command",                                    "caps-lock @0+13",                           "command=REASON(x)"},
    };
    check(&plain_options, rows);
    assert_string_equal(decode(&plain_options, LOT_LITERAL("]c110a"))->carrier, "]C1");
}

static void trade_codes(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"]E05901234123457",      "ean 01@3=05901234123457",                         "",              "item=05901234123457"},
        {"]E05901234123458",      "ean ! check-digit 01@3+13 '7'",                   "",              ""                   },
        {"]E0590123412345X",      "ean ! charset 01@15+1",                           "",              ""                   },
        {"]E059012341234",        "ean ! length 01@3+11 13..13",                     "",              ""                   },
        {"]E0036000291452",       "ean 01@3=00036000291452",                         "guessed @3+12", "item=00036000291452"},
        {"]E3590123412345712",    "ean 01@3=05901234123457 ADD-ON@16=12",            "",              "item=05901234123457"},
        {"]E3590123412345712345", "ean 01@3=05901234123457 ADD-ON@16=12345",         "",
         "item=05901234123457"                                                                                             },
        {"]E35901234123457123",   "ean 01@3=05901234123457 ! length 01@3+16 15..15", "",
         "item=05901234123457"                                                                                             },
        {"]E3590123412345",       "ean ! length 01@3+12 13..13",                     "",              ""                   },
        {"]E496385074",           "ean 01@3=00000096385074",                         "",              "item=00000096385074"},
        {"]E496385075",           "ean ! check-digit 01@3+8 '4'",                    "",              ""                   },
        {"]I115400141288763",     "ean 01@3=15400141288763",                         "",              "item=15400141288763"},
        {"]I115400141288764",     "ean ! check-digit 01@3+14 '3'",                   "",              ""                   },
        {"]I11234",               "plain 1234",                                      "",              ""                   },
        {"]I015400141288763",     "ean 01@3=15400141288763",                         "guessed @3+14", "item=15400141288763"},
        {"]I015400141288764",     "plain 15400141288764",                            "",              ""                   },
        {"]C05901234123457",      "plain 5901234123457",                             "",              ""                   },
    };
    check(&plain_options, rows);
}

static void guessed_trade_codes(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"96385074",           "ean 01@0=00000096385074",     "guessed @0+8",  "item=00000096385074"},
        {"04252614",           "ean 01@0=00042100005264",     "guessed @0+8",  "item=00042100005264"}, /* UPC-E */
        {"036000291452",       "ean 01@0=00036000291452",     "guessed @0+12", "item=00036000291452"},
        {"5901234123457",      "ean 01@0=05901234123457",     "guessed @0+13", "item=05901234123457"},
        {"15400141288763",     "ean 01@0=15400141288763",     "guessed @0+14", "item=15400141288763"},
        {"123456789012345675", "ean 00@0=123456789012345675", "guessed @0+18",
         "sscc=123456789012345675"                                                                  },
        {"5901234123458",      "plain 5901234123458",         "",              ""                   },
        {"24252615",           "plain 24252615",              "",              ""                   },
        {"01234560",           "plain 01234560",              "",              ""                   },
        {"123456789",          "plain 123456789",             "",              ""                   },
        {"590123412345A",      "plain 590123412345A",         "",              ""                   },
    };
    check(&plain_options, rows);
}

/*
 * Each way of leaving zeros out of a UPC-A: number system and check digit stay. (Codes that end in
 * 5 to 9 are always right EAN-8 codes as well, and are taken for these.)
 */
static void upc_e(void **state)
{
    (void)state;
    static const struct {
        const char *code, *item;
    } rows[] = {
        {"01234505", "00012000003455"},
        {"01234514", "00012100003454"},
        {"01234523", "00012200003453"},
        {"01234531", "00012300000451"},
        {"01234543", "00012340000053"},
        {"01234565", "00000001234565"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct lot_decoded *decoded = decode(&plain_options, lot_span_of(rows[i].code));
        assert_int_equal(decoded->element_count, 1);
        assert_true(lot_span_equal(decoded->elements[0].value, lot_span_of(rows[i].item)));
    }
}

static void commands(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"LOTD-RECEIVE",     "command",                "", "command=RECEIVE()"   },
        {"LOTD-QTY-12",      "command",                "", "command=QTY(12)"     },
        {"LOTD-QTY-1.25",    "command",                "", "command=QTY(1.25)"   },
        {"LOTD-REASON-torn", "command",                "", "command=REASON(torn)"},
        {"LOTD-DIGIT-7",     "command",                "", "command=DIGIT(7)"    },
        {"]C0LOTD-YES\r",    "command",                "", "command=YES()"       },
        {"LOTD-",            "command ! command @5+0", "", ""                    },
        {"LOTD-FLY",         "command ! command @5+3", "", ""                    },
        {"LOTD-UNDO-1",      "command ! command @5+6", "", ""                    },
        {"LOTD-QTY",         "command ! command @5+3", "", ""                    },
        {"LOTD-QTY-",        "command ! command @5+4", "", ""                    },
        {"LOTD-QTY--5",      "command ! command @5+6", "", ""                    },
        {"LOTD-QTY-1e3",     "command ! command @5+7", "", ""                    },
        {"LOTD-DIGIT-12",    "command ! command @5+8", "", ""                    },
        {"LOTD",             "plain LOTD",             "", ""                    },
        {"Lotd-UNDO",        "plain Lotd-UNDO",        "", ""                    },
    };
    check(&plain_options, rows);
    for (unsigned c = 0; c < LOT_COMMANDS_END; c++) { /* each can be given */
        char code[32];
        snprintf(code, sizeof code, "LOTD-%s%s", lot_command_name((enum lot_command)c),
                 c == LOT_COMMAND_QUANTITY || c == LOT_COMMAND_REASON || c == LOT_COMMAND_DIGIT
                     ? "-1"
                     : "");
        const struct lot_decoded *decoded = decode(&plain_options, lot_span_of(code));
        assert_int_equal(decoded->status, LOT_DECODE_OK);
        assert_int_equal(decoded->facts.value[LOT_FACT_COMMAND].number, c);
    }
}

/* ---- site patterns -------------------------------------------------------------------------- */

struct fake_patterns {
    int answer;
    bool first;
    struct lot_pattern_match match;
    unsigned asked;
};

static int fake_match(void *self, struct lot_span text, bool first, struct lot_pattern_match *out)
{
    struct fake_patterns *fake = self;
    fake->asked++;
    assert_true(text.size > 0);
    if (first != fake->first) {
        return 0;
    }
    *out = fake->match;
    return fake->answer;
}

static void site_patterns(void **state)
{
    (void)state;
    static const struct {
        enum lot_fact fact;
        const char *text, *answer, *facts;
    } rows[] = {
        {LOT_FACT_LOCATION,    "A-01-2",     "site",                     "location=A-01-2"  },
        {LOT_FACT_EXPIRY,      "2026-12-31", "site",                     "expiry=2026-12-31"},
        {LOT_FACT_EXPIRY,      "20261231",   "site",                     "expiry=2026-12-31"},
        {LOT_FACT_EXPIRY,      "20261331",   "site ! date expiry@0+8",   ""                 },
        {LOT_FACT_EXPIRY,      "261231",     "site ! date expiry@0+6",   ""                 },
        {LOT_FACT_BEST_BEFORE, "soon",       "site ! date best_be@0+4",  ""                 },
        {LOT_FACT_QUANTITY,    "12",         "site",                     "quantity=12"      },
        {LOT_FACT_WEIGHT_KG,   "1.250",      "site",                     "weight_kg=1.25"   },
        {LOT_FACT_QUANTITY,    "1.2345678",  "site ! value quantit@0+9", ""                 },
        {LOT_FACT_QUANTITY,    "a dozen",    "site ! value quantit@0+7", ""                 },
        {LOT_FACT_COMMAND,     "UNDO",       "site ! value command@0+4", ""                 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct lot_span text = lot_span_of(rows[i].text);
        struct fake_patterns fake = {
            .answer = 1,
            .first = true,
            .match = {.name = "ours", .count = 1, .group = {{rows[i].fact, text}}},
        };
        const struct lot_patterns patterns = {.self = &fake, .match = fake_match};
        const struct lot_decode_options options = {.today = 20260301, .patterns = &patterns};
        const struct lot_decoded *decoded = decode(&options, text);
        assert_answer(decoded, rows[i].answer);
        assert_facts(decoded, rows[i].facts);
        assert_string_equal(decoded->pattern, "ours");
    }
}

static void site_patterns_before_and_after(void **state)
{
    (void)state;
    struct fake_patterns fake = {.answer = 1, .first = true, .match = {.name = "ours"}};
    const struct lot_patterns patterns = {.self = &fake, .match = fake_match};
    const struct lot_decode_options options = {.today = 20260301, .patterns = &patterns};
    assert_answer(decode(&options, LOT_LITERAL("5901234123457")), "site");
    fake.first = false; /* the standard's turn comes before */
    assert_answer(decode(&options, LOT_LITERAL("5901234123457")), "ean 01@0=05901234123457");
    assert_answer(decode(&options, LOT_LITERAL("590")), "site");
    fake.asked = 0; /* commands are lotd's own: no pattern takes them */
    assert_answer(decode(&options, LOT_LITERAL("LOTD-UNDO")), "command");
    assert_int_equal(fake.asked, 0);
    fake.answer = 0;
    assert_answer(decode(&options, LOT_LITERAL("590")), "plain 590");
    assert_null(decode(&options, LOT_LITERAL("590"))->pattern);
    fake.answer = -ERANGE;
    assert_answer(decode(&options, LOT_LITERAL("590")), "site ! pattern @0+3");
}

static void check_digits(void **state)
{
    (void)state;
    static const struct {
        const char *digits;
        char check;
    } rows[] = {
        {"0952123454321",     '3'},
        {"590123412345",      '7'},
        {"9638507",           '4'},
        {"12345678901234567", '5'},
        {"0",                 '0'},
        {"9",                 '3'},
        {"",                  '0'},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(lot_gs1_check_digit(lot_span_of(rows[i].digits)), rows[i].check);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),         cmocka_unit_test(framing),
        cmocka_unit_test(carriers),      cmocka_unit_test(caps_lock),
        cmocka_unit_test(trade_codes),   cmocka_unit_test(guessed_trade_codes),
        cmocka_unit_test(upc_e),         cmocka_unit_test(commands),
        cmocka_unit_test(site_patterns), cmocka_unit_test(site_patterns_before_and_after),
        cmocka_unit_test(check_digits),
    };
    return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
