/* SPDX-License-Identifier: MIT */
#ifndef LOT_TESTS_DECODE_FIXTURE_H
#define LOT_TESTS_DECODE_FIXTURE_H

/*
 * What a decoder answered, as one line that a table can hold:
 *
 *   gs1 01@5=09521234543213 10@21=LOT5
 *   gs1 10@21=LOT5 ! check-digit 01@5+14 '3'
 *   plain LOC-1
 *
 * Syntax, elements with the offset of their value, then the error: code, identifier, offset and
 * length, what was expected, the other identifier, the suggestion.
 */

#include <lot/decode.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define LINE_SIZE 16384

struct line {
    size_t length;
    char text[LINE_SIZE];
};

__attribute__((format(printf, 2, 3))) static inline void add(struct line *line, const char *format,
                                                             ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line->text + line->length, LINE_SIZE - line->length, format, arguments);
    va_end(arguments);
    assert_true(length >= 0 && line->length + (size_t)length < LINE_SIZE);
    line->length += (size_t)length;
}

/* Printable bytes as they are, others as <XX>. */
static inline void add_bytes(struct line *line, struct lot_span bytes)
{
    for (size_t i = 0; i < bytes.size; i++) {
        bool printable = bytes.data[i] >= ' ' && bytes.data[i] <= '~';
        add(line, printable ? "%c" : "<%02X>", bytes.data[i]);
    }
}

static inline void add_problem(struct line *line, const struct lot_problem *problem)
{
    add(line, "%s %s@%u+%u", lot_problem_name(problem->code), problem->element, problem->offset,
        problem->length);
    if (problem->code == LOT_PROBLEM_LENGTH) {
        add(line, " %u..%u", problem->expected_min, problem->expected_max);
    }
    if (problem->code == LOT_PROBLEM_CHECK_DIGIT) {
        add(line, " '%c'", problem->expected_min);
    }
    if (problem->other[0] != '\0') {
        add(line, " with %s", problem->other);
    }
    if (problem->suggestion.size > 0) {
        add(line, " ");
        add_bytes(line, problem->suggestion);
    }
}

static inline void add_answer(struct line *line, const struct lot_decoded *decoded)
{
    add(line, "%s", lot_syntax_name(decoded->syntax));
    if (decoded->status == LOT_DECODE_PLAIN) {
        add(line, " ");
        add_bytes(line, decoded->value);
    }
    for (unsigned e = 0; e < decoded->element_count; e++) {
        add(line, " %s@%u=", decoded->elements[e].id, decoded->elements[e].offset);
        add_bytes(line, decoded->elements[e].value);
    }
    if (decoded->status == LOT_DECODE_ERROR) {
        add(line, " ! ");
        add_problem(line, &decoded->error);
    }
}

static inline void add_warnings(struct line *line, const struct lot_decoded *decoded)
{
    for (unsigned w = 0; w < decoded->warning_count; w++) {
        add(line, w > 0 ? " / " : "");
        add_problem(line, &decoded->warnings[w]);
    }
}

static inline void add_facts(struct line *line, const struct lot_facts *facts)
{
    for (unsigned f = 0; f < LOT_FACT_COUNT; f++) {
        enum lot_fact fact = (enum lot_fact)f;
        const struct lot_value *value = &facts->value[fact];
        char text[LOT_DECIMAL_SIZE];
        if (!lot_facts_has(facts, fact)) {
            continue;
        }
        add(line, "%s%s=", line->length > 0 ? " " : "", lot_fact_name(fact));
        switch (lot_fact_kind(fact)) {
        case LOT_FACT_KIND_D:
            lot_date_format((lot_date)value->number, text);
            add(line, "%s", text);
            break;
        case LOT_FACT_KIND_Q:
            lot_decimal_format(value->number, value->decimals, text);
            add(line, "%s", text);
            break;
        case LOT_FACT_KIND_C:
            add(line, "%s(", lot_command_name((enum lot_command)value->number));
            add_bytes(line, value->text);
            add(line, ")");
            break;
        case LOT_FACT_KIND_T:
        default:
            add_bytes(line, value->text);
        }
    }
}

/* Elements and suggestions lie in the input or in the answer's own text. */
static inline bool lies_in(struct lot_span span, const void *begin, size_t size)
{
    const uint8_t *from = begin;
    return span.data >= from && span.data + span.size <= from + size;
}

static inline void assert_spans(const struct lot_decoded *decoded, struct lot_span input)
{
    for (unsigned e = 0; e < decoded->element_count; e++) {
        const struct lot_element *element = &decoded->elements[e];
        assert_true(lies_in(element->value, input.data, input.size) ||
                    lies_in(element->value, decoded->text, decoded->text_used));
        assert_true((size_t)element->offset + element->length <= input.size);
        assert_non_null(element->title);
    }
    assert_true(decoded->text_used <= sizeof decoded->text);
}

/* Decodes into memory that was never cleared: it must not matter. */
static inline const struct lot_decoded *decode(const struct lot_decode_options *options,
                                               struct lot_span input)
{
    static struct lot_decoded decoded;
    memset(&decoded, 0xa5, sizeof decoded);
    enum lot_decode_status status = lot_decode(options, input, &decoded);
    assert_int_equal(status, decoded.status);
    assert_int_equal(decoded.status == LOT_DECODE_ERROR, decoded.error.code != LOT_PROBLEM_NONE);
    assert_spans(&decoded, input);
    return &decoded;
}

#define assert_answer(decoded, wanted)                                                             \
    do {                                                                                           \
        static struct line line;                                                                   \
        line.length = 0;                                                                           \
        line.text[0] = '\0';                                                                       \
        add_answer(&line, decoded);                                                                \
        assert_string_equal(line.text, wanted);                                                    \
    } while (0)

#define assert_warnings(decoded, wanted)                                                           \
    do {                                                                                           \
        static struct line line;                                                                   \
        line.length = 0;                                                                           \
        line.text[0] = '\0';                                                                       \
        add_warnings(&line, decoded);                                                              \
        assert_string_equal(line.text, wanted);                                                    \
    } while (0)

#define assert_facts(decoded, wanted)                                                              \
    do {                                                                                           \
        static struct line line;                                                                   \
        line.length = 0;                                                                           \
        line.text[0] = '\0';                                                                       \
        add_facts(&line, &(decoded)->facts);                                                       \
        assert_string_equal(line.text, wanted);                                                    \
    } while (0)

#endif
