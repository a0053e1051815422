/* SPDX-License-Identifier: MIT */
/*
 * Layers are kept for each lot and not for each place: a lot costs the same wherever it lies, and
 * what moves inside the house changes no layer. Taking a part by what is left, and not by the unit
 * cost, never takes more than there is, however the parts are rounded.
 */

#include "layers.h"

#include "amount.h"
#include "records.h"
#include "store.h"

struct layer {
    int64_t lot, movement, quantity, value;
};

int layer_put(struct lot_ledger *ledger, int64_t lot, uint64_t movement, int64_t quantity,
              int64_t value)
{
    struct query query = query_begin(ledger, STATEMENT_LAYER_PUT);
    query_integer(&query, lot);
    query_integer(&query, (int64_t)movement);
    query_integer(&query, quantity);
    query_integer(&query, value);
    return query_run(&query);
}

static int remove_layer(struct lot_ledger *ledger, const struct layer *layer)
{
    struct query query = query_begin(ledger, STATEMENT_LAYER_REMOVE);
    query_integer(&query, layer->lot);
    query_integer(&query, layer->movement);
    return query_run(&query);
}

/* The layer of a movement, or the oldest. 1: there is none. */
static int find_layer(struct lot_ledger *ledger, struct layer *layer)
{
    bool own = layer->movement != 0;
    struct query query = query_begin(ledger, own ? STATEMENT_LAYER : STATEMENT_LAYER_OLDEST);
    query_integer(&query, layer->lot);
    if (own) {
        query_integer(&query, layer->movement);
    }
    int outcome = query_step(&query);
    if (outcome == 0) {
        layer->movement = query_get_integer(&query, 0);
        layer->quantity = query_get_integer(&query, 1);
        layer->value = query_get_integer(&query, 2);
    }
    int error = query_end(&query);
    return error < 0 ? error : outcome;
}

/* Takes at most so much of one layer; *quantity is what is still wanted. */
static int take(struct lot_ledger *ledger, struct layer *layer, int64_t *quantity, int64_t *value)
{
    int64_t share = layer->value;
    int error = 0;
    if (layer->quantity <= *quantity) {
        *quantity -= layer->quantity;
        error = remove_layer(ledger, layer);
    } else {
        error = amount_share(layer->value, *quantity, layer->quantity, &share);
        if (error == 0) {
            error = layer_put(ledger, layer->lot, (uint64_t)layer->movement,
                              layer->quantity - *quantity, layer->value - share);
        }
        *quantity = 0;
    }
    *value = (*value == VALUE_UNKNOWN ? 0 : *value) + share;
    return error;
}

int layers_take(struct lot_ledger *ledger, int64_t lot, uint64_t movement, int64_t quantity,
                int64_t *value)
{
    struct layer layer = {.lot = lot, .movement = (int64_t)movement};
    int outcome = 0;
    *value = VALUE_UNKNOWN;
    if (movement != 0) {
        outcome = find_layer(ledger, &layer);
        outcome = outcome == 0 ? take(ledger, &layer, &quantity, value) : outcome;
        outcome = outcome == 1 ? 0 : outcome;
    }
    while (outcome == 0 && quantity > 0) {
        layer.movement = 0;
        outcome = find_layer(ledger, &layer);
        outcome = outcome == 0 ? take(ledger, &layer, &quantity, value) : outcome;
    }
    return outcome < 0 ? outcome : 0;
}

/* ---- anew ----------------------------------------------------------------------------------- */

/* One movement, as the layers see it. */
static int replay(struct lot_ledger *ledger, const struct query *row)
{
    int64_t lot = query_get_integer(row, 0), quantity = query_get_integer(row, 2), ignored;
    uint64_t id = (uint64_t)query_get_integer(row, 1);
    bool from_virtual = query_get_integer(row, 4) == PLACE_VIRTUAL;
    bool to_virtual = query_get_integer(row, 5) == PLACE_VIRTUAL;
    if (from_virtual == to_virtual) {
        return 0;
    }
    if (to_virtual) {
        return layers_take(ledger, lot, (uint64_t)query_get_integer(row, 6), quantity, &ignored);
    }
    int64_t value = query_get_integer(row, 3);
    return value == VALUE_UNKNOWN ? 0 : layer_put(ledger, lot, id, quantity, value);
}

int layers_rebuild(struct lot_ledger *ledger)
{
    int outcome = ledger_execute(ledger, "DELETE FROM layer");
    struct query query = query_begin(ledger, STATEMENT_LAYER_MOVEMENTS);
    while (outcome == 0 && (outcome = query_step(&query)) == 0) {
        outcome = replay(ledger, &query);
    }
    int error = query_end(&query);
    return error < 0 ? error : outcome < 0 ? outcome : 0;
}
