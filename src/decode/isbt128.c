/* SPDX-License-Identifier: MIT */
/*
 * ISBT 128 (ICCBBA ST-001): blood, cells and tissue. A scan is one data structure, or several in a
 * row: two linear symbols read as one, a compound message ("=+": how many follow), or a device
 * identifier with its production identifiers ("=/", ST-017). A structure is an identifier of two or
 * three characters and data of a fixed size; a few say their size themselves.
 *
 *     =pppppyynnnnnnff   donation number: facility, year, serial; ff are flags or, 60 to 96, the
 *                        number's check character (ISO/IEC 7064 MOD 37-2) plus 60
 *     =<aooootds         product code          =>cyyjjj  expiry      &>cyyjjjhhmm  with time
 *     =*, &*             collection            =}, &}    production
 *     =/  =,  &,1        processor's product, its serial, its lot
 *     =)  &)             blood container: manufacturer and catalog number, lot
 *
 * c is the century less 20: 0 is 20yy; but 9 is 19yy.
 */

#include "isbt128.h"

#include "characters.h"
#include "dates.h"

#include <string.h>

#define NUMBER_SIZE 13u
#define FLAG_SIZE   2u
#define CHECK_MIN   60 /* flags from here on are check characters */
#define CHECK_MAX   96

/* ---- problems ------------------------------------------------------------------------------- */

static struct lot_problem problem_of(const struct isbt *isbt, enum lot_problem_code code,
                                     const char *id, struct lot_span where)
{
    struct lot_problem problem = decode_problem(isbt->decoding, code, where);
    decode_id(problem.element, lot_span_of(id));
    return problem;
}

static bool refuse(struct isbt *isbt, enum lot_problem_code code, const char *id,
                   struct lot_span where)
{
    struct lot_problem problem = problem_of(isbt, code, id, where);
    decode_error(isbt->decoding, &problem);
    return false;
}

static bool refuse_length(struct isbt *isbt, const char *id, struct lot_span value, size_t expected)
{
    struct lot_problem problem = problem_of(isbt, LOT_PROBLEM_LENGTH, id, value);
    problem.expected_min = problem.expected_max = (uint16_t)expected;
    decode_error(isbt->decoding, &problem);
    return false;
}

/* ---- texts ---------------------------------------------------------------------------------- */

static bool is_word(uint8_t byte)
{
    return is_alphanumeric(byte) || (byte >= 'a' && byte <= 'z');
}

static bool check_charset(struct isbt *isbt, const char *id, struct lot_span value,
                          bool (*allows)(uint8_t byte))
{
    for (size_t i = 0; i < value.size; i++) {
        if (!allows(value.data[i])) {
            return refuse(isbt, LOT_PROBLEM_CHARSET, id, lot_span_part(value, i, 1));
        }
    }
    return true;
}

static bool answer(struct isbt *isbt, const struct isbt_structure *structure,
                   struct lot_value value, struct lot_span where)
{
    if (structure->fact != LOT_FACT_COUNT) {
        decode_fact(isbt->decoding, structure->fact, value);
    }
    return decode_element(isbt->decoding, structure->id, structure->title, value.text, where);
}

static bool take_text(struct isbt *isbt, const struct isbt_structure *structure,
                      struct lot_span value)
{
    static bool (*const allows[])(uint8_t byte) = {
        [ISBT_CODE] = is_alphanumeric,
        [ISBT_WORD] = is_word,
        [ISBT_TEXT] = is_printable,
    };
    return check_charset(isbt, structure->id, value, allows[structure->kind]) &&
           answer(isbt, structure, (struct lot_value){.text = value}, value);
}

/* ---- dates ---------------------------------------------------------------------------------- */

/* cyyjjj or yyyymm -> the day, or LOT_DATE_NONE. */
static lot_date day_of(enum isbt_kind kind, const uint8_t *digits)
{
    if (kind == ISBT_MONTH) {
        return lot_date_month_end(digits_number(digits, 4), digits_number(digits + 4, 2));
    }
    int century = digits[0] == '9' ? 1900 : 2000 + (digits[0] - '0') * 100;
    return day_of_year(century + digits_number(digits + 1, 2), digits_number(digits + 3, 3));
}

