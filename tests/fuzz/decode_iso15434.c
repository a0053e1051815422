/* SPDX-License-Identifier: MIT */
/* Any bytes as an envelope of ISO/IEC 15434. What was accepted, written again, says the same. */

#include "envelope.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lot_decoded decoded;
    static struct fuzz_text repaired, text;
    if (!fuzz_begins(lot_span(data, size), "[>")) {
        return 0;
    }
    fuzz_decode_repaired(lot_span(data, size), &repaired, &decoded);
    if (decoded.syntax == LOT_SYNTAX_ISO15434 && decoded.status == LOT_DECODE_OK &&
        decoded.element_count > 0) {
        fuzz_clear(&text);
        envelope_write(&decoded, &text);
        fuzz_must_read_back(&decoded, &text);
    }
    return 0;
}
