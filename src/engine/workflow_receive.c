/* SPDX-License-Identifier: MIT */
/* Receive: goods come from a supplier to the dock, with or without a document. */

#include "workflow.h"

static bool needs_document(const struct lot_policy *policy)
{
    return policy->require_receipt_document;
}

static const enum lot_slot receive_asks[] = {
    LOT_SLOT_DOCUMENT, LOT_SLOT_ITEM,   LOT_SLOT_LOT, LOT_SLOT_SERIAL, LOT_SLOT_USE_BY,
    LOT_SLOT_QUANTITY, LOT_SLOT_WEIGHT, LOT_SLOT_TO,  LOT_SLOT_CHECK,
};

static int (*const receive_settles[])(struct step *) = {settle_number, settle_aside, settle_onto,
                                                        settle_dock, settle_check};

static const struct check receive_checks[] = {
    {SLOT(ITEM) | SLOT(DOCUMENT), check_on_document    },
    {GOODS,                       check_not_recalled   },
    {GOODS,                       check_dates_agree    },
    {GOODS,                       check_dates_added    },
    {SLOT(ITEM),                  check_life_at_receipt},
    {SLOT(QUANTITY),              check_quantity       },
    {SLOT(WEIGHT),                check_weight         },
    {SLOT(ITEM) | SLOT(QUANTITY), check_damaged        },
    {SLOT(ITEM),                  check_new_item       },
    {GOODS,                       check_lot_new        },
    {SLOT(SERIAL),                check_serial_new     },
    {SLOT(ONTO) | SLOT(TO),       check_onto           },
    {SLOT(TO),                    check_new_place      },
    {GOODS | SLOT(TO),            check_mixing         },
    {SLOT(QUANTITY),              check_large          },
    {SLOT(ITEM) | SLOT(DOCUMENT), check_over_received  },
};

const struct workflow workflow_receive = {
    .job = LOT_JOB_RECEIVE,
    .finished = LOT_CODE_RECEIVED,
    LIST(ask, receive_asks),
    .takes = GOODS_WITH_DATES | SLOT(SERIAL) | SLOT(DOCUMENT) | SLOT(QUANTITY) | SLOT(WEIGHT) |
             SLOT(TO) | SLOT(ONTO),
    .sticky = SLOT(DOCUMENT) | SLOT(TO) | SLOT(CHECK),
    .document_kind = LOT_DOCUMENT_RECEIPT,
    .needs_document = needs_document,
    .place_slot = place_is_to,
    .take_unit = receive_takes_unit,
    .whole = &workflow_receive_unit,
    .creates = true,
    .damages = true,
    .new_places = true,
    .prints = true,
    .from = {.kind = END_VIRTUAL, .place = LOT_PLACE_SUPPLIER},
    .to = {.kind = END_SLOT,    .slot = LOT_SLOT_TO        },
    LIST(settle, receive_settles),
    LIST(check, receive_checks),
    .finish = finish_movement,
    .done = done_close,
};
