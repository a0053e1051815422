/* SPDX-License-Identifier: MIT */
/*
 * Count: a place, then each lot that lies there and how many, whatever is on record. What that is
 * is not told. DONE ends the place: what was not counted there is gone.
 */

#include "workflow.h"

static const enum lot_slot count_asks[] = {
    LOT_SLOT_FROM, LOT_SLOT_ITEM, LOT_SLOT_LOT, LOT_SLOT_USE_BY, LOT_SLOT_QUANTITY,
};

static const struct check count_checks[] = {
    {SLOT(ITEM) | SLOT(DOCUMENT), check_ordered    },
    {GOODS,                       check_dates_agree},
    {SLOT(QUANTITY),              check_quantity   },
    {SLOT(ITEM),                  check_new_item   },
    {GOODS,                       check_lot_new    },
    {SLOT(QUANTITY),              check_large      },
};

const struct workflow workflow_count = {
    .job = LOT_JOB_COUNTING,
    .finished = LOT_CODE_COUNTED,
    LIST(ask, count_asks),
    .takes = GOODS_WITH_DATES | SLOT(DOCUMENT) | SLOT(FROM) | SLOT(QUANTITY) | SLOT(REASON),
    .sticky = SLOT(DOCUMENT) | SLOT(FROM),
    .document_kind = LOT_DOCUMENT_COUNT,
    .place_slot = place_is_from,
    .creates = true,
    .blind = true,
    .counts = true,
    .from = {.kind = END_SLOT,    .slot = LOT_SLOT_FROM   },
    .to = {.kind = END_VIRTUAL, .place = LOT_PLACE_COUNT},
    LIST(check, count_checks),
    .finish = finish_count,
    .done = done_count,
};
