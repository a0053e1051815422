/* SPDX-License-Identifier: MIT */
/* \xNN and \\: the same form in what is read and in what is shown. */

#include "escape.h"

#include <string.h>

static int hex_value(uint8_t byte)
{
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    uint8_t lower = byte | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* The size of the escape at the start of the bytes, and what it stands for; 0: it is none. */
static size_t read_escape(const uint8_t *bytes, size_t size, uint8_t *out)
{
    if (size >= 2 && bytes[1] == '\\') {
        *out = '\\';
        return 2;
    }
    int high = size >= 4 && bytes[1] == 'x' ? hex_value(bytes[2]) : -1;
    int low = high >= 0 ? hex_value(bytes[3]) : -1;
    if (low < 0) {
        return 0;
    }
    *out = (uint8_t)(high << 4 | low);
    return 4;
}

size_t unescape(uint8_t *bytes, size_t size)
{
    uint8_t *first = size > 0 ? memchr(bytes, '\\', size) : NULL;
    if (!first) {
        return size;
    }
    size_t to = (size_t)(first - bytes);
    for (size_t from = to; from < size; to++) {
        uint8_t byte = bytes[from];
        size_t taken = byte == '\\' ? read_escape(bytes + from, size - from, &byte) : 0;
        bytes[to] = byte;
        from += taken > 0 ? taken : 1;
    }
    return to;
}

size_t escape_byte(uint8_t byte, char out[ESCAPE_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    out[0] = '\\';
    out[1] = 'x';
    out[2] = digits[byte >> 4];
    out[3] = digits[byte & 15];
    return ESCAPE_SIZE;
}
