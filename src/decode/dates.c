/* SPDX-License-Identifier: MIT */
/* Days and years as more than one syntax writes them. */

#include "dates.h"

int digits_number(const uint8_t *digits, size_t size)
{
    int number = 0;
    for (size_t i = 0; i < size; i++) {
        number = number * 10 + (digits[i] - '0');
    }
    return number;
}

int near_year(int yy, lot_date today)
{
    int now = today == LOT_DATE_NONE ? 2049 : today / 10000;
    int year = now - now % 100 + yy;
    if (year > now + 50) {
        return year - 100;
    }
    return year < now - 49 ? year + 100 : year;
}

lot_date day_of_digits(struct lot_span text)
{
    if (text.size != sizeof "YYYYMMDD" - 1 || !lot_span_is_digits(text)) {
        return LOT_DATE_NONE;
    }
    return lot_date_make(digits_number(text.data, 4), digits_number(text.data + 4, 2),
                         digits_number(text.data + 6, 2));
}

lot_date day_of_year(int year, int day)
{
    lot_date date = day > 0 ? lot_date_add(lot_date_make(year, 1, 1), day - 1) : LOT_DATE_NONE;
    return date / 10000 == year ? date : LOT_DATE_NONE;
}
