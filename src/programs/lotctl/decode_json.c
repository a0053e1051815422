/* SPDX-License-Identifier: MIT */
/*
 * A decoded scan as one JSON object, as lotctl(1) documents it:
 *
 *     ok:    status carrier syntax [pattern] elements facts warnings
 *     error: status carrier syntax [pattern] error elements facts [warnings]
 *     plain: status carrier syntax value [warnings]
 *
 * and at the end host_layout, where one was to be undone. Quantities are strings: a JSON reader
 * would make binary fractions of them.
 */

#include "decode_answer.h"

#include "wording.h"

static const char *const status_names[] = {
    [LOT_DECODE_OK] = "ok",
    [LOT_DECODE_PLAIN] = "plain",
    [LOT_DECODE_ERROR] = "error",
};

static void put_problem(struct lot_json *json, const char *key, const struct lot_problem *problem,
                        struct lot_span input)
{
    char message[WORDING_SIZE];
    wording_problem(problem, input, message);
    lot_json_object(json, key);
    lot_json_string(json, "code", lot_problem_name(problem->code));
    lot_json_string(json, "element", problem->element);
    if (problem->other[0] != '\0') {
        lot_json_string(json, "other", problem->other);
    }
    lot_json_uint(json, "offset", problem->offset);
    lot_json_uint(json, "length", problem->length);
    if (problem->suggestion.size > 0) {
        lot_json_bytes(json, "suggestion", problem->suggestion);
    }
    lot_json_string(json, "message", message);
    lot_json_object_end(json);
}

static void put_warnings(struct lot_json *json, const struct decode_answer *answer)
{
    lot_json_array(json, "warnings");
    for (unsigned i = 0; i < answer->decoded->warning_count; i++) {
        put_problem(json, NULL, &answer->decoded->warnings[i], answer->input);
    }
    lot_json_array_end(json);
}

static void put_elements(struct lot_json *json, const struct lot_decoded *decoded)
{
    lot_json_array(json, "elements");
    for (unsigned i = 0; i < decoded->element_count; i++) {
        const struct lot_element *element = &decoded->elements[i];
        lot_json_object(json, NULL);
        lot_json_string(json, "id", element->id);
        lot_json_string(json, "title", element->title);
        lot_json_bytes(json, "value", element->value);
        lot_json_object_end(json);
    }
    lot_json_array_end(json);
}

static void put_fact(struct lot_json *json, enum lot_fact fact, const struct lot_value *value)
{
    char digits[LOT_DECIMAL_SIZE];
    const char *name = lot_fact_name(fact);
    switch (lot_fact_kind(fact)) {
    case LOT_FACT_KIND_T:
        lot_json_bytes(json, name, value->text);
        break;
    case LOT_FACT_KIND_D:
        lot_json_date(json, name, (lot_date)value->number);
        break;
    case LOT_FACT_KIND_Q:
        lot_decimal_format(value->number, value->decimals, digits);
        lot_json_string(json, name, digits);
        break;
    case LOT_FACT_KIND_C:
        lot_json_string(json, name, lot_command_name((enum lot_command)value->number));
        if (value->text.size > 0) {
            lot_json_bytes(json, "argument", value->text);
        }
        break;
    }
}

static void put_facts(struct lot_json *json, const struct lot_facts *facts)
{
    lot_json_object(json, "facts");
    for (unsigned i = 0; i < LOT_FACT_COUNT; i++) {
        if (lot_facts_has(facts, (enum lot_fact)i)) {
            put_fact(json, (enum lot_fact)i, &facts->value[i]);
        }
    }
    lot_json_object_end(json);
}

static void put_host_layout(struct lot_json *json, const struct decode_answer *answer)
{
    static const char *const outcomes[] = {
        [LOT_REPAIR_UNCHANGED] = "unchanged",
        [LOT_REPAIR_DONE] = "repaired",
        [LOT_REPAIR_AMBIGUOUS] = "ambiguous",
        [LOT_REPAIR_FOREIGN] = "foreign",
    };
    const struct lot_repair *repair = answer->repair;
    lot_json_object(json, "host_layout");
    lot_json_string(json, "name", answer->host_layout);
    lot_json_string(json, "outcome", outcomes[repair->outcome]);
    if (repair->outcome == LOT_REPAIR_DONE) {
        lot_json_bytes(json, "scanned", answer->input);
    }
    if (repair->spot_count > 0) {
        lot_json_array(json, "spots");
        for (unsigned i = 0; i < repair->spot_count; i++) {
            lot_json_object(json, NULL);
            lot_json_uint(json, "offset", repair->spot[i].offset);
            lot_json_uint(json, "length", repair->spot[i].length);
            lot_json_object_end(json);
        }
        lot_json_array_end(json);
    }
    lot_json_object_end(json);
}

static void put_answer(struct lot_json *json, const void *what)
{
    const struct decode_answer *answer = what;
    const struct lot_decoded *decoded = answer->decoded;
    lot_json_object(json, NULL);
    lot_json_string(json, "status", status_names[decoded->status]);
    lot_json_string(json, "carrier", decoded->carrier);
    lot_json_string(json, "syntax", lot_syntax_name(decoded->syntax));
    if (decoded->pattern) {
        lot_json_string(json, "pattern", decoded->pattern);
    }
    if (decoded->status == LOT_DECODE_ERROR) {
        put_problem(json, "error", &decoded->error, answer->input);
    }
    if (decoded->status == LOT_DECODE_PLAIN) {
        lot_json_bytes(json, "value", decoded->value);
    } else {
        put_elements(json, decoded);
        put_facts(json, &decoded->facts);
    }
    if (decoded->status == LOT_DECODE_OK || decoded->warning_count > 0) {
        put_warnings(json, answer);
    }
    if (answer->repair) {
        put_host_layout(json, answer);
    }
    lot_json_object_end(json);
}

void decode_answer_json(struct output *out, const struct decode_answer *answer)
{
    output_json(out, put_answer, answer);
}
