/* SPDX-License-Identifier: MIT */
/* engine: less is there than should be: short picks, and the look at an empty place. */

#include "engine_dialogue.h"

#define PLAYS(lines)                                                                               \
    do {                                                                                           \
        (void)state;                                                                               \
        struct dialogue *dialogue = dialogue_stocked();                                            \
        PLAY(dialogue, lines);                                                                     \
        free(dialogue);                                                                            \
    } while (0)

/* What is found is booked, the place is to be counted, and the rest is looked for elsewhere. */
static void what_is_proposed_is_not_all_there(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",        "mode 'pick",                                                     NULL                                                      },
        {"LOTD-SHORT",       "not-now 'SHORT",                                                 "ask-document"                                            },
        {"SO-1",             "taken",                                                          "ask-lot FETA EARLY x24 at LOC-A for SO-1 good 2026-05-01"},
        {"LOTD-SHORT",       "taken FETA EARLY",                                               "ask-quantity FETA EARLY for SO-1"                        },
        {"LOTD-YES",         "not-now 'YES",                                                   NULL                                                      },
        {"24",               "not-short FETA EARLY x24 at LOC-A",                              NULL                                                      },
        {"20",               "taken FETA EARLY",                                               "ask-reason FETA EARLY for SO-1"                          },
        {"LOTD-REASON-lost", "shorted FETA EARLY x20 at LOC-A for SO-1 good 2026-05-01 'lost",
         "ask-lot FETA LATE x4 at LOC-B for SO-1 good 2026-09-01"                                                                                        },
        {"LOC-B",            "taken",                                                          NULL                                                      },
        {"(01)FETA(10)LATE", "picked FETA LATE x4 at LOC-B for SO-1 good 2026-09-01",          NULL                                                      },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    PLAY(dialogue, lines);
    assert_int_equal(dialogue->book.recount_count, 1);
    assert_true(is(&dialogue->book.recount[0].place, LOT_LITERAL("LOC-A")));
    assert_true(is(&dialogue->book.recount[0].lot, LOT_LITERAL("EARLY")));
    free(dialogue);
}

/* Nothing is moved, yet a reason and a place to be counted are on record. */
static void nothing_is_there(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",           "mode 'pick",                                   NULL                              },
        {"SO-1",                "taken",                                        NULL                              },
        {"LOTD-SHORT",          "taken FETA EARLY",                             NULL                              },
        {"0",                   "taken FETA EARLY",                             "ask-reason FETA EARLY for SO-1"  },
        {"LOTD-CANCEL",         "cancelled FETA EARLY",
         "ask-lot FETA EARLY x24 at LOC-A for SO-1 good 2026-05-01"                                               },
        {"LOTD-REASON-lost",    "taken",                                        NULL                              },
        {"LOTD-SHORT",          "taken FETA EARLY",                             "ask-quantity FETA EARLY for SO-1"},
        {"0",                   "shorted FETA EARLY at LOC-A for SO-1 'lost",
         "ask-lot FETA LATE x24 at LOC-B for SO-1 good 2026-09-01"                                                },
        {"LOTD-SHORT",          "taken FETA LATE",                              NULL                              },
        {"LOTD-QTY-0",          "taken FETA LATE",                              NULL                              },
        {"LOTD-REASON-damaged", "shorted FETA LATE at LOC-B for SO-1 'damaged",
         "ask-lot OIL O1 x3 at LOC-A for SO-1"                                                                    },
        {"LOTD-UNDO",           "nothing-to-undo",                              NULL                              },
        {"LOTD-DONE",           "nothing-to-ship for SO-1",                     NULL                              },
    };
    PLAYS(lines);
}

/* Short of what is held: the lot, and the place where it was looked for. */
static void what_is_held_is_short(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",        "mode 'pick",                                NULL                             },
        {"SO-1",             "taken",                                     NULL                             },
        {"(01)OIL(10)O1",    "taken OIL O1",                              "ask-from OIL O1 for SO-1"       },
        {"LOC-B",            "taken OIL O1",                              "ask-quantity OIL O1 x4 for SO-1"},
        {"LOTD-SHORT",       "taken OIL O1",                              "ask-quantity OIL O1 for SO-1"   },
        {"5",                "not-short OIL O1 x4 at LOC-B",              NULL                             },
        {"-1",               "not-understood '-1",                        NULL                             },
        {"1",                "taken OIL O1",                              "ask-reason OIL O1 for SO-1"     },
        {"LOTD-REASON-lost", "shorted OIL O1 x1 at LOC-B for SO-1 'lost", NULL                             },
        {"LOTD-UNDO",        "undone OIL O1 x1 at LOC-B 'pick",           NULL                             },
        {"LOTD-QTY-2",       "taken",                                     NULL                             },
        {"(01)OIL(10)O1",    "picked OIL O1 x2 at LOC-B for SO-1",        NULL                             },
    };
    PLAYS(lines);
}

