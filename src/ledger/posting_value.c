/* SPDX-License-Identifier: MIT */
/*
 * The value of a movement, rounded once and kept with it: of what comes in by its cost, of what
 * goes out by the layers that it takes. What moves inside the house has none.
 */

#include <errno.h>

#include "amount.h"
#include "layers.h"
#include "posting.h"
#include "store.h"

static bool enters(const struct parties *parties)
{
    return parties->from.kind == PLACE_VIRTUAL && parties->to.kind != PLACE_VIRTUAL;
}

static bool leaves(const struct parties *parties)
{
    return parties->from.kind != PLACE_VIRTUAL && parties->to.kind == PLACE_VIRTUAL;
}

static int refuse_too_much(struct lot_ledger *ledger, int error)
{
    return error == -EOVERFLOW ? ledger_refuse(ledger, "it costs more than can be counted") : error;
}

/* ---- what is made --------------------------------------------------------------------------- */

/* A quantity in millionths of its unit, so that kilograms and pieces can be compared at all. */
static int measure(struct posting *posting, const struct lot_movement *movement,
                   int64_t *millionths)
{
    struct item_record item;
    int outcome = record_item(posting->ledger, lot_text_span(&movement->item), &item);
    if (outcome != 0) {
        return outcome < 0 ? outcome : ledger_refuse(posting->ledger, "what is made is an item");
    }
    *millionths = movement->quantity;
    for (unsigned i = item.decimals; i < 6; i++) {
        if (__builtin_mul_overflow(*millionths, 10, millionths)) {
            return refuse_too_much(posting->ledger, -EOVERFLOW);
        }
    }
    return 0;
}

/* All that the transaction makes. */
static int measure_products(struct posting *posting, int64_t *total)
{
    const struct lot_transaction *transaction = posting->transaction;
    int error = 0;
    *total = 0;
    for (unsigned i = 0; error == 0 && i < transaction->count; i++) {
        const struct lot_movement *movement = &transaction->movement[i];
        int64_t millionths = 0;
        if (!lot_span_equal(lot_text_span(&movement->from), LOT_LITERAL(LOT_PLACE_PRODUCTION))) {
            continue;
        }
        error = measure(posting, movement, &millionths);
        if (error == 0 && __builtin_add_overflow(*total, millionths, total)) {
            error = refuse_too_much(posting->ledger, -EOVERFLOW);
        }
    }
    return error;
}

/* What was used is what is made worth: each product its part by quantity, the last the rest. */
static int product_value(struct posting *posting, const struct lot_movement *movement,
                         int64_t *value)
{
    struct production *production = &posting->production;
    int64_t millionths = 0;
    int error = production->left == 0 ? measure_products(posting, &production->left) : 0;
    error = error == 0 ? measure(posting, movement, &millionths) : error;
    if (error < 0 || production->value == 0) {
        return error;
    }
    error = amount_share(production->value, millionths, production->left, value);
    production->left -= millionths;
    production->value -= error == 0 ? *value : 0;
    return error;
}

/* ---- what comes back ------------------------------------------------------------------------ */

/* A customer's return, and what a count found, is worth what the lot was when it last was valued.
 */
static int last_value(struct posting *posting, const struct movement_row *row, int64_t *value)
{
    struct query query = query_begin(posting->ledger, STATEMENT_LOT_VALUE);
    query_integer(&query, row->lot.id);
    int outcome = query_step(&query);
    if (outcome == 0) {
        int64_t known = query_get_integer(&query, 0), quantity = query_get_integer(&query, 1);
        outcome = amount_share(known, row->quantity, quantity, value);
    }
    int error = query_end(&query);
    return error < 0 ? error : (outcome < 0 ? outcome : 0);
}

/* ---- both ways ------------------------------------------------------------------------------ */

static int entering_value(struct posting *posting, const struct lot_movement *movement,
                          const struct parties *parties, struct movement_row *row)
{
    if (row->unit_cost >= 0) {
        return amount_cost(row->unit_cost, row->quantity, row->decimals, &row->value);
    }
    switch (parties->from.id) {
    case PLACE_ID_PRODUCTION:
        return product_value(posting, movement, &row->value);
    case PLACE_ID_CUSTOMER:
    case PLACE_ID_SCRAP:
    case PLACE_ID_COUNT:
        return last_value(posting, row, &row->value);
    default:
        return 0;
    }
}

int posting_value(struct posting *posting, const struct lot_movement *movement,
                  const struct parties *parties, struct movement_row *row)
{
    int error = 0;
    if (leaves(parties)) {
        error =
            layers_take(posting->ledger, row->lot.id, row->reverses, row->quantity, &row->value);
        if (parties->to.id == PLACE_ID_PRODUCTION && row->value > 0) {
            posting->production.value += row->value;
        }
    } else if (enters(parties) && row->reverses == 0) {
        error = entering_value(posting, movement, parties, row);
    }
    return refuse_too_much(posting->ledger, error);
}

int posting_layer(struct posting *posting, const struct parties *parties,
                  const struct movement_row *row, uint64_t id)
{
    bool valued = enters(parties) && row->value != VALUE_UNKNOWN;
    return valued ? layer_put(posting->ledger, row->lot.id, id, row->quantity, row->value) : 0;
}
