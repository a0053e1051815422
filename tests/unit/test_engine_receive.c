/* SPDX-License-Identifier: MIT */
/* engine: receiving, asking about lots and printing their labels, as dialogues. */

#include "engine_dialogue.h"

#define PLAYS(lines)                                                                               \
    do {                                                                                           \
        (void)state;                                                                               \
        struct dialogue *dialogue = dialogue_new();                                                \
        PLAY(dialogue, lines);                                                                     \
        free(dialogue);                                                                            \
    } while (0)

static void one_scan_receives(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",                              "mode 'receive",                                "ask-item"},
        {"(01)FETA(17)260501(10)L1(30)24",            "received FETA L1 x24 at DOCK good 2026-05-01",
         "ask-item"                                                                                             },
        {"(01)FETA(10)L1(30)6",                       "received FETA L1 x6 at DOCK good 2026-05-01",  "ask-item"},
        {"(00)340(02)FETA-CASE(37)4(10)L2(15)260601",
         "received FETA L2 x48 at DOCK good 2026-06-01",                                              "ask-item"},
    };
    PLAYS(lines);
}

static void facts_come_in_any_order(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",     "mode 'receive",                                "ask-item"            },
        {"(10)L1",           "taken L1",                                     "ask-item L1"         },
        {"(30)24",           "taken L1",                                     "ask-item L1"         },
        {"(17)260501",       "taken L1",                                     "ask-item L1"         },
        {"(01)FETA",         "received FETA L1 x24 at DOCK good 2026-05-01", "ask-item"            },
        {"LOTD-QTY-5",       "taken",                                        "ask-item"            },
        {"(01)FETA",         "taken FETA",                                   "ask-lot FETA"        },
        {"(10)L2",           "taken FETA L2",                                "ask-use-by FETA L2"  },
        {"(11)260101",       "taken FETA L2",                                "ask-use-by FETA L2"  },
        {"2026-07-01",       "received FETA L2 x5 at DOCK good 2026-07-01",  "ask-item"            },
        {"(10)L3(16)260801", "taken L3",                                     "ask-item L3"         },
        {"(01)FETA",         "taken FETA L3",                                "ask-quantity FETA L3"},
        {"12",               "received FETA L3 x12 at DOCK good 2026-08-01", "ask-item"            },
    };
    PLAYS(lines);
}

static void the_place_stays(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",       "mode 'receive",                 "ask-item"           },
        {"LOC-A",              "taken",                         "ask-item"           },
        {"(01)OIL(10)O1(30)2", "received OIL O1 x2 at LOC-A",   NULL                 },
        {"(01)OIL(10)O1(30)2", "received OIL O1 x2 at LOC-A",   NULL                 },
        {"LOC-B",              "taken",                         "ask-item"           },
        {"(01)OIL(10)O1(30)2", "received OIL O1 x2 at LOC-B",   NULL                 },
        {"LOTD-DONE",          "done",                          "ask-item"           },
        {"(01)OIL(10)O1(30)2", "received OIL O1 x2 at DOCK",    NULL                 },
        {"LOC-NEW",            "confirm-place at LOC-NEW",      "ask-again"          },
        {"LOC-NEW",            "taken",                         "ask-item"           },
        {"(01)OIL(10)O1(30)2", "received OIL O1 x2 at LOC-NEW", NULL                 },
        {"(01)OIL(10)O1",      "taken OIL O1",                  "ask-quantity OIL O1"},
        {"LOC-NEW",            "taken OIL O1",                  "ask-quantity OIL O1"},
        {"LOC-A",              "taken OIL O1",                  "ask-quantity OIL O1"},
        {"1",                  "received OIL O1 x1 at LOC-A",   NULL                 },
        {"SO-1",               "wrong-document for SO-1",       NULL                 },
        {"@customer",          "not-understood '@customer",     NULL                 },
        {"LOTD-CANCEL",        "cancelled",                     NULL                 },
        {"(01)OIL(10)O1(30)2", "received OIL O1 x2 at DOCK",    NULL                 },
    };
    PLAYS(lines);
}

static void without_a_dock_the_place_is_asked(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",       "mode 'receive",                        "ask-document"          },
        {"PO-2",               "taken",                                "ask-item for PO-2"     },
        {"(01)OIL(10)O1(30)2", "taken OIL O1",                         "ask-to OIL O1 for PO-2"},
        {"LOC-A",              "received OIL O1 x2 at LOC-A for PO-2", NULL                    },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    dialogue->policy.dock.size = 0;
    dialogue->policy.require_receipt_document = true;
    PLAY(dialogue, lines);
    free(dialogue);
}

