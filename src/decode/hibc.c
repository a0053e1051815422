/* SPDX-License-Identifier: MIT */
/*
 * HIBC (ANSI/HIBC 2.6, Supplier Labeling Standard): what hospitals' suppliers print.
 *
 *     primary      + LIC PCN u c          LIC: a letter and 3 more; PCN: 1..18; u: unit of measure
 *     secondary    + data l c             l: the primary's check character, the link between both
 *     joined       + LIC PCN u / data / data ... c
 *     in a row     + LIC PCN u c + data l c
 *
 *     data         YYJJJ lot              | $ lot | $+ serial
 *                | $$ [8nn | 9nnnnn] [date] lot     $$+ [date] serial
 *                | S serial | Q quantity | 14D YYYYMMDD | 16D YYYYMMDD    (joined ones only)
 *     date         MMYY | 2MMDDYY | 3YYMMDD | 4YYMMDDHH | 5YYJJJ | 6YYJJJHH | 7 (none)
 *
 * c is a sum modulo 43 over all characters before it, '+' included; it may be any of the 43, space
 * and '/', '+', '$' among them. Elements are answered in the order of the standard's tables, since
 * the parts of a joined symbol may come in any order.
 */

#include "hibc.h"

#include <string.h>

#define LIC_SIZE 4u
#define PCN_MAX  18u

static const struct {
    char id[LOT_ELEMENT_ID_SIZE];
    const char *title;
    enum lot_fact fact;
} fields[HIBC_FIELD_COUNT] = {
    [HIBC_LIC] = {"LIC",  "Labeler Identification Code", LOT_FACT_COUNT   },
    [HIBC_PCN] = {"PCN",  "Product or Catalog Number",   LOT_FACT_COUNT   },
    [HIBC_UOM] = {"UOM",  "Unit of Measure",             LOT_FACT_COUNT   },
    [HIBC_QTY] = {"QTY",  "Quantity",                    LOT_FACT_QUANTITY},
    [HIBC_EXP] = {"EXP",  "Expiration Date",             LOT_FACT_EXPIRY  },
    [HIBC_LOT] = {"LOT",  "Lot Number",                  LOT_FACT_LOT     },
    [HIBC_SER] = {"SER",  "Serial Number",               LOT_FACT_SERIAL  },
    [HIBC_MFG] = {"MFG",  "Date of Manufacture",         LOT_FACT_PRODUCED},
    [HIBC_LINK] = {"LINK", "Link Character",              LOT_FACT_COUNT   },
};

/* ---- check character ------------------------------------------------------------------------ */

static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

unsigned hibc_weight(uint8_t byte)
{
    const char *found = byte ? memchr(alphabet, byte, HIBC_MODULUS) : NULL;
    return found ? (unsigned)(found - alphabet) : HIBC_MODULUS;
}

bool hibc_is_alphanumeric(uint8_t byte)
{
    return hibc_weight(byte) < 36;
}

bool hibc_problem(struct hibc *hibc, enum lot_problem_code code, enum hibc_field field,
                  struct lot_span where)
{
    return hibc_problem_expecting(hibc, code, field, where, (struct hibc_expected){0, 0});
}

bool hibc_problem_expecting(struct hibc *hibc, enum lot_problem_code code, enum hibc_field field,
                            struct lot_span where, struct hibc_expected expected)
{
    if (hibc->problem.code == LOT_PROBLEM_NONE) {
        hibc->problem = decode_problem(hibc->decoding, code, where);
        hibc->problem.expected_min = expected.min;
        hibc->problem.expected_max = expected.max;
        if (field < HIBC_FIELD_COUNT) {
            decode_id(hibc->problem.element, lot_span_of(fields[field].id));
        }
    }
    return false;
}

bool hibc_keep(struct hibc *hibc, enum hibc_field field, struct hibc_value value)
{
    const struct hibc_value *kept = &hibc->value[field];
    if (kept->where.data && !lot_span_equal(kept->text, value.text)) {
        return hibc_problem(hibc, LOT_PROBLEM_REPEATED, field, value.where);
    }
    hibc->value[field] = value;
    return true;
}

/* The characters and the check character at the end of one symbol, '+' included. */
static bool check(struct hibc *hibc, struct lot_span symbol)
{
    unsigned sum = 0;
    for (size_t i = 0; i < symbol.size; i++) {
        unsigned value = hibc_weight(symbol.data[i]);
        if (value == HIBC_MODULUS) {
            return hibc_problem(hibc, LOT_PROBLEM_CHARSET, HIBC_FIELD_COUNT,
                                lot_span_part(symbol, i, 1));
        }
        sum += i + 1 < symbol.size ? value : 0;
    }
    uint8_t expected = (uint8_t)alphabet[sum % HIBC_MODULUS];
    if (symbol.data[symbol.size - 1] != expected) {
        return hibc_problem_expecting(hibc, LOT_PROBLEM_CHECK_DIGIT, HIBC_FIELD_COUNT,
                                      lot_span_part(symbol, symbol.size - 1, 1),
                                      (struct hibc_expected){expected, expected});
    }
    return true;
}

/* ---- symbols -------------------------------------------------------------------------------- */

