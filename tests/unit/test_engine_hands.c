/* SPDX-License-Identifier: MIT */
/* engine: hands-only control: numbers by scans, counting by scans, and a command in every mode. */

#include "engine_dialogue.h"

static void digits_build_a_number(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    static const struct line lines[] = {
        {"LOTD-RECEIVE",                  "mode 'receive",                                 "ask-item"           },
 /* before the item: how many of it */
        {"LOTD-DIGIT-1",                  "typed '1",                                      "ask-item"           },
        {"LOTD-DIGIT-2",                  "typed '12",                                     "ask-item"           },
        {"(01)OIL",                       "taken OIL",                                     "ask-lot OIL"        },
        {"(10)O1",                        "received OIL O1 x12 at DOCK",                   "ask-item"           },
 /* as the answer, entered by YES or DONE, or by the place */
        {"(01)OIL(10)O1",                 "taken OIL O1",                                  "ask-quantity OIL O1"},
        {"LOTD-DIGIT-7",                  "typed OIL O1 '7",                               "ask-quantity OIL O1"},
        {"LOTD-YES",                      "received OIL O1 x7 at DOCK",                    "ask-item"           },
        {"(01)OIL(10)O1",                 "taken OIL O1",                                  "ask-quantity OIL O1"},
        {"LOTD-DIGIT-8",                  "typed OIL O1 '8",                               NULL                 },
        {"LOC-A",                         "received OIL O1 x8 at LOC-A",                   "ask-item"           },
 /* a packaging counts what it holds */
        {"LOTD-DIGIT-2",                  "typed '2",                                      NULL                 },
        {"(01)FETA-CASE(10)F1(17)260801", "received FETA F1 x24 at LOC-A good 2026-08-01", NULL                 },
 /* dropped, and typed anew */
        {"LOTD-DIGIT-9",                  "typed '9",                                      NULL                 },
        {"LOTD-NO",                       "cancelled",                                     NULL                 },
        {"LOTD-NO",                       "not-now 'NO",                                   NULL                 },
        {"LOTD-DIGIT-9",                  "typed '9",                                      NULL                 },
        {"LOTD-CANCEL",                   "cancelled",                                     NULL                 },
        {"LOTD-DIGIT-9",                  "typed '9",                                      NULL                 },
        {"LOTD-QTY-3",                    "taken",                                         NULL                 },
        {"(01)OIL(10)O1",                 "received OIL O1 x3 at LOC-A",                   NULL                 },
        {"LOTD-DIGIT-9",                  "typed '9",                                      NULL                 },
        {"T300",                          "timed-out",                                     NULL                 },
        {"(01)OIL(10)O1",                 "taken OIL O1",                                  "ask-quantity OIL O1"},
    };
    PLAY(dialogue, lines);
    free(dialogue);
}

static void digits_with_a_point(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    static const struct line lines[] = {
        {"LOTD-RECEIVE",  "mode 'receive",                 NULL                 },
        {"(01)HAM(10)H1", "taken HAM H1",                  "ask-quantity HAM H1"},
        {"LOTD-POINT",    "not-now '.",                    NULL                 },
        {"LOTD-DIGIT-1",  "typed HAM H1 '1",               NULL                 },
        {"LOTD-POINT",    "typed HAM H1 '1.",              NULL                 },
        {"LOTD-POINT",    "not-now '.",                    NULL                 },
        {"LOTD-YES",      "not-understood '1.",            NULL                 },
        {"LOTD-DIGIT-2",  "typed HAM H1 '1.2",             NULL                 },
        {"LOTD-DIGIT-5",  "typed HAM H1 '1.25",            NULL                 },
        {"LOTD-DONE",     "received HAM H1 x1.25 at DOCK", NULL                 },
    };
    PLAY(dialogue, lines);
    free(dialogue);
}