static void against_a_document(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",                   "mode 'receive",                                         "ask-item"                        },
        {"PO-7",                           "unknown-document for PO-7",                             "ask-item"                        },
        {"PO-9",                           "wrong-document for PO-9",                               "ask-item"                        },
        {"PO-1",                           "taken",                                                 "ask-item for PO-1"               },
        {"(01)OIL(10)O1(30)2",             "not-ordered OIL O1 for PO-1",                           "ask-item for PO-1"               },
        {"(01)NEW(10)N1(30)2",             "not-ordered NEW N1 for PO-1",                           "ask-item for PO-1"               },
        {"(01)FETA(10)L1(17)260501(30)40", "received FETA L1 x40 at DOCK for PO-1 good 2026-05-01",
         "ask-item for PO-1"                                                                                                          },
        {"(01)FETA(10)L1(30)9",            "over-ordered FETA L1 x8 for PO-1",                      "ask-again"                       },
        {"(01)FETA(10)L1",                 "taken FETA L1",                                         "ask-quantity FETA L1 x8 for PO-1"},
        {"LOTD-YES",                       "received FETA L1 x8 at DOCK for PO-1 good 2026-05-01",  NULL                              },
        {"(01)FETA(10)L1",                 "over-ordered FETA L1 for PO-1",                         NULL                              },
        {"(01)FETA(10)L1(30)1",            "over-ordered FETA L1 for PO-1",                         NULL                              },
        {"(01)FETA(10)L1(30)1",            "received FETA L1 x1 at DOCK for PO-1 good 2026-05-01",  NULL                              },
        {"PO-2",                           "taken",                                                 "ask-item for PO-2"               },
        {"(01)OIL(10)O1",                  "taken OIL O1",                                          "ask-quantity OIL O1 x6 for PO-2" },
        {"LOTD-DONE",                      "received OIL O1 x6 at DOCK for PO-2",                   NULL                              },
        {"LOTD-DONE",                      "done for PO-2",                                         "ask-item"                        },
    };
    PLAYS(lines);
}

static void a_supplier_may_name_our_order(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",                     "mode 'receive",              NULL               },
        {"(01)OIL(10)O1(30)2(400)ELSEWHERE", "received OIL O1 x2 at DOCK", NULL               },
        {"(400)PO-2",                        "taken",                      "ask-item for PO-2"},
        {"(414)LOC-B",                       "taken",                      "ask-item for PO-2"},
    };
    PLAYS(lines);
}

static void what_is_new_is_scanned_twice(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",       "mode 'receive",                       NULL                          },
        {"(01)NEW(10)N1(30)2", "confirm-item NEW N1",                 "ask-again"                   },
        {"(01)NEW(10)N2(30)2", "confirm-item NEW N2",                 "ask-again"                   },
        {"(01)NEW(10)N1(30)2", "confirm-item NEW N1",                 "ask-again"                   },
        {"(01)NEW(10)N1(30)2", "received NEW N1 x2 at DOCK",          "ask-item"                    },
        {"(01)NEW(10)N1(30)2", "received NEW N1 x2 at DOCK",          "ask-item"                    },
        {"(01)NEWER",          "confirm-item NEWER",                  "ask-again"                   },
        {"LOTD-NO",            "cancelled",                           "ask-item"                    },
        {"(01)NEWER",          "confirm-item NEWER",                  "ask-again"                   },
        {"(01)NEWER",          "taken NEWER",                         "ask-lot NEWER"               },
        {"PLAIN-LOT",          "confirm-lot NEWER PLAIN-LOT",         "ask-again"                   },
        {"PLAIN-LOT",          "taken NEWER PLAIN-LOT",               "ask-quantity NEWER PLAIN-LOT"},
        {"3",                  "received NEWER PLAIN-LOT x3 at DOCK", "ask-item"                    },
        {"(01)NEWER",          "taken NEWER",                         "ask-lot NEWER"               },
        {"PLAIN-LOT",          "taken NEWER PLAIN-LOT",               "ask-quantity NEWER PLAIN-LOT"},
    };
    PLAYS(lines);
}

