/* SPDX-License-Identifier: MIT */
/* engine: who works, what a role may use, who approves, and warnings that are to be answered. */

#include "engine_dialogue.h"

/* ---- what went on record -------------------------------------------------------------------- */

static void assert_note(const struct dialogue *dialogue, unsigned index, enum lot_note_kind kind,
                        const char *who, const char *why)
{
    assert_true(index < dialogue->effects.note_count);
    const struct lot_note *note = &dialogue->effects.note[index];
    assert_int_equal(note->kind, kind);
    assert_true(is(&note->operator_id, lot_span_of(who)));
    assert_string_equal(note->why, why);
    assert_int_equal(note->time.utc_ms, dialogue->now_ms);
}

/* ---- signing in and out --------------------------------------------------------------------- */

static void a_badge_signs_in_and_out(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    static const struct line in[] = {
        {"OP-1", "signed-in 'Anna", "ask-anything"}
    };
    static const struct line out[] = {
        {"OP-1", "signed-out 'OP-1", "ask-anything"}
    };
    PLAY(dialogue, in);
    assert_note(dialogue, 0, LOT_NOTE_SIGN_IN, "OP-1", "");
    assert_true(is(&dialogue->engine.operator_id, LOT_LITERAL("OP-1")));
    PLAY(dialogue, out);
    assert_note(dialogue, 0, LOT_NOTE_SIGN_OUT, "OP-1", "badge");
    assert_int_equal(dialogue->effects.note_count, 1);
    assert_int_equal(dialogue->engine.operator_id.size, 0);
    free(dialogue);
}

static void one_relieves_the_other(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    static const struct line lines[] = {
        {"BEN",          "signed-in 'Ben",               "ask-anything"     },
        {"LOTD-RECEIVE", "mode 'receive",                "ask-item"         },
        {"PO-1",         "taken",                        "ask-item for PO-1"},
        {"OP-2",         "signed-in 'OP-2",              "ask-item"         }, /* the document is not theirs */
        {"(01)FETA",     "taken FETA",                   "ask-lot FETA"     },
        {"BEN",          "contradiction FETA 'operator", "ask-lot FETA"     },
        {"OP-2",         "contradiction FETA 'operator", "ask-lot FETA"     },
        {"LOTD-SIGNOUT", "signed-out FETA 'OP-2",        "ask-anything"     },
        {"LOTD-SIGNOUT", "not-now 'SIGNOUT",             "ask-anything"     },
    };
    play(dialogue, lines, 4);
    assert_note(dialogue, 0, LOT_NOTE_SIGN_OUT, "BEN", "relieved");
    assert_note(dialogue, 1, LOT_NOTE_SIGN_IN, "OP-2", "");
    play(dialogue, lines + 4, 4);
    assert_note(dialogue, 0, LOT_NOTE_SIGN_OUT, "OP-2", "code");
    assert_true(is(&dialogue->effects.note[0].item, LOT_LITERAL("FETA")));
    play(dialogue, lines + 8, 1);
    free(dialogue);
}

static void roles_have_modes(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    static const struct line lines[] = {
        {"LOTD-RECEIVE", "mode 'receive",          NULL          }, /* nobody yet: no role */
        {"OP-1",         "signed-in 'Anna",        "ask-anything"}, /* a picker: not in that mode */
        {"LOTD-RECEIVE", "not-allowed 'receive",   "ask-anything"},
        {"LOTD-LABEL",   "not-allowed 'label",     "ask-anything"},
        {"LOTD-PICK",    "mode 'pick",             "ask-document"},
        {"LOTD-INQUIRE", "mode 'inquire",          NULL          },
        {"BEN",          "signed-in 'Ben",         NULL          }, /* has two roles */
        {"LOTD-RECEIVE", "mode 'receive",          NULL          },
        {"LOTD-PICK",    "mode 'pick",             NULL          },
        {"OP-3",         "signed-in 'Carl",        NULL          },
        {"LOTD-LABEL",   "mode 'label",            NULL          },
        {"OP-4",         "unknown-operator 'OP-4", NULL          },
        {"OP-7",         "signed-in 'OP-7",        NULL          }, /* not in the list: no role */
        {"LOTD-RECEIVE", "mode 'receive",          NULL          },
    };
    PLAY(dialogue, lines);
    free(dialogue);
}

