/* SPDX-License-Identifier: MIT */
#ifndef LOT_TESTS_ENVELOPE_H
#define LOT_TESTS_ENVELOPE_H

/* Writes an envelope of ISO/IEC 15434 for the elements that one was read into. */

#include "decode_fuzz.h"

/* The format that an identifier belongs to: digits, a letter at the end, letters. */
static inline const char *envelope_format(const char *id)
{
    if (lot_span_is_digits(lot_span_of(id))) {
        return "05";
    }
    return strlen(id) == 3 && !lot_span_is_digits(lot_span(id, 1)) ? "12" : "06";
}

/*
 * Element strings get a format each, since within one they are judged together; so do others that
 * stand between them.
 */
static inline void envelope_write(const struct lot_decoded *decoded, struct fuzz_text *text)
{
    const char *last = "";
    fuzz_add_string(text, "[)>");
    for (unsigned e = 0; e < decoded->element_count; e++) {
        const struct lot_element *element = &decoded->elements[e];
        const char *format = envelope_format(element->id);
        if (strcmp(format, last) != 0 || strcmp(format, "05") == 0) {
            fuzz_add_string(text, "\x1e");
            fuzz_add_string(text, format);
        }
        fuzz_add_string(text, "\x1d");
        fuzz_add_string(text, element->id);
        fuzz_add_string(text, strcmp(format, "12") == 0 ? " " : "");
        fuzz_add(text, element->value);
        last = format;
    }
    fuzz_add_string(text, "\x1e\x04");
}

#endif