static void digits_are_what_a_keyboard_types(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    static const struct line lines[] = {
        {"LOTD-DIGIT-1",         "not-now '1",                           NULL                 }, /* inquiring, with no lot asked */
        {"LOTD-RECEIVE",         "mode 'receive",                        NULL                 },
        {"(01)OIL",              "taken OIL",                            "ask-lot OIL"        },
        {"LOTD-DIGIT-4",         "typed OIL '4",                         NULL                 },
        {"LOTD-DIGIT-2",         "typed OIL '42",                        NULL                 },
        {"LOTD-YES",             "confirm-lot OIL 42",                   "ask-again"          },
        {"LOTD-YES",             "taken OIL 42",                         "ask-quantity OIL 42"},
 /* above the limit it is said twice, however it was said */
        {"LOTD-DIGIT-5",         "typed OIL 42 '5",                      NULL                 },
        {"LOTD-DIGIT-0",         "typed OIL 42 '50",                     NULL                 },
        {"LOTD-DIGIT-0",         "typed OIL 42 '500",                    NULL                 },
        {"LOTD-DIGIT-0",         "typed OIL 42 '5000",                   NULL                 },
        {"LOTD-YES",             "large-quantity OIL 42 x5000",          "ask-again"          },
        {"LOTD-YES",             "received OIL 42 x5000 at DOCK",        NULL                 },
        {"12345678901234567890", "not-understood '12345678901234567890", NULL                 },
        {"5000",                 "large-quantity x5000",                 "ask-again"          },
        {"5000",                 "taken",                                "ask-item"           },
        {"(01)OIL(10)42",        "received OIL 42 x5000 at DOCK",        NULL                 },
    };
    PLAY(dialogue, lines);
    free(dialogue);
}

static void each_scan_adds_one(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    dialogue->policy.counting_modes = 1u << LOT_MODE_RECEIVE | 1u << LOT_MODE_MOVE;
    static const struct line lines[] = {
        {"LOTD-RECEIVE",                  "mode 'receive",                                NULL                      },
        {"(01)OIL(10)O1",                 "taken OIL O1",                                 "ask-quantity OIL O1 x1"  },
        {"(01)OIL(10)O1",                 "taken OIL O1",                                 "ask-quantity OIL O1 x2"  },
        {"+100",                          NULL,                                           NULL                      },
        {"(01)OIL(10)O1",                 "double-read",                                  "ask-quantity OIL O1 x2"  }, /* one read */
        {"(01)OIL(10)O1",                 "taken OIL O1",                                 "ask-quantity OIL O1 x3"  },
        {"(01)FETA",                      "contradiction OIL O1 'item",                   "ask-quantity OIL O1 x3"  },
        {"(01)OIL(10)O2",                 "contradiction OIL O1 'lot",                    "ask-quantity OIL O1 x3"  },
        {"LOTD-DONE",                     "received OIL O1 x3 at DOCK",                   "ask-item"                },
 /* cases and pieces of one item */
        {"(01)FETA-CASE(10)F1(17)260801", "taken FETA F1",                                "ask-quantity FETA F1 x12"},
        {"(01)FETA",                      "taken FETA F1",                                "ask-quantity FETA F1 x13"},
        {"LOTD-YES",                      "received FETA F1 x13 at DOCK good 2026-08-01", NULL                      },
 /* a number that is said outranks what was counted, and a label's count needs no counting */
        {"(01)OIL(10)O1",                 "taken OIL O1",                                 "ask-quantity OIL O1 x1"  },
        {"40",                            "received OIL O1 x40 at DOCK",                  NULL                      },
        {"(01)OIL(10)O1(30)6",            "received OIL O1 x6 at DOCK",                   NULL                      },
 /* the place takes what was counted */
        {"LOTD-MOVE",                     "mode 'move",                                   NULL                      },
        {"(01)OIL(10)O1",                 "taken OIL O1",                                 "ask-quantity OIL O1 x1"  },
        {"(01)OIL(10)O1",                 "taken OIL O1",                                 "ask-quantity OIL O1 x2"  },
        {"LOC-A",                         "moved OIL O1 x2 at LOC-A from DOCK",           NULL                      },
        {"LOTD-CANCEL",                   "cancelled",                                    NULL                      },
    };
    PLAY(dialogue, lines);
    free(dialogue);
}

/* ---- every command everywhere --------------------------------------------------------------- */

