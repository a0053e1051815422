/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as GS1 element strings. What was accepted, written again with separators and in
 * brackets, says the same.
 */

#include "decode_fuzz.h"

/* The elements with a separator behind each, or none where none is needed. */
static void write_separated(const struct lot_decoded *decoded, struct fuzz_text *text)
{
    fuzz_add(text, LOT_LITERAL("]d2"));
    for (unsigned e = 0; e < decoded->element_count; e++) {
        fuzz_add(text, lot_span_of(decoded->elements[e].id));
        fuzz_add(text, decoded->elements[e].value);
        fuzz_add(text, LOT_LITERAL("\x1d"));
    }
}

static void write_bracketed(const struct lot_decoded *decoded, struct fuzz_text *text)
{
    for (unsigned e = 0; e < decoded->element_count; e++) {
        struct lot_span value = decoded->elements[e].value;
        fuzz_add(text, LOT_LITERAL("("));
        fuzz_add(text, lot_span_of(decoded->elements[e].id));
        fuzz_add(text, LOT_LITERAL(")"));
        for (size_t i = 0; i < value.size; i++) {
            fuzz_add(text, value.data[i] == '(' ? LOT_LITERAL("\\") : LOT_LITERAL(""));
            fuzz_add(text, lot_span_part(value, i, 1));
        }
    }
}

static void round_trip(const struct lot_decoded *decoded,
                       void (*write)(const struct lot_decoded *, struct fuzz_text *))
{
    static struct fuzz_text text;
    fuzz_clear(&text);
    write(decoded, &text);
    fuzz_must_read_back(decoded, &text);
}

/* Suggestions are element strings again: whatever else is wrong, their form is right. */
static void check_suggestion(const struct lot_problem *problem)
{
    static struct lot_decoded again;
    if (problem->code == LOT_PROBLEM_LOST_SEPARATOR && problem->suggestion.size > 0) {
        fuzz_decode(problem->suggestion, &again);
        must(again.syntax == LOT_SYNTAX_GS1 && again.error.code != LOT_PROBLEM_SYNTAX &&
             again.error.code != LOT_PROBLEM_UNKNOWN_IDENTIFIER);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lot_decoded decoded;
    fuzz_decode(lot_span(data, size), &decoded);
    if (decoded.syntax != LOT_SYNTAX_GS1) {
        return 0;
    }
    if (decoded.status == LOT_DECODE_OK) {
        round_trip(&decoded, write_separated);
        round_trip(&decoded, write_bracketed);
    } else {
        check_suggestion(&decoded.error);
    }
    for (unsigned w = 0; w < decoded.warning_count; w++) {
        check_suggestion(&decoded.warnings[w]);
    }
    return 0;
}
