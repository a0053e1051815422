/* SPDX-License-Identifier: MIT */
/*
 * Return: goods come back from a customer, with a return's document or the order they were shipped
 * with, which tells what was sent. They go where returns go, to the place that is scanned, or with
 * @scrap for good.
 */

#include "workflow.h"

static bool needs_document(const struct lot_policy *policy)
{
    return policy->require_return;
}

static bool is_return_or_order(const struct lot_book_document *document)
{
    return document->kind == LOT_DOCUMENT_ORDER ||
           (document->kind == LOT_DOCUMENT_RETURN && !document->closed);
}

static const enum lot_slot return_asks[] = {
    LOT_SLOT_DOCUMENT, LOT_SLOT_ITEM, LOT_SLOT_LOT, LOT_SLOT_QUANTITY, LOT_SLOT_TO,
};

static int (*const return_settles[])(struct step *) = {settle_returns};

static const struct check return_checks[] = {
    {SLOT(ITEM) | SLOT(DOCUMENT), check_ordered      },
    {GOODS,                       check_lot_known    },
    {GOODS,                       check_dates_agree  },
    {SLOT(QUANTITY),              check_quantity     },
    {SLOT(QUANTITY),              check_large        },
    {GOODS | SLOT(DOCUMENT),      check_sent         },
    {SLOT(ITEM) | SLOT(DOCUMENT), check_over_returned},
};

const struct workflow workflow_return = {
    .job = LOT_JOB_RETURN,
    .finished = LOT_CODE_RETURNED,
    LIST(ask, return_asks),
    .takes = GOODS_WITH_DATES | SLOT(DOCUMENT) | SLOT(QUANTITY) | SLOT(TO) | SLOT(REASON),
    .sticky = SLOT(DOCUMENT),
    .suits = is_return_or_order,
    .needs_document = needs_document,
    .place_slot = place_is_to,
    .scraps = true,
    .from = {.kind = END_VIRTUAL, .place = LOT_PLACE_CUSTOMER},
    .to = {.kind = END_SLOT,    .slot = LOT_SLOT_TO        },
    LIST(settle, return_settles),
    LIST(check, return_checks),
    .finish = finish_movement,
    .done = done_close,
};
