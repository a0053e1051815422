/* SPDX-License-Identifier: MIT */
/*
 * What lies on logistic units. It is a part of the stock at the unit's place, so that whoever asks
 * for stock need not know of units at all; what is not on one lies loose.
 */

#include "records.h"
#include "store.h"

struct content {
    int64_t quantity, place;
};

/* 1: nothing of it is on the unit. */
static int read(struct lot_ledger *ledger, int64_t unit, int64_t lot, struct content *out)
{
    struct query query = query_begin(ledger, STATEMENT_CONTENT);
    query_integer(&query, unit);
    query_integer(&query, lot);
    int outcome = query_step(&query);
    *out = (struct content){0};
    if (outcome == 0) {
        *out = (struct content){query_get_integer(&query, 0), query_get_integer(&query, 1)};
    }
    int error = query_end(&query);
    return error < 0 ? error : outcome;
}

static int put(struct lot_ledger *ledger, int64_t unit, const struct shelf *shelf, int64_t quantity)
{
    enum statement statement = quantity == 0 ? STATEMENT_CONTENT_REMOVE : STATEMENT_CONTENT_PUT;
    struct query query = query_begin(ledger, statement);
    query_integer(&query, unit);
    query_integer(&query, shelf->lot);
    if (quantity != 0) {
        query_integer(&query, shelf->place);
        query_integer(&query, quantity);
    }
    return query_run(&query);
}

int content_take(struct lot_ledger *ledger, int64_t unit, const struct shelf *shelf,
                 int64_t quantity)
{
    struct content content;
    int outcome = read(ledger, unit, shelf->lot, &content);
    if (outcome < 0) {
        return outcome;
    }
    if (content.place != shelf->place || content.quantity < quantity) {
        return 1;
    }
    return put(ledger, unit, shelf, content.quantity - quantity);
}

int content_put(struct lot_ledger *ledger, int64_t unit, const struct shelf *shelf,
                int64_t quantity)
{
    struct content content;
    int outcome = read(ledger, unit, shelf->lot, &content);
    if (outcome < 0) {
        return outcome;
    }
    if ((outcome == 0 && content.place != shelf->place) ||
        __builtin_add_overflow(content.quantity, quantity, &quantity)) {
        return 1;
    }
    return put(ledger, unit, shelf, quantity);
}

int content_at(struct lot_ledger *ledger, const struct shelf *shelf, int64_t *quantity)
{
    struct query query = query_begin(ledger, STATEMENT_CONTENT_AT);
    query_integer(&query, shelf->place);
    query_integer(&query, shelf->lot);
    return query_number(&query, quantity);
}

int content_check(struct lot_ledger *ledger, int64_t unit)
{
    struct query query = query_begin(ledger, STATEMENT_UNIT_APART);
    int64_t apart = 0;
    query_integer(&query, unit);
    int outcome = query_number(&query, &apart);
    return outcome < 0 ? outcome : outcome == 0;
}
