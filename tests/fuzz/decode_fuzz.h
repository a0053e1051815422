/* SPDX-License-Identifier: MIT */
#ifndef LOT_TESTS_DECODE_FUZZ_H
#define LOT_TESTS_DECODE_FUZZ_H

/* What holds for every answer of the decoder, whatever the bytes. */

#include "fuzz.h"

#include <lot/decode.h>

#include <string.h>

static const struct lot_decode_options fuzz_options = {.today = 20260301};

static inline bool fuzz_lies_in(struct lot_span span, const void *begin, size_t size)
{
    const uint8_t *from = begin;
    return span.size == 0 || (span.data >= from && span.data + span.size <= from + size);
}

static inline bool fuzz_is_text_of(struct lot_span span, struct lot_span input,
                                   const struct lot_decoded *decoded)
{
    return fuzz_lies_in(span, input.data, input.size) ||
           fuzz_lies_in(span, decoded->text, decoded->text_used);
}

static inline void fuzz_check_problem(const struct lot_problem *problem, struct lot_span input,
                                      const struct lot_decoded *decoded)
{
    must(problem->code != LOT_PROBLEM_NONE && problem->code < LOT_PROBLEM_COUNT);
    must(problem->offset <= input.size);
    must((size_t)problem->offset + problem->length <= input.size ||
         problem->code == LOT_PROBLEM_TOO_LONG);
    must(memchr(problem->element, '\0', sizeof problem->element));
    must(memchr(problem->other, '\0', sizeof problem->other));
    must(problem->code != LOT_PROBLEM_LENGTH || problem->expected_min <= problem->expected_max);
    must(fuzz_lies_in(problem->suggestion, decoded->text, decoded->text_used));
}

static inline void fuzz_check(const struct lot_decoded *decoded, struct lot_span input)
{
    must(decoded->status <= LOT_DECODE_ERROR && decoded->syntax < LOT_SYNTAX_COUNT);
    must((decoded->status == LOT_DECODE_PLAIN) <= (decoded->syntax == LOT_SYNTAX_PLAIN));
    must((decoded->status == LOT_DECODE_ERROR) == (decoded->error.code != LOT_PROBLEM_NONE));
    must(decoded->element_count <= LOT_ELEMENTS_MAX);
    must(decoded->warning_count <= LOT_WARNINGS_MAX);
    must(decoded->text_used <= sizeof decoded->text);
    must(fuzz_is_text_of(decoded->value, input, decoded));
    for (unsigned e = 0; e < decoded->element_count; e++) {
        const struct lot_element *element = &decoded->elements[e];
        must(element->id[0] != '\0' && memchr(element->id, '\0', sizeof element->id));
        must(element->title != NULL);
        must(fuzz_is_text_of(element->value, input, decoded));
        must((size_t)element->offset + element->length <= input.size);
    }
    for (unsigned f = 0; f < LOT_FACT_COUNT; f++) {
        if (lot_facts_has(&decoded->facts, (enum lot_fact)f)) {
            const struct lot_value *value = &decoded->facts.value[f];
            must(fuzz_is_text_of(value->text, input, decoded));
            must(lot_fact_kind((enum lot_fact)f) != LOT_FACT_KIND_D ||
                 lot_date_valid((lot_date)value->number));
            must(value->decimals <= 9);
        }
    }
    for (unsigned w = 0; w < decoded->warning_count; w++) {
        fuzz_check_problem(&decoded->warnings[w], input, decoded);
    }
    if (decoded->status == LOT_DECODE_ERROR) {
        fuzz_check_problem(&decoded->error, input, decoded);
    }
}

/* Decodes into what was there before, and checks what holds for every answer. */
static inline void fuzz_decode(struct lot_span input, struct lot_decoded *decoded)
{
    enum lot_decode_status status = lot_decode(&fuzz_options, input, decoded);
    must(status == decoded->status);
    fuzz_check(decoded, input);
}

/* Text that grows; what does not fit is dropped, as is then the check. */
struct fuzz_text {
    size_t size;
    bool full;
    uint8_t bytes[LOT_SCAN_MAX];
};

static inline void fuzz_add(struct fuzz_text *text, struct lot_span bytes)
{
    if (bytes.size > sizeof text->bytes - text->size) {
        text->full = true;
    } else if (bytes.size > 0) {
        memcpy(text->bytes + text->size, bytes.data, bytes.size);
        text->size += bytes.size;
    }
}

static inline void fuzz_add_string(struct fuzz_text *text, const char *string)
{
    fuzz_add(text, lot_span_of(string));
}

static inline void fuzz_clear(struct fuzz_text *text)
{
    text->size = 0;
    text->full = false;
}

/*
 * True when the first byte, or the first behind an AIM identifier, is one of these: a fuzzer of one
 * syntax is not to spend its time on the others.
 */
static inline bool fuzz_begins(struct lot_span input, const char *bytes)
{
    struct lot_span first = lot_span_part(input, 0, 1);
    if (lot_span_equal(first, LOT_LITERAL("]"))) {
        first = lot_span_part(input, 3, 1);
    }
    return first.size > 0 && memchr(bytes, first.data[0], strlen(bytes)) != NULL;
}

/*
 * Decodes an input whose wrong check characters are set right first, one after the other, as the
 * answers say: else a fuzzer would hardly ever get past them. The answer points into *repaired.
 */
static inline void fuzz_decode_repaired(struct lot_span input, struct fuzz_text *repaired,
                                        struct lot_decoded *decoded)
{
    fuzz_clear(repaired);
    fuzz_add(repaired, input);
    for (unsigned tries = 0; tries < 8; tries++) {
        fuzz_decode(lot_span(repaired->bytes, repaired->size), decoded);
        const struct lot_problem *error = &decoded->error;
        if (error->code != LOT_PROBLEM_CHECK_DIGIT || error->length != 1 ||
            error->expected_min == 0 || decoded->text_used > 0) {
            return;
        }
        must(repaired->bytes[error->offset] != error->expected_min);
        repaired->bytes[error->offset] = (uint8_t)error->expected_min;
    }
}

static inline void fuzz_must_have_same_elements(const struct lot_decoded *a,
                                                const struct lot_decoded *b)
{
    must(a->element_count == b->element_count);
    for (unsigned e = 0; e < a->element_count; e++) {
        must(strcmp(a->elements[e].id, b->elements[e].id) == 0);
        must(lot_span_equal(a->elements[e].value, b->elements[e].value));
    }
    must(a->facts.has == b->facts.has);
}

static inline void fuzz_must_be_same(const struct lot_decoded *a, const struct lot_decoded *b)
{
    must(a->status == b->status && a->syntax == b->syntax);
    fuzz_must_have_same_elements(a, b);
}

/* What was written says the same as what it was written of. */
static inline void fuzz_must_read_back(const struct lot_decoded *decoded,
                                       const struct fuzz_text *text)
{
    static struct lot_decoded again;
    if (!text->full) {
        fuzz_decode(lot_span(text->bytes, text->size), &again);
        fuzz_must_be_same(decoded, &again);
    }
}

#endif
