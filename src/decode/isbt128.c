/* SPDX-License-Identifier: MIT */
/*
 * ISBT 128 (ICCBBA ST-001): blood, cells and tissue. A scan is one data structure, or several in a
 * row (a compound message or a device identifier, "=/").
 *
 *     =pppppyynnnnnnff   donation number: facility, year, serial; ff are flags or, 60 to 96, the
 *                        number's check character (ISO/IEC 7064 MOD 37-2) plus 60
 *     =<aooootds         product code          =>cyyjjj  expiry      &>cyyjjjhhmm  with time
 *     =*, &*             collection            =}, &}    production
 *     =/  =,  &,1        processor's product, its serial, its lot
 *
 * c is the last digit of the century's number less one: 0 is 20yy, 9 is 19yy.
 */

#include "decoding.h"

#include <string.h>

enum isbt_kind {
    ISBT_TEXT,     /* as it stands */
    ISBT_DAY,      /* cyyjjj: expiry lasts through that day */
    ISBT_MOMENT,   /* cyyjjjhhmm */
    ISBT_DONATION, /* number and flags */
    ISBT_NOTHING,  /* says only how the others are joined */
};

struct structure {
    const char *begins;
    char id[LOT_ELEMENT_ID_SIZE];
    const char *title;
    enum isbt_kind kind;
    uint8_t size; /* behind the beginning; the donation number's begins behind '=' */
    enum lot_fact fact;
};

#define DONATION_SIZE 15u
#define NUMBER_SIZE   13u

static const struct structure structures[] = {
    {"=<",  "PRODUCT", "Product code",                              ISBT_TEXT,     8,             LOT_FACT_ITEM    },
    {"=%",  "ABO",     "Blood groups [ABO and RhD]",                ISBT_TEXT,     4,             LOT_FACT_COUNT   },
    {"=>",  "EXP",     "Expiration date",                           ISBT_DAY,      6,             LOT_FACT_EXPIRY  },
    {"&>",  "EXP",     "Expiration date and time",                  ISBT_MOMENT,   10,            LOT_FACT_EXPIRY  },
    {"=*",  "COL",     "Collection date",                           ISBT_DAY,      6,             LOT_FACT_COUNT   },
    {"&*",  "COL",     "Collection date and time",                  ISBT_MOMENT,   10,            LOT_FACT_COUNT   },
    {"=}",  "MFG",     "Production date",                           ISBT_DAY,      6,             LOT_FACT_PRODUCED},
    {"&}",  "MFG",     "Production date and time",                  ISBT_MOMENT,   10,            LOT_FACT_PRODUCED},
    {"=/",  "DI",      "Processor product identification code",     ISBT_TEXT,     16,            LOT_FACT_ITEM    },
    {"=,",  "SERIAL",  "Product divisions",                         ISBT_TEXT,     6,             LOT_FACT_SERIAL  },
    {"&,1", "LOT",     "MPHO lot number",                           ISBT_TEXT,     18,            LOT_FACT_LOT     },
    {"=)",  "CATALOG", "Container manufacturer and catalog number", ISBT_TEXT,     10,            LOT_FACT_COUNT   },
    {"&)",  "CLOT",    "Container lot number",                      ISBT_TEXT,     10,            LOT_FACT_COUNT   },
    {"&(",  "TEST",    "Special testing: general",                  ISBT_TEXT,     5,             LOT_FACT_COUNT   },
    {"=+",  "",        "Compound message",                          ISBT_NOTHING,  5,             LOT_FACT_COUNT   },
    {"=",   "DIN",     "Donation identification number",            ISBT_DONATION, DONATION_SIZE, LOT_FACT_COUNT   },
};

/* ---- check character ------------------------------------------------------------------------ */

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_alphanumeric(uint8_t byte)
{
    return is_digit(byte) || (byte >= 'A' && byte <= 'Z');
}

/* ISO/IEC 7064 MOD 37-2 over the 13 characters of a donation number: 0..36. */
static unsigned donation_check(const uint8_t *number)
{
    unsigned sum = 0;
    for (size_t i = 0; i < NUMBER_SIZE; i++) {
        unsigned value = is_digit(number[i]) ? number[i] - (unsigned)'0' : number[i] - 'A' + 10u;
        sum = (sum + value) * 2 % 37;
    }
    return (38 - sum) % 37;
}

/* ---- values --------------------------------------------------------------------------------- */

static bool refuse(struct decoding *decoding, enum lot_problem_code code, const char *id,
                   struct lot_span where)
{
    struct lot_problem problem = decode_problem(decoding, code, where);
    decode_id(problem.element, lot_span_of(id));
    decode_error(decoding, &problem);
    return false;
}

static int number_at(struct lot_span digits, size_t at, size_t size)
{
    int64_t value = 0;
    lot_span_number(lot_span_part(digits, at, size), &value);
    return (int)value;
}

/* cyyjjj -> the day, or LOT_DATE_NONE. */
static lot_date day_of(struct lot_span digits)
{
    int century = number_at(digits, 0, 1);
    int year = (century == 9 ? 1900 : 2000 + century * 100) + number_at(digits, 1, 2);
    int day = number_at(digits, 3, 3);
    lot_date date = day > 0 ? lot_date_add(lot_date_make(year, 1, 1), day - 1) : LOT_DATE_NONE;
    return date / 10000 == year ? date : LOT_DATE_NONE;
}

