/* SPDX-License-Identifier: MIT */
/* engine: counting, as dialogues. */

#include "engine_dialogue.h"

#define PLAYS(lines)                                                                               \
    do {                                                                                           \
        (void)state;                                                                               \
        struct dialogue *dialogue = dialogue_stocked();                                            \
        PLAY(dialogue, lines);                                                                     \
        free(dialogue);                                                                            \
    } while (0)

static void what_is_on_record_is_not_told(void **state)
{
    static const struct line lines[] = {
        {"LOTD-COUNT",              "mode 'count",                     "ask-from"               },
        {"LOC-A",                   "taken",                           "ask-item"               },
        {"(01)FETA(10)EARLY(30)30", "taken FETA EARLY",                "ask-quantity FETA EARLY"},
        {"LOTD-YES",                "not-now 'YES",                    NULL                     },
        {"30",                      "counted FETA EARLY x30 at LOC-A", "ask-item"               },
        {"(01)FETA-CASE(10)GONE",   "taken FETA GONE",                 "ask-quantity FETA GONE" },
        {"5",                       "counted FETA GONE x5 at LOC-A",   "ask-item"               },
    };
    PLAYS(lines);
}

static void two_counts_agree_whatever_moved_in_between(void **state)
{
    static const struct line lines[] = {
        {"LOTD-COUNT",        "mode 'count",                                              NULL                     },
        {"LOC-A",             "taken",                                                    NULL                     },
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                                         NULL                     },
        {"28",                "count-again FETA EARLY x28 at LOC-A",                      "ask-quantity FETA EARLY"},
        {"LOTD-MOVE",         "mode FETA EARLY 'move",                                    NULL                     },
        {"LOTD-QTY-10",       "taken",                                                    NULL                     },
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                                         NULL                     },
        {"LOC-B",             "moved FETA EARLY x10 at LOC-B from LOC-A good 2026-05-01", NULL                     },
        {"LOTD-COUNT",        "mode 'count",                                              NULL                     },
        {"LOC-A",             "taken",                                                    NULL                     },
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                                         NULL                     },
        {"28",                "count-again FETA EARLY x28 at LOC-A",                      NULL                     },
        {"18",                "count-booked FETA EARLY x18 at LOC-A",                     "ask-item"               },
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                                         NULL                     },
        {"18",                "counted FETA EARLY x18 at LOC-A",                          NULL                     },
        {"LOTD-UNDO",         "count-stays",                                              NULL                     },
    };
    PLAYS(lines);
}

static void another_person_settles_it(void **state)
{
    static const struct line lines[] = {
        {"OP-ANNA",           "signed-in 'OP-ANNA",                   NULL},
        {"LOTD-COUNT",        "mode 'count",                          NULL},
        {"LOC-A",             "taken",                                NULL},
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                     NULL},
        {"28",                "count-again FETA EARLY x28 at LOC-A",  NULL},
        {"OP-BEN",            "signed-in 'OP-BEN",                    NULL},
        {"27",                "count-booked FETA EARLY x27 at LOC-A", NULL},
        {"LOTD-UNDO",         "undone FETA EARLY x3 at LOC-A 'count", NULL},
        {"LOTD-UNDO",         "count-stays",                          NULL},
    };
    PLAYS(lines);
}

static void a_large_difference_is_doubted(void **state)
{
    static const struct line lines[] = {
        {"LOTD-COUNT",        "mode 'count",                            NULL       },
        {"LOC-A",             "taken",                                  NULL       },
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                       NULL       },
        {"20",                "count-again FETA EARLY x20 at LOC-A",    NULL       },
        {"20",                "count-differs FETA EARLY x-10 at LOC-A", "ask-again"},
        {"LOTD-NO",           "cancelled",                              NULL       },
        {"20",                "count-differs FETA EARLY x-10 at LOC-A", NULL       },
        {"20",                "count-booked FETA EARLY x20 at LOC-A",   NULL       },
        {"(01)OIL(10)O1",     "taken OIL O1",                           NULL       },
        {"2",                 "count-again OIL O1 x2 at LOC-A",         NULL       },
        {"2",                 "count-booked OIL O1 x2 at LOC-A",        NULL       },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    dialogue->policy.count_limit = 5;
    PLAY(dialogue, lines);
    free(dialogue);
}

