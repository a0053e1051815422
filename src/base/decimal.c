/* SPDX-License-Identifier: MIT */
/*
 * Exact decimals: quantities are integers of the item's smallest unit, and what people type and
 * read is that integer with a point in it. Nothing is rounded, nothing is floating.
 */

#include <lot/base.h>

#include <errno.h>
#include <string.h>

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

int lot_span_number(struct lot_span span, int64_t *out)
{
    if (!lot_span_is_digits(span) || span.size > 18) {
        return -EINVAL;
    }
    int64_t value = 0;
    for (size_t i = 0; i < span.size; i++) {
        value = value * 10 + (span.data[i] - '0');
    }
    *out = value;
    return 0;
}

size_t lot_decimal_format(int64_t value, unsigned decimals, char out[LOT_DECIMAL_SIZE])
{
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    while (decimals > 0 && rest % 10 == 0) {
        rest /= 10;
        decimals--;
    }
    char reversed[LOT_DECIMAL_SIZE];
    size_t size = 0;
    unsigned places = decimals;
    do {
        if (places == 0 && decimals > 0 && size == decimals) {
            reversed[size++] = '.';
        }
        reversed[size++] = (char)('0' + rest % 10);
        rest /= 10;
        places -= places > 0;
    } while (rest > 0 || size < decimals || (decimals > 0 && size <= decimals + 1u));
    if (value < 0) {
        reversed[size++] = '-';
    }
    for (size_t i = 0; i < size; i++) {
        out[i] = reversed[size - 1 - i];
    }
    out[size] = '\0';
    return size;
}

/* Appends a digit to a magnitude; false when it would leave the range of int64_t. */
static bool append_digit(uint64_t *magnitude, unsigned digit)
{
    if (*magnitude > ((uint64_t)INT64_MAX - digit) / 10) {
        return false;
    }
    *magnitude = *magnitude * 10 + digit;
    return true;
}

int lot_decimal_parse(struct lot_span text, unsigned decimals, int64_t *out)
{
    size_t at = text.size > 0 && text.data[0] == '-' ? 1 : 0;
    bool negative = at == 1;
    bool point = false;
    unsigned places = 0;
    size_t digits = 0;
    uint64_t magnitude = 0;
    for (; at < text.size; at++) {
        uint8_t byte = text.data[at];
        if (byte == '.' && !point && digits > 0) {
            point = true;
            continue;
        }
        if (!is_digit(byte)) {
            return -EINVAL;
        }
        digits++;
        if (point && places == decimals) {
            if (byte != '0') {
                return -ERANGE;
            }
            continue;
        }
        places += point;
        if (!append_digit(&magnitude, byte - '0')) {
            return -ERANGE;
        }
    }
    if (digits == 0 || text.data[text.size - 1] == '.') {
        return -EINVAL;
    }
    for (; places < decimals; places++) {
        if (!append_digit(&magnitude, 0)) {
            return -ERANGE;
        }
    }
    *out = negative ? -(int64_t)magnitude : (int64_t)magnitude;
    return 0;
}
