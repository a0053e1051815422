/* SPDX-License-Identifier: MIT */
/*
 * The secondary data of HIBC: lot, serial, quantity and dates behind their beginnings ("$$+", "16D"
 * ...), each a row of one table.
 */

#include "characters.h"
#include "hibc.h"

#define TEXT_MAX     18u /* of a lot and of a serial */
#define QUANTITY_MAX 18u /* digits */

static bool refuse_length(struct hibc *hibc, enum hibc_field field, struct lot_span data,
                          unsigned min)
{
    struct lot_problem problem = hibc_problem(hibc, LOT_PROBLEM_LENGTH, field, data);
    problem.expected_min = (uint16_t)min;
    problem.expected_max = TEXT_MAX;
    decode_error(hibc->decoding, &problem);
    return false;
}

/* A lot or serial: all that is left, perhaps nothing. */
static bool take_text(struct hibc *hibc, struct lot_span data, enum hibc_field field)
{
    if (data.size > TEXT_MAX) {
        return refuse_length(hibc, field, data, 0);
    }
    for (size_t i = 0; i < data.size; i++) {
        if (!is_alphanumeric(data.data[i]) && data.data[i] != '-' && data.data[i] != '.') {
            return hibc_refuse(hibc, LOT_PROBLEM_CHARSET, field, lot_span_part(data, i, 1));
        }
    }
    return data.size == 0 ||
           hibc_keep(hibc, field, (struct hibc_value){.where = data, .text = data});
}

/* Takes a quantity of that many digits off the front; its leading zeros mean nothing. */
static bool take_quantity(struct hibc *hibc, struct lot_span *data, size_t size)
{
    struct lot_span digits = lot_span_part(*data, 0, size);
    if (digits.size != size || !lot_span_is_digits(digits) || size > QUANTITY_MAX) {
        return hibc_refuse(hibc, LOT_PROBLEM_VALUE, HIBC_QTY, digits);
    }
    struct hibc_value value = {.where = digits, .text = digits};
    while (value.text.size > 1 && value.text.data[0] == '0') {
        value.text = lot_span_part(value.text, 1, size);
    }
    lot_span_number(value.text, &value.number);
    *data = lot_span_part(*data, size, data->size);
    return hibc_keep(hibc, HIBC_QTY, value);
}

/* An optional quantity, "8nn" or "9nnnnn", an optional date, a lot or serial. */
static bool take_dated(struct hibc *hibc, struct lot_span data, enum hibc_field field)
{
    uint8_t flag = data.size > 0 ? data.data[0] : 0;
    size_t digits = flag == '8' ? 2 : flag == '9' ? 5 : 0;
    if (digits > 0) {
        data = lot_span_part(data, 1, data.size);
        if (!take_quantity(hibc, &data, digits)) {
            return false;
        }
    }
    return hibc_take_flagged_date(hibc, &data) && take_text(hibc, data, field);
}

static bool take_lot_dated(struct hibc *hibc, struct lot_span data)
{
    return take_dated(hibc, data, HIBC_LOT);
}

static bool take_serial_dated(struct hibc *hibc, struct lot_span data)
{
    return take_dated(hibc, data, HIBC_SER);
}

static bool take_lot(struct hibc *hibc, struct lot_span data)
{
    return take_text(hibc, data, HIBC_LOT);
}

static bool take_serial(struct hibc *hibc, struct lot_span data)
{
    return take_text(hibc, data, HIBC_SER);
}

static bool take_supplemental_serial(struct hibc *hibc, struct lot_span data)
{
    return data.size > 0 ? take_text(hibc, data, HIBC_SER) : refuse_length(hibc, HIBC_SER, data, 1);
}

static bool take_pieces(struct hibc *hibc, struct lot_span data)
{
    return take_quantity(hibc, &data, data.size);
}

static bool take_expiry(struct hibc *hibc, struct lot_span data)
{
    return hibc_take_full_date(hibc, data, HIBC_EXP);
}

static bool take_manufactured(struct hibc *hibc, struct lot_span data)
{
    return hibc_take_full_date(hibc, data, HIBC_MFG);
}

static bool take_julian_lot(struct hibc *hibc, struct lot_span data)
{
    return hibc_take_julian(hibc, &data) && take_text(hibc, data, HIBC_LOT);
}

/* How data begins that does not with YYJJJ; a longer beginning stands before the shorter one that
 * it contains. */
static const struct {
    const char *begins;
    hibc_take *take;
} forms[] = {
    {"$$+", take_serial_dated       },
    {"$$",  take_lot_dated          },
    {"$+",  take_serial             },
    {"$",   take_lot                },
    {"14D", take_expiry             },
    {"16D", take_manufactured       },
    {"S",   take_supplemental_serial},
    {"Q",   take_pieces             },
};

bool hibc_take_data(struct hibc *hibc, struct lot_span data)
{
    for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++) {
        struct lot_span begins = lot_span_of(forms[f].begins);
        if (lot_span_starts(data, begins)) {
            return forms[f].take(hibc, lot_span_part(data, begins.size, data.size));
        }
    }
    return is_digit(data.data[0]) ? take_julian_lot(hibc, data)
                                  : hibc_refuse(hibc, LOT_PROBLEM_UNKNOWN_IDENTIFIER,
                                                HIBC_FIELD_COUNT, lot_span_part(data, 0, 1));
}
