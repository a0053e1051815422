/* SPDX-License-Identifier: MIT */
/*
 * The dates of HIBC (ANSI/HIBC 2.6, tables of expiry formats): months, days, days of the year and
 * hours, each a row that tells where its parts stand. A month lasts until its last day.
 */

#include "hibc.h"

static int number_at(struct lot_span digits, size_t at, size_t size)
{
    int value = 0;
    for (size_t i = at; i < at + size; i++) {
        value = value * 10 + (digits.data[i] - '0');
    }
    return value;
}

/* The year that YY means: 50 years ahead of today at most, 49 back (as GS1 has it). */
static int year_of(const struct hibc *hibc, int year)
{
    int now = hibc->decoding->options->today / 10000;
    int full = now - now % 100 + year;
    if (now == 0) {
        return 2000 + year;
    }
    return full > now + 50 ? full - 100 : full < now - 49 ? full + 100 : full;
}

/* Where the parts of a form stand: position + 1, 0 for a part that it has not. */
struct date_form {
    char flag;
    uint8_t size; /* of the digits behind the flag */
    uint8_t year, month, day, day_of_year, hour;
};

static const struct date_form julian_form = {'\0', 5, 1, 0, 0, 3, 0};
static const struct date_form month_form = {'\0', 4, 3, 1, 0, 0, 0};
static const struct date_form flagged_forms[] = {
    {'2', 6, 5, 1, 3, 0, 0},
    {'3', 6, 1, 3, 5, 0, 0},
    {'4', 8, 1, 3, 5, 0, 7},
    {'5', 5, 1, 0, 0, 3, 0},
    {'6', 7, 1, 0, 0, 3, 6},
    {'7', 0, 0, 0, 0, 0, 0},
};

static lot_date day_in_year(int year, int day)
{
    lot_date first = lot_date_make(year, 1, 1);
    lot_date date = day > 0 ? lot_date_add(first, day - 1) : LOT_DATE_NONE;
    return date / 10000 == year ? date : LOT_DATE_NONE;
}

/* Digits of a form -> the day, the month's last where the form has no day. */
static lot_date day_of(const struct hibc *hibc, const struct date_form *form,
                       struct lot_span digits)
{
    int year = year_of(hibc, number_at(digits, form->year - 1u, 2));
    if (form->hour > 0 && number_at(digits, form->hour - 1u, 2) > 23) {
        return LOT_DATE_NONE;
    }
    if (form->day_of_year > 0) {
        return day_in_year(year, number_at(digits, form->day_of_year - 1u, 3));
    }
    int month = number_at(digits, form->month - 1u, 2);
    return form->day > 0 ? lot_date_make(year, month, number_at(digits, form->day - 1u, 2))
                         : lot_date_month_end(year, month);
}

/* "1995-09", "1995-09-28" or "1995-09-28T22", as exact as the form. */
static struct lot_span date_text(const struct hibc *hibc, const struct date_form *form,
                                 struct lot_span digits, lot_date date)
{
    char text[LOT_DATE_SIZE + 3];
    size_t size = lot_date_format(date, text);
    if (form->day == 0 && form->day_of_year == 0) {
        size = sizeof "YYYY-MM" - 1;
    }
    if (form->hour > 0) {
        text[size++] = 'T';
        text[size++] = (char)digits.data[form->hour - 1];
        text[size++] = (char)digits.data[form->hour];
    }
    return decode_text(hibc->decoding, lot_span(text, size));
}

/* Takes a date of that form off the front of the data. */
static bool take_date(struct hibc *hibc, const struct date_form *form, struct lot_span *data)
{
    struct lot_span digits = lot_span_part(*data, 0, form->size);
    if (digits.size != form->size || !lot_span_is_digits(digits)) {
        return hibc_problem(hibc, LOT_PROBLEM_DATE, HIBC_EXP, digits);
    }
    lot_date date = day_of(hibc, form, digits);
    if (date == LOT_DATE_NONE) {
        return hibc_problem(hibc, LOT_PROBLEM_DATE, HIBC_EXP, digits);
    }
    *data = lot_span_part(*data, form->size, data->size);
    struct hibc_value value = {
        .where = digits, .text = date_text(hibc, form, digits, date), .number = date};
    return hibc_keep(hibc, HIBC_EXP, value);
}

bool hibc_take_flagged_date(struct hibc *hibc, struct lot_span *data)
{
    if (data->size == 0) {
        return true;
    }
    for (size_t f = 0; f < sizeof flagged_forms / sizeof flagged_forms[0]; f++) {
        if (data->data[0] == (uint8_t)flagged_forms[f].flag) {
            *data = lot_span_part(*data, 1, data->size);
            return flagged_forms[f].size == 0 || take_date(hibc, &flagged_forms[f], data);
        }
    }
    return take_date(hibc, &month_form, data);
}

bool hibc_take_julian(struct hibc *hibc, struct lot_span *data)
{
    return take_date(hibc, &julian_form, data);
}

bool hibc_take_full_date(struct hibc *hibc, struct lot_span data, enum hibc_field field)
{
    lot_date date = LOT_DATE_NONE;
    if (data.size == 8 && lot_span_is_digits(data)) {
        date = lot_date_make(number_at(data, 0, 4), number_at(data, 4, 2), number_at(data, 6, 2));
    }
    if (date == LOT_DATE_NONE) {
        return hibc_problem(hibc, LOT_PROBLEM_DATE, field, data);
    }
    char text[LOT_DATE_SIZE];
    size_t size = lot_date_format(date, text);
    struct hibc_value value = {
        .where = data,
        .text = decode_text(hibc->decoding, lot_span(text, size)),
        .number = date,
    };
    return hibc_keep(hibc, field, value);
}
