/* SPDX-License-Identifier: MIT */
/*
 * The German pharmacy number: PZN in Code 39 (IFA, Technical Information PZN Coding), and the
 * pharmacy product number PPN that carries it in two-dimensional symbols (IFA Coding System).
 *
 *     PZN   '-' 7 digits and a check digit; older labels have 6 and a check digit
 *     PPN   agency (11: IFA), number, two check digits
 *
 * A PZN is answered as the item that its PPN names, so that both symbols of a package mean one
 * item.
 */

#include "decoding.h"
#include "ppn.h"

#include <string.h>

#define PZN_SIZE 8u
#define PPN_SIZE 12u

/* Weights 1, 2 ... 7 for the seven digits, modulo 11; 10 is never given out. */
static unsigned pzn_check(const uint8_t digits[PZN_SIZE])
{
    unsigned sum = 0;
    for (unsigned i = 0; i + 1 < PZN_SIZE; i++) {
        sum += (i + 1) * (digits[i] - (unsigned)'0');
    }
    return sum % 11;
}

unsigned ppn_check(struct lot_span text)
{
    unsigned sum = 0;
    for (size_t i = 0; i < text.size; i++) {
        sum = (sum + (unsigned)(i + 2) * text.data[i]) % 97;
    }
    return sum;
}

static struct lot_span ppn_of(struct decoding *decoding, const uint8_t digits[PZN_SIZE])
{
    uint8_t ppn[PPN_SIZE] = {'1', '1'};
    memcpy(ppn + 2, digits, PZN_SIZE);
    unsigned check = ppn_check(lot_span(ppn, PPN_SIZE - 2));
    ppn[PPN_SIZE - 2] = (uint8_t)('0' + check / 10);
    ppn[PPN_SIZE - 1] = (uint8_t)('0' + check % 10);
    return decode_text(decoding, lot_span(ppn, PPN_SIZE));
}

static void refuse(struct decoding *decoding, struct lot_span number, unsigned check)
{
    struct lot_span last = lot_span_part(number, number.size - 1, 1);
    struct lot_problem problem = decode_problem(decoding, LOT_PROBLEM_CHECK_DIGIT, last);
    decode_id(problem.element, LOT_LITERAL("PZN"));
    problem.expected_min = check == 10 ? 0 : (uint16_t)('0' + check);
    decode_error(decoding, &problem);
}

bool decode_pzn(struct decoding *decoding)
{
    struct lot_span data = decoding->data;
    struct lot_span number = lot_span_part(data, 1, data.size);
    if (data.data[0] != '-' || number.size < PZN_SIZE - 1 || number.size > PZN_SIZE ||
        !lot_span_is_digits(number)) {
        return false;
    }
    uint8_t digits[PZN_SIZE] = {'0'};
    memcpy(digits + PZN_SIZE - number.size, number.data, number.size);
    unsigned check = pzn_check(digits);
    bool right = check + '0' == digits[PZN_SIZE - 1];
    if (!right && decoding->carrier == CARRIER_NONE) {
        return false; /* nothing says that it is one */
    }
    if (!right) {
        refuse(decoding, number, check);
        return true;
    }
    static const char id[LOT_ELEMENT_ID_SIZE] = "PZN";
    decode_element(decoding, id, "Pharmazentralnummer", number, number);
    decode_fact(decoding, LOT_FACT_ITEM, (struct lot_value){.text = ppn_of(decoding, digits)});
    return true;
}
