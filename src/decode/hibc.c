/* SPDX-License-Identifier: MIT */
/*
 * HIBC (ANSI/HIBC 2.6, Supplier Labeling Standard): what hospitals' suppliers print.
 *
 *     primary      + LIC PCN u c          LIC: a letter and 3 more; PCN: 1..18; u: unit of measure
 *     secondary    + data l c             l: the primary's check character, the link between both
 *     joined       + LIC PCN u / data / data ... c
 *     in a row     + LIC PCN u c + data l c + data l c ...
 *
 *     data         YYJJJ lot              | $ lot | $+ serial
 *                | $$ [8nn | 9nnnnn] [date] lot     $$+ [8nn | 9nnnnn] [date] serial
 *                | S serial | Q quantity | 14D YYYYMMDD expiry | 16D YYYYMMDD manufacture
 *     date         MMYY | 2MMDDYY | 3YYMMDD | 4YYMMDDHH | 5YYJJJ | 6YYJJJHH | 7 (none)
 *
 * A letter behind '+' makes a primary, all else a secondary. c is a sum modulo 43 over all
 * characters before it, '+' included; it may be any of the 43, space and '/', '+', '$' among them.
 * Elements are answered in the order of the standard's tables, since the parts of a joined symbol
 * may come in any order.
 */

#include "hibc.h"
#include "characters.h"

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

/* ---- what is kept --------------------------------------------------------------------------- */

struct lot_problem hibc_problem(const struct hibc *hibc, enum lot_problem_code code,
                                enum hibc_field field, struct lot_span where)
{
    struct lot_problem problem = decode_problem(hibc->decoding, code, where);
    if (field < HIBC_FIELD_COUNT) {
        decode_id(problem.element, lot_span_of(fields[field].id));
    }
    return problem;
}

bool hibc_refuse(struct hibc *hibc, enum lot_problem_code code, enum hibc_field field,
                 struct lot_span where)
{
    struct lot_problem problem = hibc_problem(hibc, code, field, where);
    decode_error(hibc->decoding, &problem);
    return false;
}

/* A check character that should be another one. */
static bool refuse_check(struct hibc *hibc, enum hibc_field field, struct lot_span where,
                         uint8_t expected)
{
    struct lot_problem problem = hibc_problem(hibc, LOT_PROBLEM_CHECK_DIGIT, field, where);
    problem.expected_min = expected;
    decode_error(hibc->decoding, &problem);
    return false;
}

bool hibc_keep(struct hibc *hibc, enum hibc_field field, struct hibc_value value)
{
    const struct hibc_value *kept = &hibc->value[field];
    if (kept->where.data && !lot_span_equal(kept->text, value.text)) {
        return hibc_refuse(hibc, LOT_PROBLEM_REPEATED, field, value.where);
    }
    hibc->value[field] = value;
    return true;
}

/* ---- check character ------------------------------------------------------------------------ */

#define MODULUS    43u
#define FIRST_SIGN 36u /* behind digits and letters */
static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

/* 0..42, or MODULUS for a character that HIBC has not. */
static unsigned weight(uint8_t byte)
{
    if (is_digit(byte)) {
        return byte - (unsigned)'0';
    }
    if (is_capital(byte)) {
        return byte - (unsigned)'A' + 10;
    }
    const char *found = memchr(alphabet + FIRST_SIGN, byte, MODULUS - FIRST_SIGN);
    return found ? (unsigned)(found - alphabet) : MODULUS;
}

/* The check character of all but the last character of a symbol. */
static uint8_t check_character(struct lot_span symbol)
{
    unsigned sum = 0;
    for (size_t i = 0; i + 1 < symbol.size; i++) {
        sum += weight(symbol.data[i]);
    }
    return (uint8_t)alphabet[sum % MODULUS];
}

static bool check(struct hibc *hibc, struct lot_span symbol)
{
    for (size_t i = 0; i < symbol.size; i++) {
        if (weight(symbol.data[i]) == MODULUS) {
            return hibc_refuse(hibc, LOT_PROBLEM_CHARSET, HIBC_FIELD_COUNT,
                               lot_span_part(symbol, i, 1));
        }
    }
    uint8_t expected = check_character(symbol);
    struct lot_span found = lot_span_part(symbol, symbol.size - 1, 1);
    return found.data[0] == expected || refuse_check(hibc, HIBC_FIELD_COUNT, found, expected);
}

/* ---- one symbol ----------------------------------------------------------------------------- */

