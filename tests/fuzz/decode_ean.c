/* SPDX-License-Identifier: MIT */
/* Any bytes as a trade code. What was accepted has a right check digit and says the same as ITF-14.
 */

#include "decode_fuzz.h"

static void check_key(struct lot_span key)
{
    must(lot_span_is_digits(key) && (key.size == 14 || key.size == 18));
    must(key.data[key.size - 1] == (uint8_t)lot_gs1_check_digit(lot_span(key.data, key.size - 1)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lot_decoded decoded, again;
    static struct fuzz_text text;
    fuzz_decode(lot_span(data, size), &decoded);
    if (decoded.syntax != LOT_SYNTAX_EAN || decoded.status != LOT_DECODE_OK) {
        return 0;
    }
    struct lot_span key = decoded.elements[0].value;
    check_key(key);
    fuzz_clear(&text);
    fuzz_add(&text, key.size == 14 ? LOT_LITERAL("]I1") : LOT_LITERAL(""));
    fuzz_add(&text, key);
    fuzz_decode(lot_span(text.bytes, text.size), &again);
    must(again.syntax == LOT_SYNTAX_EAN && again.status == LOT_DECODE_OK);
    must(lot_span_equal(again.elements[0].value, key));
    must(again.facts.has == decoded.facts.has);
    return 0;
}
