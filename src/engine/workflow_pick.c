/* SPDX-License-Identifier: MIT */
/* Pick: goods go from their place to an order, first expired first; DONE ships it. */

#include "workflow.h"

static bool needs_document(const struct lot_policy *policy)
{
    return policy->require_order;
}

static bool needs_reason(const struct step *step)
{
    return (step->engine.override || step->engine.shorted) && step->policy->pick_reasons;
}

static const enum lot_slot pick_asks[] = {
    LOT_SLOT_DOCUMENT, LOT_SLOT_ITEM,     LOT_SLOT_LOT,    LOT_SLOT_SERIAL, LOT_SLOT_FROM,
    LOT_SLOT_SSCC,     LOT_SLOT_QUANTITY, LOT_SLOT_WEIGHT, LOT_SLOT_REASON, LOT_SLOT_EMPTY,
};

static int (*const pick_settles[])(struct step *) = {
    settle_piece,       settle_unit_place, settle_only_place, settle_only_unit,
    settle_label_count, settle_errand,     settle_zero,
};

static const struct check pick_checks[] = {
    {SLOT(ITEM) | SLOT(DOCUMENT),         check_ordered        },
    {GOODS,                               check_lot_known      },
    {GOODS,                               check_dates_agree    },
    {GOODS,                               check_released       },
    {GOODS,                               check_in_stock       },
    {SLOT(SERIAL),                        check_serial_there   },
    {GOODS | SLOT(FROM),                  check_there          },
    {GOODS | SLOT(FROM),                  check_place_free     },
    {SLOT(QUANTITY),                      check_quantity       },
    {SLOT(WEIGHT),                        check_weight         },
    {GOODS | SLOT(FROM) | SLOT(QUANTITY), check_enough         },
    {GOODS,                               check_not_expired    },
    {GOODS | SLOT(DOCUMENT),              check_order_takes_lot},
    {SLOT(ONTO),                          check_onto           },
    {GOODS,                               check_first_out      },
    {GOODS | SLOT(FROM) | SLOT(QUANTITY), check_short          },
    {SLOT(QUANTITY),                      check_large          },
    {SLOT(ITEM) | SLOT(DOCUMENT),         check_over           },
};

const struct workflow workflow_pick = {
    .job = LOT_JOB_PICK,
    .finished = LOT_CODE_PICKED,
    LIST(ask, pick_asks),
    .takes = GOODS_WITH_DATES | SLOT(SERIAL) | SLOT(DOCUMENT) | SLOT(FROM) | SLOT(SSCC) |
             SLOT(QUANTITY) | SLOT(WEIGHT) | SLOT(ONTO) | SLOT(REASON),
    .sticky = SLOT(DOCUMENT) | SLOT(FROM) | SLOT(ONTO),
    .document_kind = LOT_DOCUMENT_ORDER,
    .needs_document = needs_document,
    .needs_reason = needs_reason,
    .place_slot = place_is_from,
    .take_unit = pick_takes_unit,
    .whole = &workflow_pick_unit,
    .from = {.kind = END_SLOT,  .slot = LOT_SLOT_FROM      },
    .to = {.kind = END_ORDER, .place = LOT_PLACE_CUSTOMER},
    LIST(settle, pick_settles),
    LIST(check, pick_checks),
    .shorts = true,
    .finish = finish_pick,
    .done = done_ship,
};
