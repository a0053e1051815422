/* SPDX-License-Identifier: MIT */
/* Any bytes as HIBC. What was accepted, written again as one joined symbol, says the same. */

#include "decode_fuzz.h"

static const struct lot_element *element_of(const struct lot_decoded *decoded, const char *id)
{
    for (unsigned e = 0; e < decoded->element_count; e++) {
        if (strcmp(decoded->elements[e].id, id) == 0) {
            return &decoded->elements[e];
        }
    }
    return NULL;
}

/* The element's value behind a beginning; nothing when it is not there. */
static void write_element(const struct lot_decoded *decoded, const char *id, const char *begins,
                          struct fuzz_text *text)
{
    const struct lot_element *element = element_of(decoded, id);
    if (element) {
        fuzz_add_string(text, begins);
        fuzz_add(text, element->value);
    }
}

/* The digits of a date: "2026-03-01T08" is "2026030108". */
static void write_digits(struct lot_span date, struct fuzz_text *text)
{
    for (size_t i = 0; i < date.size; i++) {
        struct lot_span byte = lot_span_part(date, i, 1);
        if (lot_span_is_digits(byte)) {
            fuzz_add(text, byte);
        }
    }
}

/* "$$", the expiry in the form that is as exact, the lot; "$" and the lot without it. */
static void write_lot(const struct lot_decoded *decoded, struct fuzz_text *text)
{
    const struct lot_element *expiry = element_of(decoded, "EXP");
    fuzz_add_string(text, expiry ? "$$" : "$");
    if (expiry && expiry->value.size == sizeof "2026-03" - 1) {
        fuzz_add(text, lot_span_part(expiry->value, 5, 2));
        fuzz_add(text, lot_span_part(expiry->value, 2, 2));
    } else if (expiry) {
        fuzz_add_string(text, expiry->value.size == LOT_DATE_SIZE - 1 ? "3" : "4");
        write_digits(lot_span_part(expiry->value, 2, expiry->value.size), text);
    }
    write_element(decoded, "LOT", "", text);
}

static void write(const struct lot_decoded *decoded, struct fuzz_text *text)
{
    const struct lot_element *made = element_of(decoded, "MFG");
    fuzz_add_string(text, "+");
    if (element_of(decoded, "LIC")) {
        write_element(decoded, "LIC", "", text);
        write_element(decoded, "PCN", "", text);
        write_element(decoded, "UOM", "", text);
        fuzz_add_string(text, "/");
    }
    write_lot(decoded, text);
    write_element(decoded, "SER", "/S", text);
    write_element(decoded, "QTY", "/Q", text);
    if (made) {
        fuzz_add_string(text, "/16D");
        write_digits(made->value, text);
    }
    write_element(decoded, "LINK", "", text);
    fuzz_add_string(text, "0"); /* in the check character's place */
}

/* The century of an expiry given in full may be one that no form with two digits can say. */
static bool is_near(const struct lot_decoded *decoded)
{
    lot_date date = (lot_date)decoded->facts.value[LOT_FACT_EXPIRY].number;
    return !lot_facts_has(&decoded->facts, LOT_FACT_EXPIRY) ||
           (date / 10000 >= fuzz_options.today / 10000 - 49 &&
            date / 10000 <= fuzz_options.today / 10000 + 50);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lot_decoded decoded, again;
    static struct fuzz_text repaired, text, written;
    if (!fuzz_begins(lot_span(data, size), "+")) {
        return 0;
    }
    fuzz_decode_repaired(lot_span(data, size), &repaired, &decoded);
    if (decoded.syntax != LOT_SYNTAX_HIBC || decoded.status != LOT_DECODE_OK ||
        !is_near(&decoded)) {
        return 0;
    }
    fuzz_clear(&text);
    write(&decoded, &text);
    if (!text.full) {
        fuzz_decode_repaired(lot_span(text.bytes, text.size), &written, &again);
        fuzz_must_be_same(&decoded, &again);
    }
    return 0;
}
