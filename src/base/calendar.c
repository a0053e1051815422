/* SPDX-License-Identifier: MIT */
/*
 * Days and moments without a clock: the Gregorian calendar and ISO 8601. Days are counted from
 * 1970-01-01 with years that begin in March, so that a leap day is the last of its year.
 */

#include <lot/base.h>

#include <errno.h>

#define YEAR_MIN    1600
#define YEAR_MAX    9999
#define MS_PER_DAY  86400000
#define MS_PER_HOUR 3600000
#define MS_PER_MIN  60000

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static int year_of(lot_date date)
{
    return date / 10000;
}

static int month_of(lot_date date)
{
    return date / 100 % 100;
}

static int day_of(lot_date date)
{
    return date % 100;
}

lot_date lot_date_make(int year, int month, int day)
{
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month)) {
        return LOT_DATE_NONE;
    }
    return year * 10000 + month * 100 + day;
}

lot_date lot_date_month_end(int year, int month)
{
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12) {
        return LOT_DATE_NONE;
    }
    return lot_date_make(year, month, days_in_month(year, month));
}

bool lot_date_valid(lot_date date)
{
    return date > 0 && lot_date_make(year_of(date), month_of(date), day_of(date)) == date;
}

/* Days since 1970-01-01. */
static int32_t day_number(lot_date date)
{
    int year = month_of(date) <= 2 ? year_of(date) - 1 : year_of(date);
    int month = (month_of(date) + 9) % 12; /* March is 0 */
    int era = year / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * month + 2) / 5 + day_of(date) - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

static lot_date date_of_number(int64_t number)
{
    int64_t shifted = number + 719468;
    if (shifted < 0 || shifted > 4000000) {
        return LOT_DATE_NONE;
    }
    int days = (int)shifted;
    int era = days / 146097;
    int day_of_era = days % 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month = (5 * day_of_year + 2) / 153;
    int day = day_of_year - (153 * month + 2) / 5 + 1;
    int year = era * 400 + year_of_era + (month >= 10);
    return lot_date_make(year, month < 10 ? month + 3 : month - 9, day);
}

lot_date lot_date_add(lot_date date, int32_t days)
{
    return lot_date_valid(date) ? date_of_number((int64_t)day_number(date) + days) : LOT_DATE_NONE;
}

int32_t lot_date_days_between(lot_date a, lot_date b)
{
    return day_number(b) - day_number(a);
}

static int64_t floor_divide(int64_t value, int64_t by)
{
    return value / by - (value % by < 0);
}

lot_date lot_date_at(struct lot_time time)
{
    return date_of_number(
        floor_divide(time.utc_ms + (int64_t)time.offset_min * MS_PER_MIN, MS_PER_DAY));
}

/* ---- text ----------------------------------------------------------------------------------- */

static char *put_digits(char *at, int64_t value, unsigned digits)
{
    for (unsigned i = digits; i > 0; i--) {
        at[i - 1] = (char)('0' + value % 10);
        value /= 10;
    }
    return at + digits;
}

static char *put_day(char *at, lot_date date)
{
    at = put_digits(at, year_of(date), 4);
    *at++ = '-';
    at = put_digits(at, month_of(date), 2);
    *at++ = '-';
    return put_digits(at, day_of(date), 2);
}

size_t lot_date_format(lot_date date, char out[LOT_DATE_SIZE])
{
    char *end = lot_date_valid(date) ? put_day(out, date) : out;
    *end = '\0';
    return (size_t)(end - out);
}

size_t lot_time_format(struct lot_time time, char out[LOT_TIME_SIZE])
{
    int64_t local = time.utc_ms + (int64_t)time.offset_min * MS_PER_MIN;
    int64_t in_day = local - floor_divide(local, MS_PER_DAY) * MS_PER_DAY;
    lot_date day = lot_date_at(time);
    char *at = day == LOT_DATE_NONE ? out : put_day(out, day);
    *at++ = 'T';
    at = put_digits(at, in_day / MS_PER_HOUR, 2);
    *at++ = ':';
    at = put_digits(at, in_day / MS_PER_MIN % 60, 2);
    *at++ = ':';
    at = put_digits(at, in_day / 1000 % 60, 2);
    *at++ = '.';
    at = put_digits(at, in_day % 1000, 3);
    int offset = time.offset_min < 0 ? -time.offset_min : time.offset_min;
    *at++ = time.offset_min < 0 ? '-' : '+';
    at = put_digits(at, offset / 60, 2);
    *at++ = ':';
    at = put_digits(at, offset % 60, 2);
    *at = '\0';
    return (size_t)(at - out);
}

/* A cursor over text that remembers whether all was as expected so far. */
struct reader {
    struct lot_span text;
    size_t at;
    bool good;
};

static int read_digits(struct reader *reader, size_t digits)
{
    int64_t value = 0;
    struct lot_span part = lot_span_part(reader->text, reader->at, digits);
    if (part.size != digits || lot_span_number(part, &value) < 0) {
        reader->good = false;
    }
    reader->at += digits;
    return (int)value;
}

static bool read_if(struct reader *reader, uint8_t byte)
{
    bool there = reader->at < reader->text.size && reader->text.data[reader->at] == byte;
    reader->at += there;
    return there;
}

static void read_byte(struct reader *reader, uint8_t byte)
{
    if (!read_if(reader, byte)) {
        reader->good = false;
    }
}

static lot_date read_day(struct reader *reader)
{
    int year = read_digits(reader, 4);
    read_byte(reader, '-');
    int month = read_digits(reader, 2);
    read_byte(reader, '-');
    return lot_date_make(year, month, read_digits(reader, 2));
}

int lot_date_parse(struct lot_span text, lot_date *out)
{
    struct reader reader = {.text = text, .good = true};
    lot_date date = read_day(&reader);
    if (!reader.good || reader.at != text.size || date == LOT_DATE_NONE) {
        return -EINVAL;
    }
    *out = date;
    return 0;
}

/* Minutes east of UTC, -1439..1439. */
static int read_offset(struct reader *reader)
{
    if (read_if(reader, 'Z')) {
        return 0;
    }
    bool west = read_if(reader, '-');
    if (!west) {
        read_byte(reader, '+');
    }
    int hours = read_digits(reader, 2);
    read_byte(reader, ':');
    int minutes = read_digits(reader, 2);
    if (hours > 23 || minutes > 59) {
        reader->good = false;
    }
    return west ? -(hours * 60 + minutes) : hours * 60 + minutes;
}

int lot_time_parse(struct lot_span text, struct lot_time *out)
{
    struct reader reader = {.text = text, .good = true};
    lot_date day = read_day(&reader);
    read_byte(&reader, 'T');
    int hour = read_digits(&reader, 2);
    read_byte(&reader, ':');
    int minute = read_digits(&reader, 2);
    int second = read_if(&reader, ':') ? read_digits(&reader, 2) : 0;
    int milli = read_if(&reader, '.') ? read_digits(&reader, 3) : 0;
    int offset = read_offset(&reader);
    if (!reader.good || reader.at != text.size || day == LOT_DATE_NONE || hour > 23 ||
        minute > 59 || second > 59) {
        return -EINVAL;
    }
    int64_t in_day =
        (int64_t)hour * MS_PER_HOUR + (int64_t)minute * MS_PER_MIN + second * INT64_C(1000);
    *out = (struct lot_time){
        .utc_ms =
            (int64_t)day_number(day) * MS_PER_DAY + in_day + milli - (int64_t)offset * MS_PER_MIN,
        .offset_min = (int16_t)offset,
    };
    return 0;
}
