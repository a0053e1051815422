/* SPDX-License-Identifier: MIT */
/*
 * Fields of reference data -> values. One row of a table a type: how it is read, and what to tell a
 * person whose field was refused. Nothing is rounded, cut or guessed.
 */

#include "import_value.h"

#include <lot/decode.h>

#include <stdio.h>
#include <string.h>

struct reading {
    const struct import_column *column;
    struct lot_span field;
    uint8_t decimals;
    void *out; /* the record's member */
};

enum {
    MONEY_DECIMALS = 6 /* two of the currency's minor unit, four below it */
};

static bool is_printable(struct lot_span text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < 0x20 || text.data[i] == 0x7f) {
            return false;
        }
    }
    return true;
}

/* ---- texts ---------------------------------------------------------------------------------- */

static bool read_text(const struct reading *reading)
{
    return is_printable(reading->field) && lot_text_set(reading->out, reading->field) == 0;
}

static bool read_code(const struct reading *reading)
{
    return !lot_span_starts(reading->field, LOT_LITERAL("@")) && read_text(reading);
}

static bool is_gtin_length(size_t size)
{
    return size == 8 || (size >= 12 && size <= 14);
}

static bool has_right_check(struct lot_span digits)
{
    struct lot_span body = lot_span_part(digits, 0, digits.size - 1);
    return lot_span_is_digits(digits) &&
           digits.data[body.size] == (uint8_t)lot_gs1_check_digit(body);
}

/* A GTIN has 14 digits whatever its carrier; all else is the site's own number, as it stands. */
static bool read_item(const struct reading *reading)
{
    struct lot_span field = reading->field;
    if (!is_gtin_length(field.size) || !has_right_check(field)) {
        return read_code(reading);
    }
    char gtin[14];
    memset(gtin, '0', sizeof gtin);
    memcpy(gtin + sizeof gtin - field.size, field.data, field.size);
    return lot_text_set(reading->out, lot_span(gtin, sizeof gtin)) == 0;
}

static bool read_gln(const struct reading *reading)
{
    struct lot_span field = reading->field;
    bool good = field.size == 0 || (field.size == 13 && has_right_check(field));
    return good && read_text(reading);
}

static bool read_sscc(const struct reading *reading)
{
    return reading->field.size == 18 && has_right_check(reading->field) && read_text(reading);
}

/* ---- choices -------------------------------------------------------------------------------- */

static uint8_t lower(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte - 'A' + 'a') : byte;
}

static bool equal_ignoring_case(struct lot_span a, struct lot_span b)
{
    for (size_t i = 0; i < a.size && a.size == b.size; i++) {
        if (lower(a.data[i]) != lower(b.data[i])) {
            return false;
        }
    }
    return a.size == b.size;
}

/* The index of a name in a list parted by spaces, or -1. */
static int index_of(const char *names, struct lot_span name)
{
    struct lot_span rest = lot_span_of(names);
    for (int i = 0; rest.size > 0; i++) {
        const uint8_t *end = memchr(rest.data, ' ', rest.size);
        size_t size = end ? (size_t)(end - rest.data) : rest.size;
        if (equal_ignoring_case(lot_span_part(rest, 0, size), name)) {
            return i;
        }
        rest = lot_span_part(rest, size + 1, rest.size);
    }
    return -1;
}

static bool read_boolean(const struct reading *reading)
{
    int index = index_of("no yes false true 0 1", reading->field);
    bool value = index % 2 == 1;
    memcpy(reading->out, &value, sizeof value);
    return index >= 0;
}

static bool read_enum(const struct reading *reading)
{
    int index = index_of(reading->column->names, reading->field);
    memcpy(reading->out, &index, sizeof index);
    return index >= 0;
}

static bool read_set(const struct reading *reading)
{
    uint32_t set = 0;
    for (struct lot_span rest = reading->field; rest.size > 0;) {
        const uint8_t *end = memchr(rest.data, ' ', rest.size);
        size_t size = end ? (size_t)(end - rest.data) : rest.size;
        int index = index_of(reading->column->names, lot_span_part(rest, 0, size));
        if (size > 0 && index < 0) {
            return false;
        }
        set |= size > 0 ? 1u << index : 0;
        rest = lot_span_part(rest, size + 1, rest.size);
    }
    memcpy(reading->out, &set, sizeof set);
    return true;
}

