/* SPDX-License-Identifier: MIT */
/* engine: picking and shipping orders, moving, and taking back, as dialogues. */

#include "engine_dialogue.h"

#define PLAYS(lines)                                                                               \
    do {                                                                                           \
        (void)state;                                                                               \
        struct dialogue *dialogue = dialogue_stocked();                                            \
        PLAY(dialogue, lines);                                                                     \
        free(dialogue);                                                                            \
    } while (0)

/* ---- picking -------------------------------------------------------------------------------- */

static void an_order_from_first_to_last(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",         "mode 'pick",                                              "ask-document"                                       },
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                                        "ask-document FETA EARLY"                            },
        {"SO-1",              "taken FETA EARLY",                                        "ask-quantity FETA EARLY x24 for SO-1"               },
        {"LOTD-YES",          "picked FETA EARLY x24 at LOC-A for SO-1 good 2026-05-01",
         "ask-lot OIL O1 x3 at LOC-A for SO-1"                                                                                                },
        {"LOTD-DONE",         "still-open OIL x4 for SO-1",                              NULL                                                 },
        {"LOC-B",             "taken",                                                   "ask-lot OIL O1 x3 at LOC-A for SO-1"                },
        {"(01)OIL(10)O1",     "taken OIL O1",                                            "ask-quantity OIL O1 x4 for SO-1"                    },
        {"4",                 "picked OIL O1 x4 at LOC-B for SO-1",                      "ask-item for SO-1"                                  },
        {"LOTD-DONE",         "shipped x2 for SO-1",                                     "ask-document"                                       },
        {"LOTD-DONE",         "done",                                                    "ask-document"                                       },
        {"SO-1",              "wrong-document for SO-1",                                 "ask-document"                                       },
        {"SO-2",              "taken",                                                   "ask-lot HAM H2 x5 at LOC-B for SO-2 good 2026-06-01"},
        {"LOTD-DONE",         "nothing-to-ship for SO-2",                                NULL                                                 },
    };
    PLAYS(lines);
}

static void a_line_takes_two_scans(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",               "mode 'pick",                                              NULL                                                      },
        {"SO-1",                    "taken",                                                   "ask-lot FETA EARLY x24 at LOC-A for SO-1 good 2026-05-01"},
        {"LOC-A",                   "taken",                                                   NULL                                                      },
        {"(01)FETA(10)EARLY(30)10", "picked FETA EARLY x10 at LOC-A for SO-1 good 2026-05-01",
         "ask-lot FETA EARLY x14 at LOC-A for SO-1 good 2026-05-01"                                                                                      },
        {"(01)FETA(10)EARLY(30)10", "picked FETA EARLY x10 at LOC-A for SO-1 good 2026-05-01",
         NULL                                                                                                                                            },
        {"(01)FETA(10)EARLY(30)10", "taken FETA EARLY",                                        "ask-quantity FETA EARLY x4 for SO-1"                     },
        {"LOTD-DONE",               "picked FETA EARLY x4 at LOC-A for SO-1 good 2026-05-01",
         "ask-lot OIL O1 x3 at LOC-A for SO-1"                                                                                                           },
    };
    PLAYS(lines);
}

/* Place and lot as they were proposed: the quantity was proposed with them. */
static void two_scans_say_yes_to_what_is_proposed(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",         "mode 'pick",                                              NULL                                                      },
        {"SO-1",              "taken",                                                   "ask-lot FETA EARLY x24 at LOC-A for SO-1 good 2026-05-01"},
        {"LOC-A",             "taken",                                                   NULL                                                      },
        {"(01)FETA(10)EARLY", "picked FETA EARLY x24 at LOC-A for SO-1 good 2026-05-01",
         "ask-lot OIL O1 x3 at LOC-A for SO-1"                                                                                                     },
        {"LOC-B",             "taken",                                                   NULL                                                      },
        {"(01)OIL(10)O1",     "taken OIL O1",                                            "ask-quantity OIL O1 x4 for SO-1"                         },
        {"LOTD-CANCEL",       "cancelled OIL O1",                                        NULL                                                      },
        {"(01)OIL(10)O1",     "taken OIL O1",                                            "ask-quantity OIL O1 x4 for SO-1"                         },
        {"LOC-A",             "picked OIL O1 x3 at LOC-A for SO-1",                      "ask-lot OIL O1 x1 at LOC-B for SO-1"                     },
        {"(10)O1",            "taken O1",                                                NULL                                                      },
        {"LOC-B",             "taken O1",                                                NULL                                                      },
        {"(01)OIL",           "picked OIL O1 x1 at LOC-B for SO-1",                      "ask-item for SO-1"                                       },
    };
    PLAYS(lines);
}

