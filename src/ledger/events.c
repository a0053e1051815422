/* SPDX-License-Identifier: MIT */
/* What is recorded besides scans, lots and movements, and how far bundles have come. */

#include <errno.h>
#include <stdio.h>

#include "journal.h"
#include "store.h"

int lot_ledger_record(struct lot_ledger *ledger, enum lot_ledger_event event, struct lot_time time,
                      struct lot_span text)
{
    int error = transaction_join(ledger);
    return error < 0 ? error : transaction_leave(ledger, journal_event(ledger, event, time, text));
}

static int mark_exported(struct lot_ledger *ledger, uint64_t last)
{
    struct query query = query_begin(ledger, STATEMENT_DEVICE_EXPORTED);
    query_integer(&query, ledger->device);
    query_integer(&query, (int64_t)last);
    return query_run(&query);
}

int lot_ledger_exported(struct lot_ledger *ledger, uint64_t last, struct lot_span folder,
                        struct lot_time time)
{
    char text[512];
    int size = snprintf(text, sizeof text, "up to %llu: %.*s", (unsigned long long)last,
                        SPAN_ARGUMENTS(folder));
    size = size < (int)sizeof text ? size : (int)sizeof text - 1;
    int error = transaction_begin(ledger);
    if (error < 0) {
        return error;
    }
    if (last > ledger->chain.sequence) {
        error = ledger_refuse(ledger, "nothing has the number %llu yet", (unsigned long long)last);
    } else {
        error = mark_exported(ledger, last);
    }
    if (error >= 0) {
        error = journal_event(ledger, LOT_LEDGER_EVENT_EXPORT, time, lot_span(text, (size_t)size));
    }
    return transaction_end(ledger, error);
}
