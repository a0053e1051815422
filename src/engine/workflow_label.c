/* SPDX-License-Identifier: MIT */
/* Label: prints the label of a lot on record, as many as are said. */

#include "workflow.h"

static const enum lot_slot label_asks[] = {LOT_SLOT_ITEM, LOT_SLOT_LOT};

static const struct check label_checks[] = {
    {GOODS,          check_lot_known  },
    {GOODS,          check_dates_agree},
    {SLOT(QUANTITY), check_copies     },
    {SLOT(QUANTITY), check_large      },
};

const struct workflow workflow_label = {
    .job = LOT_JOB_NONE,
    .finished = LOT_CODE_LABELLED,
    LIST(ask, label_asks),
    .takes = GOODS_WITH_DATES | SLOT(QUANTITY),
    .restarts = true,
    .copies = true,
    LIST(check, label_checks),
    .finish = finish_label,
    .done = done_close,
};
