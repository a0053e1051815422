/* SPDX-License-Identifier: MIT */
/*
 * Format 12 of ISO/IEC 15434: text element identifiers (ATA Spec 2000, chapter 9), three letters, a
 * space and a value: what parts of aircraft are marked with.
 */

#include "iso15434.h"

#include "characters.h"
#include "dates.h"

#include <string.h>

#define ID_SIZE 3u

static const struct {
    char id[LOT_ELEMENT_ID_SIZE];
    enum lot_fact fact;
} text_facts[] = {
    {"PNO", LOT_FACT_ITEM    },
    {"PNR", LOT_FACT_ITEM    },
    {"SER", LOT_FACT_SERIAL  },
    {"SEQ", LOT_FACT_SERIAL  },
    {"LOT", LOT_FACT_LOT     },
    {"LTN", LOT_FACT_LOT     },
    {"BTN", LOT_FACT_LOT     },
    {"EXP", LOT_FACT_EXPIRY  },
    {"DMF", LOT_FACT_PRODUCED},
    {"QTY", LOT_FACT_QUANTITY},
};

/* What a value means as such a fact; false when it means nothing: then it is text alone. */
static bool means(enum lot_fact fact, struct lot_value *value)
{
    struct lot_span text = value->text;
    switch (lot_fact_kind(fact)) {
    case LOT_FACT_KIND_D:
        value->number = day_of_digits(text);
        return value->number != LOT_DATE_NONE;
    case LOT_FACT_KIND_Q:
        return lot_span_number(text, &value->number) == 0;
    case LOT_FACT_KIND_T:
    case LOT_FACT_KIND_C:
    default:
        return text.size > 0;
    }
}

static void state(struct decoding *decoding, const char id[LOT_ELEMENT_ID_SIZE],
                  struct lot_span text)
{
    for (size_t f = 0; f < sizeof text_facts / sizeof text_facts[0]; f++) {
        struct lot_value value = {.text = text};
        if (strcmp(text_facts[f].id, id) == 0 && means(text_facts[f].fact, &value)) {
            decode_fact(decoding, text_facts[f].fact, value);
        }
    }
}

static bool begins_with_id(struct lot_span element)
{
    for (size_t i = 0; i < ID_SIZE; i++) {
        if (i >= element.size || !is_capital(element.data[i])) {
            return false;
        }
    }
    return element.size > ID_SIZE && element.data[ID_SIZE] == ' ';
}

static bool check_charset(struct decoding *decoding, const char *id, struct lot_span value)
{
    for (size_t i = 0; i < value.size; i++) {
        if (!is_printable(value.data[i])) {
            struct lot_problem problem =
                decode_problem(decoding, LOT_PROBLEM_CHARSET, lot_span_part(value, i, 1));
            decode_id(problem.element, lot_span_of(id));
            decode_error(decoding, &problem);
            return false;
        }
    }
    return true;
}

bool iso15434_take_text(struct decoding *decoding, struct lot_span element)
{
    if (!begins_with_id(element)) {
        struct lot_problem problem = decode_problem(decoding, LOT_PROBLEM_UNKNOWN_IDENTIFIER,
                                                    lot_span_part(element, 0, ID_SIZE + 1));
        decode_error(decoding, &problem);
        return true;
    }
    char id[LOT_ELEMENT_ID_SIZE];
    decode_id(id, lot_span_part(element, 0, ID_SIZE));
    struct lot_span value = lot_span(element.data + ID_SIZE + 1, element.size - ID_SIZE - 1);
    if (!check_charset(decoding, id, value)) {
        return true;
    }
    state(decoding, id, value);
    return decode_element(decoding, id, "", value, value);
}
