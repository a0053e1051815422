/* SPDX-License-Identifier: MIT */
/*
 * One data identifier and its value. What the list of ANSI MH10.8.2 says of digits is checked, and
 * so are the rules of those that say something of a lot; other values are printable text, hyphens
 * and lower case among it, since that is what labels hold.
 */

#include "mh10.h"

#include "characters.h"
#include "dates.h"
#include "ppn.h"

#include <string.h>

#include "mh10_table.inc"

#define NUMBER_DIGITS 3u
#define KEY_SIZE      (1 + NUMBER_DIGITS) /* a letter, and digits with zeros in front */
#define PPN_MIN       5u  /* agency, one character, two check digits: less is none */
#define PPN_MAX       22u /* IFA Coding System */

/* ---- identifiers ---------------------------------------------------------------------------- */

size_t mh10_identifier_length(struct lot_span text)
{
    size_t digits = 0;
    while (digits < text.size && is_digit(text.data[digits])) {
        digits++;
    }
    bool letter = digits < text.size && is_capital(text.data[digits]);
    return letter && digits <= NUMBER_DIGITS ? digits + 1 : 0;
}

/* The table is in the order of these. */
static uint32_t rank(const char key[KEY_SIZE])
{
    return (uint32_t)(uint8_t)key[0] << 24 | (uint32_t)(uint8_t)key[1] << 16 |
           (uint32_t)(uint8_t)key[2] << 8 | (uint8_t)key[3];
}

const struct mh10_row *mh10_find(struct lot_span id)
{
    char key[KEY_SIZE + 1] = "X000";
    key[0] = (char)id.data[id.size - 1];
    memcpy(key + 1 + NUMBER_DIGITS - (id.size - 1), id.data, id.size - 1);
    uint32_t wanted = rank(key);
    size_t low = 0;
    size_t high = sizeof rows / sizeof rows[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        uint32_t found = rank(rows[middle].key);
        if (found == wanted) {
            return &rows[middle];
        }
        low = found < wanted ? middle + 1 : low;
        high = found > wanted ? middle : high;
    }
    return NULL;
}

/* ---- values --------------------------------------------------------------------------------- */

struct checking {
    struct decoding *decoding;
    const char *id;
    struct lot_span value;
    int64_t number; /* what a date or quantity means */
    bool states;    /* it says something: fields of a form may be empty */
};

static struct lot_problem problem_of(const struct checking *checking, enum lot_problem_code code,
                                     struct lot_span where)
{
    struct lot_problem problem = decode_problem(checking->decoding, code, where);
    decode_id(problem.element, lot_span_of(checking->id));
    return problem;
}

static bool refuse(struct checking *checking, enum lot_problem_code code, struct lot_span where)
{
    struct lot_problem problem = problem_of(checking, code, where);
    decode_error(checking->decoding, &problem);
    return false;
}

static bool check_length(struct checking *checking, size_t min, size_t max)
{
    if (checking->value.size >= min && checking->value.size <= max) {
        return true;
    }
    struct lot_problem problem = problem_of(checking, LOT_PROBLEM_LENGTH, checking->value);
    problem.expected_min = (uint16_t)min;
    problem.expected_max = (uint16_t)max;
    decode_error(checking->decoding, &problem);
    return false;
}

static bool check_charset(struct checking *checking, bool (*allows)(uint8_t byte))
{
    for (size_t i = 0; i < checking->value.size; i++) {
        if (!allows(checking->value.data[i])) {
            return refuse(checking, LOT_PROBLEM_CHARSET, lot_span_part(checking->value, i, 1));
        }
    }
    return true;
}

/* ---- dates ---------------------------------------------------------------------------------- */

/* The number that the digits make which stand where a layout has a letter; *count of them. */
static int layout_number(const char *layout, char letter, struct lot_span digits, unsigned *count)
{
    int number = 0;
    *count = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (layout[i] == letter) {
            number = number * 10 + (digits.data[i] - '0');
            (*count)++;
        }
    }
    return number;
}

/* Day 00, or no day at all, is the month's last. */
static lot_date layout_date(const char *layout, struct lot_span digits, lot_date today)
{
    unsigned count;
    int year = layout_number(layout, 'Y', digits, &count);
    if (count == 2) {
        year = near_year(year, today);
    }
    int number = layout_number(layout, 'J', digits, &count);
    if (count > 0) {
        return day_of_year(year, number);
    }
    int month = layout_number(layout, 'M', digits, &count);
    int day = layout_number(layout, 'D', digits, &count);
    return day > 0 ? lot_date_make(year, month, day) : lot_date_month_end(year, month);
}

/* Digits of a layout; labels may write '-' or '/' between year, month and day. */
static bool check_date(struct checking *checking, const char *layout)
{
    uint8_t digits[sizeof "YYYYMMDD" - 1];
    size_t wanted = strlen(layout);
    size_t count = 0;
    bool right = true;
    for (size_t i = 0; i < checking->value.size && right; i++) {
        uint8_t byte = checking->value.data[i];
        if (is_digit(byte) && count < wanted) {
            digits[count++] = byte;
        } else {
            right = (byte == '-' || byte == '/') && wanted == sizeof digits;
        }
    }
    if (right && count == wanted) {
        checking->number =
            layout_date(layout, lot_span(digits, count), checking->decoding->options->today);
    }
    return checking->number != LOT_DATE_NONE || refuse(checking, LOT_PROBLEM_DATE, checking->value);
}

/* ---- rules ---------------------------------------------------------------------------------- */