/* LIC, PCN and unit of measure. */
static bool take_primary(struct hibc *hibc, struct lot_span data)
{
    if (data.size < LIC_SIZE + 2 || data.size > LIC_SIZE + PCN_MAX + 1) {
        struct lot_problem problem = hibc_problem(hibc, LOT_PROBLEM_LENGTH, HIBC_PCN, data);
        problem.expected_min = LIC_SIZE + 2;
        problem.expected_max = LIC_SIZE + PCN_MAX + 1;
        decode_error(hibc->decoding, &problem);
        return false;
    }
    for (size_t i = 0; i < data.size; i++) {
        if (!is_alphanumeric(data.data[i])) {
            return hibc_refuse(hibc, LOT_PROBLEM_CHARSET, i < LIC_SIZE ? HIBC_LIC : HIBC_PCN,
                               lot_span_part(data, i, 1));
        }
    }
    struct lot_span unit = lot_span_part(data, data.size - 1, 1);
    if (!lot_span_is_digits(unit)) {
        return hibc_refuse(hibc, LOT_PROBLEM_CHARSET, HIBC_UOM, unit);
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

/* Parts between slashes, secondary data all but the first; one that is wrong hides none behind it.
 */
static void take_parts(struct hibc *hibc, struct lot_span parts, hibc_take *take)
{
    const uint8_t *slash = NULL;
    do {
        slash = parts.size > 0 ? memchr(parts.data, '/', parts.size) : NULL;
        struct lot_span part = slash ? lot_span(parts.data, (size_t)(slash - parts.data)) : parts;
        if (part.size > 0) {
            take(hibc, part);
        } else {
            hibc_refuse(hibc, LOT_PROBLEM_SYNTAX, HIBC_FIELD_COUNT, part);
        }
        parts = lot_span_part(parts, part.size + 1, parts.size);
        take = hibc_take_data;
    } while (slash);
}

/* "+...lc"; link is the check character of the primary in front, or 0 when there is none. */
static void take_secondary(struct hibc *hibc, struct lot_span symbol, uint8_t link)
{
    struct lot_span found = lot_span_part(symbol, symbol.size - 2, 1);
    if (link != 0 && found.data[0] != link) {
        refuse_check(hibc, HIBC_LINK, found, link);
        return;
    }
    take_parts(hibc, lot_span_part(symbol, 1, symbol.size - 3), hibc_take_data);
    if (link == 0) {
        hibc_keep(hibc, HIBC_LINK, (struct hibc_value){.where = found, .text = found});
    }
}

/* ---- symbols in a row ----------------------------------------------------------------------- */

#define SECONDARY_MIN 4u /* '+', data, link and check character */

static bool begins_secondary(struct lot_span data)
{
    return data.size >= SECONDARY_MIN && data.data[0] == '+' &&
           (is_digit(data.data[1]) || memchr("$SQ", data.data[1], 3) != NULL);
}

/*
 * The size of the symbol at the front: it ends where another one begins. Its last characters, check
 * and link, may be '+' as well: among the places that they leave, a right check character decides.
 */
static size_t symbol_size(struct lot_span data, bool primary)
{
    size_t at = 1;
    while (at < data.size && (data.data[at] == '$' || data.data[at] == '+')) {
        at++;
    }
    while (at < data.size &&
           (is_alphanumeric(data.data[at]) || data.data[at] == '-' || data.data[at] == '.')) {
        at++;
    }
    size_t likely = data.size;
    for (size_t last = at + (primary ? 1 : 2); at <= last; at++) {
        if (begins_secondary(lot_span_part(data, at, data.size))) {
            if (data.data[at - 1] == check_character(lot_span_part(data, 0, at))) {
                return at;
            }
            likely = likely < at ? likely : at;
        }
    }
    return likely;
}

static void take_symbols(struct hibc *hibc, struct lot_span data)
{
    uint8_t link = 0;
    bool primary = data.size > 1 && is_capital(data.data[1]);
    do {
        struct lot_span symbol = lot_span_part(data, 0, symbol_size(data, primary));
        if (symbol.size < SECONDARY_MIN) {
            hibc_refuse(hibc, LOT_PROBLEM_SYNTAX, HIBC_FIELD_COUNT, symbol);
            return;
        }
        if (!check(hibc, symbol)) {
            return;
        }
        if (primary) {
            take_parts(hibc, lot_span_part(symbol, 1, symbol.size - 2), take_primary);
            link = symbol.data[symbol.size - 1];
        } else {
            take_secondary(hibc, symbol, link);
        }
        primary = false;
        data = lot_span_part(data, symbol.size, data.size);
    } while (data.size > 0);
}

/* ---- answer --------------------------------------------------------------------------------- */

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