static void the_first_to_expire_goes_first(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",              "mode 'pick",                                                     NULL                                 },
        {"SO-1",                   "taken",                                                          NULL                                 },
        {"(01)FETA(10)LATE(30)6",
         "not-first-out FETA LATE at LOC-A good 2026-09-01 not EARLY not 2026-05-01",                "ask-again"                          },
        {"(01)FETA(10)EARLY(30)6", "picked FETA EARLY x6 at LOC-A for SO-1 good 2026-05-01",         NULL                                 },
        {"(01)FETA(10)LATE",
         "not-first-out FETA LATE at LOC-A good 2026-09-01 not EARLY not 2026-05-01",                NULL                                 },
        {"(01)FETA(10)LATE",       "taken FETA LATE",                                                "ask-quantity FETA LATE x18 for SO-1"},
        {"6",                      "taken FETA LATE",                                                "ask-reason FETA LATE for SO-1"      },
        {"LOTD-YES",               "not-now 'YES",                                                   "ask-reason FETA LATE for SO-1"      },
        {"LOTD-REASON-whatever",   "unknown-reason 'whatever",                                       "ask-reason FETA LATE for SO-1"      },
        {"LOTD-REASON-damaged",    "picked FETA LATE x6 at LOC-B for SO-1 good 2026-09-01 'damaged",
         NULL                                                                                                                             },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    PLAY(dialogue, lines);
    const struct book *book = &dialogue->book;
    assert_false(book->entry[book->entry_count - 2].movement.override);
    assert_true(book->entry[book->entry_count - 1].movement.override);
    assert_true(is(&book->entry[book->entry_count - 1].reason, LOT_LITERAL("damaged")));
    assert_int_equal(book->entry[book->entry_count - 1].movement.line, 3);
    assert_true(is(&book->entry[book->entry_count - 1].movement.to, LOT_LITERAL("SO-1")));
    free(dialogue);
}

static void two_doubts_about_one_scan(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",           "mode 'pick",                                                      NULL},
        {"SO-1",                "taken",                                                           NULL},
        {"LOTD-QTY-25",         "taken",                                                           NULL},
        {"LOTD-REASON-damaged", "taken",                                                           NULL},
        {"(01)FETA(10)LATE",
         "not-first-out FETA LATE at LOC-A good 2026-09-01 not EARLY not 2026-05-01",              NULL},
        {"(01)FETA(10)LATE",    "over-ordered FETA LATE x24 for SO-1",                             NULL},
        {"hello",               "not-understood 'hello",                                           NULL},
        {"(01)FETA(10)LATE",
         "not-first-out FETA LATE at LOC-A good 2026-09-01 not EARLY not 2026-05-01",              NULL},
        {"(01)FETA(10)LATE",    "over-ordered FETA LATE x24 for SO-1",                             NULL},
        {"(01)FETA(10)LATE",    "picked FETA LATE x25 at LOC-B for SO-1 good 2026-09-01 'damaged",
         NULL                                                                                          },
    };
    PLAYS(lines);
}