static bool is_letter(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* LIC, PCN and unit of measure. */
static bool take_primary(struct hibc *hibc, struct lot_span data)
{
    if (data.size < LIC_SIZE + 2 || data.size > LIC_SIZE + PCN_MAX + 1) {
        return hibc_problem_expecting(hibc, LOT_PROBLEM_LENGTH, HIBC_PCN, data,
                                      (struct hibc_expected){LIC_SIZE + 2, LIC_SIZE + PCN_MAX + 1});
    }
    for (size_t i = 0; i < data.size; i++) {
        if (!hibc_is_alphanumeric(data.data[i])) {
            return hibc_problem(hibc, LOT_PROBLEM_CHARSET, i < LIC_SIZE ? HIBC_LIC : HIBC_PCN,
                                lot_span_part(data, i, 1));
        }
    }
    struct lot_span unit = lot_span_part(data, data.size - 1, 1);
    if (!lot_span_is_digits(unit)) {
        return hibc_problem(hibc, LOT_PROBLEM_CHARSET, HIBC_UOM, unit);
    }
    struct lot_span labeler = lot_span_part(data, 0, LIC_SIZE);
    struct lot_span product = lot_span_part(data, LIC_SIZE, data.size - LIC_SIZE - 1);
    hibc_keep(hibc, HIBC_LIC, (struct hibc_value){.where = labeler, .text = labeler});
    hibc_keep(hibc, HIBC_PCN, (struct hibc_value){.where = product, .text = product});
    hibc_keep(hibc, HIBC_UOM, (struct hibc_value){.where = unit, .text = unit});
    /* the item is named by all three: another unit of measure is another package */
    decode_fact(hibc->decoding, LOT_FACT_ITEM, (struct lot_value){.text = data});
    return true;
}

/* "+...c" with parts between slashes. */
static void take_joined(struct hibc *hibc, struct lot_span symbol)
{
    struct lot_span rest = lot_span_part(symbol, 1, symbol.size - 2);
    for (bool primary = true; primary || rest.size > 0; primary = false) {
        const uint8_t *slash = rest.size > 0 ? memchr(rest.data, '/', rest.size) : NULL;
        struct lot_span part = slash ? lot_span(rest.data, (size_t)(slash - rest.data)) : rest;
        rest = lot_span_part(rest, part.size + 1, rest.size);
        if (!(primary ? take_primary(hibc, part) : hibc_take_data(hibc, part, true))) {
            return;
        }
    }
}

/* "+...lc"; link is the primary's check character, or 0 when the secondary stands alone. */
static void take_secondary(struct hibc *hibc, struct lot_span symbol, uint8_t link)
{
    if (symbol.size < 4) {
        hibc_problem(hibc, LOT_PROBLEM_SYNTAX, HIBC_FIELD_COUNT, symbol);
        return;
    }
    struct lot_span found = lot_span_part(symbol, symbol.size - 2, 1);
    if (link != 0 && found.data[0] != link) {
        hibc_problem_expecting(hibc, LOT_PROBLEM_CHECK_DIGIT, HIBC_LINK, found,
                               (struct hibc_expected){link, link});
        return;
    }
    if (hibc_take_data(hibc, lot_span_part(symbol, 1, symbol.size - 3), false) && link == 0) {
        hibc_keep(hibc, HIBC_LINK, (struct hibc_value){.where = found, .text = found});
    }
}

/*
 * A primary with its secondary right behind: the first '+' that is not the last character and
 * stands behind a right check character. 0: there is none.
 */
static size_t second_symbol(struct lot_span data)
{
    unsigned sum = hibc_weight('+');
    for (size_t i = 1; i + 3 < data.size && data.data[i] != '/'; i++) {
        unsigned value = hibc_weight(data.data[i]);
        if (data.data[i + 1] == '+' && i > LIC_SIZE + 2 && sum % HIBC_MODULUS == value) {
            return i + 1;
        }
        sum += value;
    }
    return 0;
}

static void take_symbols(struct hibc *hibc, struct lot_span data)
{
    if (data.size < 4) {
        hibc_problem(hibc, LOT_PROBLEM_SYNTAX, HIBC_FIELD_COUNT, data);
        return;
    }
    bool secondary = data.data[1] == '$' || (data.data[1] >= '0' && data.data[1] <= '9');
    size_t second = secondary ? 0 : second_symbol(data);
    if (second > 0) {
        struct lot_span behind = lot_span_part(data, second, data.size);
        take_joined(hibc, lot_span_part(data, 0, second));
        if (check(hibc, behind)) {
            take_secondary(hibc, behind, data.data[second - 1]);
        }
        return;
    }
    if (!check(hibc, data)) {
        return;
    }
    if (secondary) {
        take_secondary(hibc, data, 0);
    } else if (is_letter(data.data[1])) {
        take_joined(hibc, data);
    } else {
        hibc_problem(hibc, LOT_PROBLEM_CHARSET, HIBC_LIC, lot_span_part(data, 1, 1));
    }
}

static void answer(struct hibc *hibc)
{
    for (unsigned f = 0; f < HIBC_FIELD_COUNT; f++) {
        const struct hibc_value *value = &hibc->value[f];
        if (!value->where.data) {
            continue;
        }
        decode_element(hibc->decoding, fields[f].id, fields[f].title, value->text, value->where);
        if (fields[f].fact != LOT_FACT_COUNT) {
            decode_fact(hibc->decoding, fields[f].fact,
                        (struct lot_value){.text = value->text, .number = value->number});
        }
    }
    if (hibc->problem.code != LOT_PROBLEM_NONE) {
        decode_error(hibc->decoding, &hibc->problem);
    }
}

bool decode_hibc(struct decoding *decoding)
{
    if (decoding->data.data[0] != '+') {
        return false;
    }
    struct hibc hibc = {.decoding = decoding};
    take_symbols(&hibc, decoding->data);
    answer(&hibc);
    return true;
}
