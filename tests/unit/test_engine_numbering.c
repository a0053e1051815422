/* SPDX-License-Identifier: MIT */
/* engine: lot numbers of our own, by a pattern, and the supplier's beside them. */

#include "engine_dialogue.h"

static struct dialogue *with_numbers(const char *pattern)
{
    struct dialogue *dialogue = dialogue_new();
    dialogue->policy.lot_numbers = text(pattern);
    return dialogue;
}

/* ---- patterns ------------------------------------------------------------------------------- */

static void what_is_a_pattern(void **state)
{
    static const struct {
        const char *pattern;
        bool valid;
    } rows[] = {
        {"{YY}{MM}{DD}-{n3}",                   true },
        {"L{document}/{n}",                     true },
        {"{supplier}{item}{device}{n9}{check}", true },
        {"",                                    false},
        {"LOT",                                 false},
        {"{n",                                  false},
        {"{}",                                  false},
        {"n}",                                  false},
        {"{week}",                              false},
        {"{n3}{",                               false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(lot_numbering_valid(lot_span_of(rows[i].pattern)), rows[i].valid);
    }
}

/* The number that oil gets from PO-2 of S-1 on 2026-03-01, at 08:00:05 UTC. */
static void what_patterns_give(void **state)
{
    static const struct {
        const char *pattern, *lot;
    } rows[] = {
        {"{YYYY}{MM}{DD}-{n3}",      "20260301-001"      },
        {"{YY}.{DDD}.{n}",           "26.060.1"          },
        {"{hh}{mm}-{n2}",            "0800-01"           },
        {"{document}/{n}",           "PO-2/1"            },
        {"{supplier}-{item}-{n1}",   "S-1-OIL-1"         },
        {"D{device}-{n4}",           "D7-0001"           },
        {"A12425GABC1234002{check}", "A12425GABC1234002M"}, /* as in ISO 7064 */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct dialogue *dialogue = with_numbers(rows[i].pattern);
        struct lot_text number = text("PO-2");
        book_find_document(&dialogue->book, &number)->partner = text("S-1");
        const char *const scans[] = {"LOTD-RECEIVE", "PO-2", "(01)OIL", "LOTD-YES", "6"};
        for (size_t j = 0; j < 5; j++) {
            assert_null(play_scan(dialogue, lot_span_of(scans[j])));
        }
        assert_int_equal(dialogue->effects.say.code, LOT_CODE_RECEIVED);
        assert_true(is(&dialogue->effects.say.lot, lot_span_of(rows[i].lot)));
        free(dialogue);
    }
}

/* ---- goods that carry none ------------------------------------------------------------------ */

static void goods_without_a_lot_get_one(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",       "mode 'receive",                                        NULL                          },
        {"LOTD-YES",           "not-now 'YES",                                         "ask-item"                    },
        {"(01)FETA",           "taken FETA",                                           "ask-lot FETA"                },
        {"LOTD-YES",           "taken FETA 260301-001",                                "ask-use-by FETA 260301-001"  },
        {"(17)260501",         "taken FETA 260301-001",                                "ask-quantity FETA 260301-001"},
        {"24",                 "received FETA 260301-001 x24 at DOCK good 2026-05-01", "ask-item"                    },
        {"(01)OIL",            "taken OIL",                                            NULL                          },
        {"LOTD-YES",           "taken OIL 260301-002",                                 NULL                          },
        {"LOTD-CANCEL",        "cancelled OIL 260301-002",                             NULL                          },
        {"(01)OIL",            "taken OIL",                                            "ask-lot OIL"                 },
        {"LOTD-YES",           "taken OIL 260301-002",                                 NULL                          },
        {"6",                  "received OIL 260301-002 x6 at DOCK",                   NULL                          },
        {"(01)OIL(10)O9(30)1", "received OIL O9 x1 at DOCK",                           NULL                          },
        {"T57600",             "nothing",                                              NULL                          },
        {"(01)OIL",            "taken OIL",                                            NULL                          },
        {"LOTD-YES",           "taken OIL 260302-001",                                 NULL                          },
        {"2",                  "received OIL 260302-001 x2 at DOCK",                   NULL                          },
        {"LOTD-UNDO",          "undone OIL 260302-001 x2 at @supplier 'receive",       NULL                          },
        {"(01)OIL",            "taken OIL",                                            NULL                          },
        {"LOTD-YES",           "taken OIL 260302-002",                                 NULL                          },
        {"2",                  "received OIL 260302-002 x2 at DOCK",                   NULL                          },
    };
    (void)state;
    struct dialogue *dialogue = with_numbers("{YY}{MM}{DD}-{n3}");
    PLAY(dialogue, lines);
    free(dialogue);
}