static bool take_date(struct decoding *decoding, const struct structure *structure,
                      struct lot_span value)
{
    lot_date date = lot_span_is_digits(value) ? day_of(value) : LOT_DATE_NONE;
    bool timed = structure->kind == ISBT_MOMENT;
    if (date == LOT_DATE_NONE ||
        (timed && (number_at(value, 6, 2) > 23 || number_at(value, 8, 2) > 59))) {
        return refuse(decoding, LOT_PROBLEM_DATE, structure->id, value);
    }
    char text[LOT_DATE_SIZE + sizeof "T00:00"];
    size_t size = lot_date_format(date, text);
    if (timed) {
        text[size++] = 'T';
        memcpy(text + size, value.data + 6, 2);
        text[size + 2] = ':';
        memcpy(text + size + 3, value.data + 8, 2);
        size += 5;
    }
    struct lot_span said = decode_text(decoding, lot_span(text, size));
    if (structure->fact != LOT_FACT_COUNT) {
        decode_fact(decoding, structure->fact, (struct lot_value){.text = said, .number = date});
    }
    return decode_element(decoding, structure->id, structure->title, said, value);
}

static bool take_text(struct decoding *decoding, const struct structure *structure,
                      struct lot_span value)
{
    for (size_t i = 0; i < value.size; i++) {
        if (!is_alphanumeric(value.data[i])) {
            return refuse(decoding, LOT_PROBLEM_CHARSET, structure->id, lot_span_part(value, i, 1));
        }
    }
    if (structure->kind == ISBT_NOTHING) {
        return true;
    }
    if (structure->fact != LOT_FACT_COUNT) {
        decode_fact(decoding, structure->fact, (struct lot_value){.text = value});
    }
    return decode_element(decoding, structure->id, structure->title, value, value);
}

/* A facility's letter or digit and four digits, a year, a serial; then the flags. */
static bool donation_is_right(struct decoding *decoding, struct lot_span value)
{
    for (size_t i = 0; i < DONATION_SIZE; i++) {
        bool right =
            i == 0 || i >= NUMBER_SIZE ? is_alphanumeric(value.data[i]) : is_digit(value.data[i]);
        if (!right) {
            return refuse(decoding, LOT_PROBLEM_CHARSET, "DIN", lot_span_part(value, i, 1));
        }
    }
    struct lot_span flags = lot_span_part(value, NUMBER_SIZE, 2);
    int flag = lot_span_is_digits(flags) ? number_at(flags, 0, 2) : 0;
    if (flag >= 60 && flag <= 96 && (unsigned)flag - 60 != donation_check(value.data)) {
        return refuse(decoding, LOT_PROBLEM_CHECK_DIGIT, "DIN", flags);
    }
    return true;
}

/* Alone it is number and flags; within a device identifier the number includes its flags. */
static bool take_donation(struct decoding *decoding, const struct structure *structure,
                          struct lot_span value)
{
    if (!donation_is_right(decoding, value)) {
        return false;
    }
    if (value.size != decoding->data.size - 1) {
        return decode_element(decoding, structure->id, structure->title, value, value);
    }
    static const char flag_id[LOT_ELEMENT_ID_SIZE] = "FLAG";
    struct lot_span number = lot_span_part(value, 0, NUMBER_SIZE);
    struct lot_span flags = lot_span_part(value, NUMBER_SIZE, 2);
    decode_fact(decoding, LOT_FACT_LOT, (struct lot_value){.text = number});
    return decode_element(decoding, structure->id, structure->title, number, number) &&
           decode_element(decoding, flag_id, "Flags", flags, flags);
}

/* ---- structures ----------------------------------------------------------------------------- */

static const struct structure *structure_at(struct lot_span rest)
{
    for (size_t s = 0; s < sizeof structures / sizeof structures[0]; s++) {
        if (!lot_span_starts(rest, lot_span_of(structures[s].begins))) {
            continue;
        }
        if (structures[s].kind != ISBT_DONATION ||
            (rest.size > 1 && is_alphanumeric(rest.data[1]))) {
            return &structures[s];
        }
    }
    return NULL;
}

static bool take(struct decoding *decoding, const struct structure *structure,
                 struct lot_span value)
{
    switch (structure->kind) {
    case ISBT_DAY:
    case ISBT_MOMENT:
        return take_date(decoding, structure, value);
    case ISBT_DONATION:
        return take_donation(decoding, structure, value);
    default:
        return take_text(decoding, structure, value);
    }
}

static bool refuse_length(struct decoding *decoding, const struct structure *structure,
                          struct lot_span value)
{
    struct lot_problem problem = decode_problem(decoding, LOT_PROBLEM_LENGTH, value);
    decode_id(problem.element, lot_span_of(structure->id));
    problem.expected_min = problem.expected_max = structure->size;
    decode_error(decoding, &problem);
    return false;
}

/* Takes the structure at the front of *rest. */
static bool take_next(struct decoding *decoding, struct lot_span *rest)
{
    const struct structure *structure = structure_at(*rest);
    if (!structure) {
        return refuse(decoding, LOT_PROBLEM_UNKNOWN_IDENTIFIER, "", lot_span_part(*rest, 0, 2));
    }
    size_t begins = strlen(structure->begins);
    struct lot_span value = lot_span_part(*rest, begins, structure->size);
    if (value.size != structure->size) {
        return refuse_length(decoding, structure, value);
    }
    *rest = lot_span_part(*rest, begins + structure->size, rest->size);
    return take(decoding, structure, value);
}

bool decode_isbt128(struct decoding *decoding)
{
    struct lot_span rest = decoding->data;
    bool begins = rest.data[0] == '=' || (rest.data[0] == '&' && structure_at(rest));
    if (!begins) {
        return false;
    }
    while (rest.size > 0 && take_next(decoding, &rest)) {
    }
    return true;
}
