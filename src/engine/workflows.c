/* SPDX-License-Identifier: MIT */
/*
 * The workflow table: a mode is a row. What to ask in which order, what follows by itself, which
 * rules hold, and what is moved from where to where.
 */

#include "workflow.h"

#define LIST(field, list) .field##s = (list), .field##_count = sizeof(list) / sizeof((list)[0])
#define GOODS             (SLOT(ITEM) | SLOT(LOT))
#define GOODS_WITH_DATES  (GOODS | SLOT(USE_BY))

static bool receipt_needs_document(const struct lot_policy *policy)
{
    return policy->require_receipt_document;
}

static bool pick_needs_order(const struct lot_policy *policy)
{
    return policy->require_order;
}

/* ---- which place a location is -------------------------------------------------------------- */

static enum lot_slot place_is_from(const struct step *step, struct lot_span code, bool on_record)
{
    (void)step;
    (void)code;
    return on_record ? LOT_SLOT_FROM : LOT_SLOT_COUNT;
}

static enum lot_slot place_is_to(const struct step *step, struct lot_span code, bool on_record)
{
    (void)step;
    (void)code;
    (void)on_record;
    return LOT_SLOT_TO;
}

/*
 * From is asked, or comes before the goods, once or again; all else is to. A place that is not on
 * record holds nothing that could be taken.
 */
static enum lot_slot place_by_turn(const struct step *step, struct lot_span code, bool on_record)
{
    const struct lot_engine *engine = &step->engine;
    if (step->asked == LOT_SLOT_FROM) {
        return on_record ? LOT_SLOT_FROM : LOT_SLOT_COUNT;
    }
    bool again = lot_span_equal(lot_text_span(&engine->from), code);
    bool first =
        !slots_goods(step, engine->filled) && ((engine->filled & SLOT(FROM)) == 0 || again);
    return first && on_record ? LOT_SLOT_FROM : LOT_SLOT_TO;
}

/* ---- inquire -------------------------------------------------------------------------------- */

static const enum lot_slot goods_asks[] = {LOT_SLOT_ITEM, LOT_SLOT_LOT};

static const struct check inquire_checks[] = {
    {GOODS, check_lot_known  },
    {GOODS, check_dates_agree},
};

static const struct workflow inquire = {
    .job = LOT_JOB_NONE,
    .finished = LOT_CODE_INQUIRED,
    .opening = LOT_CODE_ASK_ANYTHING,
    LIST(ask, goods_asks),
    .takes = GOODS_WITH_DATES,
    .restarts = true,
    LIST(check, inquire_checks),
    .finish = finish_inquiry,
    .done = done_close,
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

static const struct workflow receive = {
    .job = LOT_JOB_RECEIVE,
    .finished = LOT_CODE_RECEIVED,
    LIST(ask, receive_asks),
    .takes = GOODS_WITH_DATES | SLOT(DOCUMENT) | SLOT(QUANTITY) | SLOT(TO),
    .sticky = SLOT(DOCUMENT) | SLOT(TO),
    .document_kind = LOT_DOCUMENT_RECEIPT,
    .needs_document = receipt_needs_document,
    .place_slot = place_is_to,
    .creates = true,
    .new_places = true,
    .prints = true,
    .from = {.kind = END_VIRTUAL, .place = LOT_PLACE_SUPPLIER},
    .to = {.kind = END_SLOT,    .slot = LOT_SLOT_TO        },
    LIST(settle, receive_settles),
    LIST(check, receive_checks),
    .finish = finish_movement,
    .done = done_close,
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

static const struct workflow pick = {
    .job = LOT_JOB_PICK,
    .finished = LOT_CODE_PICKED,
    LIST(ask, pick_asks),
    .takes = GOODS_WITH_DATES | SLOT(DOCUMENT) | SLOT(FROM) | SLOT(QUANTITY),
    .sticky = SLOT(DOCUMENT) | SLOT(FROM),
    .document_kind = LOT_DOCUMENT_ORDER,
    .needs_document = pick_needs_order,
    .place_slot = place_is_from,
    .from = {.kind = END_SLOT,  .slot = LOT_SLOT_FROM      },
    .to = {.kind = END_ORDER, .place = LOT_PLACE_CUSTOMER},
    LIST(settle, pick_settles),
    LIST(check, pick_checks),
    .finish = finish_movement,
    .done = done_ship,
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

static const struct workflow move = {
    .job = LOT_JOB_MOVE,
    .finished = LOT_CODE_MOVED,
    LIST(ask, move_asks),
    .takes = GOODS_WITH_DATES | SLOT(FROM) | SLOT(QUANTITY) | SLOT(TO),
    .place_slot = place_by_turn,
    .new_places = true,
    .from = {.kind = END_SLOT, .slot = LOT_SLOT_FROM},
    .to = {.kind = END_SLOT, .slot = LOT_SLOT_TO  },
    LIST(settle, move_settles),
    LIST(check, move_checks),
    .finish = finish_movement,
    .done = done_close,
};

/* ---- label ---------------------------------------------------------------------------------- */

static const struct check label_checks[] = {
    {GOODS,          check_lot_known  },
    {GOODS,          check_dates_agree},
    {SLOT(QUANTITY), check_copies     },
    {SLOT(QUANTITY), check_large      },
};

static const struct workflow label = {
    .job = LOT_JOB_NONE,
    .finished = LOT_CODE_LABELLED,
    LIST(ask, goods_asks),
    .takes = GOODS_WITH_DATES | SLOT(QUANTITY),
    .restarts = true,
    .copies = true,
    LIST(check, label_checks),
    .finish = finish_label,
    .done = done_close,
};

/* ---- the table ------------------------------------------------------------------------------ */

static const struct workflow *const workflows[LOT_MODE_COUNT] = {
    [LOT_MODE_INQUIRE] = &inquire, [LOT_MODE_RECEIVE] = &receive, [LOT_MODE_PICK] = &pick,
    [LOT_MODE_MOVE] = &move,       [LOT_MODE_LABEL] = &label,
};

const struct workflow *workflow_of(enum lot_mode mode)
{
    return workflows[mode < LOT_MODE_COUNT ? mode : LOT_MODE_INQUIRE];
}
