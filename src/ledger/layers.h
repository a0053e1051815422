/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_LAYERS_H
#define LEDGER_LAYERS_H

/*
 * What the stock of a lot cost: a layer for each movement that brought some of it in at a cost that
 * is known. What leaves takes from the oldest layer, its part of the layer's value, and the last
 * of a layer takes the rest: what went out and what lies there is to the last cent what came in.
 *
 * What came at no known cost has no layer, and leaves when no layer is left.
 */

#include <lot/ledger.h>

/* The value of what is not known. */
#define VALUE_UNKNOWN (-1)

int layer_put(struct lot_ledger *ledger, int64_t lot, uint64_t movement, int64_t quantity,
              int64_t value);
/*
 * Takes from the layer that movement brought, if it is not 0, and then from the oldest ones. *value
 * is what they give, VALUE_UNKNOWN when there is none.
 */
int layers_take(struct lot_ledger *ledger, int64_t lot, uint64_t movement, int64_t quantity,
                int64_t *value);
/* All of them anew, from the movements. */
int layers_rebuild(struct lot_ledger *ledger);

#endif
