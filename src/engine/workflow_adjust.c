/* SPDX-License-Identifier: MIT */
/*
 * Adjust: what lies of one lot at one place is put right, for a reason. The number said is what is
 * there now, so that nobody has to reckon; the difference goes to or comes from where the
 * differences of counts go.
 */

#include "workflow.h"

static const enum lot_slot adjust_asks[] = {
    LOT_SLOT_ITEM, LOT_SLOT_LOT, LOT_SLOT_FROM, LOT_SLOT_QUANTITY, LOT_SLOT_REASON,
};

static int (*const adjust_settles[])(struct step *) = {settle_only_place};

static const struct check adjust_checks[] = {
    {GOODS,          check_lot_known  },
    {GOODS,          check_dates_agree},
    {SLOT(QUANTITY), check_quantity   },
    {SLOT(QUANTITY), check_large      },
};

const struct workflow workflow_adjust = {
    .job = LOT_JOB_ADJUST,
    .finished = LOT_CODE_ADJUSTED,
    LIST(ask, adjust_asks),
    .takes = GOODS_WITH_DATES | SLOT(FROM) | SLOT(QUANTITY) | SLOT(REASON),
    .place_slot = place_is_from,
    .counts = true,
    .from = {.kind = END_SLOT,    .slot = LOT_SLOT_FROM   },
    .to = {.kind = END_VIRTUAL, .place = LOT_PLACE_COUNT},
    LIST(settle, adjust_settles),
    LIST(check, adjust_checks),
    .finish = finish_adjustment,
    .done = done_close,
};
