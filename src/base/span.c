/* SPDX-License-Identifier: MIT */
/*
 * Spans and short texts: bytes with their length, so that a NUL inside a scan is a byte like any
 * other, and lookups copy into values that cannot dangle.
 */

#include <lot/base.h>

#include <errno.h>
#include <string.h>

struct lot_span lot_span_of(const char *string)
{
    return string ? lot_span(string, strlen(string)) : lot_span(NULL, 0);
}

struct lot_span lot_span_part(struct lot_span span, size_t from, size_t size)
{
    if (span.size == 0) {
        return span;
    }
    if (from >= span.size) {
        return lot_span(span.data + span.size, 0);
    }
    size_t left = span.size - from;
    return lot_span(span.data + from, size < left ? size : left);
}

bool lot_span_equal(struct lot_span a, struct lot_span b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

bool lot_span_starts(struct lot_span span, struct lot_span prefix)
{
    return span.size >= prefix.size && lot_span_equal(lot_span(span.data, prefix.size), prefix);
}

int lot_span_compare(struct lot_span a, struct lot_span b)
{
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common > 0 ? memcmp(a.data, b.data, common) : 0;
    if (order != 0) {
        return order;
    }
    return a.size < b.size ? -1 : a.size > b.size;
}

bool lot_span_is_digits(struct lot_span span)
{
    for (size_t i = 0; i < span.size; i++) {
        if (span.data[i] < '0' || span.data[i] > '9') {
            return false;
        }
    }
    return span.size > 0;
}

uint64_t lot_span_hash(struct lot_span span)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < span.size; i++) {
        hash = (hash ^ span.data[i]) * 0x100000001b3u;
    }
    return hash;
}

/* The size of the well-formed UTF-8 sequence at the start of a span that is not empty, or 0. */
static size_t utf8_sequence(struct lot_span span)
{
    static const struct {
        uint8_t first, last, low, high, size; /* lead bytes, bounds of the second byte */
    } forms[] = {
        {0x00, 0x7f, 0x00, 0x00, 1},
        {0xc2, 0xdf, 0x80, 0xbf, 2},
        {0xe0, 0xe0, 0xa0, 0xbf, 3},
        {0xe1, 0xec, 0x80, 0xbf, 3},
        {0xed, 0xed, 0x80, 0x9f, 3},
        {0xee, 0xef, 0x80, 0xbf, 3},
        {0xf0, 0xf0, 0x90, 0xbf, 4},
        {0xf1, 0xf3, 0x80, 0xbf, 4},
        {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    uint8_t lead = span.data[0];
    if (lead < 0x80) {
        return 1;
    }
    for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++) {
        if (lead < forms[f].first || lead > forms[f].last) {
            continue;
        }
        if (span.size < forms[f].size) {
            return 0;
        }
        for (size_t i = 1; i < forms[f].size; i++) {
            uint8_t low = i == 1 ? forms[f].low : 0x80;
            uint8_t high = i == 1 ? forms[f].high : 0xbf;
            if (span.data[i] < low || span.data[i] > high) {
                return 0;
            }
        }
        return forms[f].size;
    }
    return 0;
}

bool lot_span_is_utf8(struct lot_span span)
{
    while (span.size > 0) {
        size_t size = utf8_sequence(span);
        if (size == 0) {
            return false;
        }
        span = lot_span(span.data + size, span.size - size);
    }
    return true;
}

int lot_text_set(struct lot_text *text, struct lot_span span)
{
    if (span.size > LOT_TEXT_MAX) {
        return -EMSGSIZE;
    }
    struct lot_text copy = {.size = (uint8_t)span.size};
    if (span.size > 0) {
        memcpy(copy.bytes, span.data, span.size);
    }
    *text = copy;
    return 0;
}

struct lot_span lot_text_span(const struct lot_text *text)
{
    return lot_span(text->bytes, text->size);
}

bool lot_text_equal(const struct lot_text *a, const struct lot_text *b)
{
    return lot_span_equal(lot_text_span(a), lot_text_span(b));
}
