/* SPDX-License-Identifier: MIT */
/* engine: what arrives damaged, expired or in another number than was ordered. */

#include "engine_dialogue.h"

static struct dialogue *with_quarantine(void)
{
    struct dialogue *dialogue = dialogue_stocked();
    dialogue->policy.quarantine = text("LOC-Q");
    return dialogue;
}

#define PLAYS(lines)                                                                               \
    do {                                                                                           \
        (void)state;                                                                               \
        struct dialogue *dialogue = with_quarantine();                                             \
        PLAY(dialogue, lines);                                                                     \
        free(dialogue);                                                                            \
    } while (0)

/* ---- damaged -------------------------------------------------------------------------------- */

static void some_of_it_is_damaged(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",                   "mode 'receive",                           NULL               },
        {"PO-1",                           "taken",                                   NULL               },
        {"LOTD-QTY-3",                     "taken",                                   NULL               },
        {"LOTD-DAMAGED",                   "taken",                                   "ask-item for PO-1"},
        {"(01)FETA(10)L1(17)260501(30)24",
         "received-apart FETA L1 x21 at DOCK from LOC-Q for PO-1 good 2026-05-01 '3", NULL               },
    };
    (void)state;
    struct dialogue *dialogue = with_quarantine();
    PLAY(dialogue, lines);
    const struct book *book = &dialogue->book;
    const struct lot_movement *good = &book->entry[book->entry_count - 2].movement;
    const struct lot_movement *damaged = &book->entry[book->entry_count - 1].movement;
    assert_true(is(&damaged->to, LOT_LITERAL("LOC-Q")));
    assert_int_equal(damaged->quantity, 3);
    assert_int_equal(good->quantity, 21);
    assert_true(good->as_planned && !damaged->as_planned);
    assert_true(is(&book->entry[book->entry_count - 1].reason, LOT_LITERAL("damaged")));
    assert_int_equal(good->line, damaged->line);
    free(dialogue);
}

static void all_of_it_is_damaged(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",        "mode 'receive",                          NULL                 },
        {"LOC-A",               "taken",                                  NULL                 },
        {"LOTD-DAMAGED",        "taken",                                  "ask-item"           },
        {"(01)OIL(10)L1(30)24", "received OIL L1 x24 at LOC-Q 'damaged",  NULL                 },
        {"(01)OIL(10)L1(30)24", "received OIL L1 x24 at LOC-A",           NULL                 },
        {"(01)OIL(10)L1",       "taken OIL L1",                           NULL                 },
        {"LOTD-DAMAGED",        "taken OIL L1",                           "ask-quantity OIL L1"},
        {"2",                   "received OIL L1 x2 at LOC-Q 'damaged",   NULL                 },
        {"LOTD-UNDO",           "undone OIL L1 x2 at @supplier 'receive", NULL                 },
        {"LOTD-QTY-24",         "taken",                                  NULL                 },
        {"LOTD-DAMAGED",        "taken",                                  NULL                 },
        {"(01)OIL(10)L1(30)24", "received OIL L1 x24 at LOC-Q 'damaged",  NULL                 },
        {"LOTD-DAMAGED",        "taken",                                  NULL                 },
        {"LOTD-CANCEL",         "cancelled",                              NULL                 },
        {"(01)OIL(10)L1(30)24", "received OIL L1 x24 at LOC-A",           NULL                 },
    };
    PLAYS(lines);
}

static void more_damaged_than_there_are(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",       "mode 'receive",     NULL},
        {"LOTD-QTY-3",         "taken",             NULL},
        {"LOTD-DAMAGED",       "taken",             NULL},
        {"(01)OIL(10)L1(30)2", "bad-quantity '3",   NULL},
        {"LOTD-QTY-0.5",       "taken",             NULL},
        {"LOTD-DAMAGED",       "taken",             NULL},
        {"(01)OIL(10)L1(30)2", "bad-quantity '0.5", NULL},
        {"LOTD-CANCEL",        "cancelled",         NULL},
        {"LOTD-PICK",          "mode 'pick",        NULL},
        {"LOTD-DAMAGED",       "not-now 'DAMAGED",  NULL},
    };
    PLAYS(lines);
}

static void without_a_quarantine_nothing_goes_there(void **state)
{
    static const struct line none[] = {
        {"LOTD-RECEIVE", "mode 'receive", NULL},
        {"LOTD-DAMAGED", "no-quarantine", NULL},
    };
    static const struct line wrong[] = {
        {"LOTD-DAMAGED", "no-quarantine at LOC-A", NULL},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    PLAY(dialogue, none);
    dialogue->policy.quarantine = text("LOC-A");
    PLAY(dialogue, wrong);
    dialogue->policy.quarantine = text("LOC-NOWHERE");
    assert_null(play_scan(dialogue, LOT_LITERAL("LOTD-DAMAGED")));
    assert_int_equal(dialogue->effects.say.code, LOT_CODE_NO_QUARANTINE);
    free(dialogue);
}

static void found_damaged_on_the_shelf(void **state)
{
    static const struct line lines[] = {
        {"LOTD-MOVE",         "mode 'move",                                                       NULL},
        {"LOTD-QTY-2",        "taken",                                                            NULL},
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                                                 NULL},
        {"LOTD-DAMAGED",      "moved FETA EARLY x2 at LOC-Q from LOC-A good 2026-05-01 'damaged", NULL},
    };
    PLAYS(lines);
}