static void only_badges_on_record(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    dialogue->policy.require_listed = true;
    dialogue->policy.require_operator = true;
    static const struct line lines[] = {
        {"LOTD-RECEIVE", "sign-in-first",           "ask-operator"},
        {"(01)FETA",     "sign-in-first",           "ask-operator"},
        {"LOTD-YES",     "sign-in-first",           "ask-operator"},
        {"OP-7",         "unknown-operator 'OP-7",  "ask-operator"},
        {"OP-4",         "unknown-operator 'OP-4",  "ask-operator"},
        {"LOTD-REPEAT",  "repeated",                "ask-operator"},
        {"?check-digit", "unreadable 'check-digit", "ask-operator"},
        {"BEN",          "signed-in 'Ben",          "ask-anything"},
        {"LOTD-RECEIVE", "mode 'receive",           "ask-item"    },
        {"LOTD-SIGNOUT", "signed-out 'BEN",         "ask-operator"},
    };
    PLAY(dialogue, lines);
    free(dialogue);
}

static void time_signs_out(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    dialogue->policy.sign_out_ms = 600000;
    static const struct line lines[] = {
        {"OP-2",         "signed-in 'OP-2",  "ask-anything"},
        {"LOTD-RECEIVE", "mode 'receive",    "ask-item"    },
        {"(01)FETA",     "taken FETA",       "ask-lot FETA"},
        {"T299",         "nothing",          "ask-lot FETA"},
        {"T1",           "timed-out FETA",   "ask-item"    },
        {"T299",         "nothing",          "ask-item"    },
        {"T1",           "signed-out 'OP-2", "ask-anything"},
        {"T900",         "nothing",          "ask-anything"},
    };
    PLAY(dialogue, lines);
    free(dialogue);
}

static void a_shift_ends(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    dialogue->policy.shift_ms = 3600000;
    dialogue->policy.idle_ms = 0;
    static const struct line in[] = {
        {"OP-2",         "signed-in 'OP-2", "ask-anything"},
        {"LOTD-RECEIVE", "mode 'receive",   "ask-item"    },
        {"(01)FETA",     "taken FETA",      "ask-lot FETA"},
        {"T3600",        "nothing",         "ask-lot FETA"}, /* not in the middle of something */
        {"LOTD-CANCEL",  "cancelled FETA",  "ask-item"    },
    };
    static const struct line out[] = {
        {"T0", "signed-out 'OP-2", "ask-anything"},
    };
    PLAY(dialogue, in);
    assert_true(dialogue->effects.deadline_ms <= dialogue->now_ms);
    PLAY(dialogue, out);
    assert_note(dialogue, 0, LOT_NOTE_SIGN_OUT, "OP-2", "shift");
    free(dialogue);
}

/* ---- approving ------------------------------------------------------------------------------ */

static void a_supervisor_approves(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    dialogue->policy.rule[LOT_DOUBT_EXPIRED_RECEIPT] = LOT_RULE_APPROVE;
    dialogue->policy.acknowledge = true;
    static const struct line lines[] = {
        {"OP-2",                          "signed-in 'OP-2",                 NULL          },
        {"LOTD-RECEIVE",                  "mode 'receive",                   NULL          },
        {"(01)FETA(10)L1(17)260228(30)6", "expired FETA L1 good 2026-02-28", "ask-approval"},
        {"(01)FETA(10)L1(17)260228(30)6", "expired FETA L1 good 2026-02-28", "ask-approval"},
        {"(01)FETA(10)L2(17)260801(30)6", "acknowledge-first",               "ask-approval"},
        {"BEN",                           "not-supervisor 'BEN",             "ask-approval"},
        {"OP-7",                          "not-supervisor 'OP-7",            "ask-approval"},
        {"LOTD-YES",                      "not-now 'YES",                    "ask-approval"},
        {"LOTD-REPEAT",                   "repeated",                        "ask-approval"},
        {"OP-3",                          "approved 'Carl",                  "ask-again"   },
    };
    static const struct line taken[] = {
        {"(01)FETA(10)L1(17)260228(30)6", "received FETA L1 x6 at DOCK good 2026-02-28",
         "ask-item"},
    };
    static const struct line next[] = {
        {"(01)FETA(10)L3(17)260228(30)6", "expired FETA L3 good 2026-02-28",             "ask-approval"},
        {"LOTD-NO",                       "cancelled",                                   "ask-item"    },
        {"(01)FETA(10)L4(17)260801(30)6", "received FETA L4 x6 at DOCK good 2026-08-01", NULL          },
    };
    PLAY(dialogue, lines);
    assert_note(dialogue, 0, LOT_NOTE_APPROVAL, "OP-2", "");
    assert_true(is(&dialogue->effects.note[0].approver, LOT_LITERAL("OP-3")));
    assert_int_equal(dialogue->effects.note[0].doubt, LOT_DOUBT_EXPIRED_RECEIPT);
    PLAY(dialogue, taken);
    assert_true(is(&dialogue->effects.commit.approver, LOT_LITERAL("OP-3")));
    PLAY(dialogue, next);
    assert_int_equal(dialogue->effects.commit.approver.size, 0); /* each is approved by itself */
    free(dialogue);
}

