/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as pharmacy numbers. A PZN that was accepted is one in Code 39 as well, and its PPN in
 * an envelope names the same item; an envelope, written again, says the same.
 */

#include "envelope.h"

static void check_pzn(const struct lot_decoded *decoded)
{
    static struct lot_decoded again;
    static struct fuzz_text text;
    must(decoded->element_count == 1);
    fuzz_clear(&text);
    fuzz_add_string(&text, "]A0-");
    fuzz_add(&text, decoded->elements[0].value);
    fuzz_must_read_back(decoded, &text);
    fuzz_clear(&text);
    fuzz_add_string(&text, "[)>\x1e"
                           "06\x1d"
                           "9N");
    fuzz_add(&text, decoded->facts.value[LOT_FACT_ITEM].text);
    fuzz_decode(lot_span(text.bytes, text.size), &again);
    must(again.status == LOT_DECODE_OK && again.syntax == LOT_SYNTAX_PPN);
    must(lot_span_equal(again.facts.value[LOT_FACT_ITEM].text,
                        decoded->facts.value[LOT_FACT_ITEM].text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lot_decoded decoded;
    static struct fuzz_text repaired, text;
    if (!fuzz_begins(lot_span(data, size), "-[")) {
        return 0;
    }
    fuzz_decode_repaired(lot_span(data, size), &repaired, &decoded);
    if (decoded.syntax != LOT_SYNTAX_PPN || decoded.status != LOT_DECODE_OK) {
        return 0;
    }
    if (strcmp(decoded.elements[0].id, "PZN") == 0) {
        check_pzn(&decoded);
    } else {
        fuzz_clear(&text);
        envelope_write(&decoded, &text);
        fuzz_must_read_back(&decoded, &text);
    }
    return 0;
}