static bool is_time(const uint8_t *digits)
{
    return digits_number(digits, 2) <= 23 && digits_number(digits + 2, 2) <= 59;
}

/* "2026-03", "2026-03-01" or "2026-03-01T08:30"; its length. */
static size_t format_date(enum isbt_kind kind, const uint8_t *digits, lot_date date,
                          char text[LOT_DATE_SIZE + sizeof "T08:30"])
{
    size_t size = lot_date_format(date, text);
    if (kind == ISBT_MONTH) {
        return sizeof "2026-03" - 1;
    }
    if (kind == ISBT_MOMENT) {
        text[size++] = 'T';
        memcpy(text + size, digits + 6, 2);
        text[size + 2] = ':';
        memcpy(text + size + 3, digits + 8, 2);
        size += sizeof "08:30" - 1;
    }
    return size;
}

static bool take_date(struct isbt *isbt, const struct isbt_structure *structure,
                      struct lot_span value)
{
    lot_date date = LOT_DATE_NONE;
    if (lot_span_is_digits(value) &&
        (structure->kind != ISBT_MOMENT || is_time(value.data + sizeof "cyyjjj" - 1))) {
        date = day_of(structure->kind, value.data);
    }
    if (date == LOT_DATE_NONE) {
        return refuse(isbt, LOT_PROBLEM_DATE, structure->id, value);
    }
    char text[LOT_DATE_SIZE + sizeof "T08:30"];
    size_t size = format_date(structure->kind, value.data, date, text);
    struct lot_value said = {.text = decode_text(isbt->decoding, lot_span(text, size)),
                             .number = date};
    return said.text.size > 0 ? answer(isbt, structure, said, value)
                              : refuse(isbt, LOT_PROBLEM_TOO_LONG, structure->id, value);
}

/* ---- donation numbers ----------------------------------------------------------------------- */

/* ISO/IEC 7064 MOD 37-2 over the 13 characters of a donation number: 0..36. */
static unsigned donation_check(const uint8_t number[NUMBER_SIZE])
{
    unsigned sum = 0;
    for (size_t i = 0; i < NUMBER_SIZE; i++) {
        unsigned value = is_digit(number[i]) ? number[i] - (unsigned)'0' : number[i] - 'A' + 10u;
        sum = (sum + value) * 2 % 37;
    }
    return (38 - sum) % 37;
}

/* Of the facility's five characters the first three may be letters; O is none of them. */
static bool is_donation_character(uint8_t byte, size_t at)
{
    if (at >= NUMBER_SIZE) {
        return is_alphanumeric(byte);
    }
    return is_digit(byte) || (at < 3 && is_capital(byte) && byte != 'O');
}

static bool check_donation(struct isbt *isbt, struct lot_span value)
{
    for (size_t i = 0; i < value.size; i++) {
        if (!is_donation_character(value.data[i], i)) {
            return refuse(isbt, LOT_PROBLEM_CHARSET, "DIN", lot_span_part(value, i, 1));
        }
    }
    struct lot_span flags = lot_span_part(value, NUMBER_SIZE, FLAG_SIZE);
    int flag = lot_span_is_digits(flags) ? digits_number(flags.data, FLAG_SIZE) : 0;
    if (flag < CHECK_MIN || flag > CHECK_MAX ||
        flag == CHECK_MIN + (int)donation_check(value.data)) {
        return true;
    }
    struct lot_problem problem =
        decode_misread(isbt->decoding, flags, CHECK_MIN + donation_check(value.data));
    decode_id(problem.element, LOT_LITERAL("DIN"));
    decode_error(isbt->decoding, &problem);
    return false;
}