static void a_doubt_is_confirmed_by_its_own_scan_alone(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",         "mode 'receive",                NULL},
        {"(01)NEW(10)N1(30)2",   "confirm-item NEW N1",          NULL},
        {"LOTD-YES",             "not-now 'YES",                 NULL},
        {"?date",                "unreadable 'date",             NULL},
        {"+200",                 NULL,                           NULL},
        {"?date",                "double-read",                  NULL},
        {"(01)NEW(10)N1(30)2",   "received NEW N1 x2 at DOCK",   NULL},
        {"(01)NEWER(10)N1(30)2", "confirm-item NEWER N1",        NULL},
        {"+399",                 NULL,                           NULL},
        {"(01)NEWER(10)N1(30)2", "double-read",                  NULL},
        {"+401",                 NULL,                           NULL},
        {"(01)NEWER(10)N1(30)2", "received NEWER N1 x2 at DOCK", NULL},
    };
    PLAYS(lines);
}

static void doubts_follow_each_other(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",  "mode 'receive",                          NULL                  },
        {"LOTD-QTY-1000", "large-quantity x1000",                   "ask-again"           },
        {"LOTD-QTY-1000", "taken",                                  "ask-item"            },
        {"PO-2",          "taken",                                  "ask-item for PO-2"   },
        {"(01)OIL(10)O1", "over-ordered OIL O1 x6 for PO-2",        NULL                  },
        {"(01)OIL(10)O1", "received OIL O1 x1000 at DOCK for PO-2", NULL                  },
        {"LOTD-DONE",     "done for PO-2",                          NULL                  },
        {"(01)NEW",       "confirm-item NEW",                       NULL                  },
        {"(01)NEW",       "taken NEW",                              "ask-lot NEW"         },
        {"L-1",           "confirm-lot NEW L-1",                    NULL                  },
        {"L-1",           "taken NEW L-1",                          "ask-quantity NEW L-1"},
        {"5000",          "large-quantity NEW L-1 x5000",           "ask-again"           },
        {"500",           "received NEW L-1 x500 at DOCK",          "ask-item"            },
    };
    PLAYS(lines);
}

static void dates_are_judged(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",                   "mode 'receive",                                       NULL      },
        {"(01)FETA(17)260228(10)L1(30)24", "expired FETA L1 good 2026-02-28",                     "ask-item"},
        {"(01)FETA(17)260310(10)L1(30)24", "short-life FETA L1 x10 good 2026-03-10",              "ask-item"},
        {"(01)FETA(17)260311(10)L1(30)24", "received FETA L1 x24 at DOCK good 2026-03-11",        NULL      },
        {"(01)FETA(17)260312(10)L1(30)24", "date-differs FETA L1 good 2026-03-12 not 2026-03-11",
         "ask-item"                                                                                         },
        {"(01)FETA(15)260312(10)L1(30)24", "date-differs FETA L1 good 2026-03-12 not 2026-03-11",
         "ask-item"                                                                                         },
        {"(01)OIL(17)260301(10)O1(30)1",   "received OIL O1 x1 at DOCK good 2026-03-01",          NULL      },
        {"(01)OIL(15)260228(10)O2(30)1",   "expired OIL O2 good 2026-02-28",                      NULL      },
        {"(01)OIL(10)O3(30)1",             "received OIL O3 x1 at DOCK",                          NULL      },
        {"(01)OIL(17)270301(10)O3(30)1",   "date-differs OIL O3 good 2027-03-01",                 NULL      },
        {"(01)OIL(11)260101(10)O3(30)1",   "received OIL O3 x1 at DOCK",                          NULL      },
    };
    PLAYS(lines);
}

static void two_labels_are_never_mixed(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",        "mode 'receive",                               NULL                  },
        {"(01)FETA(10)L1",      "taken FETA L1",                               "ask-use-by FETA L1"  },
        {"(01)OIL(10)L1",       "contradiction FETA L1 'item",                 "ask-use-by FETA L1"  },
        {"(01)FETA(10)L2",      "contradiction FETA L1 'lot",                  "ask-use-by FETA L1"  },
        {"(01)FETA-CASE(10)L1", "contradiction FETA L1 'item",                 "ask-use-by FETA L1"  },
        {"(01)SKU-FETA(10)L1",  "taken FETA L1",                               "ask-use-by FETA L1"  },
        {"(17)260501",          "taken FETA L1",                               "ask-quantity FETA L1"},
        {"(17)260502",          "contradiction FETA L1 'expiry",               "ask-quantity FETA L1"},
        {"LOTD-QTY-3",          "received FETA L1 x3 at DOCK good 2026-05-01", NULL                  },
        {"(30)3",               "taken",                                       "ask-item"            },
        {"(30)4",               "contradiction 'quantity",                     "ask-item"            },
        {"(30)3",               "taken",                                       "ask-item"            },
        {"LOTD-QTY-2",          "taken",                                       "ask-item"            },
        {"(01)FETA(10)L1(30)4", "received FETA L1 x2 at DOCK good 2026-05-01", NULL                  },
        {"(10)L1(21)S1",        "taken L1",                                    NULL                  },
        {"(21)S2",              "contradiction L1 'serial",                    "ask-item L1"         },
        {"LOTD-CANCEL",         "cancelled L1",                                "ask-item"            },
        {"(01)FETA(10)L1(30)1", "received FETA L1 x1 at DOCK good 2026-05-01", NULL                  },
    };
    PLAYS(lines);
}