/* ---- too little life ------------------------------------------------------------------------ */

static void too_little_life_goes_to_quarantine(void **state)
{
    static const struct line refused[] = {
        {"LOTD-RECEIVE",                   "mode 'receive",                          NULL},
        {"(01)FETA(10)L1(17)260305(30)24", "short-life FETA L1 x10 good 2026-03-05", NULL},
        {"(01)FETA(10)L1(17)260228(30)24", "expired FETA L1 good 2026-02-28",        NULL},
    };
    static const struct line aside[] = {
        {"(01)FETA(10)L1(17)260305(30)24", "to-quarantine FETA L1 at LOC-Q good 2026-03-05", NULL},
        {"LOTD-NO",                        "cancelled",                                      NULL},
        {"(01)FETA(10)L1(17)260305(30)24", "to-quarantine FETA L1 at LOC-Q good 2026-03-05", NULL},
        {"(01)FETA(10)L1(17)260305(30)24", "received FETA L1 x24 at LOC-Q good 2026-03-05",  NULL},
        {"(01)FETA(10)L2(17)260228(30)2",  "to-quarantine FETA L2 at LOC-Q good 2026-02-28", NULL},
        {"(01)FETA(10)L2(17)260228(30)2",  "received FETA L2 x2 at LOC-Q good 2026-02-28",   NULL},
        {"(01)FETA(10)L3(17)260311(30)2",  "received FETA L3 x2 at DOCK good 2026-03-11",    NULL},
    };
    (void)state;
    struct dialogue *dialogue = with_quarantine();
    PLAY(dialogue, refused);
    dialogue->policy.receive_quarantine = true;
    PLAY(dialogue, aside);
    free(dialogue);
}

/* ---- more than was ordered ------------------------------------------------------------------ */

/* PO-1 wants 48 of feta. */
static void a_line_may_be_exceeded_by_so_much(void **state)
{
    static const struct {
        int64_t site_percent, site_units;
        int32_t item_percent, item_units;
        const char *most, *over;
    } rows[] = {
        {0,  0, -1, -1, "(01)FETA(10)L1(17)260501(30)48", "(01)FETA(10)L2(17)260501(30)49"},
        {10, 0, -1, -1, "(01)FETA(10)L1(17)260501(30)52", "(01)FETA(10)L2(17)260501(30)53"},
        {10, 6, -1, -1, "(01)FETA(10)L1(17)260501(30)54", "(01)FETA(10)L2(17)260501(30)55"},
        {10, 6, 0,  0,  "(01)FETA(10)L1(17)260501(30)48", "(01)FETA(10)L2(17)260501(30)49"},
        {0,  0, 25, 3,  "(01)FETA(10)L1(17)260501(30)60", "(01)FETA(10)L2(17)260501(30)61"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct dialogue *dialogue = with_quarantine();
        dialogue->policy.over_percent = rows[i].site_percent;
        dialogue->policy.over_units = rows[i].site_units;
        dialogue->book.item[0].over_percent = rows[i].item_percent;
        dialogue->book.item[0].over_units = rows[i].item_units;
        assert_null(play_scan(dialogue, LOT_LITERAL("LOTD-RECEIVE")));
        assert_null(play_scan(dialogue, LOT_LITERAL("PO-1")));
        assert_null(play_scan(dialogue, lot_span_of(rows[i].over)));
        assert_int_equal(dialogue->effects.say.code, LOT_CODE_OVER_ORDERED);
        assert_int_equal(dialogue->effects.say.quantity, 48);
        assert_null(play_scan(dialogue, lot_span_of(rows[i].most)));
        assert_int_equal(dialogue->effects.say.code, LOT_CODE_RECEIVED);
        assert_null(play_scan(dialogue, LOT_LITERAL("(01)FETA(10)L1(30)1")));
        assert_int_equal(dialogue->effects.say.code, LOT_CODE_OVER_ORDERED); /* it is used up */
        free(dialogue);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(some_of_it_is_damaged),
        cmocka_unit_test(all_of_it_is_damaged),
        cmocka_unit_test(more_damaged_than_there_are),
        cmocka_unit_test(without_a_quarantine_nothing_goes_there),
        cmocka_unit_test(found_damaged_on_the_shelf),
        cmocka_unit_test(too_little_life_goes_to_quarantine),
        cmocka_unit_test(a_line_may_be_exceeded_by_so_much),
    };
    return cmocka_run_group_tests_name("engine_aside", tests, NULL, NULL);
}