static void without_reasons_it_is_two_scans(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",  "mode 'pick",                           NULL},
        {"SO-1",       "taken",                                NULL},
        {"LOTD-SHORT", "taken FETA EARLY",                     NULL},
        {"0",          "shorted FETA EARLY at LOC-A for SO-1", NULL},
        {"LOTD-MOVE",  "mode 'move",                           NULL},
        {"LOTD-SHORT", "not-now 'SHORT",                       NULL},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    dialogue->policy.pick_reasons = false;
    PLAY(dialogue, lines);
    free(dialogue);
}

/* A count of the place ends the recount, also one that finds what is on record. */
static void a_count_ends_the_recount(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",         "mode 'pick",                                 NULL                                                      },
        {"SO-1",              "taken",                                      NULL                                                      },
        {"LOTD-REASON-lost",  "taken",                                      NULL                                                      },
        {"LOTD-SHORT",        "taken FETA EARLY",                           NULL                                                      },
        {"0",                 "shorted FETA EARLY at LOC-A for SO-1 'lost",
         "ask-lot FETA LATE x24 at LOC-B for SO-1 good 2026-09-01"                                                                    },
        {"LOTD-ADJUST",       "mode 'adjust",                               NULL                                                      },
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                           NULL                                                      },
        {"30",                "taken FETA EARLY",                           NULL                                                      },
        {"LOTD-REASON-lost",  "as-recorded FETA EARLY x30 at LOC-A",        NULL                                                      },
        {"LOTD-PICK",         "mode 'pick",                                 NULL                                                      },
        {"SO-1",              "taken",                                      "ask-lot FETA EARLY x24 at LOC-A for SO-1 good 2026-05-01"},
    };
    PLAYS(lines);
}

/* ---- the look at a place that should be empty ----------------------------------------------- */

static const struct line last_of_it[] = {
    {"LOTD-PICK",          "mode 'pick",                         NULL                                },
    {"SO-1",               "taken",                              NULL                                },
    {"(01)OIL(10)O1",      "taken OIL O1",                       NULL                                },
    {"LOC-A",              "picked OIL O1 x3 at LOC-A for SO-1", NULL                                }, /* feta stays */
    {"LOC-C",              "taken",                              NULL                                },
    {"(01)OIL(10)O2(30)1", "taken OIL O2",                       "ask-empty OIL O2 at LOC-C for SO-1"},
};

static struct dialogue *with_a_last_bottle(void)
{
    struct dialogue *dialogue = dialogue_stocked();
    dialogue->policy.zero_check = true;
    book_add_place(&dialogue->book, "LOC-C");
    book_add_lot(&dialogue->book, "OIL", "O2", LOT_DATE_NONE);
    book_put(&dialogue->book, "OIL", "O2", "LOC-C", 1);
    PLAY(dialogue, last_of_it);
    return dialogue;
}

static void an_empty_place_is_said_to_be_empty(void **state)
{
    static const struct line lines[] = {
        {"LOC-B",     "not-enough OIL O2 at LOC-B",         NULL                                },
        {"LOTD-DONE", "not-now 'DONE",                      "ask-empty OIL O2 at LOC-C for SO-1"},
        {"LOTD-YES",  "picked OIL O2 x1 at LOC-C for SO-1", NULL                                },
    };
    (void)state;
    struct dialogue *dialogue = with_a_last_bottle();
    PLAY(dialogue, lines);
    assert_int_equal(dialogue->book.recount_count, 0);
    free(dialogue);
}

static void something_is_left_where_nothing_should_be(void **state)
{
    static const struct line lines[] = {
        {"LOTD-NO", "picked OIL O2 x1 at LOC-C for SO-1", NULL},
    };
    (void)state;
    struct dialogue *dialogue = with_a_last_bottle();
    PLAY(dialogue, lines);
    assert_int_equal(dialogue->book.recount_count, 1);
    assert_true(is(&dialogue->book.recount[0].place, LOT_LITERAL("LOC-C")));
    assert_int_equal(dialogue->book.recount[0].item.size, 0);
    free(dialogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_proposed_is_not_all_there),
        cmocka_unit_test(nothing_is_there),
        cmocka_unit_test(what_is_held_is_short),
        cmocka_unit_test(without_reasons_it_is_two_scans),
        cmocka_unit_test(a_count_ends_the_recount),
        cmocka_unit_test(an_empty_place_is_said_to_be_empty),
        cmocka_unit_test(something_is_left_where_nothing_should_be),
    };
    return cmocka_run_group_tests_name("engine_short", tests, NULL, NULL);
}
