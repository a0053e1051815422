/* SPDX-License-Identifier: MIT */
/*
 * Any bytes, any syntax, a configured separator, site patterns that match at random: the first byte
 * of the input chooses. Every answer keeps what the header promises.
 */

#include "decode_fuzz.h"

/* Cuts the text into groups, each a fact chosen by its first byte. */
static int match(void *self, struct lot_span text, bool first, struct lot_pattern_match *out)
{
    const uint8_t *choice = self;
    if (first != ((*choice & 8) != 0)) {
        return 0;
    }
    out->name = "random";
    out->count = 0;
    for (size_t at = 0; at < text.size && out->count < LOT_FACT_COUNT; at += 8) {
        out->group[out->count].fact = (enum lot_fact)(text.data[at] % LOT_FACT_COUNT);
        out->group[out->count++].text = lot_span_part(text, at, 8);
    }
    return (*choice & 16) != 0 ? -1 : 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lot_decoded decoded;
    static const struct lot_span separators[] = {
        LOT_LITERAL(""),
        LOT_LITERAL("|"),
        LOT_LITERAL("{GS}"),
        LOT_LITERAL("29"),
    };
    if (size == 0) {
        return 0;
    }
    uint8_t choice = data[0];
    const struct lot_patterns patterns = {.self = &choice, .match = match};
    const struct lot_decode_options options = {
        .today = (choice & 64) != 0 ? 20600101 : LOT_DATE_NONE,
        .separator = separators[choice & 3],
        .patterns = (choice & 4) != 0 ? &patterns : NULL,
        .require_associations = (choice & 32) != 0,
        .unpadded_gtins = (choice & 128) != 0,
    };
    struct lot_span input = lot_span(data + 1, size - 1);
    must(lot_decode(&options, input, &decoded) == decoded.status);
    fuzz_check(&decoded, input);
    return 0;
}
