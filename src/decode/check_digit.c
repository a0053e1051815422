/* SPDX-License-Identifier: MIT */
/*
 * The GS1 modulo-10 check digit (GS1 General Specifications 7.9): digits weighted 3, 1, 3, 1 ...
 * from the right; the check digit fills their sum up to a multiple of ten.
 */

#include <lot/decode.h>

char lot_gs1_check_digit(struct lot_span digits)
{
    unsigned heavy = 0; /* the sum of the digits that weigh 3 */
    unsigned light = 0;
    size_t left = digits.size;
    for (; left >= 2; left -= 2) {
        heavy += digits.data[left - 1] & 0xfu;
        light += digits.data[left - 2] & 0xfu;
    }
    if (left > 0) {
        heavy += digits.data[0] & 0xfu;
    }
    return (char)('0' + (7 * heavy + 9 * light) % 10); /* modulo 10, 7 is -3 and 9 is -1 */
}
