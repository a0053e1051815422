/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_PPN_H
#define LOT_DECODE_PPN_H

#include <lot/base.h>

/*
 * The two check digits of a pharmacy product number, 0..96, over what stands before them: character
 * codes weighted 2, 3, 4 ... modulo 97 (IFA Coding System, PPN).
 */
unsigned ppn_check(struct lot_span text);

#endif
