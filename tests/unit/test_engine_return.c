/* SPDX-License-Identifier: MIT */
/* engine: what comes back from customers and what goes back to suppliers, as dialogues. */

#include "engine_dialogue.h"

#define PLAYS(lines)                                                                               \
    do {                                                                                           \
        (void)state;                                                                               \
        struct dialogue *dialogue = dialogue_stocked();                                            \
        PLAY(dialogue, lines);                                                                     \
        free(dialogue);                                                                            \
    } while (0)

#define SHIP_SIX                                                                                   \
    {"LOTD-PICK", "mode 'pick", NULL}, {"SO-1", "taken", NULL},                                    \
        {"(01)FETA(10)EARLY(30)6", "picked FETA EARLY x6 at LOC-A for SO-1 good 2026-05-01",       \
         NULL},                                                                                    \
        {"LOTD-DONE", "still-open FETA x18 for SO-1", NULL},                                       \
        {"LOTD-DONE", "shipped x1 for SO-1", NULL},                                                \
    {                                                                                              \
        "LOTD-RETURN", "mode 'return", "ask-document"                                              \
    }

static void only_what_was_sent_comes_back(void **state)
{
    static const struct line lines[] = {
        SHIP_SIX,
        {"RMA-1",                  "taken",                                                      "ask-item for RMA-1"                  },
        {"(01)FETA(10)LATE",       "not-sent FETA LATE for RMA-1",                               NULL                                  },
        {"(01)FETA(10)EARLY",      "taken FETA EARLY",                                           "ask-quantity FETA EARLY x6 for RMA-1"},
        {"7",                      "not-sent FETA EARLY x6 for RMA-1",                           NULL                                  },
        {"4",                      "taken FETA EARLY",                                           "ask-to FETA EARLY for RMA-1"         },
        {"LOC-Q",                  "returned FETA EARLY x4 at LOC-Q for RMA-1 good 2026-05-01",  NULL                                  },
        {"(01)FETA(10)EARLY(30)3", "not-sent FETA EARLY x2 for RMA-1",                           NULL                                  },
        {"(01)FETA(10)EARLY(30)3", "not-sent FETA EARLY x2 for RMA-1",                           "ask-approval"                        },
        {"OP-3",                   "approved 'Carl",                                             "ask-again"                           },
        {"(01)FETA(10)EARLY(30)3", "over-ordered FETA EARLY x2 for RMA-1",                       NULL                                  },
        {"(01)FETA(10)EARLY(30)3", "taken FETA EARLY",                                           "ask-to FETA EARLY for RMA-1"         },
        {"@scrap",                 "returned FETA EARLY x3 at @scrap for RMA-1 good 2026-05-01", NULL                                  },
        {"(01)OIL(10)O1",          "not-ordered OIL O1 for RMA-1",                               NULL                                  },
        {"LOTD-UNDO",              "undone FETA EARLY x3 at @customer 'return",                  NULL                                  },
        {"LOTD-UNDO",              "undone FETA EARLY x4 at @customer 'return",                  NULL                                  },
    };
    PLAYS(lines);
}

static void the_order_itself_tells_what_was_sent(void **state)
{
    static const struct line lines[] = {
        SHIP_SIX,
        {"PO-1",                   "wrong-document for PO-1",                                  NULL                                 },
        {"SO-1",                   "taken",                                                    NULL                                 },
        {"(01)FETA(10)EARLY",      "taken FETA EARLY",                                         "ask-quantity FETA EARLY x6 for SO-1"},
        {"6",                      "taken FETA EARLY",                                         NULL                                 },
        {"(414)@customer",         "unknown-place at @customer",                               NULL                                 },
        {"LOC-B",                  "returned FETA EARLY x6 at LOC-B for SO-1 good 2026-05-01", NULL                                 },
        {"(01)FETA(10)EARLY(30)1", "not-sent FETA EARLY for SO-1",                             NULL                                 },
    };
    PLAYS(lines);
}

static void returns_have_a_place(void **state)
{
    static const struct line lines[] = {
        SHIP_SIX,
        {"RMA-1",                  "taken",                                                     NULL},
        {"(01)FETA(10)EARLY(30)2", "returned FETA EARLY x2 at LOC-Q for RMA-1 good 2026-05-01",
          "ask-item for RMA-1"                                                                       },
        {"LOTD-PICK",              "mode 'pick",                                                NULL},
        {"SO-2",                   "taken",                                                     NULL},
        {"LOTD-DONE",              "nothing-to-ship for SO-2",                                  NULL},
    };
    static const struct line later[] = {
        {"SO-1",              "wrong-document for SO-1",           NULL},
        {"LOTD-CANCEL",       "cancelled",                         NULL},
        {"LOC-Q",             "taken",                             NULL},
        {"(01)FETA(10)EARLY", "place-stopped FETA EARLY at LOC-Q", NULL},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    dialogue->policy.returns = text("LOC-Q");
    PLAY(dialogue, lines);
    dialogue->policy.require_order = false;
    PLAY(dialogue, later);
    free(dialogue);
}

static void what_came_goes_back(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",        "mode 'receive",                                  NULL                              },
        {"PO-2",                "taken",                                          NULL                              },
        {"(01)OIL(10)NEW(30)6", "received OIL NEW x6 at DOCK for PO-2",           NULL                              },
        {"LOTD-SENDBACK",       "mode 'send-back",                                "ask-document"                    },
        {"SO-1",                "wrong-document for SO-1",                        NULL                              },
        {"PO-2",                "taken",                                          "ask-item for PO-2"               },
        {"(01)OIL(10)O1",       "not-received OIL O1 for PO-2",                   NULL                              },
        {"(01)OIL(10)NEW",      "taken OIL NEW",                                  "ask-quantity OIL NEW x6 for PO-2"},
        {"7",                   "not-enough OIL NEW x6 at DOCK",                  NULL                              },
        {"5",                   "taken OIL NEW",                                  "ask-reason OIL NEW for PO-2"     },
        {"damaged",             "sent-back OIL NEW x5 at DOCK for PO-2 'damaged", NULL                              },
        {"(01)OIL(10)NEW(30)6", "taken OIL NEW",                                  "ask-quantity OIL NEW x1 for PO-2"},
        {"LOTD-UNDO",           "undone OIL NEW x5 at DOCK 'send-back",           NULL                              },
    };
    PLAYS(lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_was_sent_comes_back),
        cmocka_unit_test(the_order_itself_tells_what_was_sent),
        cmocka_unit_test(returns_have_a_place),
        cmocka_unit_test(what_came_goes_back),
    };
    return cmocka_run_group_tests_name("engine_return", tests, NULL, NULL);
}
