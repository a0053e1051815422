/* SPDX-License-Identifier: MIT */
#ifndef LOT_BASE_H
#define LOT_BASE_H

/*
 * base: the few words that every room speaks: spans of bytes, short texts, moments and days,
 * exact decimals, a JSON writer into a caller's buffer, and a log for the programs.
 *
 * Everything here but the log is pure: no allocation, no clock, no locale, no global state.
 *
 * Errors, here and in every room: 0 is done, a negative value is a failure (-errno), a positive
 * value is an outcome of the domain that the function documents.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The longest scan that is taken, in bytes: above any symbol's capacity (QR: 7,089 digits). */
#define LOT_SCAN_MAX 8192u

/* ---- spans ---------------------------------------------------------------------------------- */

/*
 * Bytes that live elsewhere: not NUL-terminated, may hold NUL, may be of size 0 (data is then of
 * no matter). A span never owns; it is valid as long as what it points into.
 */
struct lot_span {
    const uint8_t *data;
    size_t size;
};

static inline struct lot_span lot_span(const void *data, size_t size)
{
    return (struct lot_span){.data = data, .size = size};
}

/* The bytes of a string literal without its NUL. */
#define LOT_LITERAL(s) ((struct lot_span){(const uint8_t *)("" s ""), sizeof(s) - 1})

/* The bytes of a NUL-terminated string; NULL gives an empty span. */
struct lot_span lot_span_of(const char *string);

/*
 * A part of a span, cut to what is there: any from and size are safe. What begins behind the end is
 * empty, and stands at the end.
 */
struct lot_span lot_span_part(struct lot_span span, size_t from, size_t size);

bool lot_span_equal(struct lot_span a, struct lot_span b);
bool lot_span_starts(struct lot_span span, struct lot_span prefix);

/* Order of bytes, shorter first where one is the other's beginning: <0, 0, >0. */
int lot_span_compare(struct lot_span a, struct lot_span b);

/* True when there is at least one byte and all are '0'..'9'. */
bool lot_span_is_digits(struct lot_span span);

/* An unsigned decimal number of 1..18 digits; -EINVAL when it is not one. */
int lot_span_number(struct lot_span span, int64_t *out);

/* True when the bytes are well-formed UTF-8 (Unicode 15, table 3-7: no surrogates, no overlongs).
 */
bool lot_span_is_utf8(struct lot_span span);

/* 64-bit FNV-1a of the bytes: tells equal scans from different ones; not for security. */
uint64_t lot_span_hash(struct lot_span span);

/* ---- short texts ---------------------------------------------------------------------------- */

#define LOT_TEXT_MAX 63u

/* A short text by value (item number, lot, location code): copyable, comparable, NUL allowed. */
struct lot_text {
    uint8_t size; /* 0..LOT_TEXT_MAX; 0 is "none" */
    uint8_t bytes[LOT_TEXT_MAX];
};

/* Copies the span; unused bytes become 0. -EMSGSIZE (and *text unchanged) when it is too long. */
int lot_text_set(struct lot_text *text, struct lot_span span);
/* The text's bytes: valid while *text lives and is unchanged. */
struct lot_span lot_text_span(const struct lot_text *text);
bool lot_text_equal(const struct lot_text *a, const struct lot_text *b);

/* ---- time ----------------------------------------------------------------------------------- */

/* A moment: UTC in milliseconds since 1970, and the local offset at that moment (ISO 8601). */
struct lot_time {
    int64_t utc_ms;
    int16_t offset_min; /* minutes east of UTC, -1439..1439 */
};

#define LOT_TIME_SIZE 32u /* holds the longest lot_time_format result with its NUL */

/* Writes "2026-03-01T08:00:00.000+01:00" and a NUL; returns the length. */
size_t lot_time_format(struct lot_time time, char out[LOT_TIME_SIZE]);
/*
 * Reads ISO 8601 "YYYY-MM-DDThh:mm[:ss[.mmm]]" with 'Z' or "+hh:mm"; -EINVAL when it is not one.
 */
int lot_time_parse(struct lot_span text, struct lot_time *out);

/*
 * A calendar day as the decimal number YYYYMMDD (ISO 8601 basic form), which sorts as days do and
 * can be read. LOT_DATE_NONE is "no date". Range 1600-01-01 to 9999-12-31, Gregorian.
 */
typedef int32_t lot_date;
#define LOT_DATE_NONE 0
#define LOT_DATE_SIZE 11u

