/* SPDX-License-Identifier: MIT */
/* Any bytes as ISBT 128. What was accepted, written again structure by structure, says the same. */

#include "decode_fuzz.h"

/* What begins a structure, by its name and the size of its value; other names begin it themselves.
 */
static const struct {
    const char *id;
    size_t size;
    const char *begins;
} beginnings[] = {
    {"PRODUCT", 8,  "=<" },
    {"ABO",     4,  "=%" },
    {"EXP",     7,  "=]" },
    {"EXP",     10, "=>" },
    {"EXP",     16, "&>" },
    {"COL",     10, "=*" },
    {"COL",     16, "&*" },
    {"MFG",     10, "=}" },
    {"MFG",     16, "&}" },
    {"DI",      16, "=/" },
    {"DI",      10, "=)" },
    {"SERIAL",  6,  "=," },
    {"LOT",     18, "&,1"},
    {"LOT",     10, "&)" },
    {"CATALOG", 10, "=-" },
    {"TEST",    5,  "&(" },
    {"DIN",     13, "="  },
    {"DIN",     15, "="  },
    {"FLAG",    2,  ""   },
};

static const char *beginning_of(const struct lot_element *element)
{
    for (size_t b = 0; b < sizeof beginnings / sizeof beginnings[0]; b++) {
        if (strcmp(beginnings[b].id, element->id) == 0 &&
            beginnings[b].size == element->value.size) {
            return beginnings[b].begins;
        }
    }
    return element->id;
}

/* cyyjjj of "2026-03-01", and hhmm of "T08:30" behind it. */
static void write_date(struct lot_span value, struct fuzz_text *text)
{
    char digits[40];
    lot_date date = LOT_DATE_NONE;
    must(lot_date_parse(lot_span_part(value, 0, LOT_DATE_SIZE - 1), &date) == 0);
    int year = date / 10000;
    int day = lot_date_days_between(lot_date_make(year, 1, 1), date) + 1;
    snprintf(digits, sizeof digits, "%d%02d%03d", year < 2000 ? 9 : year / 100 - 20, year % 100,
             day);
    fuzz_add_string(text, digits);
    fuzz_add(text, lot_span_part(value, 11, 2));
    fuzz_add(text, lot_span_part(value, 14, 2));
}

static void write(const struct lot_decoded *decoded, struct fuzz_text *text)
{
    for (unsigned e = 0; e < decoded->element_count; e++) {
        const struct lot_element *element = &decoded->elements[e];
        const char *begins = beginning_of(element);
        fuzz_add_string(text, begins);
        if (strcmp(begins, "=]") == 0) {
            fuzz_add(text, lot_span_part(element->value, 0, 4));
            fuzz_add(text, lot_span_part(element->value, 5, 2));
        } else if (begins[0] != '\0' && strchr(">*}", begins[1]) && begins[1] != '\0') {
            write_date(element->value, text);
        } else {
            fuzz_add(text, element->value);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lot_decoded decoded;
    static struct fuzz_text repaired, text;
    if (!fuzz_begins(lot_span(data, size), "=&")) {
        return 0;
    }
    fuzz_decode_repaired(lot_span(data, size), &repaired, &decoded);
    if (decoded.syntax == LOT_SYNTAX_ISBT128 && decoded.status == LOT_DECODE_OK &&
        decoded.element_count > 0) {
        fuzz_clear(&text);
        write(&decoded, &text);
        fuzz_must_read_back(&decoded, &text);
    }
    return 0;
}