/* ---- numbers -------------------------------------------------------------------------------- */

static bool read_integer(const struct reading *reading)
{
    const struct import_column *column = reading->column;
    int64_t number = 0;
    if (lot_decimal_parse(reading->field, 0, &number) < 0 || number < column->least ||
        number > column->most) {
        return false;
    }
    int32_t wide = (int32_t)number;
    uint8_t narrow = (uint8_t)number;
    memcpy(reading->out, column->size == sizeof narrow ? (void *)&narrow : (void *)&wide,
           column->size);
    return true;
}

static bool read_quantity(const struct reading *reading)
{
    int64_t quantity = 0;
    bool good = lot_decimal_parse(reading->field, reading->decimals, &quantity) == 0 &&
                quantity >= reading->column->least;
    memcpy(reading->out, &quantity, sizeof quantity);
    return good;
}

static bool read_money(const struct reading *reading)
{
    int64_t amount = -1;
    bool good = reading->field.size == 0 ||
                (lot_decimal_parse(reading->field, MONEY_DECIMALS, &amount) == 0 && amount >= 0);
    memcpy(reading->out, &amount, sizeof amount);
    return good;
}

static bool read_date(const struct reading *reading)
{
    lot_date date = LOT_DATE_NONE;
    bool good = reading->field.size == 0 || lot_date_parse(reading->field, &date) == 0;
    memcpy(reading->out, &date, sizeof date);
    return good;
}

/* ---- types ---------------------------------------------------------------------------------- */

static const struct {
    bool (*read)(const struct reading *reading);
    const char *expected;
} types[] = {
    [IMPORT_TEXT] = {read_text,     "one line of at most 63 bytes"                                  },
    [IMPORT_CODE] = {read_code,     "one line of at most 63 bytes that does not begin with @"       },
    [IMPORT_ITEM] = {read_item,     "a GTIN or own number of at most 63 bytes, not beginning with @"},
    [IMPORT_GLN] = {read_gln,      "a GLN of 13 digits with its check digit"                       },
    [IMPORT_SSCC] = {read_sscc,     "an SSCC of 18 digits with its check digit"                     },
    [IMPORT_BOOLEAN] = {read_boolean,  "yes or no"                                                     },
    [IMPORT_INTEGER] = {read_integer,  "a whole number"                                                },
    [IMPORT_ENUM] = {read_enum,     "one of"                                                        },
    [IMPORT_SET] = {read_set,      "any of"                                                        },
    [IMPORT_QUANTITY] = {read_quantity, "a quantity"                                                    },
    [IMPORT_MONEY] = {read_money,    "an amount of at most 6 decimals, without currency"             },
    [IMPORT_DATE] = {read_date,     "a day as YYYY-MM-DD"                                           },
};

bool import_read_value(const struct import_column *column, struct lot_span field, uint8_t decimals,
                       void *record)
{
    struct reading reading = {.column = column,
                              .field = field.size > 0 ? field : lot_span_of(column->fallback),
                              .decimals = decimals,
                              .out = (uint8_t *)record + column->offset};
    return types[column->type].read(&reading);
}

void import_expected(const struct import_column *column, uint8_t decimals,
                     char out[IMPORT_EXPECTED_SIZE])
{
    const char *type = types[column->type].expected;
    switch (column->type) {
    case IMPORT_INTEGER:
        snprintf(out, IMPORT_EXPECTED_SIZE, "%s from %d to %d", type, column->least, column->most);
        break;
    case IMPORT_ENUM:
    case IMPORT_SET:
        snprintf(out, IMPORT_EXPECTED_SIZE, "%s: %s", type, column->names);
        break;
    case IMPORT_QUANTITY:
        snprintf(out, IMPORT_EXPECTED_SIZE, "%s%s with at most %u decimals", type,
                 column->least > 0 ? " above 0" : "", decimals);
        break;
    default:
        snprintf(out, IMPORT_EXPECTED_SIZE, "%s", type);
        break;
    }
}
