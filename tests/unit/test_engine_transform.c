/* SPDX-License-Identifier: MIT */
/* engine: making lots of others, as dialogues. */

#include "engine_dialogue.h"

#define PLAYS(lines)                                                                               \
    do {                                                                                           \
        (void)state;                                                                               \
        struct dialogue *dialogue = dialogue_stocked();                                            \
        PLAY(dialogue, lines);                                                                     \
        free(dialogue);                                                                            \
    } while (0)

static void lots_are_made_of_others(void **state)
{
    static const struct line lines[] = {
        {"LOTD-TRANSFORM",         "mode 'transform",                                            "ask-item"            },
        {"(01)FETA(10)EARLY(30)6", "input-taken FETA EARLY x6 at LOC-A",                         "ask-item"            },
        {"LOTD-QTY-2",             "taken",                                                      NULL                  },
        {"(01)BOX",                "input-taken BOX x2 at LOC-B",                                NULL                  },
        {"LOTD-DONE",              "mode 'produce",                                              "ask-item"            },
        {"(01)OIL(10)MIX",         "taken OIL MIX",                                              "ask-quantity OIL MIX"},
        {"2",                      "taken OIL MIX",                                              "ask-to OIL MIX"      },
        {"DOCK",                   "transformed OIL MIX x2 at DOCK good 2026-05-01",             "ask-item"            },
        {"LOTD-DONE",              "done",                                                       NULL                  },
        {"LOTD-INQUIRE",           "mode 'inquire",                                              NULL                  },
        {"(01)OIL(10)MIX",         "inquired OIL MIX x2 at DOCK good 2026-05-01 'released",      NULL                  },
        {"LOTD-UNDO",              "undone FETA EARLY x6 at LOC-A 'transform",                   NULL                  },
        {"(01)OIL(10)MIX",         "inquired OIL MIX good 2026-05-01 'released",                 NULL                  },
        {"(01)FETA(10)EARLY",      "inquired FETA EARLY x30 at LOC-A good 2026-05-01 'released", NULL                  },
    };
    PLAYS(lines);
}

static void it_keeps_no_longer_than_what_goes_in(void **state)
{
    static const struct line lines[] = {
        {"LOTD-TRANSFORM",            "mode 'transform",                                            NULL                   },
        {"(01)FETA(10)LATE(30)6",     "input-taken FETA LATE x6 at LOC-B",                          NULL                   },
        {"(01)FETA(10)EARLY(30)6",    "input-taken FETA EARLY x6 at LOC-A",                         NULL                   },
        {"LOTD-DONE",                 "mode 'produce",                                              NULL                   },
        {"(01)FETA(10)LATE",          "lot-exists FETA LATE",                                       NULL                   },
        {"(01)FETA(10)MIX(17)260701", "outlives FETA MIX good 2026-07-01 not EARLY not 2026-05-01",
         NULL                                                                                                              },
        {"(01)FETA(10)MIX(17)260701", "taken FETA MIX",                                             "ask-quantity FETA MIX"},
        {"12",                        "taken FETA MIX",                                             NULL                   },
        {"LOC-B",                     "transformed FETA MIX x12 at LOC-B good 2026-07-01",          NULL                   },
    };
    PLAYS(lines);
}

static void what_does_not_go_in(void **state)
{
    static const struct line lines[] = {
        {"LOTD-TRANSFORM",          "mode 'transform",                                        NULL      },
        {"(01)FETA(10)GONE",        "expired FETA GONE good 2026-02-28",                      NULL      },
        {"(01)FETA(10)HELD",        "lot-stopped FETA HELD 'hold",                            NULL      },
        {"(01)FETA(10)NONE",        "no-stock FETA NONE",                                     NULL      },
        {"(01)FETA(10)NEVER",       "unknown-lot FETA NEVER",                                 NULL      },
        {"(01)FETA(10)EARLY(30)20", "input-taken FETA EARLY x20 at LOC-A",                    NULL      },
        {"LOTD-QTY-11",             "taken",                                                  NULL      },
        {"(01)FETA(10)EARLY",       "not-enough FETA EARLY x10 at LOC-A",                     NULL      },
        {"LOTD-CANCEL",             "cancelled",                                              NULL      },
        {"LOTD-SCRAP",              "mode 'scrap",                                            NULL      },
        {"LOTD-REASON-lost",        "taken",                                                  NULL      },
        {"(01)FETA(10)EARLY(30)15", "scrapped FETA EARLY x15 at LOC-A good 2026-05-01 'lost", NULL      },
        {"LOTD-TRANSFORM",          "mode 'transform",                                        NULL      },
        {"LOTD-DONE",               "mode 'produce",                                          NULL      },
        {"(01)OIL(10)MIX",          "taken OIL MIX",                                          NULL      },
        {"2",                       "taken OIL MIX",                                          NULL      },
        {"DOCK",                    "not-enough FETA EARLY at LOC-A",                         NULL      },
        {"LOTD-CANCEL",             "cancelled OIL MIX",                                      "ask-item"},
        {"LOTD-CANCEL",             "cancelled",                                              "ask-item"},
        {"LOTD-DONE",               "done",                                                   NULL      },
    };
    PLAYS(lines);
}

static void so_many_at_most(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    dialogue->tries_failures = false;
    assert_null(play_scan(dialogue, LOT_LITERAL("LOTD-TRANSFORM")));
    for (unsigned i = 0; i < LOT_INPUTS_MAX; i++) {
        assert_null(play_scan(dialogue, LOT_LITERAL("LOTD-QTY-1")));
        assert_null(play_scan(dialogue, LOT_LITERAL("(01)FETA(10)EARLY")));
        assert_int_equal(dialogue->effects.say.code, LOT_CODE_INPUT_TAKEN);
    }
    assert_null(play_scan(dialogue, LOT_LITERAL("LOTD-QTY-1")));
    assert_null(play_scan(dialogue, LOT_LITERAL("(01)FETA(10)EARLY")));
    assert_int_equal(dialogue->effects.say.code, LOT_CODE_TOO_MANY_INPUTS);
    free(dialogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lots_are_made_of_others),
        cmocka_unit_test(it_keeps_no_longer_than_what_goes_in),
        cmocka_unit_test(what_does_not_go_in),
        cmocka_unit_test(so_many_at_most),
    };
    return cmocka_run_group_tests_name("engine_transform", tests, NULL, NULL);
}
