/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a Digital Link. What was accepted, written again uncompressed and with every byte
 * escaped, has the same elements. (A compressed link may have some that no path may have; keys of
 * the first edition are keys in no other.)
 */

#include "decode_fuzz.h"

static bool is_former_key(const char *id)
{
    static const char *const ids[] = {"410", "411", "412", "413", "416"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        if (strcmp(id, ids[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void write_escaped(struct lot_span value, struct fuzz_text *text)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < value.size; i++) {
        const char escape[] = {'%', digits[value.data[i] >> 4], digits[value.data[i] & 15]};
        fuzz_add(text, lot_span(escape, sizeof escape));
    }
}

/* Elements that stood before the parameters go into the path. */
static void write_link(const struct lot_decoded *decoded, size_t path_end, struct fuzz_text *text)
{
    bool parameters = false;
    fuzz_add(text, LOT_LITERAL("http://a"));
    for (unsigned e = 0; e < decoded->element_count; e++) {
        bool in_path = decoded->elements[e].offset < path_end;
        struct lot_span before = parameters ? LOT_LITERAL("&") : LOT_LITERAL("?");
        parameters = parameters || !in_path;
        fuzz_add(text, in_path ? LOT_LITERAL("/") : before);
        fuzz_add(text, lot_span_of(decoded->elements[e].id));
        fuzz_add(text, in_path ? LOT_LITERAL("/") : LOT_LITERAL("="));
        write_escaped(decoded->elements[e].value, text);
    }
}

static void round_trip(const struct lot_decoded *decoded, struct lot_span input)
{
    static struct lot_decoded again;
    static struct fuzz_text text;
    const uint8_t *query = memchr(input.data, '?', input.size);
    text.size = 0;
    text.full = false;
    write_link(decoded, query ? (size_t)(query - input.data) : input.size, &text);
    if (!text.full) {
        fuzz_decode(lot_span(text.bytes, text.size), &again);
        must(again.syntax == LOT_SYNTAX_DIGITAL_LINK);
        must(again.status == LOT_DECODE_OK || again.error.code == LOT_PROBLEM_SYNTAX);
        fuzz_must_be_same(decoded, &again);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lot_decoded decoded;
    struct lot_span input = lot_span(data, size);
    fuzz_decode(input, &decoded);
    if (decoded.syntax == LOT_SYNTAX_DIGITAL_LINK && decoded.status == LOT_DECODE_OK &&
        !is_former_key(decoded.elements[0].id)) {
        round_trip(&decoded, input);
    }
    return 0;
}
