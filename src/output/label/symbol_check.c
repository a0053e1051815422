/* SPDX-License-Identifier: MIT */
/*
 * What a symbol is to say, read by lotd's own decoder before any encoder sees it: zint makes
 * symbols of (01) beside (37), of a repeated (10) and of 60 characters of GS1-128, and takes a '['
 * in a value for the next identifier. What passes here is read as these elements and no others.
 */

#include "symbol_check.h"

#include "fault.h"

#include <lot/decode.h>

#include <string.h>

#define TODAY              20500101 /* a year of two digits becomes one of 2001..2099 */
#define GS1_128_CHARACTERS 48u
#define ELEMENTS_MOST      32u

static bool is_printable(uint8_t byte)
{
    return byte >= ' ' && byte <= '~';
}

static int check_size(struct lot_span text, struct lot_label_fault *fault)
{
    if (text.size == 0) {
        return fault_set(fault, LOT_LABEL_DATA, "there is nothing to say in the symbol");
    }
    if (text.size > SYMBOL_TEXT_MAX) {
        return fault_set(fault, LOT_LABEL_DATA, "%zu characters: a symbol takes %u", text.size,
                         SYMBOL_TEXT_MAX);
    }
    return 0;
}

static int check_characters(struct lot_span text, struct lot_label_fault *fault)
{
    for (size_t i = 0; i < text.size; i++) {
        if (!is_printable(text.data[i])) {
            return fault_set(fault, LOT_LABEL_DATA,
                             "character %zu (0x%02x) cannot be encoded: printable ASCII is", i + 1,
                             text.data[i]);
        }
    }
    return 0;
}

static int refuse(struct lot_span text, const struct lot_problem *error,
                  struct lot_label_fault *fault)
{
    return fault_set(fault, LOT_LABEL_DATA, "'%.*s' would not be read: %s %s%s%s", (int)text.size,
                     (const char *)text.data, lot_problem_name(error->code), error->element,
                     error->other[0] ? " without " : "", error->other);
}

/* Reads the text as a scanner with this AIM identifier would send it. */
static int read_back(const char *carrier, struct lot_span text, struct lot_decoded *decoded,
                     struct lot_label_fault *fault)
{
    uint8_t scan[3 + SYMBOL_TEXT_MAX];
    const struct lot_decode_options options = {.today = TODAY};
    memcpy(scan, carrier, 3);
    memcpy(scan + 3, text.data, text.size);
    if (lot_decode(&options, lot_span(scan, 3 + text.size), decoded) != LOT_DECODE_ERROR) {
        return 0;
    }
    return refuse(text, &decoded->error, fault);
}

/* What is no text of a person's, and goes into no element string. */
static int check_bytes(struct lot_span text, struct lot_label_fault *fault)
{
    return memchr(text.data, '\0', text.size)
               ? fault_set(fault, LOT_LABEL_DATA, "a NUL cannot be encoded")
               : 0;
}

static int check_plain(struct lot_span text, struct lot_label_fault *fault)
{
    struct lot_decoded decoded;
    return read_back("]C0", text, &decoded, fault);
}

/* ---- element strings ------------------------------------------------------------------------ */

struct written {
    size_t count;
    struct {
        struct lot_span id, value;
    } elements[ELEMENTS_MOST];
    size_t size;
    uint8_t raw[SYMBOL_TEXTS_MAX]; /* with a separator after each element but the last */
};

/* The part up to the byte, which is stepped over; false when there is none. */
static bool take_until(struct lot_span *text, char end, struct lot_span *part)
{
    const uint8_t *at = text->size > 0 ? memchr(text->data, end, text->size) : NULL;
    if (!at) {
        return false;
    }
    *part = lot_span(text->data, (size_t)(at - text->data));
    *text = lot_span_part(*text, part->size + 1, text->size);
    return true;
}

static void append(struct written *written, struct lot_span bytes)
{
    memcpy(written->raw + written->size, bytes.data, bytes.size);
    written->size += bytes.size;
}

/* "[01]...[10]..." taken apart; a bracket inside a value would start another element. */
static bool take_apart(struct lot_span text, struct written *out)
{
    struct lot_span before;
    *out = (struct written){0};
    bool right = take_until(&text, '[', &before) && before.size == 0;
    while (right && out->count < ELEMENTS_MOST) {
        struct lot_span *id = &out->elements[out->count].id;
        struct lot_span *value = &out->elements[out->count].value;
        right = take_until(&text, ']', id) && lot_span_is_digits(*id);
        bool last = !take_until(&text, '[', value);
        *value = last ? text : *value;
        right = right && value->size > 0 && !memchr(value->data, ']', value->size);
        if (!right) {
            return false;
        }
        append(out, *id);
        append(out, *value);
        out->count++;
        if (last) {
            return true;
        }
        append(out, LOT_LITERAL("\x1d"));
    }
    return false;
}