static void an_approval_goes_with_its_doubt(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    dialogue->policy.rule[LOT_DOUBT_NEW_ITEM] = LOT_RULE_APPROVE;
    dialogue->policy.rule[LOT_DOUBT_QUANTITY] = LOT_RULE_APPROVE;
    static const struct line lines[] = {
        {"LOTD-RECEIVE", "mode 'receive",                 NULL                 },
        {"(01)NEW",      "confirm-item NEW",              "ask-approval"       },
        {"OP-3",         "approved 'Carl",                "ask-again"          },
        {"LOTD-NO",      "cancelled",                     "ask-item"           },
        {"(01)NEW",      "confirm-item NEW",              "ask-approval"       }, /* it was for that time */
        {"OP-3",         "approved 'Carl",                "ask-again"          },
        {"(01)NEW",      "taken NEW",                     "ask-lot NEW"        },
        {"(10)N1",       "taken NEW N1",                  "ask-quantity NEW N1"},
        {"5000",         "large-quantity NEW N1 x5000",   "ask-approval"       }, /* each its own */
        {"OP-3",         "approved 'Carl",                "ask-again"          },
        {"5000",         "received NEW N1 x5000 at DOCK", NULL                 },
    };
    PLAY(dialogue, lines);
    assert_true(is(&dialogue->effects.commit.approver, LOT_LITERAL("OP-3")));
    assert_int_equal(dialogue->engine.approver.size, 0);
    assert_int_equal(dialogue->engine.approved, 0);
    free(dialogue);
}

static void four_eyes(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    dialogue->policy.rule[LOT_DOUBT_NEW_ITEM] = LOT_RULE_APPROVE;
    static const struct line lines[] = {
        {"OP-3",         "signed-in 'Carl",  NULL          },
        {"LOTD-RECEIVE", "mode 'receive",    NULL          },
        {"(01)NEW",      "confirm-item NEW", "ask-approval"},
        {"OP-3",         "approved 'Carl",   "ask-again"   },
        {"LOTD-NO",      "cancelled",        NULL          },
    };
    static const struct line others[] = {
        {"(01)NEW", "confirm-item NEW",   "ask-approval"},
        {"OP-3",    "own-approval 'OP-3", "ask-approval"},
    };
    PLAY(dialogue, lines);
    dialogue->policy.four_eyes = true;
    PLAY(dialogue, others);
    free(dialogue);
}

