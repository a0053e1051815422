/* SPDX-License-Identifier: MIT */
/*
 * Shares of amounts. The product of two numbers of 64 bits has 128, which not every machine that
 * this runs on has a type for: it is made and divided in halves.
 */

#include "amount.h"

#include <errno.h>

struct wide {
    uint64_t high, low;
};

static struct wide multiply(uint64_t a, uint64_t b)
{
    uint64_t a_high = a >> 32, a_low = a & UINT32_MAX, b_high = b >> 32, b_low = b & UINT32_MAX;
    uint64_t low = a_low * b_low, first = a_high * b_low, second = a_low * b_high;
    uint64_t middle = (low >> 32) + (first & UINT32_MAX) + (second & UINT32_MAX);
    return (struct wide){
        .high = a_high * b_high + (first >> 32) + (second >> 32) + (middle >> 32),
        .low = middle << 32 | (low & UINT32_MAX),
    };
}

/* By hand, bit for bit; high < divisor < 2^63, so that the rest never leaves 64 bits. */
static uint64_t divide(struct wide number, uint64_t divisor, uint64_t *rest)
{
    uint64_t quotient = 0;
    *rest = number.high;
    for (int bit = 63; bit >= 0; bit--) {
        *rest = *rest << 1 | (number.low >> bit & 1);
        quotient <<= 1;
        if (*rest >= divisor) {
            *rest -= divisor;
            quotient |= 1;
        }
    }
    return quotient;
}

int amount_share(int64_t value, int64_t part, int64_t whole, int64_t *out)
{
    struct wide product = multiply((uint64_t)value, (uint64_t)part);
    uint64_t divisor = (uint64_t)whole, rest = 0;
    if (product.high >= divisor) {
        return -EOVERFLOW;
    }
    uint64_t quotient = divide(product, divisor, &rest);
    if (rest * 2 > divisor || (rest * 2 == divisor && quotient % 2 == 1)) {
        quotient++;
    }
    if (quotient > INT64_MAX) {
        return -EOVERFLOW;
    }
    *out = (int64_t)quotient;
    return 0;
}

int amount_cost(int64_t unit_cost, int64_t quantity, uint8_t decimals, int64_t *out)
{
    int64_t whole = 1;
    for (unsigned i = 0; i < decimals + COST_DECIMALS; i++) {
        whole *= 10;
    }
    return amount_share(unit_cost, quantity, whole, out);
}
