/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_CHARACTERS_H
#define LOT_DECODE_CHARACTERS_H

/* The characters that standards build their sets of: ASCII whatever the locale. */

#include <stdbool.h>
#include <stdint.h>

static inline bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool is_capital(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* A capital letter or a digit. */
static inline bool is_alphanumeric(uint8_t byte)
{
    return is_digit(byte) || is_capital(byte);
}

static inline bool is_printable(uint8_t byte)
{
    return byte >= ' ' && byte <= '~';
}

#endif
