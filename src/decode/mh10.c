/* SPDX-License-Identifier: MIT */
/*
 * One data identifier and its value. What the list of ANSI MH10.8.2 says of digits is checked, and
 * so are the rules of those that say something of a lot; other values are printable text, hyphens
 * and lower case among it, since that is what labels hold.
 */

#include "mh10.h"
#include "ppn.h"

#include <string.h>

#include "mh10_table.inc"

#define NUMBER_DIGITS 3u
#define PPN_MIN       6u  /* agency, one character, two check digits: less is none */
#define PPN_MAX       22u /* IFA Coding System */

/* ---- identifiers ---------------------------------------------------------------------------- */

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

size_t mh10_identifier_length(struct lot_span text)
{
    size_t digits = 0;
    while (digits < text.size && is_digit(text.data[digits])) {
        digits++;
    }
    bool letter = digits < text.size && text.data[digits] >= 'A' && text.data[digits] <= 'Z';
    return letter && digits <= NUMBER_DIGITS ? digits + 1 : 0;
}

const struct mh10_row *mh10_find(struct lot_span id)
{
    char key[] = "X000";
    key[0] = (char)id.data[id.size - 1];
    memcpy(key + 1 + NUMBER_DIGITS - (id.size - 1), id.data, id.size - 1);
    size_t low = 0;
    size_t high = sizeof rows / sizeof rows[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = memcmp(key, rows[middle].key, sizeof key);
        if (order == 0) {
            return &rows[middle];
        }
        low = order > 0 ? middle + 1 : low;
        high = order < 0 ? middle : high;
    }
    return NULL;
}

/* ---- values --------------------------------------------------------------------------------- */

struct checking {
    struct decoding *decoding;
    const char *id;
    struct lot_span value;
    int64_t number; /* what a date or quantity means */
};

static struct lot_problem *refuse(struct checking *checking, enum lot_problem_code code,
                                  struct lot_span where)
{
    struct lot_problem problem = decode_problem(checking->decoding, code, where);
    decode_id(problem.element, lot_span_of(checking->id));
    decode_error(checking->decoding, &problem);
    return &checking->decoding->out->error;
}

static bool check_length(struct checking *checking, size_t min, size_t max)
{
    if (checking->value.size >= min && checking->value.size <= max) {
        return true;
    }
    bool first = checking->decoding->out->status != LOT_DECODE_ERROR;
    struct lot_problem *problem = refuse(checking, LOT_PROBLEM_LENGTH, checking->value);
    if (first) {
        problem->expected_min = (uint16_t)min;
        problem->expected_max = (uint16_t)max;
    }
    return false;
}

static bool check_charset(struct checking *checking, bool digits)
{
    for (size_t i = 0; i < checking->value.size; i++) {
        uint8_t byte = checking->value.data[i];
        if (digits ? !is_digit(byte) : byte < 0x20 || byte > 0x7e) {
            refuse(checking, LOT_PROBLEM_CHARSET, lot_span_part(checking->value, i, 1));
            return false;
        }
    }
    return true;
}

/* How many digits a letter has in a layout, and the number that they make. */
static unsigned layout_number(const char *layout, char letter, struct lot_span digits, int *number)
{
    unsigned count = 0;
    *number = 0;
    for (size_t i = 0; layout[i] != '\0'; i++) {
        if (layout[i] == letter) {
            *number = *number * 10 + (digits.data[i] - '0');
            count++;
        }
    }
    return count;
}

/* YY in the century that is near: 49 years back to 50 ahead, as GS1 has it. */
static int full_year(int year, lot_date today)
{
    int now = today == LOT_DATE_NONE ? 2000 : today / 10000;
    int full = now - now % 100 + year;
    return full > now + 50 ? full - 100 : full < now - 49 ? full + 100 : full;
}

static lot_date day_in_year(int year, int day)
{
    lot_date date = day > 0 ? lot_date_add(lot_date_make(year, 1, 1), day - 1) : LOT_DATE_NONE;
    return date / 10000 == year ? date : LOT_DATE_NONE;
}

/* Day 00, or no day at all, is the month's last. */
static lot_date layout_date(const char *layout, struct lot_span digits, lot_date today)
{
    int year;
    int month;
    int day;
    if (layout_number(layout, 'Y', digits, &year) == 2) {
        year = full_year(year, today);
    }
    if (layout_number(layout, 'J', digits, &day) > 0) {
        return day_in_year(year, day);
    }
    layout_number(layout, 'M', digits, &month);
    layout_number(layout, 'D', digits, &day);
    return day > 0 ? lot_date_make(year, month, day) : lot_date_month_end(year, month);
}

lot_date mh10_day(struct lot_span value, lot_date today)
{
    return layout_date("YYMMDD", value, today);
}

/* Digits of a layout; labels may write '-' or '/' between year, month and day. */
static bool check_date(struct checking *checking, const char *layout)
{
    uint8_t digits[8];
    size_t count = 0;
    size_t wanted = strlen(layout);
    for (size_t i = 0; i < checking->value.size; i++) {
        uint8_t byte = checking->value.data[i];
        if (is_digit(byte) && count < wanted) {
            digits[count++] = byte;
        } else if ((byte != '-' && byte != '/') || wanted != sizeof digits) {
            count = SIZE_MAX;
            break;
        }
    }
    if (count == wanted) {
        checking->number =
            layout_date(layout, lot_span(digits, count), checking->decoding->options->today);
    }
    if (count != wanted || checking->number == LOT_DATE_NONE) {
        refuse(checking, LOT_PROBLEM_DATE, checking->value);
        return false;
    }
    return true;
}

static bool check_ppn(struct checking *checking)
{
    if (!check_length(checking, PPN_MIN, PPN_MAX)) {
        return false;
    }
    struct lot_span body = lot_span_part(checking->value, 0, checking->value.size - 2);
    struct lot_span check = lot_span_part(checking->value, body.size, 2);
    int64_t found = -1;
    if (lot_span_number(check, &found) < 0 || (unsigned)found != ppn_check(body)) {
        refuse(checking, LOT_PROBLEM_CHECK_DIGIT, check);
        return false;
    }
    return true;
}

/* Whole numbers; what is not one stays text, since its meaning is between the partners. */
static bool check_quantity(struct checking *checking)
{
    if (!check_length(checking, 1, LOT_TEXT_MAX)) {
        return false;
    }
    if (lot_span_number(checking->value, &checking->number) < 0) {
        checking->number = -1;
    }
    return true;
}

static bool check(struct checking *checking, const struct mh10_row *row)
{
    if (!check_charset(checking, row && row->max > 0)) {
        return false;
    }
    if (!row) {
        return true;
    }
    if (row->max > 0) {
        return check_length(checking, row->min, row->max);
    }
    if (strcmp(row->rule, "PPN") == 0) {
        return check_ppn(checking);
    }
    if (strcmp(row->rule, "QUANTITY") == 0) {
        return check_quantity(checking);
    }
    if (row->rule[0] != '\0') {
        return check_date(checking, row->rule);
    }
    return check_length(checking, row->fact == MH10_NO_FACT ? 0 : 1, LOT_SCAN_MAX);
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
    };
    if (!check(&checking, row)) {
        return true;
    }
    if (row && row->fact != MH10_NO_FACT && checking.number >= 0) {
        decode_fact(decoding, row->fact,
                    (struct lot_value){.text = checking.value, .number = checking.number});
    }
    return decode_element(decoding, name, row ? row->title : "", checking.value, checking.value);
}
