/* SPDX-License-Identifier: MIT */
/* engine: suggestions, what may lie together, check digits and whole places. */

#include "engine_dialogue.h"

static struct lot_book_place *place_of(struct dialogue *dialogue, const char *code)
{
    for (unsigned i = 0; i < dialogue->book.place_count; i++) {
        if (is(&dialogue->book.place[i].code, lot_span_of(code))) {
            return &dialogue->book.place[i];
        }
    }
    return NULL;
}

static void where_the_same_lot_lies_is_suggested(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",           "mode 'receive",                                          NULL                        },
        {"(01)FETA(10)EARLY(30)6", "received FETA EARLY x6 at DOCK good 2026-05-01",         NULL                        },
        {"LOTD-MOVE",              "mode 'move",                                             NULL                        },
        {"DOCK",                   "taken",                                                  NULL                        },
        {"(01)FETA(10)EARLY",      "taken FETA EARLY",                                       "ask-to FETA EARLY at LOC-A"},
        {"LOC-A",                  "moved FETA EARLY x6 at LOC-A from DOCK good 2026-05-01", NULL                        },
        {"(01)FETA(10)EARLY",      "taken FETA EARLY",                                       "ask-to FETA EARLY"         },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    PLAY(dialogue, lines);
    free(dialogue);
}

