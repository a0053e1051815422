/* SPDX-License-Identifier: MIT */
/*
 * Trade codes that are nothing but a number with a check digit (GS1 General Specifications 5.2,
 * 5.3): EAN-13, UPC-A, EAN-8, UPC-E, ITF-14 and a bare GTIN or SSCC. All become elements 01 or 00;
 * a GTIN is always given with 14 digits, zeros in front.
 *
 * A carrier says what the digits are. Without one, 8, 12, 13, 14 or 18 digits with a right check
 * digit are most likely a trade code: it is taken for one and a warning says that it was guessed.
 */

#include "decoding.h"

#include <string.h>

#define GTIN_SIZE   14u
#define SSCC_SIZE   18u
#define UPC_E_SIZE  8u
#define UPC_A_SIZE  12u
#define EAN_13_SIZE 13u

static bool check_digit_is_right(struct lot_span digits)
{
    struct lot_span body = lot_span(digits.data, digits.size - 1);
    return digits.data[digits.size - 1] == (uint8_t)lot_gs1_check_digit(body);
}

/* ---- UPC-E ---------------------------------------------------------------------------------- */

/*
 * UPC-E leaves zeros out of a UPC-A (GS1 General Specifications 5.2.2.4.2). Its last digit but the
 * check digit says where they were: how many of the digits before stand in front of how many zeros.
 */
static void expand_upc_e(const uint8_t code[UPC_E_SIZE], uint8_t out[UPC_A_SIZE])
{
    uint8_t last = code[6];
    memset(out, '0', UPC_A_SIZE);
    out[0] = code[0];
    out[UPC_A_SIZE - 1] = code[7];
    if (last <= '2') {
        memcpy(out + 1, code + 1, 2);
        out[3] = last;
        memcpy(out + 8, code + 3, 3);
    } else if (last == '3') {
        memcpy(out + 1, code + 1, 3);
        memcpy(out + 9, code + 4, 2);
    } else if (last == '4') {
        memcpy(out + 1, code + 1, 4);
        out[10] = code[5];
    } else {
        memcpy(out + 1, code + 1, 5);
        out[10] = last;
    }
}

/* ---- answers -------------------------------------------------------------------------------- */

static const char gtin_id[LOT_ELEMENT_ID_SIZE] = "01";
static const char sscc_id[LOT_ELEMENT_ID_SIZE] = "00";
static const char add_on_id[LOT_ELEMENT_ID_SIZE] = "ADD-ON";

/* A GTIN of 8, 12, 13 or 14 digits. */
static void add_gtin(struct decoding *decoding, struct lot_span digits, struct lot_span where)
{
    uint8_t padded[GTIN_SIZE];
    memset(padded, '0', GTIN_SIZE);
    memcpy(padded + GTIN_SIZE - digits.size, digits.data, digits.size);
    struct lot_span gtin = decode_text(decoding, lot_span(padded, GTIN_SIZE));
    decode_element(decoding, gtin_id, "GTIN", gtin, where);
    decode_fact(decoding, LOT_FACT_ITEM, (struct lot_value){.text = gtin});
}

static void add_sscc(struct decoding *decoding, struct lot_span digits)
{
    decode_element(decoding, sscc_id, "SSCC", digits, digits);
    decode_fact(decoding, LOT_FACT_SSCC, (struct lot_value){.text = digits});
}

static void warn_guessed(struct decoding *decoding)
{
    struct lot_problem problem = decode_problem(decoding, LOT_PROBLEM_GUESSED, decoding->data);
    decode_warning(decoding, &problem);
}

static void refuse(struct decoding *decoding, enum lot_problem_code code, struct lot_span where,
                   size_t expected)
{
    struct lot_problem problem = decode_problem(decoding, code, where);
    decode_id(problem.element, LOT_LITERAL("01"));
    problem.expected_min = problem.expected_max = (uint16_t)expected;
    decode_error(decoding, &problem);
}

/* ---- with a carrier ------------------------------------------------------------------------- */

/* True when all are digits, else the error CHARSET. */
static bool are_digits(struct decoding *decoding, struct lot_span digits)
{
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9') {
            refuse(decoding, LOT_PROBLEM_CHARSET, lot_span_part(digits, i, 1), 0);
            return false;
        }
    }
    return true;
}

