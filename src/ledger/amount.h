/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_AMOUNT_H
#define LEDGER_AMOUNT_H

/* Amounts of money in whole minor units of the currency. */

#include <lot/base.h>

/* A minor unit is a hundredth of the currency. */
#define MINOR_DECIMALS 2u
/* unit_cost counts 1/10,000 of a minor unit. */
#define COST_DECIMALS 4u

/*
 * What a part is worth of a whole that is worth value: value * part / whole without overflow on the
 * way, rounded once, half to even. value and part >= 0, whole > 0. -EOVERFLOW: it does not fit.
 */
int amount_share(int64_t value, int64_t part, int64_t whole, int64_t *out);

/* What a quantity of units of 10^-decimals costs. -EOVERFLOW: more than can be counted. */
int amount_cost(int64_t unit_cost, int64_t quantity, uint8_t decimals, int64_t *out);

#endif