/* LOC-A has feta of three lots and oil, LOC-C nothing yet. */
static void what_may_lie_together(void **state)
{
    static const struct line one_item[] = {
        {"LOTD-MOVE",        "mode 'move",                                              NULL              },
        {"LOTD-QTY-2",       "taken",                                                   NULL              },
        {"(01)OIL(10)OLD",   "taken OIL OLD",                                           NULL              },
        {"LOC-C",            "moved OIL OLD x2 at LOC-C from LOC-B good 2026-02-01",    NULL              },
        {"(01)FETA(10)LATE", "taken FETA LATE",                                         NULL              },
        {"LOC-C",            "no-mixing FETA LATE at LOC-C not OLD 'OIL",               "ask-to FETA LATE"},
        {"LOC-A",            "moved FETA LATE x48 at LOC-A from LOC-B good 2026-09-01", NULL              },
        {"LOTD-QTY-1",       "taken",                                                   NULL              },
        {"LOC-B",            "taken",                                                   NULL              },
        {"(01)OIL(10)O1",    "taken OIL O1",                                            NULL              },
        {"LOC-C",            "moved OIL O1 x1 at LOC-C from LOC-B",                     NULL              },
    };
    static const struct line one_lot[] = {
        {"LOTD-UNDO",                     "undone OIL O1 x1 at LOC-B 'move",        NULL},
        {"LOTD-QTY-1",                    "taken",                                  NULL},
        {"LOC-B",                         "taken",                                  NULL},
        {"(01)OIL(10)O1",                 "taken OIL O1",                           NULL},
        {"LOC-C",                         "no-mixing OIL O1 at LOC-C not OLD 'OIL", NULL},
        {"LOTD-CANCEL",                   "cancelled OIL O1",                       NULL},
        {"LOTD-RECEIVE",                  "mode 'receive",                          NULL},
        {"LOC-C",                         "taken",                                  NULL},
        {"(01)OIL(10)O1(30)1",            "no-mixing OIL O1 at LOC-C not OLD 'OIL", NULL},
        {"(01)OIL(10)OLD(15)260201(30)1", "expired OIL OLD good 2026-02-01",        NULL},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    book_add_place(&dialogue->book, "LOC-C");
    place_of(dialogue, "LOC-C")->mixing = LOT_MIXING_ITEM;
    PLAY(dialogue, one_item);
    place_of(dialogue, "LOC-C")->mixing = LOT_MIXING_LOT;
    PLAY(dialogue, one_lot);
    free(dialogue);
}

/* ---- check digits --------------------------------------------------------------------------- */

static void check_digits_prove_the_place(void **state)
{
    static const struct line lines[] = {
        {"LOTD-MOVE",          "mode 'move",                                               NULL                           },
        {"(01)FETA(10)EARLY",  "taken FETA EARLY",                                         NULL                           },
        {"LOC-B",              "taken FETA EARLY",                                         "ask-check FETA EARLY at LOC-B"},
        {"42",                 "wrong-check at LOC-B",                                     "ask-check FETA EARLY at LOC-B"},
        {"LOTD-QTY-76",        "wrong-check at LOC-B",                                     NULL                           },
        {"LOTD-YES",           "not-now 'YES",                                             NULL                           },
        {"LOTD-QTY-77",        "moved FETA EARLY x30 at LOC-B from LOC-A good 2026-05-01", NULL                           },
        {"(01)FETA(10)EARLY",  "taken FETA EARLY",                                         NULL                           },
        {"LOC-A",              "moved FETA EARLY x30 at LOC-A from LOC-B good 2026-05-01",
         NULL                                                                                                             }, /* it has none */
        {"LOTD-RECEIVE",       "mode 'receive",                                            NULL                           },
        {"LOC-B",              "taken",                                                    "ask-item"                     },
        {"(01)OIL(10)O1(30)2", "taken OIL O1",                                             "ask-check OIL O1 at LOC-B"    },
        {"77",                 "received OIL O1 x2 at LOC-B",                              NULL                           },
        {"(01)OIL(10)O1(30)2", "received OIL O1 x2 at LOC-B",                              NULL                           }, /* still there */
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    dialogue->policy.check_digits = true;
    place_of(dialogue, "LOC-B")->check = text("77");
    PLAY(dialogue, lines);
    free(dialogue);
}

/* The place that was prompted may be told by its check digits alone. */
static void check_digits_say_where_one_is(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",         "mode 'pick",                                              NULL                                                      },
        {"42",                "not-understood '42",                                      NULL                                                      },
        {"SO-1",              "taken",                                                   "ask-lot FETA EARLY x24 at LOC-A for SO-1 good 2026-05-01"},
        {"77",                "not-understood '77",                                      NULL                                                      },
        {"42",                "taken",                                                   NULL                                                      },
        {"(01)FETA(10)EARLY", "picked FETA EARLY x24 at LOC-A for SO-1 good 2026-05-01", NULL                                                      },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    place_of(dialogue, "LOC-A")->check = text("42");
    place_of(dialogue, "LOC-B")->check = text("77");
    PLAY(dialogue, lines);
    free(dialogue);
}

/* ---- whole places --------------------------------------------------------------------------- */

static void all_of_a_place_goes(void **state)
{
    static const struct line lines[] = {
        {"LOTD-MOVE",   "mode 'move",                           NULL      },
        {"LOC-A",       "taken",                                NULL      },
        {"LOTD-YES",    "not-now 'YES",                         NULL      },
        {"LOC-A",       "taken",                                NULL      },
        {"LOC-C",       "taken",                                "ask-item"},
        {"LOTD-YES",    "moved-all x4 at LOC-C from LOC-A",     "ask-item"},
        {"LOTD-UNDO",   "undone FETA EARLY x30 at LOC-A 'move", NULL      },
        {"LOC-C",       "taken",                                NULL      },
        {"LOC-B",       "taken",                                NULL      },
        {"LOTD-YES",    "nothing-there at LOC-C",               NULL      },
        {"LOTD-CANCEL", "cancelled",                            NULL      },
    };
    static const struct line alone[] = {
        {"LOC-A",    "taken",                                     NULL},
        {"LOC-C",    "taken",                                     NULL},
        {"LOTD-YES", "no-mixing OIL O1 at LOC-C not EARLY 'FETA", NULL},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    book_add_place(&dialogue->book, "LOC-C");
    PLAY(dialogue, lines);
    place_of(dialogue, "LOC-C")->mixing = LOT_MIXING_ITEM;
    PLAY(dialogue, alone);
    free(dialogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_the_same_lot_lies_is_suggested),
        cmocka_unit_test(what_may_lie_together),
        cmocka_unit_test(check_digits_prove_the_place),
        cmocka_unit_test(check_digits_say_where_one_is),
        cmocka_unit_test(all_of_a_place_goes),
    };
    return cmocka_run_group_tests_name("engine_putaway", tests, NULL, NULL);
}