/* Number and flags; in a device's identifier the flags are part of the number (ST-017). */
static bool take_donation(struct isbt *isbt, const struct isbt_structure *structure,
                          struct lot_span value)
{
    static const char flag_id[LOT_ELEMENT_ID_SIZE] = "FLAG";
    if (!check_donation(isbt, value)) {
        return false;
    }
    if (isbt->device) {
        return decode_element(isbt->decoding, structure->id, structure->title, value, value);
    }
    struct lot_span number = lot_span_part(value, 0, NUMBER_SIZE);
    struct lot_span flags = lot_span_part(value, NUMBER_SIZE, FLAG_SIZE);
    return answer(isbt, structure, (struct lot_value){.text = number}, number) &&
           decode_element(isbt->decoding, flag_id, "Flags", flags, flags);
}

/* ---- structures ----------------------------------------------------------------------------- */

/* How many structures follow, in two digits; which message it is says nothing more. */
static bool take_count(struct isbt *isbt, const struct isbt_structure *structure,
                       struct lot_span value)
{
    if (!check_charset(isbt, structure->id, value, is_digit)) {
        return false;
    }
    isbt->counted = lot_span_part(value, 0, 2);
    isbt->left = digits_number(value.data, 2);
    return true;
}

static bool take(struct isbt *isbt, const struct isbt_structure *structure, struct lot_span value)
{
    switch (structure->kind) {
    case ISBT_DAY:
    case ISBT_MOMENT:
    case ISBT_MONTH:
        return take_date(isbt, structure, value);
    case ISBT_DONATION:
        return take_donation(isbt, structure, value);
    case ISBT_COUNT:
        return take_count(isbt, structure, value);
    case ISBT_CODE:
    case ISBT_WORD:
    case ISBT_TEXT:
    default:
        return take_text(isbt, structure, value);
    }
}

/* How much data a structure has: some count their parts at the front. 0: the count is none. */
static size_t data_size(const struct isbt_structure *structure, struct lot_span data)
{
    if (structure->count_size == 0 || data.size < structure->size) {
        return structure->size;
    }
    struct lot_span count = lot_span_part(data, structure->count_at, structure->count_size);
    return lot_span_is_digits(count)
               ? structure->size +
                     (size_t)structure->part_size * (size_t)digits_number(count.data, count.size)
               : 0;
}

/* Takes the structure at the front of *rest; false when it does not say where the next one is. */
static bool take_next(struct isbt *isbt, struct lot_span *rest)
{
    const struct isbt_structure *structure = isbt_structure_at(*rest);
    if (!structure) {
        return refuse(isbt, LOT_PROBLEM_UNKNOWN_IDENTIFIER, "", lot_span_part(*rest, 0, 2));
    }
    struct lot_span data = lot_span_part(*rest, strlen(structure->begins), rest->size);
    size_t size = data_size(structure, data);
    struct lot_span value = lot_span_part(data, 0, size);
    if (size == 0) {
        return refuse(isbt, LOT_PROBLEM_VALUE, structure->id,
                      lot_span_part(data, structure->count_at, structure->count_size));
    }
    if (value.size != size) {
        return refuse_length(isbt, structure->id, value, size);
    }
    isbt->device = isbt->device || strcmp(structure->begins, "=/") == 0;
    isbt->left--;
    *rest = lot_span_part(data, size, data.size);
    take(isbt, structure, value);
    return true;
}

/* People set a blank between structures that they copy. */
static void skip_blank(struct isbt *isbt, struct lot_span *rest)
{
    if (rest->size > 0 && rest->data[0] == ' ') {
        struct lot_problem problem =
            problem_of(isbt, LOT_PROBLEM_SEPARATOR, "", lot_span_part(*rest, 0, 1));
        decode_warning(isbt->decoding, &problem);
        *rest = lot_span_part(*rest, 1, rest->size);
    }
}

bool decode_isbt128(struct decoding *decoding)
{
    struct lot_span rest = decoding->data;
    if (rest.data[0] != '=' && (rest.data[0] != '&' || !isbt_structure_at(rest))) {
        return false;
    }
    struct isbt isbt = {.decoding = decoding};
    while (rest.size > 0) {
        if (!take_next(&isbt, &rest)) {
            return true;
        }
        skip_blank(&isbt, &rest);
    }
    if (isbt.counted.size > 0 && isbt.left != 0) {
        refuse(&isbt, LOT_PROBLEM_VALUE, "=+", isbt.counted);
    }
    return true;
}
