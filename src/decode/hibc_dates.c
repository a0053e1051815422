/* SPDX-License-Identifier: MIT */
/*
 * The dates of HIBC (ANSI/HIBC 2.6, tables of expiry formats): months, days, days of the year and
 * hours, each a row that tells where its parts stand. A month lasts until its last day.
 */

#include "dates.h"
#include "hibc.h"

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

/* Digits of a form -> the day, the month's last where the form has no day. */
static lot_date day_of(const struct date_form *form, const uint8_t *digits, lot_date today)
{
    int year = near_year(digits_number(digits + form->year - 1, 2), today);
    if (form->hour > 0 && digits_number(digits + form->hour - 1, 2) > 23) {
        return LOT_DATE_NONE;
    }
    if (form->day_of_year > 0) {
        return day_of_year(year, digits_number(digits + form->day_of_year - 1, 3));
    }
    int month = digits_number(digits + form->month - 1, 2);
    return form->day > 0 ? lot_date_make(year, month, digits_number(digits + form->day - 1, 2))
                         : lot_date_month_end(year, month);
}

/* Keeps a date in the words of ISO 8601; they are not in the input as they stand. */
static bool keep_date(struct hibc *hibc, enum hibc_field field, struct hibc_value value)
{
    value.text = decode_text(hibc->decoding, value.text);
    return value.text.size > 0 ? hibc_keep(hibc, field, value)
                               : hibc_refuse(hibc, LOT_PROBLEM_TOO_LONG, field, value.where);
}

/* "1995-09", "1995-09-28" or "1995-09-28T22", as exact as the form; its length. */
static size_t format_date(const struct date_form *form, const uint8_t *digits, lot_date date,
                          char text[LOT_DATE_SIZE + 3])
{
    size_t size = lot_date_format(date, text);
    if (form->day == 0 && form->day_of_year == 0) {
        size = sizeof "YYYY-MM" - 1;
    }
    if (form->hour > 0) {
        text[size++] = 'T';
        text[size++] = (char)digits[form->hour - 1];
        text[size++] = (char)digits[form->hour];
    }
    return size;
}

/*
 * Takes a date of that form off the front of the data. Behind a flag, digits that are no date are
 * an error that hides nothing: the lot begins where it would.
 */
static bool take_date(struct hibc *hibc, const struct date_form *form, struct lot_span *data)
{
    struct lot_span digits = lot_span_part(*data, 0, form->size);
    bool whole = digits.size == form->size && lot_span_is_digits(digits);
    lot_date date = LOT_DATE_NONE;
    if (whole) {
        date = day_of(form, digits.data, hibc->decoding->options->today);
        *data = lot_span_part(*data, form->size, data->size);
    }
    if (date == LOT_DATE_NONE) {
        hibc_refuse(hibc, LOT_PROBLEM_DATE, HIBC_EXP, digits);
        return whole && form->flag != '\0';
    }
    char text[LOT_DATE_SIZE + 3];
    size_t size = format_date(form, digits.data, date, text);
    return keep_date(hibc, HIBC_EXP,
                     (struct hibc_value){digits, lot_span(text, size), .number = date});
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
    lot_date date = day_of_digits(data);
    if (date == LOT_DATE_NONE) {
        return hibc_refuse(hibc, LOT_PROBLEM_DATE, field, data);
    }
    char text[LOT_DATE_SIZE];
    size_t size = lot_date_format(date, text);
    return keep_date(hibc, field, (struct hibc_value){data, lot_span(text, size), .number = date});
}
