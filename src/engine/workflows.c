/* SPDX-License-Identifier: MIT */
/*
 * The workflow table: a mode is a row. What to ask in which order, what follows by itself, which
 * rules hold, and what is moved from where to where.
 */

#include "workflow.h"

#define LIST(field, list) .field##s = (list), .field##_count = sizeof(list) / sizeof((list)[0])
#define GOODS             (SLOT(ITEM) | SLOT(LOT))
#define GOODS_WITH_DATES  (GOODS | SLOT(USE_BY))
#define VIRTUAL(code)                                                                              \
    {                                                                                              \
        .kind = END_VIRTUAL, .place = (code)                                                       \
    }
#define FROM_SLOT                                                                                  \
    {                                                                                              \
        .kind = END_SLOT, .slot = LOT_SLOT_FROM                                                    \
    }
#define TO_SLOT                                                                                    \
    {                                                                                              \
        .kind = END_SLOT, .slot = LOT_SLOT_TO                                                      \
    }
#define ORDER_OR(code)                                                                             \
    {                                                                                              \
        .kind = END_ORDER, .place = (code)                                                         \
    }

static bool receipt_needs_document(const struct lot_policy *policy)
{
    return policy->require_receipt_document;
}

static bool pick_needs_order(const struct lot_policy *policy)
{
    return policy->require_order;
}

/* ---- which place a location is -------------------------------------------------------------- */

static int place_is_from(struct step *step, struct lot_span code, bool on_record,
                         enum lot_slot *out)
{
    (void)step;
    (void)code;
    *out = on_record ? LOT_SLOT_FROM : LOT_SLOT_COUNT;
    return 0;
}

static int place_is_to(struct step *step, struct lot_span code, bool on_record, enum lot_slot *out)
{
    (void)step;
    (void)code;
    (void)on_record;
    *out = LOT_SLOT_TO;
    return 0;
}

/*
 * From is asked, or comes before the goods, once or again; all else is to. A place that is not on
 * record holds nothing that could be taken.
 */
static int place_by_turn(struct step *step, struct lot_span code, bool on_record,
                         enum lot_slot *out)
{
    const struct lot_engine *engine = &step->engine;
    bool asked = step->asked == LOT_SLOT_FROM;
    bool again = lot_span_equal(lot_text_span(&engine->from), code);
    bool first =
        !slots_goods(step, engine->filled) && ((engine->filled & SLOT(FROM)) == 0 || again);
    *out = asked || first ? LOT_SLOT_FROM : LOT_SLOT_TO;
    if (!on_record && *out == LOT_SLOT_FROM) {
        *out = asked ? LOT_SLOT_COUNT : LOT_SLOT_TO;
    }
    return 0;
}

/* ---- inquire -------------------------------------------------------------------------------- */

static const enum lot_slot goods_asks[] = {LOT_SLOT_ITEM, LOT_SLOT_LOT};

static const struct check inquire_checks[] = {
    {GOODS, check_lot_known  },
    {GOODS, check_dates_agree},
};

/* ---- receive -------------------------------------------------------------------------------- */

static const enum lot_slot receive_asks[] = {
    LOT_SLOT_DOCUMENT, LOT_SLOT_ITEM, LOT_SLOT_LOT, LOT_SLOT_USE_BY, LOT_SLOT_QUANTITY, LOT_SLOT_TO,
};

static int (*const receive_settles[])(struct step *) = {settle_dock};

static const struct check receive_checks[] = {
    {SLOT(ITEM) | SLOT(DOCUMENT), check_ordered        },
    {GOODS,                       check_not_recalled   },
    {GOODS,                       check_dates_agree    },
    {GOODS,                       check_dates_added    },
    {SLOT(ITEM),                  check_life_at_receipt},
    {SLOT(QUANTITY),              check_quantity       },
    {SLOT(ITEM),                  check_new_item       },
    {GOODS,                       check_lot_new        },
    {SLOT(TO),                    check_new_place      },
    {SLOT(QUANTITY),              check_large          },
    {SLOT(ITEM) | SLOT(DOCUMENT), check_over           },
};

/* ---- pick ----------------------------------------------------------------------------------- */

static const enum lot_slot pick_asks[] = {
    LOT_SLOT_DOCUMENT, LOT_SLOT_ITEM, LOT_SLOT_LOT, LOT_SLOT_FROM, LOT_SLOT_QUANTITY,
};

static int (*const pick_settles[])(struct step *) = {settle_only_place, settle_label_count};

static const struct check pick_checks[] = {
    {SLOT(ITEM) | SLOT(DOCUMENT),         check_ordered    },
    {GOODS,                               check_lot_known  },
    {GOODS,                               check_dates_agree},
    {GOODS,                               check_released   },
    {GOODS,                               check_in_stock   },
    {GOODS | SLOT(FROM),                  check_there      },
    {SLOT(QUANTITY),                      check_quantity   },
    {GOODS | SLOT(FROM) | SLOT(QUANTITY), check_enough     },
    {GOODS,                               check_not_expired},
    {GOODS,                               check_first_out  },
    {SLOT(QUANTITY),                      check_large      },
    {SLOT(ITEM) | SLOT(DOCUMENT),         check_over       },
};

