/* SPDX-License-Identifier: MIT */
/*
 * The secondary data of HIBC: lot, serial, quantity and dates behind their beginnings ("$$+", "16D"
 * ...), each a row of one table.
 */

#include "hibc.h"

#define TEXT_MAX 18u /* of a lot and of a serial */

/* A lot or serial: what is left; it may be missing. */
static bool take_text(struct hibc *hibc, struct lot_span data, enum hibc_field field)
{
    if (data.size > TEXT_MAX) {
        return hibc_problem_expecting(hibc, LOT_PROBLEM_LENGTH, field, data,
                                      (struct hibc_expected){0, TEXT_MAX});
    }
    for (size_t i = 0; i < data.size; i++) {
        if (!hibc_is_alphanumeric(data.data[i]) && data.data[i] != '-' && data.data[i] != '.') {
            return hibc_problem(hibc, LOT_PROBLEM_CHARSET, field, lot_span_part(data, i, 1));
        }
    }
    return data.size == 0 ||
           hibc_keep(hibc, field, (struct hibc_value){.where = data, .text = data});
}

/* A quantity of that many digits, without its leading zeros. */
static bool take_quantity(struct hibc *hibc, struct lot_span *data, size_t size)
{
    struct lot_span digits = lot_span_part(*data, 0, size);
    if (digits.size != size || !lot_span_is_digits(digits) || size > TEXT_MAX) {
        return hibc_problem(hibc, LOT_PROBLEM_VALUE, HIBC_QTY, digits);
    }
    struct lot_span text = digits;
    while (text.size > 1 && text.data[0] == '0') {
        text = lot_span_part(text, 1, text.size);
    }
    struct hibc_value value = {.where = digits, .text = text};
    lot_span_number(text, &value.number);
    *data = lot_span_part(*data, size, data->size);
    return hibc_keep(hibc, HIBC_QTY, value);
}

static bool take_dated(struct hibc *hibc, struct lot_span data, enum hibc_field field)
{
    return hibc_take_flagged_date(hibc, &data) && take_text(hibc, data, field);
}

static bool take_serial_dated(struct hibc *hibc, struct lot_span data)
{
    return take_dated(hibc, data, HIBC_SER);
}

/* $$: an optional quantity, an optional date, a lot. */
static bool take_lot_dated(struct hibc *hibc, struct lot_span data)
{
    size_t digits = 0;
    if (data.size > 0) {
        digits = data.data[0] == '8' ? 2 : data.data[0] == '9' ? 5 : 0;
    }
    if (digits > 0) {
        data = lot_span_part(data, 1, data.size);
        if (!take_quantity(hibc, &data, digits)) {
            return false;
        }
    }
    return take_dated(hibc, data, HIBC_LOT);
}

static bool take_serial(struct hibc *hibc, struct lot_span data)
{
    return take_text(hibc, data, HIBC_SER);
}

static bool take_lot(struct hibc *hibc, struct lot_span data)
{
    return take_text(hibc, data, HIBC_LOT);
}

static bool take_expiry(struct hibc *hibc, struct lot_span data)
{
    return hibc_take_full_date(hibc, data, HIBC_EXP);
}

static bool take_manufactured(struct hibc *hibc, struct lot_span data)
{
    return hibc_take_full_date(hibc, data, HIBC_MFG);
}

static bool take_pieces(struct hibc *hibc, struct lot_span data)
{
    return take_quantity(hibc, &data, data.size);
}

static bool take_julian_lot(struct hibc *hibc, struct lot_span data)
{
    return hibc_take_julian(hibc, &data) && take_text(hibc, data, HIBC_LOT);
}

/* How data begins; a longer beginning stands before the shorter one that it contains. */
static const struct {
    const char *begins;
    bool joined_only;
    bool (*take)(struct hibc *hibc, struct lot_span data);
} forms[] = {
    {"$$+", false, take_serial_dated},
    {"$$",  false, take_lot_dated   },
    {"$+",  false, take_serial      },
    {"$",   false, take_lot         },
    {"14D", true,  take_expiry      },
    {"16D", true,  take_manufactured},
    {"S",   true,  take_serial      },
    {"Q",   true,  take_pieces      },
    {"",    false, take_julian_lot  },
};

bool hibc_take_data(struct hibc *hibc, struct lot_span data, bool joined)
{
    for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++) {
        struct lot_span begins = lot_span_of(forms[f].begins);
        if (lot_span_starts(data, begins) && (joined || !forms[f].joined_only)) {
            return forms[f].take(hibc, lot_span_part(data, begins.size, data.size));
        }
    }
    return false;
}
