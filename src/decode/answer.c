/* SPDX-License-Identifier: MIT */
/*
 * How a syntax answers: elements, facts, warnings and one error go into the caller's struct, which
 * is large and was not cleared; offsets are counted from the first byte that was read.
 */

#include "decoding.h"

#include <string.h>

static uint16_t offset_of(const struct decoding *decoding, const uint8_t *byte)
{
    return byte ? (uint16_t)(byte - decoding->origin) : 0;
}

struct lot_problem decode_problem(const struct decoding *decoding, enum lot_problem_code code,
                                  struct lot_span where)
{
    return (struct lot_problem){
        .code = code,
        .offset = offset_of(decoding, where.data),
        .length = (uint16_t)(where.size < UINT16_MAX ? where.size : UINT16_MAX),
    };
}

struct lot_problem decode_misread(const struct decoding *decoding, struct lot_span digits,
                                  unsigned expected)
{
    uint8_t tens = (uint8_t)('0' + expected / 10);
    uint8_t ones = (uint8_t)('0' + expected % 10);
    bool first = digits.data[0] != tens;
    struct lot_problem problem =
        decode_problem(decoding, LOT_PROBLEM_CHECK_DIGIT, lot_span_part(digits, first ? 0 : 1, 1));
    problem.expected_min = first ? tens : ones;
    return problem;
}

void decode_id(char out[LOT_ELEMENT_ID_SIZE], struct lot_span id)
{
    size_t size = id.size < LOT_ELEMENT_ID_SIZE ? id.size : LOT_ELEMENT_ID_SIZE - 1;
    memset(out, 0, LOT_ELEMENT_ID_SIZE);
    if (size > 0) {
        memcpy(out, id.data, size);
    }
}

void decode_error(struct decoding *decoding, const struct lot_problem *problem)
{
    struct lot_decoded *out = decoding->out;
    if (out->status != LOT_DECODE_ERROR) {
        out->status = LOT_DECODE_ERROR;
        out->error = *problem;
    }
}

void decode_warning(struct decoding *decoding, const struct lot_problem *problem)
{
    struct lot_decoded *out = decoding->out;
    if (out->warning_count < LOT_WARNINGS_MAX) {
        out->warnings[out->warning_count++] = *problem;
    }
}

struct lot_span decode_text(struct decoding *decoding, struct lot_span bytes)
{
    struct lot_decoded *out = decoding->out;
    if (bytes.size == 0 || bytes.size > sizeof out->text - out->text_used) {
        return lot_span(NULL, 0);
    }
    uint8_t *copy = out->text + out->text_used;
    memcpy(copy, bytes.data, bytes.size);
    out->text_used += bytes.size;
    return lot_span(copy, bytes.size);
}

bool decode_too_many(struct decoding *decoding, struct lot_span where)
{
    struct lot_problem problem = decode_problem(decoding, LOT_PROBLEM_TOO_MANY, where);
    decode_error(decoding, &problem);
    return false;
}

size_t decode_substitute(const struct decoding *decoding, struct lot_span bytes)
{
    struct lot_span separator = decoding->options->separator;
    return lot_span_starts(bytes, separator) ? separator.size : 0;
}

size_t decode_size_to_substitute(const struct decoding *decoding, struct lot_span bytes)
{
    size_t size = 0;
    while (size < bytes.size &&
           decode_separator(decoding, lot_span(bytes.data + size, bytes.size - size)) == 0) {
        size++;
    }
    return size;
}
