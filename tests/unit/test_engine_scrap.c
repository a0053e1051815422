/* SPDX-License-Identifier: MIT */
/* engine: scrapping and putting stock right, with their reasons, as dialogues. */

#include "engine_dialogue.h"

#define PLAYS(lines)                                                                               \
    do {                                                                                           \
        (void)state;                                                                               \
        struct dialogue *dialogue = dialogue_stocked();                                            \
        PLAY(dialogue, lines);                                                                     \
        free(dialogue);                                                                            \
    } while (0)

static void scrap_asks_why(void **state)
{
    static const struct line lines[] = {
        {"LOTD-SCRAP",             "mode 'scrap",                                              "ask-item"                   },
        {"(01)FETA(10)EARLY",      "taken FETA EARLY",                                         "ask-quantity FETA EARLY x30"},
        {"4",                      "taken FETA EARLY",                                         "ask-reason FETA EARLY"      },
        {"WHY-NOT",                "unknown-reason 'WHY-NOT",                                  "ask-reason FETA EARLY"      },
        {"hello",                  "not-understood 'hello",                                    "ask-reason FETA EARLY"      },
        {"damaged",                "scrapped FETA EARLY x4 at LOC-A good 2026-05-01 'damaged", "ask-item"                   },
        {"LOTD-REASON-lost",       "taken",                                                    "ask-item"                   },
        {"LOTD-REASON-damaged",    "taken",                                                    "ask-item"                   },
        {"(01)FETA(10)EARLY(30)6", "scrapped FETA EARLY x6 at LOC-A good 2026-05-01 'damaged",
         "ask-item"                                                                                                         },
        {"(01)FETA(10)EARLY(30)6", "taken FETA EARLY",                                         "ask-reason FETA EARLY"      },
        {"LOTD-CANCEL",            "cancelled FETA EARLY",                                     "ask-item"                   },
        {"LOTD-UNDO",              "undone FETA EARLY x6 at LOC-A 'scrap",                     NULL                         },
    };
    PLAYS(lines);
}

static void what_is_stopped_is_scrapped_too(void **state)
{
    static const struct line lines[] = {
        {"LOTD-SCRAP",            "mode 'scrap",                                             NULL                       },
        {"LOTD-REASON-damaged",   "taken",                                                   NULL                       },
        {"(01)FETA(10)GONE(30)5", "scrapped FETA GONE x5 at LOC-A good 2026-02-28 'damaged", NULL                       },
        {"(01)FETA(10)HELD",      "taken FETA HELD",                                         "ask-quantity FETA HELD x5"},
        {"6",                     "not-enough FETA HELD x5 at LOC-A",                        NULL                       },
        {"0",                     "bad-quantity '0",                                         NULL                       },
        {"5",                     "taken FETA HELD",                                         "ask-reason FETA HELD"     },
        {"LOTD-REASON-lost",      "scrapped FETA HELD x5 at LOC-A good 2026-04-01 'lost",    NULL                       },
        {"(01)FETA(10)HELD",      "no-stock FETA HELD",                                      NULL                       },
        {"(01)OIL(10)O1",         "taken OIL O1",                                            "ask-from OIL O1"          },
        {"DOCK",                  "not-enough OIL O1 at DOCK",                               NULL                       },
        {"LOTD-CANCEL",           "cancelled OIL O1",                                        NULL                       },
        {"(01)FETA(10)NEVER",     "unknown-lot FETA NEVER",                                  NULL                       },
        {"SO-1",                  "not-now 'document",                                       NULL                       },
    };
    PLAYS(lines);
}