static bool check_ppn(struct checking *checking)
{
    if (!check_length(checking, PPN_MIN, PPN_MAX) || !check_charset(checking, is_alphanumeric)) {
        return false;
    }
    struct lot_span body = lot_span_part(checking->value, 0, checking->value.size - 2);
    struct lot_span check = lot_span_part(checking->value, body.size, 2);
    int64_t found = -1;
    if (lot_span_number(check, &found) == 0 && (unsigned)found == ppn_check(body)) {
        return true;
    }
    struct lot_problem problem = decode_misread(checking->decoding, check, ppn_check(body));
    decode_id(problem.element, lot_span_of(checking->id));
    decode_error(checking->decoding, &problem);
    return false;
}

static bool check_gtin(struct checking *checking)
{
    struct lot_span body = lot_span_part(checking->value, 0, checking->value.size - 1);
    struct lot_span check = lot_span_part(checking->value, body.size, 1);
    char expected = lot_gs1_check_digit(body);
    if (check.data[0] == (uint8_t)expected) {
        return true;
    }
    struct lot_problem problem = problem_of(checking, LOT_PROBLEM_CHECK_DIGIT, check);
    problem.expected_min = (uint16_t)expected;
    decode_error(checking->decoding, &problem);
    return false;
}

/* Whole numbers; what is not one stays text, since its meaning is between the partners. */
static bool check_quantity(struct checking *checking)
{
    if (!check_length(checking, 0, LOT_TEXT_MAX)) {
        return false;
    }
    checking->states = lot_span_number(checking->value, &checking->number) == 0;
    return true;
}

static bool check_rule(struct checking *checking, const char *rule)
{
    static const struct {
        const char *rule;
        bool (*check)(struct checking *checking);
    } rules[] = {
        {"PPN",      check_ppn     },
        {"GTIN",     check_gtin    },
        {"QUANTITY", check_quantity},
    };
    for (size_t r = 0; r < sizeof rules / sizeof rules[0]; r++) {
        if (strcmp(rule, rules[r].rule) == 0) {
            return rules[r].check(checking);
        }
    }
    return rule[0] == '\0' || check_date(checking, rule);
}

static bool check(struct checking *checking, const struct mh10_row *row)
{
    bool digits = row && row->max > 0;
    if (checking->value.size == 0 && !(row && strcmp(row->rule, "PPN") == 0)) {
        return true; /* a form's empty field */
    }
    if (!check_charset(checking, digits ? is_digit : is_printable)) {
        return false;
    }
    if (digits && !check_length(checking, row->min, row->max)) {
        return false;
    }
    return !row || check_rule(checking, row->rule);
}

/* What the IFA Coding System adds: nothing is empty or long, and D is the expiry date. */
static const struct ifa_rule {
    const char *id;
    uint8_t max; /* characters, one at least */
    enum lot_fact fact;
} ifa_rules[] = {
    {"1T", 20, LOT_FACT_LOT   },
    {"S",  20, LOT_FACT_SERIAL},
    {"D",  6,  LOT_FACT_EXPIRY},
};

/* The rule of the identifier when this is a code of the IFA, else NULL. */
static const struct ifa_rule *ifa_rule(const struct checking *checking)
{
    if (checking->decoding->out->syntax != LOT_SYNTAX_PPN) {
        return NULL;
    }
    for (size_t r = 0; r < sizeof ifa_rules / sizeof ifa_rules[0]; r++) {
        if (strcmp(ifa_rules[r].id, checking->id) == 0) {
            return &ifa_rules[r];
        }
    }
    return NULL;
}

/* ---- one element ---------------------------------------------------------------------------- */

/* Warns when the identifier was there before with another value: only the first is the fact. */
static void warn_of_repetition(const struct checking *checking)
{
    const struct lot_decoded *out = checking->decoding->out;
    for (unsigned e = 0; e < out->element_count; e++) {
        if (strcmp(out->elements[e].id, checking->id) == 0 &&
            !lot_span_equal(out->elements[e].value, checking->value)) {
            struct lot_problem problem =
                problem_of(checking, LOT_PROBLEM_REPEATED, checking->value);
            decode_id(problem.other, lot_span_of(checking->id));
            decode_warning(checking->decoding, &problem);
            return;
        }
    }
}

static void state(const struct checking *checking, enum lot_fact fact)
{
    if (checking->states) {
        warn_of_repetition(checking);
        decode_fact(checking->decoding, fact,
                    (struct lot_value){.text = checking->value, .number = checking->number});
    }
}

bool mh10_take(struct decoding *decoding, struct lot_span element)
{
    size_t size = mh10_identifier_length(element);
    if (size == 0) {
        struct lot_problem problem = decode_problem(decoding, LOT_PROBLEM_UNKNOWN_IDENTIFIER,
                                                    lot_span_part(element, 0, NUMBER_DIGITS + 1));
        decode_error(decoding, &problem);
        return true;
    }
    struct lot_span id = lot_span_part(element, 0, size);
    const struct mh10_row *row = mh10_find(id);
    char name[LOT_ELEMENT_ID_SIZE];
    decode_id(name, id);
    struct checking checking = {
        .decoding = decoding,
        .id = name,
        .value = lot_span(element.data + size, element.size - size),
        .states = element.size > size,
    };
    const struct ifa_rule *ifa = ifa_rule(&checking);
    if (!check(&checking, row) || (ifa && !check_length(&checking, 1, ifa->max))) {
        return true;
    }
    if (ifa || (row && row->fact != MH10_NO_FACT)) {
        state(&checking, ifa ? ifa->fact : row->fact);
    }
    return decode_element(decoding, name, row ? row->title : "", checking.value, checking.value);
}
