/* SPDX-License-Identifier: MIT */
/* Send back: goods return to the supplier that they came from, by the receipt they came with. */

#include "workflow.h"

static bool needs_document(const struct lot_policy *policy)
{
    return policy->require_return;
}

/* What came with a receipt may go back however long it is closed. */
static bool is_receipt(const struct lot_book_document *document)
{
    return document->kind == LOT_DOCUMENT_RECEIPT;
}

static const enum lot_slot send_back_asks[] = {
    LOT_SLOT_DOCUMENT, LOT_SLOT_ITEM,     LOT_SLOT_LOT,
    LOT_SLOT_FROM,     LOT_SLOT_QUANTITY, LOT_SLOT_REASON,
};

static int (*const send_back_settles[])(struct step *) = {settle_only_place, settle_label_count};

static const struct check send_back_checks[] = {
    {SLOT(ITEM) | SLOT(DOCUMENT),         check_ordered    },
    {GOODS,                               check_lot_known  },
    {GOODS,                               check_dates_agree},
    {GOODS,                               check_in_stock   },
    {GOODS | SLOT(FROM),                  check_there      },
    {SLOT(QUANTITY),                      check_quantity   },
    {GOODS | SLOT(FROM) | SLOT(QUANTITY), check_enough     },
    {GOODS | SLOT(DOCUMENT),              check_received   },
    {SLOT(QUANTITY),                      check_large      },
};

const struct workflow workflow_send_back = {
    .job = LOT_JOB_SEND_BACK,
    .finished = LOT_CODE_SENT_BACK,
    LIST(ask, send_back_asks),
    .takes = GOODS_WITH_DATES | SLOT(DOCUMENT) | SLOT(FROM) | SLOT(QUANTITY) | SLOT(REASON),
    .sticky = SLOT(DOCUMENT),
    .suits = is_receipt,
    .needs_document = needs_document,
    .undoes_line = true,
    .place_slot = place_is_from,
    .from = {.kind = END_SLOT,    .slot = LOT_SLOT_FROM      },
    .to = {.kind = END_VIRTUAL, .place = LOT_PLACE_SUPPLIER},
    LIST(settle, send_back_settles),
    LIST(check, send_back_checks),
    .finish = finish_movement,
    .done = done_close,
};
