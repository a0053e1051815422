/* SPDX-License-Identifier: MIT */
/*
 * Lot genealogy, kept by the transaction that makes lots of lots. A table of pairs rather than the
 * movements themselves, so that recall walks from lot to lot by one index in either direction,
 * however far; it is read often, and written when something is made.
 */

#include "genealogy.h"

#include "records.h"
#include "store.h"

void genealogy_note(struct genealogy *genealogy, int64_t lot, int64_t from, int64_t to)
{
    if (to == PLACE_ID_PRODUCTION) {
        genealogy->used[genealogy->used_count++] = lot;
    }
    if (from == PLACE_ID_PRODUCTION) {
        genealogy->made[genealogy->made_count++] = lot;
    }
}

static int add(struct lot_ledger *ledger, int64_t used, int64_t made, uint64_t scan)
{
    struct query query = query_begin(ledger, STATEMENT_GENEALOGY_ADD);
    query_integer(&query, used);
    query_integer(&query, made);
    query_integer(&query, (int64_t)scan);
    return query_run(&query);
}

int genealogy_enter(struct lot_ledger *ledger, const struct genealogy *genealogy, uint64_t scan)
{
    int error = 0;
    for (unsigned i = 0; i < genealogy->used_count; i++) {
        for (unsigned j = 0; error == 0 && j < genealogy->made_count; j++) {
            error = add(ledger, genealogy->used[i], genealogy->made[j], scan);
        }
    }
    return error;
}

int genealogy_forget(struct lot_ledger *ledger, int64_t lot, int64_t scan)
{
    static const enum statement statements[] = {STATEMENT_GENEALOGY_REMOVE_USED,
                                                STATEMENT_GENEALOGY_REMOVE_MADE};
    int error = 0;
    for (size_t i = 0; error == 0 && i < sizeof statements / sizeof statements[0]; i++) {
        struct query query = query_begin(ledger, statements[i]);
        query_integer(&query, lot);
        query_integer(&query, scan);
        error = query_run(&query);
    }
    return error;
}
