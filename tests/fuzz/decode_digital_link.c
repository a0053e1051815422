/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a GS1 Digital Link. What was accepted is the same as element strings, for those who
 * read them from another symbol of the same item.
 */

#include "decode_fuzz.h"

static void must_be_element_strings(const struct lot_decoded *decoded)
{
    static struct lot_decoded again;
    static struct fuzz_text text;
    fuzz_clear(&text);
    fuzz_add_string(&text, "]d2");
    for (unsigned e = 0; e < decoded->element_count; e++) {
        fuzz_add_string(&text, decoded->elements[e].id);
        fuzz_add(&text, decoded->elements[e].value);
        fuzz_add_string(&text, "\x1d");
    }
    fuzz_decode(lot_span(text.bytes, text.size), &again);
    must(again.status == LOT_DECODE_OK && again.element_count == decoded->element_count);
    for (unsigned e = 0; e < decoded->element_count; e++) {
        must(strcmp(again.elements[e].id, decoded->elements[e].id) == 0);
        must(lot_span_equal(again.elements[e].value, decoded->elements[e].value));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lot_decoded decoded;
    if (!fuzz_begins(lot_span(data, size), "hH")) {
        return 0;
    }
    fuzz_decode(lot_span(data, size), &decoded);
    if (decoded.syntax == LOT_SYNTAX_DIGITAL_LINK && decoded.status == LOT_DECODE_OK) {
        must(decoded.element_count > 0);
        must_be_element_strings(&decoded);
    }
    return 0;
}
