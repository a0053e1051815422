/* SPDX-License-Identifier: MIT */
/* Days and times inside GS1 values (GS1 General Specifications 3.4, 7.12). */

#include "gs1_dates.h"

#include "dates.h"
#include "gs1_linters.h"

static int two(const uint8_t *digits)
{
    return (digits[0] - '0') * 10 + (digits[1] - '0');
}

lot_date gs1_date(const uint8_t digits[6], lot_date today)
{
    int year = near_year(two(digits), today);
    int month = two(digits + 2);
    int day = two(digits + 4);
    if (day == 0) {
        return lot_date_month_end(year, month);
    }
    if (month == 2 && day == 29) {
        return lot_date_make(year, month, day);
    }
    return year * 10000 + month * 100 + day;
}

/* ---- rules ---------------------------------------------------------------------------------- */

#define SHORTEST_MONTH 28 /* its days are in every month */

/* A month and a day of a year; the month stands at this place of the part, the day behind it. */
static bool is_day(struct lot_span part, size_t month_at, int year, struct gs1_finding *finding)
{
    size_t day_at = month_at + 2;
    int month = two(part.data + month_at);
    int day = two(part.data + day_at);
    if (month < 1 || month > 12) {
        return gs1_found(finding, LOT_PROBLEM_DATE, month_at, 2);
    }
    return (day >= 1 && day <= SHORTEST_MONTH) ||
           lot_date_make(year, month, day) != LOT_DATE_NONE ||
           gs1_found(finding, LOT_PROBLEM_DATE, day_at, 2);
}

bool gs1_lint_yymmdd(struct lot_span part, struct gs1_finding *finding)
{
    return is_day(part, 2, 2000 + two(part.data), finding);
}

bool gs1_lint_yymmd0(struct lot_span part, struct gs1_finding *finding)
{
    if (two(part.data + 4) > 0) {
        return gs1_lint_yymmdd(part, finding);
    }
    int month = two(part.data + 2);
    return (month >= 1 && month <= 12) || gs1_found(finding, LOT_PROBLEM_DATE, 2, 2);
}

/* The calendar repeats every 400 years: any year is like one that the calendar knows. */
bool gs1_lint_yyyymmdd(struct lot_span part, struct gs1_finding *finding)
{
    int year = two(part.data) * 100 + two(part.data + 2);
    return is_day(part, 4, 2000 + year % 400, finding);
}

static bool is_below(struct lot_span part, size_t at, int end, struct gs1_finding *finding)
{
    return two(part.data + at) < end || gs1_found(finding, LOT_PROBLEM_DATE, at, 2);
}

bool gs1_lint_hh(struct lot_span part, struct gs1_finding *finding)
{
    return is_below(part, 0, 24, finding);
}

bool gs1_lint_mi(struct lot_span part, struct gs1_finding *finding)
{
    return is_below(part, 0, 60, finding);
}

bool gs1_lint_ss(struct lot_span part, struct gs1_finding *finding)
{
    return is_below(part, 0, 60, finding);
}

bool gs1_lint_hhmi(struct lot_span part, struct gs1_finding *finding)
{
    return is_below(part, 0, 24, finding) && is_below(part, 2, 60, finding);
}