static void what_may_not_be_picked(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",               "mode 'pick",                                              NULL                                                 },
        {"PO-1",                    "wrong-document for PO-1",                                 NULL                                                 },
        {"SO-1",                    "taken",                                                   NULL                                                 },
        {"(01)FETA(10)GONE(30)1",   "expired FETA GONE good 2026-02-28",                       NULL                                                 },
        {"(01)FETA(10)HELD(30)1",   "lot-stopped FETA HELD 'hold",                             NULL                                                 },
        {"(01)FETA(10)NEVER(30)1",  "unknown-lot FETA NEVER",                                  NULL                                                 },
        {"(01)FETA(10)NONE(30)1",   "no-stock FETA NONE",                                      NULL                                                 },
        {"(01)NOTHING(10)L(30)1",   "unknown-item NOTHING",                                    NULL                                                 },
        {"(01)HAM(10)H2(30)1",      "not-ordered HAM H2 for SO-1",                             NULL                                                 },
        {"LOC-NOWHERE",             "unknown-place at LOC-NOWHERE",                            NULL                                                 },
        {"LOC-B",                   "taken",                                                   NULL                                                 },
        {"(01)FETA(10)EARLY(30)1",  "not-enough FETA EARLY at LOC-B",                          NULL                                                 },
        {"LOC-A",                   "taken",                                                   NULL                                                 },
        {"LOTD-QTY-31",             "taken",                                                   NULL                                                 },
        {"(01)FETA(10)EARLY",       "not-enough FETA EARLY x30 at LOC-A",                      NULL                                                 },
        {"LOTD-QTY-25",             "taken",                                                   NULL                                                 },
        {"(01)FETA(10)EARLY",       "over-ordered FETA EARLY x24 for SO-1",                    NULL                                                 },
        {"(01)FETA(10)EARLY",       "picked FETA EARLY x25 at LOC-A for SO-1 good 2026-05-01", NULL                                                 },
        {"(01)FETA(10)EARLY",       "over-ordered FETA EARLY for SO-1",                        NULL                                                 },
        {"SO-2",                    "taken",                                                   "ask-lot HAM H2 x5 at LOC-B for SO-2 good 2026-06-01"},
        {"(01)HAM(10)H1(3103)1000", "not-enough HAM H1 at LOC-A",                              NULL                                                 },
        {"LOC-B",                   "taken",                                                   NULL                                                 },
        {"(01)HAM(10)H1(3103)1000", "expired HAM H1 good 2026-02-01",                          NULL                                                 },
        {"(01)HAM(10)H2(3103)1000", "picked HAM H2 x1 at LOC-B for SO-2 good 2026-06-01",      NULL                                                 },
        {"(01)BOX(30)3",            "picked BOX x3 at LOC-B for SO-2",
         "ask-lot HAM H2 x4 at LOC-B for SO-2 good 2026-06-01"                                                                                      },
        {"LOTD-DONE",               "still-open HAM x4 for SO-2",                              NULL                                                 },
        {"LOTD-DONE",               "shipped x2 for SO-2",                                     "ask-document"                                       },
    };
    PLAYS(lines);
}

static void past_best_before_is_warned_of(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",           "mode 'pick",                                          NULL                             },
        {"SO-1",                "taken",                                               NULL                             },
        {"(01)OIL(10)OLD(30)2", "past-best-before OIL OLD good 2026-02-01",            NULL                             },
        {"(01)OIL(10)OLD(30)2", "picked OIL OLD x2 at LOC-B for SO-1 good 2026-02-01", NULL                             },
        {"(01)OIL(10)O1",       "taken OIL O1",                                        "ask-from OIL O1 for SO-1"       },
        {"LOC-B",               "taken OIL O1",                                        "ask-quantity OIL O1 x2 for SO-1"},
        {"LOC-A",               "picked OIL O1 x2 at LOC-A for SO-1",                  NULL                             },
    };
    PLAYS(lines);
}