/* ---- move ----------------------------------------------------------------------------------- */

static const enum lot_slot move_asks[] = {
    LOT_SLOT_ITEM, LOT_SLOT_LOT, LOT_SLOT_FROM, LOT_SLOT_QUANTITY, LOT_SLOT_TO,
};

static int (*const move_settles[])(struct step *) = {
    settle_direction,
    settle_only_place,
    settle_label_count,
    settle_all_there,
};

static const struct check move_checks[] = {
    {GOODS,                               check_lot_known  },
    {GOODS,                               check_dates_agree},
    {GOODS,                               check_in_stock   },
    {SLOT(FROM) | SLOT(TO),               check_other_place},
    {GOODS | SLOT(FROM),                  check_there      },
    {SLOT(QUANTITY),                      check_quantity   },
    {GOODS | SLOT(FROM) | SLOT(QUANTITY), check_enough     },
    {SLOT(TO),                            check_new_place  },
    {SLOT(QUANTITY),                      check_large      },
};

/* ---- label ---------------------------------------------------------------------------------- */

static const struct check label_checks[] = {
    {GOODS,          check_lot_known  },
    {GOODS,          check_dates_agree},
    {SLOT(QUANTITY), check_copies     },
    {SLOT(QUANTITY), check_large      },
};

/* ---- the table ------------------------------------------------------------------------------ */

static const struct workflow workflows[LOT_MODE_COUNT] = {
    [LOT_MODE_INQUIRE] =
        {
                            .job = LOT_JOB_NONE,
                            .finished = LOT_CODE_INQUIRED,
                            .opening = LOT_CODE_ASK_ANYTHING,
                            LIST(ask,                            goods_asks),
                            .takes = GOODS_WITH_DATES,
                            .restarts = true,
                            LIST(check,                            inquire_checks),
                            .finish = finish_inquiry,
                            .done = done_close,
                            },
    [LOT_MODE_RECEIVE] =
        {
                            .job = LOT_JOB_RECEIVE,
                            .finished = LOT_CODE_RECEIVED,
                            LIST(ask,           receive_asks),
                            .takes = GOODS_WITH_DATES | SLOT(DOCUMENT) | SLOT(QUANTITY) | SLOT(TO),
                            .sticky = SLOT(DOCUMENT) | SLOT(TO),
                            .document_kind = LOT_DOCUMENT_RECEIPT,
                            .needs_document = receipt_needs_document,
                            .place_slot = place_is_to,
                            .creates = true,
                            .new_places = true,
                            .prints = true,
                            .from = VIRTUAL(LOT_PLACE_SUPPLIER),
                            .to = TO_SLOT,
                            LIST(settle, receive_settles),
                            LIST(check, receive_checks),
                            .finish = finish_movement,
                            .done = done_close,
                            },
    [LOT_MODE_PICK] =
        {
                            .job = LOT_JOB_PICK,
                            .finished = LOT_CODE_PICKED,
                            LIST(ask,                   pick_asks),
                            .takes = GOODS_WITH_DATES | SLOT(DOCUMENT) | SLOT(FROM) | SLOT(QUANTITY),
                            .sticky = SLOT(DOCUMENT) | SLOT(FROM),
                            .document_kind = LOT_DOCUMENT_ORDER,
                            .needs_document = pick_needs_order,
                            .place_slot = place_is_from,
                            .from = FROM_SLOT,
                            .to = ORDER_OR(LOT_PLACE_CUSTOMER),
                            LIST(settle, pick_settles),
                            LIST(check, pick_checks),
                            .finish = finish_movement,
                            .done = done_ship,
                            },
    [LOT_MODE_MOVE] =
        {
                            .job = LOT_JOB_MOVE,
                            .finished = LOT_CODE_MOVED,
                            LIST(ask,              move_asks),
                            .takes = GOODS_WITH_DATES | SLOT(FROM) | SLOT(QUANTITY) | SLOT(TO),
                            .place_slot = place_by_turn,
                            .new_places = true,
                            .from = FROM_SLOT,
                            .to = TO_SLOT,
                            LIST(settle,       move_settles),
                            LIST(check, move_checks),
                            .finish = finish_movement,
                            .done = done_close,
                            },
    [LOT_MODE_LABEL] =
        {
                            .job = LOT_JOB_NONE,
                            .finished = LOT_CODE_LABELLED,
                            LIST(ask,                      goods_asks),
                            .takes = GOODS_WITH_DATES | SLOT(QUANTITY),
                            .restarts = true,
                            .copies = true,
                            LIST(check,                    label_checks),
                            .finish = finish_label,
                            .done = done_close,
                            },
};

const struct workflow *workflow_of(enum lot_mode mode)
{
    return &workflows[mode < LOT_MODE_COUNT ? mode : LOT_MODE_INQUIRE];
}
