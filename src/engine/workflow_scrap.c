/* SPDX-License-Identifier: MIT */
/* Scrap: goods leave for good, for a reason; also what is stopped or has expired. */

#include "workflow.h"

static const enum lot_slot scrap_asks[] = {
    LOT_SLOT_ITEM, LOT_SLOT_LOT, LOT_SLOT_FROM, LOT_SLOT_QUANTITY, LOT_SLOT_REASON,
};

static int (*const scrap_settles[])(struct step *) = {settle_only_place, settle_label_count};

static const struct check scrap_checks[] = {
    {GOODS,                               check_lot_known  },
    {GOODS,                               check_dates_agree},
    {GOODS,                               check_in_stock   },
    {GOODS | SLOT(FROM),                  check_there      },
    {SLOT(QUANTITY),                      check_quantity   },
    {GOODS | SLOT(FROM) | SLOT(QUANTITY), check_enough     },
    {SLOT(QUANTITY),                      check_large      },
};

const struct workflow workflow_scrap = {
    .job = LOT_JOB_SCRAP,
    .finished = LOT_CODE_SCRAPPED,
    LIST(ask, scrap_asks),
    .takes = GOODS_WITH_DATES | SLOT(FROM) | SLOT(QUANTITY) | SLOT(REASON),
    .place_slot = place_is_from,
    .from = {.kind = END_SLOT,    .slot = LOT_SLOT_FROM   },
    .to = {.kind = END_VIRTUAL, .place = LOT_PLACE_SCRAP},
    LIST(settle, scrap_settles),
    LIST(check, scrap_checks),
    .finish = finish_movement,
    .done = done_close,
};