static void quantities_are_exact(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",                "mode 'receive",                    NULL                 },
        {"(01)HAM(10)H1(3103)1250",     "received HAM H1 x1.25 at DOCK",    NULL                 },
        {"(01)HAM(10)H1(3203)1250",     "taken HAM H1",                     "ask-quantity HAM H1"},
        {"0.0005",                      "bad-quantity '0.0005",             "ask-quantity HAM H1"},
        {"0",                           "bad-quantity '0",                  "ask-quantity HAM H1"},
        {"-1",                          "not-understood '-1",               "ask-quantity HAM H1"},
        {"LOTD-QTY--1",                 "bad-quantity '-1",                 NULL                 },
        {"LOTD-QTY-x",                  "bad-quantity 'x",                  NULL                 },
        {"LOTD-QTY",                    "bad-quantity",                     NULL                 },
        {"0.125",                       "received HAM H1 x0.125 at DOCK",   NULL                 },
        {"LOTD-QTY-1.5",                "taken",                            NULL                 },
        {"(01)OIL(10)O1",               "bad-quantity '1.5",                "ask-item"           },
        {"LOTD-QTY-2",                  "taken",                            NULL                 },
        {"(01)OIL(10)O1",               "received OIL O1 x2 at DOCK",       NULL                 },
        {"(01)OIL(10)O1(30)0",          "bad-quantity '0",                  NULL                 },
        {"(01)OIL(10)O1(30)5000",       "received OIL O1 x5000 at DOCK",    NULL                 },
        {"LOTD-QTY-999",                "taken",                            NULL                 },
        {"LOTD-QTY-999.5",              "large-quantity x999.5",            NULL                 },
        {"(01)HAM(10)H1",               "received HAM H1 x999 at DOCK",     NULL                 },
        {"LOTD-QTY-999999999999999999", "bad-quantity '999999999999999999", NULL                 },
        {"LOTD-QTY-1000",               "large-quantity x1000",             NULL                 },
        {"LOTD-QTY-1000",               "taken",                            NULL                 },
        {"LOTD-QTY-2000",               "large-quantity x2000",             NULL                 },
        {"LOTD-QTY-2000",               "taken",                            NULL                 },
        {"(01)OIL(10)O1",               "received OIL O1 x2000 at DOCK",    NULL                 },
    };
    PLAYS(lines);
}

static void a_pack_counts_what_it_holds(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",                  "mode 'receive",                                NULL          },
        {"(01)FETA-CASE(10)L1(17)260501", "received FETA L1 x12 at DOCK good 2026-05-01", NULL          },
        {"LOTD-QTY-3",                    "taken",                                        NULL          },
        {"(01)FETA-CASE(10)L1",           "received FETA L1 x36 at DOCK good 2026-05-01", NULL          },
        {"(01)FETA-CASE",                 "taken FETA",                                   "ask-lot FETA"},
        {"(01)FETA-CASE",                 "taken FETA",                                   "ask-lot FETA"},
        {"LOTD-QTY-2",                    "taken FETA",                                   "ask-lot FETA"},
        {"(10)L1",                        "received FETA L1 x24 at DOCK good 2026-05-01", NULL          },
        {"(01)FETA-CASE(10)L1(30)5",      "received FETA L1 x5 at DOCK good 2026-05-01",  NULL          },
        {"LOTD-QTY-0.5",                  "taken",                                        NULL          },
        {"(01)FETA-CASE(10)L1",           "received FETA L1 x6 at DOCK good 2026-05-01",  NULL          },
        {"LOTD-QTY-0.3",                  "taken",                                        NULL          },
        {"(01)FETA-CASE(10)L1",           "bad-quantity '0.3",                            NULL          },
    };
    PLAYS(lines);
}