static void adjust_takes_what_is_there(void **state)
{
    static const struct line lines[] = {
        {"LOTD-ADJUST",             "mode 'adjust",                           "ask-item"                   },
        {"(01)FETA(10)EARLY(30)30", "taken FETA EARLY",                       "ask-quantity FETA EARLY x30"},
        {"28",                      "taken FETA EARLY",                       "ask-reason FETA EARLY"      },
        {"LOTD-REASON-lost",        "adjusted FETA EARLY x28 at LOC-A 'lost", "ask-item"                   },
        {"LOTD-REASON-lost",        "taken",                                  NULL                         },
        {"(01)FETA(10)EARLY",       "taken FETA EARLY",                       "ask-quantity FETA EARLY x28"},
        {"LOTD-YES",                "as-recorded FETA EARLY x28 at LOC-A",    NULL                         },
        {"LOC-B",                   "taken",                                  NULL                         },
        {"(01)FETA(10)EARLY",       "taken FETA EARLY",                       "ask-quantity FETA EARLY"    },
        {"2",                       "taken FETA EARLY",                       "ask-reason FETA EARLY"      },
        {"lost",                    "adjusted FETA EARLY x2 at LOC-B 'lost",  NULL                         },
        {"(01)FETA(10)EARLY",       "taken FETA EARLY",                       "ask-from FETA EARLY"        },
        {"LOC-A",                   "taken FETA EARLY",                       NULL                         },
        {"0",                       "taken FETA EARLY",                       NULL                         },
        {"damaged",                 "adjusted FETA EARLY at LOC-A 'damaged",  NULL                         },
        {"LOTD-UNDO",               "undone FETA EARLY x28 at LOC-A 'adjust", NULL                         },
        {"LOTD-UNDO",               "undone FETA EARLY x2 at @count 'adjust", NULL                         },
        {"LOTD-UNDO",               "undone FETA EARLY x2 at LOC-A 'adjust",  NULL                         },
        {"LOTD-UNDO",               "nothing-to-undo",                        NULL                         },
    };
    PLAYS(lines);
}

static void one_pack_is_not_all_that_is_there(void **state)
{
    static const struct line lines[] = {
        {"LOTD-ADJUST",            "mode 'adjust",                           NULL                         },
        {"(01)FETA-CASE",          "taken FETA",                             "ask-lot FETA"               },
        {"EARLY",                  "taken FETA EARLY",                       "ask-quantity FETA EARLY x30"},
        {"LOTD-CANCEL",            "cancelled FETA EARLY",                   NULL                         },
        {"LOTD-QTY-3",             "taken",                                  NULL                         },
        {"LOTD-REASON-lost",       "taken",                                  NULL                         },
        {"(01)FETA-CASE(10)EARLY", "adjusted FETA EARLY x36 at LOC-A 'lost", NULL                         },
        {"(01)HAM(10)H2(3103)500", "taken HAM H2",                           "ask-quantity HAM H2 x8"     },
        {"7.5",                    "taken HAM H2",                           NULL                         },
        {"lost",                   "adjusted HAM H2 x7.5 at LOC-B 'lost",    NULL                         },
    };
    PLAYS(lines);
}

static void a_reason_is_of_use_where_one_is_asked(void **state)
{
    static const struct line lines[] = {
        {"LOTD-REASON-lost",  "not-now 'REASON",                                        NULL                         },
        {"WHY-NOT",           "not-now 'reason",                                        NULL                         },
        {"LOTD-MOVE",         "mode 'move",                                             NULL                         },
        {"LOTD-REASON-lost",  "not-now 'REASON",                                        NULL                         },
        {"LOTD-SCRAP",        "mode 'scrap",                                            NULL                         },
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                                       NULL                         },
        {"LOTD-REASON-lost",  "taken FETA EARLY",                                       "ask-quantity FETA EARLY x30"},
        {"LOTD-DONE",         "scrapped FETA EARLY x30 at LOC-A good 2026-05-01 'lost", NULL                         },
    };
    PLAYS(lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scrap_asks_why),
        cmocka_unit_test(what_is_stopped_is_scrapped_too),
        cmocka_unit_test(adjust_takes_what_is_there),
        cmocka_unit_test(one_pack_is_not_all_that_is_there),
        cmocka_unit_test(a_reason_is_of_use_where_one_is_asked),
    };
    return cmocka_run_group_tests_name("engine_scrap", tests, NULL, NULL);
}