/* The day of year, month 1..12 and day 1..31, or LOT_DATE_NONE when there is no such day. */
lot_date lot_date_make(int year, int month, int day);
/* The last day of a month, or LOT_DATE_NONE. */
lot_date lot_date_month_end(int year, int month);
bool lot_date_valid(lot_date date);
/* The day that a moment falls on by its own local offset. */
lot_date lot_date_at(struct lot_time time);
/* Days may be negative; a result out of range is LOT_DATE_NONE. */
lot_date lot_date_add(lot_date date, int32_t days);
/* Whole days from a to b, negative when b is earlier; both must be valid. */
int32_t lot_date_days_between(lot_date a, lot_date b);
/* Writes "2026-03-01" (nothing for LOT_DATE_NONE) and a NUL; returns the length. */
size_t lot_date_format(lot_date date, char out[LOT_DATE_SIZE]);
/* Reads "YYYY-MM-DD"; -EINVAL when it is not a day. */
int lot_date_parse(struct lot_span text, lot_date *out);

/* ---- scans ---------------------------------------------------------------------------------- */

/* One thing read. The bytes are the reader's: valid until it is called again. */
struct lot_scan {
    struct lot_span bytes;
    struct lot_time time; /* when it was complete, by the event's own clock */
    uint32_t source;      /* which scanner: a small number, stable while the program runs */
};

/* ---- decimals ------------------------------------------------------------------------------- */

#define LOT_DECIMALS_MAX 6u
#define LOT_DECIMAL_SIZE 24u

/*
 * Exact decimals: value counts units of 10^-decimals. Writes the shortest exact form ("12",
 * "-0.5", "1.25"; no trailing zeros) and a NUL; returns the length.
 */
size_t lot_decimal_format(int64_t value, unsigned decimals, char out[LOT_DECIMAL_SIZE]);
/*
 * Reads [-]digits[.digits] into units of 10^-decimals. -EINVAL: not a number; -ERANGE: too large,
 * or more places than the unit has (nothing is rounded).
 */
int lot_decimal_parse(struct lot_span text, unsigned decimals, int64_t *out);

/* ---- JSON ----------------------------------------------------------------------------------- */

/*
 * Writes one JSON text (RFC 8259) into a caller's buffer. A NULL key is for array elements and the
 * outermost value; other keys are the program's own names and are written as they stand. When the
 * buffer is full the rest is dropped and lot_json_end says so.
 */
struct lot_json {
    char *out;
    size_t size;
    size_t used;
    bool full;
    bool comma; /* the next value needs a comma before it */
};

void lot_json_begin(struct lot_json *json, char *out, size_t size);
/* The length written (a NUL follows it), or -ENOSPC when it did not fit. */
int lot_json_end(struct lot_json *json);

void lot_json_object(struct lot_json *json, const char *key);
void lot_json_object_end(struct lot_json *json);
void lot_json_array(struct lot_json *json, const char *key);
void lot_json_array_end(struct lot_json *json);
/*
 * Control bytes, NUL among them, become \u00NN. Bytes that are not UTF-8 are written as U+FFFD;
 * inside an object (key not NULL) the whole value then follows in hexadecimal under "hex".
 */
void lot_json_bytes(struct lot_json *json, const char *key, struct lot_span value);
void lot_json_string(struct lot_json *json, const char *key, const char *value); /* NULL: null */
void lot_json_int(struct lot_json *json, const char *key, int64_t value);
void lot_json_uint(struct lot_json *json, const char *key, uint64_t value);
void lot_json_bool(struct lot_json *json, const char *key, bool value);
void lot_json_null(struct lot_json *json, const char *key);
/* A number given as text, exact: what lot_decimal_format wrote. */
void lot_json_number(struct lot_json *json, const char *key, const char *digits);
void lot_json_date(struct lot_json *json, const char *key, lot_date date); /* none: null */

/* ---- log ------------------------------------------------------------------------------------ */

enum lot_log_level {
    LOT_LOG_ERROR,
    LOT_LOG_WARNING,
    LOT_LOG_INFO,
    LOT_LOG_DEBUG,
};

/* Programs log, the other rooms return. One line on standard error; errno is kept. */
void lot_log_set_level(enum lot_log_level level);
__attribute__((format(printf, 2, 3))) void lot_log(enum lot_log_level level, const char *format,
                                                   ...);

#endif