static void policy_refuses(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    dialogue->policy.rule[LOT_DOUBT_NEW_ITEM] = LOT_RULE_REFUSE;
    dialogue->policy.rule[LOT_DOUBT_NEW_LOT] = LOT_RULE_APPROVE;
    dialogue->policy.rule[LOT_DOUBT_NOT_ORDERED] = LOT_RULE_WARN;
    static const struct line lines[] = {
        {"LOTD-RECEIVE",                  "mode 'receive",                               NULL                  },
        {"(01)NEW",                       "confirm-item NEW",                            "ask-item"            },
        {"(01)NEW",                       "confirm-item NEW",                            "ask-item"            },
        {"(01)FETA(10)L1(17)260801(30)6", "confirm-lot FETA L1",                         "ask-approval"        },
        {"OP-3",                          "approved 'Carl",                              "ask-again"           },
        {"(01)FETA(10)L1(17)260801(30)6", "received FETA L1 x6 at DOCK good 2026-08-01", NULL                  },
        {"PO-1",                          "taken",                                       NULL                  },
        {"(01)OIL",                       "not-ordered OIL for PO-1",                    "ask-again"           },
        {"(01)OIL",                       "taken OIL",                                   "ask-lot OIL for PO-1"},
    };
    PLAY(dialogue, lines);
    assert_int_equal(dialogue->engine.doubt, LOT_DOUBT_NONE);
    free(dialogue);
}

/* ---- warnings that are to be answered ------------------------------------------------------- */

static void a_warning_is_scanned_away(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    dialogue->policy.acknowledge = true;
    static const char late[] =
        "not-first-out FETA LATE at LOC-A good 2026-09-01 not EARLY not 2026-05-01";
    const struct line lines[] = {
        {"LOTD-PICK",              "mode 'pick",                                             NULL       },
        {"SO-1",                   "taken",                                                  NULL       },
        {"(01)FETA(10)LATE(30)6",  late,                                                     "ask-again"},
        {"(01)OIL(10)O1",          "acknowledge-first",                                      "ask-again"},
        {"LOC-A",                  "acknowledge-first",                                      "ask-again"},
        {"LOTD-UNDO",              "acknowledge-first",                                      "ask-again"},
        {"LOTD-MOVE",              "acknowledge-first",                                      "ask-again"},
        {"OP-1",                   "acknowledge-first",                                      "ask-again"},
        {"nonsense",               "acknowledge-first",                                      "ask-again"},
        {"?check-digit",           "unreadable 'check-digit",                                "ask-again"},
        {"LOTD-ACK",               "acknowledged",                                           NULL       },
        {"LOTD-ACK",               "not-now 'ACK",                                           NULL       },
        {"(01)FETA(10)LATE(30)6",  late,                                                     "ask-again"},
        {"LOTD-CANCEL",            "cancelled",                                              NULL       },
        {"(01)FETA(10)LATE(30)6",  late,                                                     "ask-again"},
        {"LOTD-NO",                "cancelled",                                              NULL       },
        {"(01)FETA(10)LATE(30)6",  late,                                                     "ask-again"},
        {"(01)FETA(10)EARLY(30)6", "picked FETA EARLY x6 at LOC-A for SO-1 good 2026-05-01", NULL       },
        {"(01)FETA(10)LATE(30)6",  late,                                                     "ask-again"},
        {"(01)FETA(10)LATE(30)6",  "taken FETA LATE",                                        NULL       },
    };
    PLAY(dialogue, lines);
    free(dialogue);
}

static void what_time_dropped_is_acknowledged(void **state)
{
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    dialogue->policy.acknowledge = true;
    static const struct line lines[] = {
        {"LOTD-RECEIVE", "mode 'receive",     NULL             },
        {"(01)FETA",     "taken FETA",        "ask-lot FETA"   },
        {"T300",         "timed-out FETA",    "ask-acknowledge"},
        {"T300",         "nothing",           "ask-acknowledge"},
        {"(10)L1",       "acknowledge-first", "ask-acknowledge"},
        {"LOTD-YES",     "acknowledged",      "ask-item"       },
    };
    PLAY(dialogue, lines);
    free(dialogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_badge_signs_in_and_out),
        cmocka_unit_test(one_relieves_the_other),
        cmocka_unit_test(roles_have_modes),
        cmocka_unit_test(only_badges_on_record),
        cmocka_unit_test(time_signs_out),
        cmocka_unit_test(a_shift_ends),
        cmocka_unit_test(a_supervisor_approves),
        cmocka_unit_test(an_approval_goes_with_its_doubt),
        cmocka_unit_test(four_eyes),
        cmocka_unit_test(policy_refuses),
        cmocka_unit_test(a_warning_is_scanned_away),
        cmocka_unit_test(what_time_dropped_is_acknowledged),
    };
    return cmocka_run_group_tests_name("engine_operators", tests, NULL, NULL);
}
