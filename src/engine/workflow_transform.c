/* SPDX-License-Identifier: MIT */
/*
 * Transform: lots are made of others, in two workflows. Here each lot that goes in is taken; DONE
 * goes on to what is made of them (workflow_produce.c), and only that books anything.
 */

#include "workflow.h"

static const enum lot_slot transform_asks[] = {
    LOT_SLOT_ITEM,
    LOT_SLOT_LOT,
    LOT_SLOT_FROM,
    LOT_SLOT_QUANTITY,
};

static int (*const transform_settles[])(struct step *) = {settle_only_place, settle_label_count};

static const struct check transform_checks[] = {
    {GOODS,                               check_lot_known       },
    {GOODS,                               check_dates_agree     },
    {GOODS,                               check_released        },
    {GOODS,                               check_in_stock        },
    {GOODS | SLOT(FROM),                  check_there           },
    {GOODS | SLOT(FROM),                  check_place_free      },
    {SLOT(QUANTITY),                      check_quantity        },
    {GOODS | SLOT(FROM) | SLOT(QUANTITY), check_enough_for_input},
    {GOODS,                               check_not_expired     },
    {SLOT(QUANTITY),                      check_large           },
};

const struct workflow workflow_transform = {
    .job = LOT_JOB_TRANSFORM,
    .finished = LOT_CODE_INPUT_TAKEN,
    LIST(ask, transform_asks),
    .takes = GOODS_WITH_DATES | SLOT(FROM) | SLOT(QUANTITY),
    .place_slot = place_is_from,
    .from = {.kind = END_SLOT,    .slot = LOT_SLOT_FROM        },
    .to = {.kind = END_VIRTUAL, .place = LOT_PLACE_PRODUCTION},
    LIST(settle, transform_settles),
    LIST(check, transform_checks),
    .finish = finish_input,
    .done = done_inputs,
};
