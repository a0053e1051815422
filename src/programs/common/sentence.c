/* SPDX-License-Identifier: MIT */
/*
 * Templates instead of printf: the arguments are named, so that a translation may put them in
 * another order, and what comes from a scan can never be anything but text.
 */

#include "sentence.h"

#include <stdio.h>
#include <string.h>

void sentence_begin(struct sentence *sentence, char *out, size_t size)
{
    *sentence = (struct sentence){.out = out, .size = size};
}

/* Whole or not at all, and nothing after what did not fit: a character is never cut. */
static void put(struct sentence *sentence, const void *bytes, size_t size)
{
    if (size >= sentence->size - sentence->used) {
        sentence->size = sentence->used + 1;
        return;
    }
    memcpy(sentence->out + sentence->used, bytes, size);
    sentence->used += size;
}

void sentence_put(struct sentence *sentence, const char *text)
{
    sentence_put_bytes(sentence, lot_span_of(text));
}

/* The size of the printable character at the start of bytes; 0: it is not one. */
static size_t character_size(struct lot_span bytes)
{
    uint8_t lead = bytes.data[0];
    size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    bool control =
        lead < 0x20 || lead == 0x7f || (lead == 0xc2 && bytes.size > 1 && bytes.data[1] < 0xa0);
    return !control && size <= bytes.size && lot_span_is_utf8(lot_span(bytes.data, size)) ? size
                                                                                          : 0;
}

void sentence_put_bytes(struct sentence *sentence, struct lot_span bytes)
{
    while (bytes.size > 0) {
        size_t size = character_size(bytes);
        if (size > 0) {
            put(sentence, bytes.data, size);
        } else {
            char escape[5];
            snprintf(escape, sizeof escape, "\\x%02x", bytes.data[0]);
            put(sentence, escape, 4);
            size = 1;
        }
        bytes = lot_span(bytes.data + size, bytes.size - size);
    }
}

void sentence_put_date(struct sentence *sentence, lot_date date)
{
    char text[LOT_DATE_SIZE] = "";
    put(sentence, text, lot_date_format(date, text));
}

void sentence_put_number(struct sentence *sentence, int64_t number, unsigned decimals)
{
    char text[LOT_DECIMAL_SIZE] = "";
    put(sentence, text, lot_decimal_format(number, decimals, text));
}

size_t sentence_end(struct sentence *sentence)
{
    sentence->out[sentence->used] = '\0';
    return sentence->used;
}

void sentence_expand(struct sentence *sentence, const char *template, put_argument *put_one,
                     const void *subject)
{
    size_t bracket = 0; /* where the bracket's text begins */
    bool inside = false, missing = false;
    for (const char *at = template; *at; at++) {
        const char *end = *at == '{' ? strchr(at, '}') : NULL;
        if (*at == '[') {
            inside = true;
            missing = false;
            bracket = sentence->used;
        } else if (*at == ']') {
            sentence->used = missing ? bracket : sentence->used;
            inside = false;
        } else if (end) {
            struct lot_span name = lot_span(at + 1, (size_t)(end - at - 1));
            enum argument is = put_one(sentence, subject, name);
            missing = missing || is == ARGUMENT_NONE || is == ARGUMENT_ZERO;
            put(sentence, inside ? "" : "-", is == ARGUMENT_NONE && !inside ? 1 : 0);
            put(sentence, at, is == ARGUMENT_UNKNOWN ? name.size + 2 : 0);
            at = end;
        } else {
            size_t run = strcspn(at + 1, "[]{") + 1;
            put(sentence, at, run);
            at += run - 1;
        }
    }
}
