/* SPDX-License-Identifier: MIT */
/* engine: pallets and cases by their SSCC, pieces by their serials, catch weight; as dialogues. */

#include "engine_dialogue.h"

#define PLAYS(lines)                                                                               \
    do {                                                                                           \
        (void)state;                                                                               \
        struct dialogue *dialogue = dialogue_stocked();                                            \
        book_advise(&dialogue->book, "343", "PO-2", "OIL", "O9", 6);                               \
        PLAY(dialogue, lines);                                                                     \
        free(dialogue);                                                                            \
    } while (0)

static void an_advised_pallet_is_one_scan(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE", "mode 'receive",                          NULL               },
        {"(00)343",      "unit-received x1 at DOCK for PO-2 '343", "ask-item for PO-2"},
        {"(00)343",      "unit-received-before '343",              NULL               },
        {"LOTD-UNDO",    "undone OIL O9 x6 at @supplier 'receive", NULL               },
        {"(00)343",      "unit-received x1 at DOCK for PO-2 '343", NULL               },
        {"LOTD-INQUIRE", "mode 'inquire",                          NULL               },
        {"(00)343",      "unit-inquired OIL O9 x1 at DOCK '343",   NULL               },
        {"(00)399",      "unknown-unit '399",                      NULL               },
    };
    PLAYS(lines);
}

static void a_pallet_moves_whole_or_gives(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",              "mode 'receive",                          NULL           },
        {"(00)350(01)OIL(10)O5(30)8", "received OIL O5 x8 at DOCK",             NULL           },
        {"(00)350(01)OIL(10)O6(30)4", "received OIL O6 x4 at DOCK",             NULL           },
        {"LOTD-MOVE",                 "mode 'move",                             NULL           },
        {"(00)399",                   "unknown-unit '399",                      NULL           },
        {"(00)350",                   "taken",                                  "ask-to"       },
        {"DOCK",                      "same-place at DOCK",                     NULL           },
        {"LOC-A",                     "unit-moved x2 at LOC-A from DOCK '350",  "ask-item"     },
        {"(00)350",                   "taken",                                  "ask-to"       },
        {"(01)OIL(10)O5",             "taken OIL O5",                           "ask-to OIL O5"},
        {"LOTD-QTY-3",                "taken OIL O5",                           "ask-to OIL O5"},
        {"LOC-B",                     "moved OIL O5 x3 at LOC-B from LOC-A",    NULL           },
        {"(01)OIL(10)O6",             "taken OIL O6",                           "ask-to OIL O6"},
        {"LOC-B",                     "moved OIL O6 x4 at LOC-B from LOC-A",    NULL           },
        {"(00)350",                   "taken",                                  "ask-to"       },
        {"LOC-B",                     "unit-moved x1 at LOC-B from LOC-A '350", NULL           },
        {"LOTD-UNDO",                 "undone OIL O5 x5 at LOC-A 'move",        NULL           },
    };
    PLAYS(lines);
}

static void a_piece_says_where_it_is(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",         "mode 'receive",                        NULL                },
        {"(01)PUMP(10)P1",       "taken PUMP P1",                        "ask-serial PUMP P1"},
        {"S1",                   "confirm-serial PUMP P1 'S1",           NULL                },
        {"S1",                   "received PUMP P1 x1 at DOCK",          NULL                },
        {"(01)PUMP(10)P1(21)S2", "received PUMP P1 x1 at DOCK",          NULL                },
        {"(01)PUMP(10)P1(21)S1", "serial-elsewhere PUMP P1 at DOCK 'S1", NULL                },
        {"LOTD-MOVE",            "mode 'move",                           NULL                },
        {"(01)PUMP(21)S1",       "taken PUMP P1",                        "ask-to PUMP P1"    },
        {"LOC-A",                "moved PUMP P1 x1 at LOC-A from DOCK",  NULL                },
        {"(01)PUMP(10)P1(21)S9", "unknown-serial PUMP P1 'S9",           NULL                },
        {"(01)PUMP(10)P1",       "taken PUMP P1",                        "ask-serial PUMP P1"},
        {"LOTD-CANCEL",          "cancelled PUMP P1",                    NULL                },
        {"LOTD-UNDO",            "undone PUMP P1 x1 at DOCK 'move",      NULL                },
    };
    PLAYS(lines);
}

static void pieces_are_weighed(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",                 "mode 'receive",              NULL               },
        {"(01)EEL(10)E1(30)2(3103)1500", "received EEL E1 x2 at DOCK", NULL               },
        {"(01)EEL(10)E1(30)1",           "taken EEL E1",               "ask-weight EEL E1"},
        {"0",                            "bad-quantity '0",            "ask-weight EEL E1"},
        {"hello",                        "not-understood 'hello",      NULL               },
        {"0.75",                         "received EEL E1 x1 at DOCK", NULL               },
        {"(01)EEL(10)E1(30)1(3203)1000", "received EEL E1 x1 at DOCK", NULL               },
        {"(01)EEL(10)E1(30)1",           "taken EEL E1",               NULL               },
        {"(3103)800",                    "received EEL E1 x1 at DOCK", NULL               },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    PLAY(dialogue, lines);
    const struct book *book = &dialogue->book;
    const int64_t weights[] = {1500000, 750000, 453592, 800000};
    for (unsigned i = 0; i < 4; i++) {
        assert_int_equal(book->entry[book->entry_count - 4 + i].movement.weight, weights[i]);
    }
    free(dialogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_advised_pallet_is_one_scan),
        cmocka_unit_test(a_pallet_moves_whole_or_gives),
        cmocka_unit_test(a_piece_says_where_it_is),
        cmocka_unit_test(pieces_are_weighed),
    };
    return cmocka_run_group_tests_name("units, pieces and weights", tests, NULL, NULL);
}