/* A GTIN that must be this long, as its carrier says. */
static void take(struct decoding *decoding, struct lot_span digits, size_t size)
{
    if (!are_digits(decoding, digits)) {
        return;
    }
    if (digits.size != size) {
        refuse(decoding, LOT_PROBLEM_LENGTH, digits, size);
        return;
    }
    char right = lot_gs1_check_digit(lot_span(digits.data, size - 1));
    if (digits.data[size - 1] != (uint8_t)right) {
        refuse(decoding, LOT_PROBLEM_CHECK_DIGIT, digits, (size_t)(uint8_t)right);
        return;
    }
    add_gtin(decoding, digits, digits);
}

/* Some readers do not lengthen a UPC-A, as ISO/IEC 15424 asks. */
static bool is_bare_upc_a(struct lot_span data)
{
    return data.size == UPC_A_SIZE && lot_span_is_digits(data) && check_digit_is_right(data);
}

static bool take_ean_13(struct decoding *decoding)
{
    struct lot_span data = decoding->data;
    if (is_bare_upc_a(data)) {
        warn_guessed(decoding);
        add_gtin(decoding, data, data);
    } else {
        take(decoding, data, EAN_13_SIZE);
    }
    return true;
}

/* The add-on is no part of the item's number: it stands beside it. */
static bool take_ean_add_on(struct decoding *decoding)
{
    struct lot_span number = lot_span_part(decoding->data, 0, EAN_13_SIZE);
    struct lot_span add_on = lot_span_part(decoding->data, EAN_13_SIZE, decoding->data.size);
    take(decoding, number, EAN_13_SIZE);
    if (are_digits(decoding, add_on) && add_on.size != 2 && add_on.size != 5) {
        refuse(decoding, LOT_PROBLEM_LENGTH, decoding->data, EAN_13_SIZE + 2);
    } else if (decoding->out->status == LOT_DECODE_OK) {
        decode_element(decoding, add_on_id, "", add_on, add_on);
    }
    return true;
}

/* ---- without -------------------------------------------------------------------------------- */

/* 8 digits: UPC-E if they begin with 0 or 1 and only its check digit is right. */
static bool guess_8(struct decoding *decoding, struct lot_span data)
{
    uint8_t expanded[UPC_A_SIZE];
    if (check_digit_is_right(data)) {
        add_gtin(decoding, data, data);
        return true;
    }
    expand_upc_e(data.data, expanded);
    struct lot_span upc_a = lot_span(expanded, UPC_A_SIZE);
    if (data.data[0] > '1' || !check_digit_is_right(upc_a)) {
        return false;
    }
    add_gtin(decoding, upc_a, data);
    return true;
}

static bool guess(struct decoding *decoding, struct lot_span data)
{
    switch (data.size) {
    case UPC_E_SIZE:
        return lot_span_is_digits(data) && guess_8(decoding, data);
    case UPC_A_SIZE:
    case EAN_13_SIZE:
    case GTIN_SIZE:
    case SSCC_SIZE:
        if (!lot_span_is_digits(data) || !check_digit_is_right(data)) {
            return false;
        }
        break;
    default:
        return false;
    }
    if (data.size == SSCC_SIZE) {
        add_sscc(decoding, data);
    } else {
        add_gtin(decoding, data, data);
    }
    return true;
}

static bool guessed(struct decoding *decoding)
{
    if (!guess(decoding, decoding->data)) {
        return false;
    }
    warn_guessed(decoding);
    return true;
}

bool decode_ean(struct decoding *decoding)
{
    switch (decoding->carrier) {
    case CARRIER_EAN_13:
        return take_ean_13(decoding);
    case CARRIER_EAN_ADD_ON:
        return take_ean_add_on(decoding);
    case CARRIER_EAN_8:
        take(decoding, decoding->data, UPC_E_SIZE);
        return true;
    case CARRIER_ITF_CHECKED:
        if (decoding->data.size != GTIN_SIZE) {
            return false;
        }
        take(decoding, decoding->data, GTIN_SIZE);
        return true;
    case CARRIER_ITF:
        return decoding->data.size == GTIN_SIZE && guessed(decoding);
    case CARRIER_NONE:
        return guessed(decoding);
    case CARRIER_GS1:
    case CARRIER_OTHER:
    default:
        return false;
    }
}
