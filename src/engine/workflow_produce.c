/* SPDX-License-Identifier: MIT */
/* Produce: what is made of the lots that workflow_transform.c took; it books both at once. */

#include "workflow.h"

static const enum lot_slot produce_asks[] = {
    LOT_SLOT_ITEM, LOT_SLOT_LOT, LOT_SLOT_USE_BY, LOT_SLOT_QUANTITY, LOT_SLOT_TO,
};

static int (*const produce_settles[])(struct step *) = {settle_inherited};

static const struct check produce_checks[] = {
    {SLOT(ITEM),                check_inputs     },
    {GOODS,                     check_lot_is_made},
    {SLOT(ITEM),                check_new_item   },
    {GOODS,                     check_lot_new    },
    {SLOT(ITEM) | SLOT(USE_BY), check_outlives   },
    {SLOT(QUANTITY),            check_quantity   },
    {SLOT(TO),                  check_new_place  },
    {SLOT(QUANTITY),            check_large      },
};

const struct workflow workflow_produce = {
    .job = LOT_JOB_TRANSFORM,
    .finished = LOT_CODE_TRANSFORMED,
    LIST(ask, produce_asks),
    .takes = GOODS_WITH_DATES | SLOT(QUANTITY) | SLOT(TO),
    .place_slot = place_is_to,
    .creates = true,
    .new_places = true,
    .prints = true,
    .from = {.kind = END_VIRTUAL, .place = LOT_PLACE_PRODUCTION},
    .to = {.kind = END_SLOT,    .slot = LOT_SLOT_TO          },
    LIST(settle, produce_settles),
    LIST(check, produce_checks),
    .finish = finish_transform,
    .done = done_produce,
};
