/* SPDX-License-Identifier: MIT */
/*
 * North American coupons (GS1 US, North American Coupon Application Guideline): a value that is a
 * run of fields, many with a leading digit that tells their length. AI 8110 has mandatory fields
 * and then optional ones, each begun by its own digit, in ascending order; AI 8112 has only
 * mandatory ones. Both are tables of fields here.
 */

#include "gs1_linters.h"

#include <string.h>

enum kind {
    DIGITS, /* as many digits as size */
    CHOICE, /* one digit out of low..high, or also */
    SIZED,  /* one digit out of low..high, or also: its value + size digits follow; also: none */
    DAY,    /* YYMMDD, not after one that was read before */
};

struct field {
    char option; /* the digit that begins the optional group of this field; 0: mandatory */
    enum kind kind;
    uint8_t size;
    char low, high;
    const char *also; /* further digits that are right */
};

static const struct field coupon_fields[] = {
    {0,   SIZED,  6, '0', '6', ""  }, /* company prefix */
    {0,   DIGITS, 6, 0,   0,   ""  }, /* offer code */
    {0,   SIZED,  0, '1', '5', ""  }, /* save value */
    {0,   SIZED,  0, '1', '5', ""  }, /* primary purchase requirement */
    {0,   CHOICE, 0, '0', '4', "9" }, /* its code */
    {0,   DIGITS, 3, 0,   0,   ""  }, /* its family */
    {'1', CHOICE, 0, '0', '3', ""  }, /* additional purchase rules */
    {'1', SIZED,  0, '1', '5', ""  }, /* second purchase requirement */
    {'1', CHOICE, 0, '0', '4', "9" },
    {'1', DIGITS, 3, 0,   0,   ""  },
    {'1', SIZED,  6, '0', '6', "9" }, /* company prefix, 9: the primary one */
    {'2', SIZED,  0, '1', '5', ""  }, /* third purchase requirement */
    {'2', CHOICE, 0, '0', '4', "9" },
    {'2', DIGITS, 3, 0,   0,   ""  },
    {'2', SIZED,  6, '0', '6', "9" },
    {'3', DAY,    6, 0,   0,   ""  }, /* expiration */
    {'4', DAY,    6, 0,   0,   ""  }, /* start: not after the expiration */
    {'5', SIZED,  6, '0', '9', ""  }, /* serial number */
    {'6', SIZED,  6, '1', '7', ""  }, /* retailer */
    {'9', CHOICE, 0, '0', '2', "56"}, /* save value code */
    {'9', CHOICE, 0, '0', '2', ""  }, /* which item it applies to */
    {'9', DIGITS, 1, 0,   0,   ""  }, /* store coupon */
    {'9', CHOICE, 0, '0', '1', ""  }, /* may be multiplied */
};

static const struct field offer_fields[] = {
    {0, CHOICE, 0, '0', '1', ""}, /* format */
    {0, SIZED,  6, '0', '6', ""}, /* funder */
    {0, DIGITS, 6, 0,   0,   ""}, /* offer code */
    {0, SIZED,  6, '0', '9', ""}, /* serial number */
};

struct reader {
    struct lot_span text;
    size_t at;
    const uint8_t *last_day; /* the day read last, or NULL */
    struct gs1_finding *finding;
};

static bool read_digits(struct reader *reader, size_t size)
{
    size_t left = reader->text.size - reader->at;
    if (size > left) {
        return gs1_found(reader->finding, LOT_PROBLEM_VALUE, reader->at, left);
    }
    reader->at += size;
    return true;
}

static bool is_among(char digit, const char *digits)
{
    while (*digits && *digits != digit) {
        digits++;
    }
    return *digits != '\0';
}

/* One digit that the field allows. */
static bool read_choice(struct reader *reader, const struct field *field)
{
    if (!read_digits(reader, 1)) {
        return false;
    }
    char digit = (char)reader->text.data[reader->at - 1];
    return (digit >= field->low && digit <= field->high) || is_among(digit, field->also) ||
           gs1_found(reader->finding, LOT_PROBLEM_VALUE, reader->at - 1, 1);
}

static bool read_sized(struct reader *reader, const struct field *field)
{
    if (!read_choice(reader, field)) {
        return false;
    }
    char digit = (char)reader->text.data[reader->at - 1];
    if (is_among(digit, field->also)) {
        return true;
    }
    return read_digits(reader, field->size + (size_t)(digit - '0'));
}

static bool read_day(struct reader *reader)
{
    size_t from = reader->at;
    const uint8_t *day = reader->text.data + from;
    if (!read_digits(reader, 6)) {
        return false;
    }
    if (!gs1_lint_yymmdd(lot_span(day, 6), reader->finding)) {
        reader->finding->at = (uint16_t)(reader->finding->at + from);
        return false;
    }
    if (reader->last_day && memcmp(day, reader->last_day, 6) > 0) {
        return gs1_found(reader->finding, LOT_PROBLEM_VALUE, from, 6);
    }
    reader->last_day = day;
    return true;
}

static bool read_field(struct reader *reader, const struct field *field)
{
    switch (field->kind) {
    case CHOICE:
        return read_choice(reader, field);
    case SIZED:
        return read_sized(reader, field);
    case DAY:
        return read_day(reader);
    case DIGITS:
    default:
        return read_digits(reader, field->size);
    }
}

/* Reads fields in their order; an optional group is skipped unless its digit stands there. */
static bool read_fields(struct reader *reader, const struct field *fields, size_t count)
{
    char option = 0;
    bool taken = true;
    for (size_t f = 0; f < count; f++) {
        if (fields[f].option != option) {
            option = fields[f].option;
            taken = reader->at < reader->text.size && (char)reader->text.data[reader->at] == option;
            reader->at += taken;
        }
        if (taken && !read_field(reader, &fields[f])) {
            return false;
        }
    }
    return reader->at == reader->text.size || gs1_found(reader->finding, LOT_PROBLEM_VALUE,
                                                        reader->at, reader->text.size - reader->at);
}

static bool are_digits(struct lot_span part, struct gs1_finding *finding)
{
    for (size_t i = 0; i < part.size; i++) {
        if (part.data[i] < '0' || part.data[i] > '9') {
            return gs1_found(finding, LOT_PROBLEM_CHARSET, i, 1);
        }
    }
    return true;
}

bool gs1_lint_couponcode(struct lot_span part, struct gs1_finding *finding)
{
    struct reader reader = {.text = part, .finding = finding};
    return are_digits(part, finding) &&
           read_fields(&reader, coupon_fields, sizeof coupon_fields / sizeof coupon_fields[0]);
}

bool gs1_lint_couponposoffer(struct lot_span part, struct gs1_finding *finding)
{
    struct reader reader = {.text = part, .finding = finding};
    return are_digits(part, finding) &&
           read_fields(&reader, offer_fields, sizeof offer_fields / sizeof offer_fields[0]);
}
