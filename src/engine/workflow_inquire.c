/* SPDX-License-Identifier: MIT */
/* Inquire: what is known of an item and its lot; nothing is booked. */

#include "workflow.h"

static const enum lot_slot inquire_asks[] = {LOT_SLOT_ITEM, LOT_SLOT_LOT};

static const struct check inquire_checks[] = {
    {GOODS, check_lot_known  },
    {GOODS, check_dates_agree},
};

const struct workflow workflow_inquire = {
    .job = LOT_JOB_NONE,
    .finished = LOT_CODE_INQUIRED,
    .opening = LOT_CODE_ASK_ANYTHING,
    LIST(ask, inquire_asks),
    .takes = GOODS_WITH_DATES | SLOT(SSCC),
    .take_unit = inquire_takes_unit,
    .whole = &workflow_inquire_unit,
    .restarts = true,
    LIST(check, inquire_checks),
    .finish = finish_inquiry,
    .done = done_close,
};