static void the_first_count_is_the_opening_stock(void **state)
{
    static const struct line lines[] = {
        {"LOTD-COUNT",       "mode 'count",                          NULL                   },
        {"DOCK",             "taken",                                NULL                   },
        {"(01)FETA(10)NEW",  "taken FETA NEW",                       "ask-use-by FETA NEW"  },
        {"2026-08-01",       "taken FETA NEW",                       "ask-quantity FETA NEW"},
        {"0",                "unknown-lot FETA NEW",                 NULL                   },
        {"6",                "counted FETA NEW x6 at DOCK",          NULL                   },
        {"(01)THING(10)T1",  "confirm-item THING T1",                NULL                   },
        {"(01)THING(10)T1",  "taken THING T1",                       NULL                   },
        {"3",                "counted THING T1 x3 at DOCK",          NULL                   },
        {"LOTD-DONE",        "place-counted at DOCK",                "ask-from"             },
        {"DOCK",             "taken",                                NULL                   },
        {"(01)FETA(10)LATE", "taken FETA LATE",                      NULL                   },
        {"1",                "count-again FETA LATE x1 at DOCK",     NULL                   },
        {"1",                "count-booked FETA LATE x1 at DOCK",    NULL                   },
        {"LOTD-UNDO",        "undone FETA LATE x1 at @count 'count", NULL                   },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    PLAY(dialogue, lines);
    const struct book *book = &dialogue->book;
    const struct lot_text opening = text(LOT_PLACE_OPENING);
    assert_true(lot_text_equal(&book->entry[book->entry_count - 3].movement.from, &opening));
    free(dialogue);
}

static void what_was_not_counted_is_gone(void **state)
{
    static const struct line lines[] = {
        {"LOTD-COUNT",        "mode 'count",                         NULL       },
        {"LOC-A",             "taken",                               NULL       },
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                    NULL       },
        {"LOTD-DONE",         "not-now 'DONE",                       NULL       },
        {"29",                "count-again FETA EARLY x29 at LOC-A", NULL       },
        {"LOTD-CANCEL",       "cancelled FETA EARLY",                NULL       },
        {"LOTD-DONE",         "still-to-count FETA EARLY at LOC-A",  "ask-item" },
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                    NULL       },
        {"30",                "counted FETA EARLY x30 at LOC-A",     NULL       },
        {"LOTD-DONE",         "not-counted FETA GONE at LOC-A",      "ask-again"},
        {"LOTD-NO",           "cancelled",                           NULL       },
        {"LOTD-DONE",         "not-counted FETA GONE at LOC-A",      NULL       },
        {"LOTD-DONE",         "place-counted x3 at LOC-A",           "ask-from" },
        {"LOTD-DONE",         "done",                                NULL       },
        {"LOC-A",             "taken",                               NULL       },
        {"(01)OIL(10)O1",     "taken OIL O1",                        NULL       },
        {"0",                 "counted OIL O1 at LOC-A",             NULL       },
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                    NULL       },
        {"30",                "counted FETA EARLY x30 at LOC-A",     NULL       },
        {"LOTD-DONE",         "place-counted at LOC-A",              NULL       },
    };
    PLAYS(lines);
}

static void a_list_names_what_is_counted(void **state)
{
    static const struct line lines[] = {
        {"LOTD-COUNT",       "mode 'count",                     NULL                           },
        {"PO-1",             "wrong-document for PO-1",         NULL                           },
        {"CNT-1",            "taken",                           "ask-from for CNT-1"           },
        {"LOC-NEW",          "unknown-place at LOC-NEW",        NULL                           },
        {"LOC-B",            "taken",                           "ask-item for CNT-1"           },
        {"(01)FETA(10)LATE", "not-ordered FETA LATE for CNT-1", NULL                           },
        {"(01)OIL(10)O1",    "taken OIL O1",                    "ask-quantity OIL O1 for CNT-1"},
        {"1.5",              "bad-quantity '1.5",               NULL                           },
        {"7",                "counted OIL O1 x7 at LOC-B",      NULL                           },
    };
    PLAYS(lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_on_record_is_not_told),
        cmocka_unit_test(two_counts_agree_whatever_moved_in_between),
        cmocka_unit_test(another_person_settles_it),
        cmocka_unit_test(a_large_difference_is_doubted),
        cmocka_unit_test(the_first_count_is_the_opening_stock),
        cmocka_unit_test(what_was_not_counted_is_gone),
        cmocka_unit_test(a_list_names_what_is_counted),
    };
    return cmocka_run_group_tests_name("engine_count", tests, NULL, NULL);
}
