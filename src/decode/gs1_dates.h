/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_GS1_DATES_H
#define LOT_DECODE_GS1_DATES_H

#include <lot/base.h>

/*
 * The day that YYMMDD, which must be one by the rule yymmd0, means on a day like today. The century
 * slides (GS1 General Specifications 7.12): YY is the year nearest to today's, 50 years ahead at
 * most and 49 back; without today it is 20YY. Day 00 is the month's last. LOT_DATE_NONE for a
 * February 29 of a century that has none in its first year.
 */
lot_date gs1_date(const uint8_t digits[6], lot_date today);

#endif