static void stopped_after_the_pick_does_not_ship(void **state)
{
    static const struct line before[] = {
        {"LOTD-PICK",              "mode 'pick",                                             NULL},
        {"SO-1",                   "taken",                                                  NULL},
        {"(01)FETA(10)EARLY(30)6", "picked FETA EARLY x6 at LOC-A for SO-1 good 2026-05-01", NULL},
    };
    static const struct line stopped[] = {
        {"LOTD-DONE", "lot-stopped FETA EARLY 'recalled", NULL}
    };
    static const struct line expired[] = {
        {"LOTD-DONE", "expired FETA EARLY good 2026-02-01", NULL}
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    PLAY(dialogue, before);
    dialogue->book.lot[0].lot.status = LOT_STATUS_RECALLED;
    PLAY(dialogue, stopped);
    dialogue->book.lot[0].lot.status = LOT_STATUS_RELEASED;
    dialogue->book.lot[0].lot.dates.expiry = 20260201;
    PLAY(dialogue, expired);
    free(dialogue);
}

static void too_many_lots_for_one_shipment(void **state)
{
    static const struct line begin[] = {
        {"LOTD-PICK", "mode 'pick", NULL},
        {"SO-1",      "taken",      NULL},
    };
    static const struct line full[] = {
        {"LOTD-DONE", "too-many for SO-1", NULL}
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    PLAY(dialogue, begin);
    for (unsigned i = 0; i <= LOT_MOVEMENTS_MAX; i++) {
        char lot[8];
        (void)snprintf(lot, sizeof lot, "X%u", i);
        book_add_lot(&dialogue->book, "FETA", lot, 20260501);
        book_put(&dialogue->book, "FETA", lot, "SO-1", 1);
    }
    PLAY(dialogue, full);
    free(dialogue);
}

static void without_an_order_it_goes_to_the_customer(void **state)
{
    static const struct line lines[] = {
        {"LOTD-PICK",              "mode 'pick",                                    "ask-item"},
        {"(01)FETA(10)EARLY(30)6", "picked FETA EARLY x6 at LOC-A good 2026-05-01", "ask-item"},
        {"LOTD-DONE",              "done",                                          "ask-item"},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    dialogue->policy.require_order = false;
    PLAY(dialogue, lines);
    const struct book *book = &dialogue->book;
    assert_true(
        is(&book->entry[book->entry_count - 1].movement.to, LOT_LITERAL(LOT_PLACE_CUSTOMER)));
    free(dialogue);
}

/* ---- moving --------------------------------------------------------------------------------- */

static void the_place_comes_first_or_last(void **state)
{
    static const struct line lines[] = {
        {"LOTD-MOVE",          "mode 'move",                                                  "ask-item"              },
        {"(01)FETA(10)EARLY",  "taken FETA EARLY",                                            "ask-to FETA EARLY"     },
        {"LOC-B",              "moved FETA EARLY x30 at LOC-B from LOC-A good 2026-05-01",    "ask-item"              },
        {"LOC-A",              "taken",                                                       "ask-item"              },
        {"(01)FETA(10)EARLY",  "moved FETA EARLY x30 at LOC-A from LOC-B good 2026-05-01",    NULL                    },
        {"LOC-A",              "taken",                                                       "ask-item"              },
        {"(01)OIL(10)O1",      "taken OIL O1",                                                "ask-to OIL O1 at LOC-B"},
        {"LOC-B",              "moved OIL O1 x3 at LOC-B from LOC-A",                         NULL                    },
        {"LOC-B",              "taken",                                                       NULL                    },
        {"LOC-B",              "taken",                                                       NULL                    },
        {"LOC-A",              "taken",                                                       "ask-item"              },
        {"(01)OIL(10)O1(30)4", "moved OIL O1 x4 at LOC-A from LOC-B",                         NULL                    },
        {"(01)OIL(10)O1",      "taken OIL O1",                                                "ask-from OIL O1"       },
        {"LOC-NEW",            "unknown-place at LOC-NEW",                                    "ask-from OIL O1"       },
        {"LOC-B",              "taken OIL O1",                                                "ask-to OIL O1 at LOC-A"},
        {"LOC-NEW",            "confirm-place OIL O1 at LOC-NEW",                             "ask-again"             },
        {"LOC-NEW",            "moved OIL O1 x6 at LOC-NEW from LOC-B",                       NULL                    },
        {"LOC-NEWER",          "confirm-place at LOC-NEWER",                                  NULL                    },
        {"LOC-NEWER",          "taken",                                                       "ask-item"              },
        {"(01)FETA(10)LATE",   "moved FETA LATE x48 at LOC-NEWER from LOC-B good 2026-09-01", NULL                    },
        {"(01)FETA(10)GONE",   "taken FETA GONE",                                             "ask-to FETA GONE"      },
        {"DOCK",               "moved FETA GONE x5 at DOCK from LOC-A good 2026-02-28",       NULL                    },
    };
    PLAYS(lines);
}

static void how_much_is_moved(void **state)
{
    static const struct line lines[] = {
        {"LOTD-MOVE",               "mode 'move",                                               NULL                         },
        {"LOTD-QTY-10",             "taken",                                                    NULL                         },
        {"(01)FETA(10)EARLY",       "taken FETA EARLY",                                         "ask-to FETA EARLY"          },
        {"LOC-B",                   "moved FETA EARLY x10 at LOC-B from LOC-A good 2026-05-01", NULL                         },
        {"LOC-A",                   "taken",                                                    NULL                         },
        {"(01)FETA(10)EARLY(30)30", "taken FETA EARLY",                                         "ask-quantity FETA EARLY x20"},
        {"LOTD-YES",                "taken FETA EARLY",                                         "ask-to FETA EARLY at LOC-B" },
        {"LOC-B",                   "moved FETA EARLY x20 at LOC-B from LOC-A good 2026-05-01", NULL                         },
        {"(01)FETA(10)EARLY",       "taken FETA EARLY",                                         NULL                         },
        {"LOTD-QTY-31",             "not-enough FETA EARLY x30 at LOC-B",                       NULL                         },
        {"LOTD-QTY-30",             "taken FETA EARLY",                                         NULL                         },
        {"LOTD-QTY-29",             "taken FETA EARLY",                                         NULL                         },
        {"LOC-A",                   "moved FETA EARLY x29 at LOC-A from LOC-B good 2026-05-01", NULL                         },
        {"(01)BOX",                 "taken BOX",                                                "ask-to BOX"                 },
        {"LOC-A",                   "moved BOX x10 at LOC-A from LOC-B",                        NULL                         },
    };
    PLAYS(lines);
}

static void what_may_not_be_moved(void **state)
{
    static const struct line lines[] = {
        {"LOTD-MOVE",         "mode 'move",                     NULL               },
        {"(01)FETA(10)EARLY", "taken FETA EARLY",               "ask-to FETA EARLY"},
        {"LOC-A",             "same-place at LOC-A",            "ask-to FETA EARLY"},
        {"SO-1",              "not-now 'document",              "ask-to FETA EARLY"},
        {"(414)SO-1",         "unknown-place at SO-1",          "ask-to FETA EARLY"},
        {"(414)@scrap",       "unknown-place at @scrap",        "ask-to FETA EARLY"},
        {"(01)OIL(10)O1",     "contradiction FETA EARLY 'item", "ask-to FETA EARLY"},
        {"LOTD-CANCEL",       "cancelled FETA EARLY",           "ask-item"         },
        {"LOC-A",             "taken",                          NULL               },
        {"LOC-B",             "taken",                          NULL               },
        {"DOCK",              "contradiction 'to",              NULL               },
        {"LOTD-CANCEL",       "cancelled",                      NULL               },
        {"(01)OIL(10)O1",     "taken OIL O1",                   "ask-from OIL O1"  },
        {"DOCK",              "not-enough OIL O1 at DOCK",      "ask-from OIL O1"  },
        {"LOTD-CANCEL",       "cancelled OIL O1",               NULL               },
        {"(01)FETA(10)NONE",  "no-stock FETA NONE",             NULL               },
        {"(01)FETA(10)NEVER", "unknown-lot FETA NEVER",         NULL               },
    };
    PLAYS(lines);
}

/* ---- taking back ---------------------------------------------------------------------------- */

static void undo_goes_back_step_by_step(void **state)
{
    static const struct line lines[] = {
        {"LOTD-UNDO",           "nothing-to-undo",                         NULL},
        {"LOTD-RECEIVE",        "mode 'receive",                           NULL},
        {"(01)OIL(10)NEW(30)5", "received OIL NEW x5 at DOCK",             NULL},
        {"LOTD-PICK",           "mode 'pick",                              NULL},
        {"SO-1",                "taken",                                   NULL},
        {"(01)OIL(10)NEW(30)4", "picked OIL NEW x4 at DOCK for SO-1",
         "ask-lot FETA EARLY x24 at LOC-A for SO-1 good 2026-05-01"            },
        {"LOTD-DONE",           "still-open FETA x24 for SO-1",            NULL},
        {"LOTD-DONE",           "shipped x1 for SO-1",                     NULL},
        {"LOTD-UNDO",           "undone OIL NEW x4 at SO-1 'ship",         NULL},
        {"LOTD-UNDO",           "undone OIL NEW x4 at DOCK 'pick",         NULL},
        {"LOTD-UNDO",           "undone OIL NEW x5 at @supplier 'receive", NULL},
        {"LOTD-UNDO",           "nothing-to-undo",                         NULL},
        {"LOTD-INQUIRE",        "mode 'inquire",                           NULL},
        {"(01)OIL(10)NEW",      "inquired OIL NEW 'released",              NULL},
    };
    PLAYS(lines);
}

static void undo_needs_the_goods(void **state)
{
    static const struct line lines[] = {
        {"LOTD-MOVE",     "mode 'move",                         NULL},
        {"LOC-A",         "taken",                              NULL},
        {"(01)OIL(10)O1", "taken OIL O1",                       NULL},
        {"DOCK",          "moved OIL O1 x3 at DOCK from LOC-A", NULL},
    };
    static const struct line gone[] = {
        {"LOTD-UNDO",         "cannot-undo OIL O1 at DOCK", NULL               },
        {"(01)FETA(10)EARLY", "taken FETA EARLY",           "ask-to FETA EARLY"},
        {"LOTD-UNDO",         "cannot-undo OIL O1 at DOCK", "ask-to FETA EARLY"},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    PLAY(dialogue, lines);
    book_put(&dialogue->book, "OIL", "O1", "DOCK", -1);
    PLAY(dialogue, gone);
    free(dialogue);
}

static void undo_keeps_what_is_half_filled(void **state)
{
    static const struct line lines[] = {
        {"LOTD-MOVE",         "mode 'move",                                               NULL              },
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                                         NULL              },
        {"LOC-B",             "moved FETA EARLY x30 at LOC-B from LOC-A good 2026-05-01", NULL              },
        {"(01)FETA(10)LATE",  "taken FETA LATE",                                          "ask-to FETA LATE"},
        {"LOTD-UNDO",         "undone FETA EARLY x30 at LOC-A 'move",                     "ask-to FETA LATE"},
        {"LOC-A",             "moved FETA LATE x48 at LOC-A from LOC-B good 2026-09-01",  NULL              },
    };
    PLAYS(lines);
}

/* ---- time ----------------------------------------------------------------------------------- */

static void a_double_read_is_one_read(void **state)
{
    static const struct line lines[] = {
        {"LOTD-MOVE",         "mode 'move",                                               NULL      },
        {"LOC-A",             "taken",                                                    NULL      },
        {"+400",              NULL,                                                       NULL      },
        {"LOC-A",             "double-read",                                              "ask-item"},
        {"+400",              NULL,                                                       NULL      },
        {"LOC-A",             "double-read",                                              "ask-item"},
        {"(01)FETA(10)EARLY", "taken FETA EARLY",                                         NULL      },
        {"+100",              NULL,                                                       NULL      },
        {"LOC-B",             "moved FETA EARLY x30 at LOC-B from LOC-A good 2026-05-01", NULL      },
        {"+0",                NULL,                                                       NULL      },
        {"LOC-B",             "double-read",                                              NULL      },
        {"+-100",             NULL,                                                       NULL      },
        {"LOC-B",             "taken",                                                    NULL      },
    };
    PLAYS(lines);
}

static void another_scanner_is_no_double_read(void **state)
{
    static const struct line first[] = {
        {"LOTD-MOVE", "mode 'move",               NULL},
        {"LOC-NEW",   "confirm-place at LOC-NEW", NULL},
    };
    static const struct line second[] = {
        {"+100",    NULL,    NULL},
        {"LOC-NEW", "taken", NULL},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    PLAY(dialogue, first);
    dialogue->source = 2;
    PLAY(dialogue, second);
    free(dialogue);
}

static void what_is_left_lying_is_dropped(void **state)
{
    static const struct line lines[] = {
        {"T9999",                 "nothing",                                          "ask-anything"                                            },
        {"LOTD-PICK",             "mode 'pick",                                       NULL                                                      },
        {"SO-1",                  "taken",                                            NULL                                                      },
        {"T9999",                 "nothing",                                          NULL                                                      },
        {"(01)FETA(10)EARLY",     "taken FETA EARLY",                                 "ask-quantity FETA EARLY x24 for SO-1"                    },
        {"T299",                  "nothing",                                          "ask-quantity FETA EARLY x24 for SO-1"                    },
        {"T1",                    "timed-out FETA EARLY",                             "ask-lot FETA EARLY x24 at LOC-A for SO-1 good 2026-05-01"},
        {"T1",                    "nothing",                                          NULL                                                      },
        {"hello",                 "not-understood 'hello",                            NULL                                                      },
        {"(01)FETA(10)LATE(30)6",
         "not-first-out FETA LATE at LOC-A good 2026-09-01 not EARLY not 2026-05-01", NULL                                                      },
        {"T300",                  "timed-out",                                        NULL                                                      },
        {"(01)FETA(10)LATE(30)6",
         "not-first-out FETA LATE at LOC-A good 2026-09-01 not EARLY not 2026-05-01", NULL                                                      },
    };
    PLAYS(lines);
}

static void deadlines_are_set_while_something_waits(void **state)
{
    static const struct {
        const char *scan;
        bool waits;
    } rows[] = {
        {"LOTD-MOVE",         false},
        {"LOC-A",             true },
        {"(01)FETA(10)EARLY", true },
        {"?date",             true },
        {"LOC-B",             false},
        {"LOC-NEW",           true },
        {"LOTD-NO",           false},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_null(play_scan(dialogue, lot_span_of(rows[i].scan)));
        assert_int_equal(dialogue->effects.deadline_ms,
                         rows[i].waits ? dialogue->now_ms + 300000 : 0);
    }
    dialogue->policy.idle_ms = 0;
    assert_null(play_scan(dialogue, LOT_LITERAL("LOC-A")));
    assert_int_equal(dialogue->effects.deadline_ms, 0);
    free(dialogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_order_from_first_to_last),
        cmocka_unit_test(a_line_takes_two_scans),
        cmocka_unit_test(two_scans_say_yes_to_what_is_proposed),
        cmocka_unit_test(the_first_to_expire_goes_first),
        cmocka_unit_test(two_doubts_about_one_scan),
        cmocka_unit_test(what_may_not_be_picked),
        cmocka_unit_test(past_best_before_is_warned_of),
        cmocka_unit_test(stopped_after_the_pick_does_not_ship),
        cmocka_unit_test(too_many_lots_for_one_shipment),
        cmocka_unit_test(without_an_order_it_goes_to_the_customer),
        cmocka_unit_test(the_place_comes_first_or_last),
        cmocka_unit_test(how_much_is_moved),
        cmocka_unit_test(what_may_not_be_moved),
        cmocka_unit_test(undo_goes_back_step_by_step),
        cmocka_unit_test(undo_needs_the_goods),
        cmocka_unit_test(undo_keeps_what_is_half_filled),
        cmocka_unit_test(a_double_read_is_one_read),
        cmocka_unit_test(another_scanner_is_no_double_read),
        cmocka_unit_test(what_is_left_lying_is_dropped),
        cmocka_unit_test(deadlines_are_set_while_something_waits),
    };
    return cmocka_run_group_tests_name("engine_pick", tests, NULL, NULL);
}