static void tracking_says_what_is_asked(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",                      "mode 'receive",               NULL              },
        {"(01)BOX",                           "taken BOX",                   "ask-quantity BOX"},
        {"4",                                 "received BOX x4 at DOCK",     NULL              },
        {"(01)BOX(10)IGNORED(17)200101(30)4", "received BOX x4 at DOCK",     NULL              },
        {"(01)PUMP(10)P1(21)S1",              "received PUMP P1 x1 at DOCK", NULL              },
        {"(01)PUMP(10)P1(21)S2(30)2",         "bad-quantity '2",             NULL              },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    PLAY(dialogue, lines);
    const struct book *book = &dialogue->book;
    assert_true(is(&book->entry[book->entry_count - 1].movement.serial, LOT_LITERAL("S1")));
    free(dialogue);
}

static void recalled_lots_do_not_come_in(void **state)
{
    static const struct line lines[] = {
        {"LOTD-RECEIVE",      "mode 'receive",               NULL},
        {"(01)OIL(10)R(30)1", "lot-stopped OIL R 'recalled", NULL},
        {"(01)OIL(10)Q(30)1", "received OIL Q x1 at DOCK",   NULL},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    book_add_lot(&dialogue->book, "OIL", "R", LOT_DATE_NONE)->status = LOT_STATUS_RECALLED;
    book_add_lot(&dialogue->book, "OIL", "Q", LOT_DATE_NONE)->status = LOT_STATUS_QUARANTINE;
    PLAY(dialogue, lines);
    free(dialogue);
}

static void what_nobody_asked_for(void **state)
{
    static const struct line lines[] = {
        {"hello",                                                                "not-understood 'hello",   "ask-anything"       },
        {"(00)340",                                                              "unknown-unit '340",       "ask-anything"       },
        {"LOC-A",                                                                "not-now 'location",       "ask-anything"       },
        {"PO-1",                                                                 "not-now 'document",       "ask-anything"       },
        {"(99)x",                                                                "not-understood '(99)x",   "ask-anything"       },
        {"LOTD-QTY-3",                                                           "not-now 'QTY",            "ask-anything"       },
        {"LOTD-NO",                                                              "not-now 'NO",             "ask-anything"       },
        {"LOTD-REPRINT",                                                         "not-now 'REPRINT",        "ask-anything"       },
        {"?check-digit",                                                         "unreadable 'check-digit", "ask-anything"       },
        {"OP-7",                                                                 "signed-in 'OP-7",         "ask-anything"       },
        {"LOTD-RECEIVE",                                                         "mode 'receive",           NULL                 },
        {"(10)aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg", "too-long 'lot",
         "ask-item"                                                                                                              },
        {"(01)OIL(10)O1",                                                        "taken OIL O1",            NULL                 },
        {"LOTD-DONE",                                                            "not-now 'DONE",           "ask-quantity OIL O1"},
        {"LOTD-YES",                                                             "not-now 'YES",            "ask-quantity OIL O1"},
    };
    PLAYS(lines);
}

static void labels_and_inquiries(void **state)
{
    static const struct line lines[] = {
        {"(01)FETA(10)EARLY",          "inquired FETA EARLY x30 at LOC-A good 2026-05-01 'released",
         "ask-anything"                                                                                            },
        {"(01)OIL(10)O1",              "inquired OIL O1 x10 at LOC-A 'released",                     NULL          },
        {"(01)FETA(10)NONE",           "inquired FETA NONE good 2026-04-01 'released",               NULL          },
        {"(01)FETA(10)HELD",           "inquired FETA HELD x5 at LOC-A good 2026-04-01 'hold",       NULL          },
        {"(01)FETA(10)NEVER",          "unknown-lot FETA NEVER",                                     NULL          },
        {"(01)NOTHING",                "unknown-item NOTHING",                                       NULL          },
        {"SKU-FETA",                   "taken FETA",                                                 "ask-lot FETA"},
        {"LATE",                       "inquired FETA LATE x48 at LOC-B good 2026-09-01 'released",  NULL          },
        {"SKU-FETA",                   "taken FETA",                                                 "ask-lot FETA"},
        {"(01)OIL(10)O1",              "inquired OIL O1 x10 at LOC-A 'released",                     "ask-anything"},
        {"(01)BOX",                    "inquired BOX x10 at LOC-B",                                  NULL          },
        {"(01)FETA(10)LATE(17)260902", "date-differs FETA LATE good 2026-09-02 not 2026-09-01",
         NULL                                                                                                      },
        {"LOTD-LABEL",                 "mode 'label",                                                "ask-item"    },
        {"(01)FETA(10)EARLY(30)12",    "labelled FETA EARLY x1",                                     "ask-item"    },
        {"LOTD-QTY-3",                 "taken",                                                      "ask-item"    },
        {"(01)FETA-CASE(10)LATE",      "labelled FETA LATE x3",                                      "ask-item"    },
        {"LOTD-REPRINT",               "labelled FETA LATE x1",                                      NULL          },
        {"(01)FETA(10)NEVER",          "unknown-lot FETA NEVER",                                     NULL          },
        {"(01)BOX",                    "unknown-lot BOX",                                            NULL          },
        {"LOTD-QTY-256",               "bad-quantity '256",                                          NULL          },
        {"LOTD-QTY-0",                 "bad-quantity '0",                                            NULL          },
        {"(01)FETA",                   "taken FETA",                                                 "ask-lot FETA"},
        {"(10)NEVER",                  "unknown-lot FETA NEVER",                                     "ask-lot FETA"},
        {"(01)OIL",                    "taken OIL",                                                  "ask-lot OIL" },
        {"LOTD-INQUIRE",               "mode OIL 'inquire",                                          "ask-anything"},
    };
    (void)state;
    struct dialogue *dialogue = dialogue_stocked();
    PLAY(dialogue, lines);
    free(dialogue);
}

/* What is printed: copies, what the label states, and that a reprint states the same. */
static void prints(void **state)
{
    static const struct {
        const char *scan;
        const char *lot;
        int64_t quantity;
        uint8_t copies;
        bool reprint;
    } rows[] = {
        {"LOTD-RECEIVE",        "",   0,  0, false},
        {"(01)OIL(10)O1(30)24", "O1", 24, 2, false},
        {"LOTD-REPRINT",        "O1", 24, 1, true },
        {"(01)BOX(30)24",       "",   0,  0, false},
        {"(01)OIL(10)O2",       "",   0,  0, false},
        {"LOTD-LABEL",          "",   0,  0, false},
        {"(01)OIL(10)O1(30)7",  "O1", 7,  1, false},
        {"LOTD-QTY-9",          "",   0,  0, false},
        {"(01)OIL(10)O1(30)6",  "O1", 6,  9, false},
        {"LOTD-INQUIRE",        "",   0,  0, false},
        {"(01)OIL(10)O1",       "",   0,  0, false},
        {"LOTD-REPRINT",        "O1", 6,  1, true },
    };
    (void)state;
    struct dialogue *dialogue = dialogue_new();
    dialogue->policy.label_copies = 2;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_null(play_scan(dialogue, lot_span_of(rows[i].scan)));
        const struct lot_print *print = &dialogue->effects.print;
        assert_true(is(&print->lot, lot_span_of(rows[i].lot)));
        assert_int_equal(print->quantity, rows[i].quantity);
        assert_int_equal(print->copies, rows[i].copies);
        assert_int_equal(print->reprint, rows[i].reprint);
    }
    free(dialogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_scan_receives),
        cmocka_unit_test(facts_come_in_any_order),
        cmocka_unit_test(the_place_stays),
        cmocka_unit_test(without_a_dock_the_place_is_asked),
        cmocka_unit_test(against_a_document),
        cmocka_unit_test(a_supplier_may_name_our_order),
        cmocka_unit_test(what_is_new_is_scanned_twice),
        cmocka_unit_test(a_doubt_is_confirmed_by_its_own_scan_alone),
        cmocka_unit_test(doubts_follow_each_other),
        cmocka_unit_test(dates_are_judged),
        cmocka_unit_test(two_labels_are_never_mixed),
        cmocka_unit_test(quantities_are_exact),
        cmocka_unit_test(a_pack_counts_what_it_holds),
        cmocka_unit_test(tracking_says_what_is_asked),
        cmocka_unit_test(recalled_lots_do_not_come_in),
        cmocka_unit_test(what_nobody_asked_for),
        cmocka_unit_test(labels_and_inquiries),
        cmocka_unit_test(prints),
    };
    return cmocka_run_group_tests_name("engine_receive", tests, NULL, NULL);
}
