/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_DATES_H
#define LOT_DECODE_DATES_H

/* What the dates of all syntaxes have in common: numbers of a few digits, the year that YY means,
 * days of a year. */

#include <lot/base.h>

/* The number that size digits are, up to nine of them. */
int digits_number(const uint8_t *digits, size_t size);

/*
 * The year that ends in YY: 50 ahead of today's at most and 49 back, as GS1 has it (General
 * Specifications 7.12) and the others do not say. Without today it is 20YY.
 */
int near_year(int yy, lot_date today);

/* The day that YYYYMMDD is, or LOT_DATE_NONE when the text is not one. */
lot_date day_of_digits(struct lot_span text);

/* The day of a year by its number, 1..366, or LOT_DATE_NONE when the year has no such day. */
lot_date day_of_year(int year, int day);

#endif
