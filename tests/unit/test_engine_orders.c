/* SPDX-License-Identifier: MIT */
/* engine: what an order, its customer and the site ask of a lot, as dialogues. */

#include "engine_dialogue.h"

static const struct line pick_so1[] = {
    {"LOTD-PICK", "mode 'pick", NULL},
    {"SO-1",      "taken",      NULL},
};

/* The line of SO-1 that wants feta. */
static struct lot_book_line *feta_line(struct dialogue *dialogue)
{
    for (unsigned i = 0; i < dialogue->book.line_count; i++) {
        struct book_line *row = &dialogue->book.line[i];
        if (is(&row->document, LOT_LITERAL("SO-1")) && is(&row->line.item, LOT_LITERAL("FETA"))) {
            return &row->line;
        }
    }
    return NULL;
}

static struct lot_book_document *document(struct dialogue *dialogue, const char *number)
{
    struct lot_text wanted = text(number);
    return book_find_document(&dialogue->book, &wanted);
}

/* ---- rotation ------------------------------------------------------------------------------- */

/* What is proposed first by what site, item and order say. */
static void the_order_says_then_the_item_then_the_site(void **state)
{
    static const struct {
        enum lot_rotation site, item, order;
        const char *asked;
    } rows[] = {
        {LOT_ROTATION_USUAL, LOT_ROTATION_USUAL, LOT_ROTATION_USUAL, "EARLY"},
        {LOT_ROTATION_FIFO,  LOT_ROTATION_USUAL, LOT_ROTATION_USUAL, "EARLY"},
        {LOT_ROTATION_LIFO,  LOT_ROTATION_USUAL, LOT_ROTATION_USUAL, "LATE" },
        {LOT_ROTATION_FEFO,  LOT_ROTATION_LIFO,  LOT_ROTATION_USUAL, "LATE" },
        {LOT_ROTATION_LIFO,  LOT_ROTATION_FEFO,  LOT_ROTATION_USUAL, "EARLY"},
        {LOT_ROTATION_FEFO,  LOT_ROTATION_FEFO,  LOT_ROTATION_LIFO,  "LATE" },
        {LOT_ROTATION_LIFO,  LOT_ROTATION_LIFO,  LOT_ROTATION_FEFO,  "EARLY"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct dialogue *dialogue = dialogue_stocked();
        dialogue->policy.rotation = rows[i].site;
        dialogue->book.item[0].rotation = rows[i].item;
        document(dialogue, "SO-1")->rotation = rows[i].order;
        PLAY(dialogue, pick_so1);
        assert_true(is(&dialogue->effects.ask.lot, lot_span_of(rows[i].asked)));
        free(dialogue);
    }
}

static void last_in_first_out_warns_of_an_older_lot(void **state)
{
    static const struct line lines[] = {
        {"(01)FETA(10)EARLY(30)6",
         "not-first-out FETA EARLY at LOC-B good 2026-05-01 not LATE not 2026-09-01",       NULL},
        {"(01)FETA(10)LATE(30)6",  "picked FETA LATE x6 at LOC-B for SO-1 good 2026-09-01", NULL},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    dialogue->policy.rotation = LOT_ROTATION_LIFO;
    PLAY(dialogue, pick_so1);
    PLAY(dialogue, lines);
    free(dialogue);
}

/* ---- what the customer takes ---------------------------------------------------------------- */

static void a_line_may_want_one_lot_only(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",              "mode 'pick",                                            NULL                                                     },
        {"SO-1",                   "taken",                                                 "ask-lot FETA LATE x24 at LOC-B for SO-1 good 2026-09-01"},
        {"(01)FETA(10)EARLY(30)6", "wrong-lot FETA EARLY for SO-1 not LATE",                NULL                                                     },
        {"(01)FETA(10)EARLY(30)6", "wrong-lot FETA EARLY for SO-1 not LATE",                NULL                                                     },
        {"(01)FETA(10)LATE(30)6",  "picked FETA LATE x6 at LOC-B for SO-1 good 2026-09-01", NULL                                                     },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    feta_line(dialogue)->lot = text("LATE");
    PLAY(dialogue, lines);
    free(dialogue);
}

/* Two lines of one item, each for a lot of its own: the lot that is scanned finds its line. */
static void a_lot_finds_its_line(void **state)
{
    static const struct line lines[] = {
        {"(01)FETA(10)LATE(30)6",  "picked FETA LATE x6 at LOC-B for SO-1 good 2026-09-01",  NULL},
        {"(01)FETA(10)EARLY(30)6", "picked FETA EARLY x6 at LOC-A for SO-1 good 2026-05-01", NULL},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    feta_line(dialogue)->lot = text("EARLY");
    book_add_line(&dialogue->book, "SO-1", "FETA", 6);
    struct lot_book_line *second = &dialogue->book.line[dialogue->book.line_count - 1].line;
    second->lot = text("LATE");
    PLAY(dialogue, pick_so1);
    PLAY(dialogue, lines);
    assert_int_equal(second->done, 6);
    assert_int_equal(feta_line(dialogue)->done, 6);
    free(dialogue);
}

/* EARLY lives 61 days from 2026-03-01: that is enough where 61 are asked. */
static void least_life_of_a_customer(void **state)
{
    static const struct line enough[] = {
        {"(01)FETA(10)EARLY(30)6", "picked FETA EARLY x6 at LOC-A for SO-1 good 2026-05-01", NULL},
    };
    static const struct line short_of_it[] = {
        {"(01)FETA(10)EARLY(30)6", "short-life FETA EARLY x62 for SO-1 good 2026-05-01",
         "ask-lot FETA LATE x18 at LOC-B for SO-1 good 2026-09-01"                                                    },
        {"(01)FETA(10)LATE(30)6",  "picked FETA LATE x6 at LOC-B for SO-1 good 2026-09-01", NULL                      },
        {"(01)OIL(10)O1(30)1",     "taken OIL O1",                                          "ask-from OIL O1 for SO-1"}, /* undated */
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    document(dialogue, "SO-1")->min_life_days = 61;
    PLAY(dialogue, pick_so1);
    PLAY(dialogue, enough);
    document(dialogue, "SO-1")->min_life_days = 62;
    PLAY(dialogue, short_of_it);
    free(dialogue);
}

static void one_lot_a_line(void **state)
{
    static const struct line lines[] = {
        {"(01)FETA(10)EARLY(30)6", "picked FETA EARLY x6 at LOC-A for SO-1 good 2026-05-01",         NULL                           },
        {"(01)FETA(10)LATE(30)6",  "second-lot FETA LATE for SO-1 not EARLY",
         "ask-lot FETA EARLY x18 at LOC-A for SO-1 good 2026-05-01"                                                                 },
        {"LOTD-UNDO",              "undone FETA EARLY x6 at LOC-A 'pick",                            NULL                           },
        {"(01)FETA(10)LATE(30)6",
         "not-first-out FETA LATE at LOC-A good 2026-09-01 not EARLY not 2026-05-01",                NULL                           },
        {"(01)FETA(10)LATE(30)6",  "taken FETA LATE",                                                "ask-reason FETA LATE for SO-1"},
        {"LOTD-REASON-damaged",    "picked FETA LATE x6 at LOC-B for SO-1 good 2026-09-01 'damaged",
         NULL                                                                                                                       },
        {"(01)FETA(10)EARLY(30)6", "second-lot FETA EARLY for SO-1 not LATE",
         "ask-lot FETA LATE x18 at LOC-B for SO-1 good 2026-09-01"                                                                  },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    document(dialogue, "SO-1")->one_lot = true;
    PLAY(dialogue, pick_so1);
    PLAY(dialogue, lines);
    free(dialogue);
}

static void not_older_than_what_was_sent(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",              "mode 'pick",                                             NULL                                                     },
        {"SO-8",                   "taken",                                                  NULL                                                     },
        {"(01)FETA(10)LATE(30)6",  "picked FETA LATE x6 at LOC-B for SO-8 good 2026-09-01",  NULL                                                     },
        {"LOTD-DONE",              "shipped x1 for SO-8",                                    NULL                                                     },
        {"SO-1",                   "taken",                                                  "ask-lot FETA LATE x24 at LOC-B for SO-1 good 2026-09-01"},
        {"(01)FETA(10)EARLY(30)6",
         "older-than-sent FETA EARLY for SO-1 good 2026-05-01 not LATE not 2026-09-01",      NULL                                                     },
        {"LOTD-UNDO",              "undone FETA LATE x6 at SO-8 'ship",                      NULL                                                     },
        {"(01)FETA(10)EARLY(30)6", "picked FETA EARLY x6 at LOC-A for SO-1 good 2026-05-01", NULL                                                     },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    struct book *book = &dialogue->book;
    book_add_document(book, "SO-8", LOT_DOCUMENT_ORDER);
    book_add_line(book, "SO-8", "FETA", 6);
    book->line[book->line_count - 1].line.lot = text("LATE");
    document(dialogue, "SO-8")->partner = text("C-1");
    document(dialogue, "SO-1")->partner = text("C-1");
    document(dialogue, "SO-1")->not_older = true;
    PLAY(dialogue, lines);
    free(dialogue);
}

/* ---- what may stand in ---------------------------------------------------------------------- */

static void a_substitute_is_taken_on_purpose(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",               "mode 'pick",                         NULL                          },
        {"SO-1",                    "taken",                              NULL                          },
        {"(01)HAM(10)H2(3103)1000", "not-ordered HAM H2 for SO-1",        NULL                          },
        {"(01)BOX(30)3",            "substitute BOX for SO-1 'OIL",       NULL                          },
        {"LOTD-NO",                 "cancelled",                          NULL                          },
        {"(01)BOX(30)5",            "substitute BOX for SO-1 'OIL",       NULL                          },
        {"(01)BOX(30)5",            "taken BOX",                          "ask-quantity BOX x4 for SO-1"},
        {"3",                       "picked BOX x3 at LOC-B for SO-1",    NULL                          },
        {"(01)OIL(10)O1(30)1",      "taken OIL O1",                       "ask-from OIL O1 for SO-1"    },
        {"LOC-A",                   "picked OIL O1 x1 at LOC-A for SO-1", NULL                          },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    struct book *book = &dialogue->book;
    for (unsigned i = 0; i < book->line_count; i++) {
        if (is(&book->line[i].document, LOT_LITERAL("SO-1"))) {
            bool oil = is(&book->line[i].line.item, LOT_LITERAL("OIL"));
            book->line[i].line.substitute = text(oil ? "BOX" : "HAM"); /* ham counts in grams */
        }
    }
    PLAY(dialogue, lines);
    const struct lot_movement *movement = &book->entry[book->entry_count - 2].movement;
    assert_true(movement->override);
    assert_int_equal(movement->line, 4);
    assert_int_equal(book->entry[book->entry_count - 1].movement.line, 4);
    assert_false(book->entry[book->entry_count - 1].movement.override);
    free(dialogue);
}

/* ---- what is prompted ----------------------------------------------------------------------- */

static void a_line_that_cannot_be_served_does_not_hold_up_the_next(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK", "mode 'pick", NULL                                 },
        {"SO-1",      "taken",      "ask-lot OIL O1 x3 at LOC-A for SO-1"},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    document(dialogue, "SO-1")->min_life_days = 1000;
    PLAY(dialogue, lines);
    free(dialogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_says_then_the_item_then_the_site),
        cmocka_unit_test(last_in_first_out_warns_of_an_older_lot),
        cmocka_unit_test(a_line_may_want_one_lot_only),
        cmocka_unit_test(a_lot_finds_its_line),
        cmocka_unit_test(least_life_of_a_customer),
        cmocka_unit_test(one_lot_a_line),
        cmocka_unit_test(not_older_than_what_was_sent),
        cmocka_unit_test(a_substitute_is_taken_on_purpose),
        cmocka_unit_test(a_line_that_cannot_be_served_does_not_hold_up_the_next),
    };
    return cmocka_run_group_tests_name("engine_orders", tests, NULL, NULL);
}
