/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a GS1 Digital Link. What was accepted, written again uncompressed with every byte
 * escaped, has the same elements; so have element strings of them, as another symbol of the
 * same item holds. (A compressed link may have some that no path may have, and two keys, of which a
 * path has the last; keys of the first edition are keys in no other.)
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
    fuzz_add_string(text, "http://a");
    for (unsigned e = 0; e < decoded->element_count; e++) {
        bool in_path = decoded->elements[e].offset < path_end;
        const char *before = parameters ? "&" : "?";
        parameters = parameters || !in_path;
        fuzz_add_string(text, in_path ? "/" : before);
        fuzz_add_string(text, decoded->elements[e].id);
        fuzz_add_string(text, in_path ? "/" : "=");
        write_escaped(decoded->elements[e].value, text);
    }
}

/* What stands in a path before its key belongs to the site. */
static void must_have_last_elements(const struct lot_decoded *decoded,
                                    const struct lot_decoded *again)
{
    must(again->element_count > 0 && again->element_count <= decoded->element_count);
    const struct lot_element *last =
        &decoded->elements[decoded->element_count - again->element_count];
    for (unsigned e = 0; e < again->element_count; e++) {
        must(strcmp(last[e].id, again->elements[e].id) == 0);
        must(lot_span_equal(last[e].value, again->elements[e].value));
    }
}

static void check_link(const struct lot_decoded *decoded, struct lot_span input)
{
    static struct lot_decoded again;
    static struct fuzz_text text;
    const uint8_t *query = memchr(input.data, '?', input.size);
    fuzz_clear(&text);
    write_link(decoded, query ? (size_t)(query - input.data) : input.size, &text);
    if (!text.full) {
        fuzz_decode(lot_span(text.bytes, text.size), &again);
        must(again.syntax == LOT_SYNTAX_DIGITAL_LINK);
        must(again.status == LOT_DECODE_OK || again.error.code == LOT_PROBLEM_SYNTAX);
        must_have_last_elements(decoded, &again);
    }
}

static void check_element_strings(const struct lot_decoded *decoded)
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
    if (!text.full) {
        fuzz_decode(lot_span(text.bytes, text.size), &again);
        must(again.status == LOT_DECODE_OK && again.syntax == LOT_SYNTAX_GS1);
        fuzz_must_have_same_elements(decoded, &again);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lot_decoded decoded;
    struct lot_span input = lot_span(data, size);
    if (!fuzz_begins(input, "hH")) {
        return 0;
    }
    fuzz_decode(input, &decoded);
    if (decoded.syntax != LOT_SYNTAX_DIGITAL_LINK || decoded.status != LOT_DECODE_OK) {
        return 0;
    }
    must(decoded.element_count > 0);
    check_element_strings(&decoded);
    if (!is_former_key(decoded.elements[0].id)) {
        check_link(&decoded, input);
    }
    return 0;
}