static void no_number_where_none_may_be_made(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE", "mode 'receive", NULL         },
        {"(01)OIL",      "taken OIL",     "ask-lot OIL"},
        {"LOTD-YES",     "not-now 'YES",  "ask-lot OIL"},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    PLAY(dialogue, lines);
    dialogue->policy.lot_numbers = text("{n}");
    dialogue->book.item[3].numbering = LOT_NUMBERING_SUPPLIER;
    play(dialogue, lines + 2, 1);
    free(dialogue);
}

/* A number that is taken is passed by; a pattern without a counter has only one. */
static void numbers_that_are_taken(void **state)
{
    static const struct line counted[] = {
        {"LOTD-RECEIVE", "mode 'receive",              NULL},
        {"(01)OIL",      "taken OIL",                  NULL},
        {"LOTD-YES",     "taken OIL L3",               NULL},
        {"1",            "received OIL L3 x1 at DOCK", NULL},
    };
    static const struct line fixed[] = {
        {"(01)OIL",  "taken OIL", NULL         },
        {"LOTD-YES", "taken OIL", "ask-lot OIL"},
    };
    (void)state;
    struct dialogue *dialogue = with_numbers("L{n}");
    book_add_lot(&dialogue->book, "OIL", "L1", LOT_DATE_NONE);
    book_add_lot(&dialogue->book, "OIL", "L2", LOT_DATE_NONE);
    book_add_lot(&dialogue->book, "OIL", "OIL", LOT_DATE_NONE);
    PLAY(dialogue, counted);
    dialogue->policy.lot_numbers = text("{item}");
    PLAY(dialogue, fixed);
    free(dialogue);
}

/* ---- ours beside the supplier's ------------------------------------------------------------- */

static void the_suppliers_number_is_kept_beside_ours(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",                "mode 'receive",                       NULL           },
        {"PO-2",                        "taken",                               NULL           },
        {"(01)OIL(10)X/9 a(30)2",       "received OIL R1 x2 at DOCK for PO-2", NULL           },
        {"(01)OIL(10)X/9 a(30)2",       "received OIL R1 x2 at DOCK for PO-2", NULL           }, /* one delivery */
        {"(01)OIL(10)Y(30)1",           "received OIL R2 x1 at DOCK for PO-2", NULL           },
        {"(01)OIL(10)Y(17)271231(30)1", "date-differs OIL R2 good 2027-12-31", NULL           },
        {"LOTD-DONE",                   "done for PO-2",                       NULL           },
        {"(01)OIL(10)X/9 a(30)2",       "received OIL R3 x2 at DOCK",          NULL           }, /* another */
        {"(01)OIL",                     "taken OIL",                           "ask-lot OIL"  },
        {"LOTD-YES",                    "taken OIL R4",                        NULL           },
        {"5",                           "received OIL R4 x5 at DOCK",          NULL           },
        {"LOTD-MOVE",                   "mode 'move",                          NULL           },
        {"(01)OIL(10)Y",                "taken OIL R2",                        "ask-to OIL R2"},
        {"LOC-A",                       "moved OIL R2 x1 at LOC-A from DOCK",  NULL           },
    };
    (void)state;
    struct dialogue *dialogue = with_numbers("R{n}");
    dialogue->book.item[3].numbering = LOT_NUMBERING_OWN;
    PLAY(dialogue, lines);
    assert_true(is(&dialogue->book.lot[0].supplier_lot, LOT_LITERAL("X/9 a")));
    assert_true(is(&dialogue->book.lot[0].lot.lot, LOT_LITERAL("R1")));
    assert_int_equal(dialogue->book.lot[3].supplier_lot.size, 0);
    free(dialogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_a_pattern),
        cmocka_unit_test(what_patterns_give),
        cmocka_unit_test(goods_without_a_lot_get_one),
        cmocka_unit_test(no_number_where_none_may_be_made),
        cmocka_unit_test(numbers_that_are_taken),
        cmocka_unit_test(the_suppliers_number_is_kept_beside_ours),
    };
    return cmocka_run_group_tests_name("engine_numbering", tests, NULL, NULL);
}