static bool says_the_same(const struct written *written, const struct lot_decoded *decoded)
{
    bool same = decoded->syntax == LOT_SYNTAX_GS1 && decoded->element_count == written->count;
    for (size_t i = 0; same && i < written->count; i++) {
        const struct lot_element *element = &decoded->elements[i];
        same = lot_span_equal(lot_span_of(element->id), written->elements[i].id) &&
               lot_span_equal(element->value, written->elements[i].value);
    }
    return same;
}

static int check_gs1(struct lot_span text, struct lot_label_fault *fault)
{
    struct written written;
    struct lot_decoded decoded;
    if (!take_apart(text, &written)) {
        return fault_set(fault, LOT_LABEL_DATA,
                         "'%.*s' is not [identifier]value, with no bracket in a value",
                         (int)text.size, (const char *)text.data);
    }
    int error = read_back("]C1", lot_span(written.raw, written.size), &decoded, fault);
    if (error == 0 && !says_the_same(&written, &decoded)) {
        return fault_set(fault, LOT_LABEL_DATA, "'%.*s' would be read as something else",
                         (int)text.size, (const char *)text.data);
    }
    return error;
}

int symbol_check_together(struct lot_span texts, struct lot_label_fault *fault)
{
    const struct lot_decode_options options = {.today = TODAY, .require_associations = true};
    struct written written;
    struct lot_decoded decoded;
    if (texts.size > SYMBOL_TEXTS_MAX || !take_apart(texts, &written)) {
        return fault_set(fault, LOT_LABEL_DATA, "the symbols say more than one label can");
    }
    uint8_t scan[3 + SYMBOL_TEXTS_MAX] = "]C1";
    memcpy(scan + 3, written.raw, written.size);
    if (lot_decode(&options, lot_span(scan, 3 + written.size), &decoded) == LOT_DECODE_ERROR) {
        return refuse(texts, &decoded.error, fault);
    }
    return 0;
}

static int check_gs1_128(struct lot_span text, struct lot_label_fault *fault)
{
    struct written written;
    int error = check_gs1(text, fault);
    if (error == 0 && take_apart(text, &written) && written.size > GS1_128_CHARACTERS) {
        return fault_set(fault, LOT_LABEL_DATA,
                         "%zu characters: a GS1-128 takes %u; split it over two, or take a "
                         "gs1-datamatrix",
                         written.size, GS1_128_CHARACTERS);
    }
    return error;
}

static int check_link(struct lot_span text, struct lot_label_fault *fault)
{
    struct lot_decoded decoded;
    int error = read_back("]Q1", text, &decoded, fault);
    if (error == 0 && decoded.syntax != LOT_SYNTAX_DIGITAL_LINK) {
        return fault_set(fault, LOT_LABEL_DATA, "'%.*s' is no GS1 Digital Link URI", (int)text.size,
                         (const char *)text.data);
    }
    return error;
}

/* ---- trade numbers -------------------------------------------------------------------------- */

static int check_number(struct lot_span text, size_t size, struct lot_label_fault *fault)
{
    if (text.size != size || !lot_span_is_digits(text)) {
        return fault_set(fault, LOT_LABEL_DATA, "'%.*s' is not a number of %zu digits",
                         (int)text.size, (const char *)text.data, size);
    }
    char right = lot_gs1_check_digit(lot_span_part(text, 0, size - 1));
    if ((char)text.data[size - 1] != right) {
        return fault_set(fault, LOT_LABEL_DATA,
                         "the check digit of %.*s is wrong: %c would be right", (int)text.size,
                         (const char *)text.data, right);
    }
    return 0;
}

static int check_itf14(struct lot_span text, struct lot_label_fault *fault)
{
    return check_number(text, 14, fault);
}

static int check_ean13(struct lot_span text, struct lot_label_fault *fault)
{
    return check_number(text, 13, fault);
}

int symbol_check(enum symbol_kind kind, struct lot_span text, struct lot_label_fault *fault)
{
    static int (*const checks[SYMBOL_KIND_COUNT])(struct lot_span, struct lot_label_fault *) = {
        [SYMBOL_GS1_DATAMATRIX] = check_gs1, [SYMBOL_GS1_128] = check_gs1_128,
        [SYMBOL_GS1_QR] = check_gs1,         [SYMBOL_LINK_QR] = check_link,
        [SYMBOL_DATAMATRIX] = check_plain,   [SYMBOL_QR] = check_plain,
        [SYMBOL_CODE128] = check_plain,      [SYMBOL_ITF14] = check_itf14,
        [SYMBOL_EAN13] = check_ean13,        [SYMBOL_BYTES] = check_bytes,
    };
    int error = check_size(text, fault);
    error = error < 0 || kind == SYMBOL_BYTES ? error : check_characters(text, fault);
    return error < 0 ? error : checks[kind](text, fault);
}
