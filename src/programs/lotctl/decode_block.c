/* SPDX-License-Identifier: MIT */
/*
 * A decoded scan for people:
 *
 *     ok gs1 ]d2
 *         01    GTIN                  09521234543213
 *         10    BATCH/LOT             ABC123
 *       item            09521234543213
 *       lot             ABC123
 */

#include "decode_answer.h"

#include "display.h"
#include "wording.h"

#define ID_WIDTH    6u
#define TITLE_WIDTH 22u
#define FACT_WIDTH  16u

static void put_problem(struct output *out, const char *word, const struct lot_problem *problem,
                        struct lot_span input)
{
    char message[WORDING_SIZE];
    wording_problem(problem, input, message);
    output_text(out, "  ");
    output_text(out, word);
    output_text(out, ": ");
    output_text(out, message);
    output_text(out, "\n");
    if (problem->suggestion.size > 0) {
        output_text(out, "    perhaps ");
        display_put(out, problem->suggestion, 0);
        output_text(out, "\n");
    }
}

static void put_elements(struct output *out, const struct lot_decoded *decoded)
{
    for (unsigned i = 0; i < decoded->element_count; i++) {
        const struct lot_element *element = &decoded->elements[i];
        output_text(out, "    ");
        display_put(out, lot_span_of(element->id), ID_WIDTH);
        display_put(out, lot_span_of(element->title), TITLE_WIDTH);
        display_put(out, element->value, 0);
        output_text(out, "\n");
    }
}

static struct lot_span fact_text(enum lot_fact fact, const struct lot_value *value,
                                 char small[LOT_DECIMAL_SIZE])
{
    switch (lot_fact_kind(fact)) {
    case LOT_FACT_KIND_D:
        return lot_span(small, lot_date_format((lot_date)value->number, small));
    case LOT_FACT_KIND_Q:
        return lot_span(small, lot_decimal_format(value->number, value->decimals, small));
    case LOT_FACT_KIND_C:
        return lot_span_of(lot_command_name((enum lot_command)value->number));
    case LOT_FACT_KIND_T:
        break;
    }
    return value->text;
}

static void put_facts(struct output *out, const struct lot_facts *facts)
{
    char small[LOT_DECIMAL_SIZE];
    for (unsigned i = 0; i < LOT_FACT_COUNT; i++) {
        enum lot_fact fact = (enum lot_fact)i;
        if (!lot_facts_has(facts, fact)) {
            continue;
        }
        const struct lot_value *value = &facts->value[fact];
        output_text(out, "  ");
        display_put(out, lot_span_of(lot_fact_name(fact)), FACT_WIDTH);
        display_put(out, fact_text(fact, value, small), 0);
        if (lot_fact_kind(fact) == LOT_FACT_KIND_C && value->text.size > 0) {
            output_text(out, " ");
            display_put(out, value->text, 0);
        }
        output_text(out, "\n");
    }
}

static void put_first_line(struct output *out, const struct lot_decoded *decoded)
{
    static const char *const words[] = {
        [LOT_DECODE_OK] = "ok",
        [LOT_DECODE_PLAIN] = "plain",
        [LOT_DECODE_ERROR] = "error",
    };
    output_text(out, words[decoded->status]);
    if (decoded->status != LOT_DECODE_PLAIN) {
        output_text(out, " ");
        output_text(out, lot_syntax_name(decoded->syntax));
    }
    if (decoded->carrier[0] != '\0') {
        output_text(out, " ");
        output_text(out, decoded->carrier);
    }
    if (decoded->status == LOT_DECODE_PLAIN) {
        output_text(out, " ");
        display_put(out, decoded->value, 0);
    }
    output_text(out, "\n");
}

void decode_answer_block(struct output *out, const struct decode_answer *answer)
{
    const struct lot_decoded *decoded = answer->decoded;
    put_first_line(out, decoded);
    if (answer->repair && answer->repair->outcome == LOT_REPAIR_DONE) {
        output_text(out, "  layout ");
        output_text(out, answer->host_layout);
        output_text(out, " undone: ");
        display_put(out, answer->input, 0);
        output_text(out, "\n");
    }
    if (decoded->status == LOT_DECODE_ERROR) {
        put_problem(out, "error", &decoded->error, answer->input);
    }
    if (decoded->status != LOT_DECODE_PLAIN) {
        put_elements(out, decoded);
        put_facts(out, &decoded->facts);
    }
    for (unsigned i = 0; i < decoded->warning_count; i++) {
        put_problem(out, "warning", &decoded->warnings[i], answer->input);
    }
}
