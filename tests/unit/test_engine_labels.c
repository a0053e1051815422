/* SPDX-License-Identifier: MIT */
/* engine: labels of which nobody knows whether they came out, asked about when nothing else is. */

#include "engine_dialogue.h"

/* The question waits for a pause, any scan goes past it, and only an answer to it ends it. */
static void labels_that_may_have_come_out(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",        "mode 'receive",               "ask-printed OIL O1"},
        {"(01)FETA",            "taken FETA",                  "ask-lot FETA"      },
        {"LOTD-YES",            "not-now 'YES",                "ask-lot FETA"      },
        {"LOTD-NO",             "not-now 'NO",                 "ask-lot FETA"      },
        {"LOTD-CANCEL",         "cancelled FETA",              "ask-printed OIL O1"},
        {"(01)OIL(10)O2(30)24", "received OIL O2 x24 at DOCK", "ask-printed OIL O1"},
        {"(01)TEA(10)T1(30)5",  "confirm-item TEA T1",         "ask-again"         },
        {"LOTD-YES",            "not-now 'YES",                "ask-again"         },
        {"LOTD-NO",             "cancelled",                   "ask-printed OIL O1"},
        {"LOTD-YES",            "label-printed OIL O1",        NULL                },
        {"LOTD-YES",            "not-now 'YES",                "ask-item"          },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    dialogue->tries_failures = true;
    dialogue->book.doubtful =
        (struct lot_book_label){.job = 7, .item = text("OIL"), .lot = text("O1")};
    PLAY(dialogue, lines);
    free(dialogue);
}

static void answers_about_labels(void **state)
{
    static const struct {
        const char *scan;
        uint64_t job;
        bool printed;
    } rows[] = {
        {"LOTD-NO",      7, false},
        {"LOTD-YES",     7, true },
        {"LOTD-INQUIRE", 0, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct dialogue *dialogue = dialogue_new();
        dialogue->book.doubtful = (struct lot_book_label){.job = 7, .item = text("OIL")};
        assert_null(play_scan(dialogue, lot_span_of(rows[i].scan)));
        assert_int_equal(dialogue->effects.label.job, rows[i].job);
        assert_int_equal(dialogue->effects.label.printed, rows[i].printed);
        assert_int_equal(dialogue->effects.print.copies, 0);
        free(dialogue);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_that_may_have_come_out),
        cmocka_unit_test(answers_about_labels),
    };
    return cmocka_run_group_tests_name("engine_labels", tests, NULL, NULL);
}
