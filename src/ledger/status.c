/* SPDX-License-Identifier: MIT */
/*
 * Stopping a lot and letting it go again: each is a row of the journal, by whom and why. The lot's
 * own status follows by a trigger, so that it is never other than the last row says.
 */

#include "journal.h"
#include "names.h"
#include "records.h"
#include "store.h"

/* 1: it has that status already, which is no entry. */
static int has_status(struct lot_ledger *ledger, int64_t lot, enum lot_status status)
{
    struct query query = query_begin(ledger, STATEMENT_LOT_STATUS);
    int64_t now = 0;
    query_integer(&query, lot);
    int outcome = query_number(&query, &now);
    return outcome < 0 ? outcome : now == (int64_t)status;
}

static int find_lot(struct lot_ledger *ledger, const struct lot_ledger_status *change,
                    struct lot_record *lot)
{
    struct lot_span number = lot_text_span(&change->item), code = lot_text_span(&change->lot);
    struct item_record item;
    int outcome = record_item(ledger, number, &item);
    if (outcome == 0) {
        outcome = record_lot(ledger, item.id, code, lot);
    }
    return outcome == 1 ? ledger_refuse(ledger, "lot %.*s of item %.*s is not on record",
                                        SPAN_ARGUMENTS(code), SPAN_ARGUMENTS(number))
                        : outcome;
}

static int put_status(struct lot_ledger *ledger, const struct lot_ledger_status *change)
{
    struct lot_record lot = {0};
    if (change->reason.size == 0) {
        return ledger_refuse(ledger, "a lot's status changes for a reason: which?");
    }
    int outcome = find_lot(ledger, change, &lot);
    if (outcome == 0) {
        outcome = has_status(ledger, lot.id, change->status);
    }
    if (outcome == 1) {
        return ledger_refuse(ledger, "lot %.*s is %s already",
                             SPAN_ARGUMENTS(lot_text_span(&change->lot)),
                             name_of(&names_of_statuses, change->status));
    }
    return outcome < 0 ? outcome : journal_status(ledger, change, lot.id);
}

int lot_ledger_put_status(struct lot_ledger *ledger, const struct lot_ledger_status *change)
{
    int error = transaction_begin(ledger);
    return error < 0 ? error : transaction_end(ledger, put_status(ledger, change));
}