/* What brings a mode to where the command has something to do; NULL: the mode alone. */
static const struct {
    enum lot_command command;
    const char *scans;
} occasions[] = {
    {LOT_COMMAND_DONE,        "LOTD-RECEIVE"                              },
    {LOT_COMMAND_YES,         "LOTD-RECEIVE PO-1 (01)FETA(10)F1(17)260801"},
    {LOT_COMMAND_NO,          "LOTD-RECEIVE (01)NEW"                      },
    {LOT_COMMAND_ACKNOWLEDGE, "LOTD-RECEIVE (01)NEW"                      },
    {LOT_COMMAND_UNDO,        "LOTD-RECEIVE (01)OIL(10)O1(30)6"           },
    {LOT_COMMAND_REPRINT,     "LOTD-RECEIVE (01)OIL(10)O1(30)6"           },
    {LOT_COMMAND_SIGN_OUT,    "OP-3"                                      },
    {LOT_COMMAND_QUANTITY,    "LOTD-RECEIVE"                              },
    {LOT_COMMAND_DIGIT,       "LOTD-RECEIVE"                              },
    {LOT_COMMAND_POINT,       "LOTD-RECEIVE LOTD-DIGIT-1"                 },
    {LOT_COMMAND_REASON,      "LOTD-SCRAP"                                },
    {LOT_COMMAND_SHORT,       "LOTD-PICK SO-1 (01)FETA(10)EARLY"          },
    {LOT_COMMAND_DAMAGED,     "LOTD-SCRAP (01)FETA(10)EARLY LOTD-QTY-3"   },
};

static const char *code_of(enum lot_command command, char out[64])
{
    static const char *const arguments[LOT_COMMANDS_END] = {
        [LOT_COMMAND_QUANTITY] = "-12",
        [LOT_COMMAND_DIGIT] = "-7",
        [LOT_COMMAND_REASON] = "-damaged",
    };
    const char *argument = arguments[command] ? arguments[command] : "";
    (void)snprintf(out, 64, "LOTD-%s%s", lot_command_name(command), argument);
    return out;
}

static void lead(struct dialogue *dialogue, const char *scans)
{
    while (*scans != '\0') {
        size_t size = strcspn(scans, " ");
        assert_null(play_scan(dialogue, lot_span(scans, size)));
        scans += size + (scans[size] == ' ');
    }
}

/* The command has an occasion on which it is not refused. */
static void assert_is_of_use(enum lot_command command)
{
    char code[64];
    struct dialogue *dialogue = dialogue_stocked();
    for (size_t i = 0; i < sizeof occasions / sizeof occasions[0]; i++) {
        if (occasions[i].command == command) {
            lead(dialogue, occasions[i].scans);
        }
    }
    assert_null(play_scan(dialogue, lot_span_of(code_of(command, code))));
    if (dialogue->effects.outcome == LOT_OUTCOME_ERROR) {
        fail_msg("%s is answered %s", code, lot_code_name(dialogue->effects.say.code));
    }
    free(dialogue);
}

/* In every mode it is taken or refused in plain words, and the question stays. */
static void assert_is_answered(enum lot_command command, enum lot_mode mode)
{
    char code[64];
    struct dialogue *dialogue = dialogue_stocked();
    dialogue->engine.mode = mode;
    assert_null(play_scan(dialogue, lot_span_of(code_of(command, code))));
    enum lot_code said = dialogue->effects.say.code;
    bool refused = dialogue->effects.outcome == LOT_OUTCOME_ERROR;
    if (said == LOT_CODE_NOTHING || dialogue->effects.ask.code == LOT_CODE_NOTHING) {
        fail_msg("%s in %s: %s", code, lot_mode_name(mode), lot_code_name(said));
    }
    if (refused && said == LOT_CODE_NOT_NOW) {
        assert_true(dialogue->effects.say.text.size > 0);
    }
    free(dialogue);
}

static void every_command_in_every_mode(void **state)
{
    (void)state;
    for (enum lot_command command = 0; command < LOT_COMMANDS_END; command++) {
        if (command == LOT_COMMAND_COUNT || command == LOT_COMMAND_RETURN) {
            continue; /* modes of their own */
        }
        assert_is_of_use(command);
        for (enum lot_mode mode = 0; mode < LOT_MODE_COUNT; mode++) {
            assert_is_answered(command, mode);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_build_a_number),
        cmocka_unit_test(digits_with_a_point),
        cmocka_unit_test(digits_are_what_a_keyboard_types),
        cmocka_unit_test(each_scan_adds_one),
        cmocka_unit_test(every_command_in_every_mode),
    };
    return cmocka_run_group_tests_name("engine_hands", tests, NULL, NULL);
}
