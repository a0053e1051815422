/* SPDX-License-Identifier: MIT */
/*
 * Envelopes of ISO/IEC 15434, what two-dimensional symbols of industry and pharmacy hold:
 *
 *     [ ) > RS  format GS element GS element ... RS  format GS ...  RS EOT
 *
 *     05  GS1 element strings        06  data identifiers (ANSI MH10.8.2)
 *     12  text element identifiers: three letters, a space, a value
 *
 * Scanners strip the trailer, lose the first RS, or send the control characters as words ("{RS}",
 * "<GS>", "^]"): all are understood. A field that a form leaves empty says nothing. A pharmacy
 * product number (9N) makes it a code of the IFA Coding System, where D is the expiry date and lot
 * and serial have 1 to 20 characters.
 */

#include "iso15434.h"

#include "gs1.h"
#include "mh10.h"

#include <string.h>

static void refuse(struct decoding *decoding, enum lot_problem_code code, struct lot_span where)
{
    struct lot_problem problem = decode_problem(decoding, code, where);
    decode_error(decoding, &problem);
}

/* Warns of a separator that is too many, or lost (where is a place between bytes then). */
static void warn_separator(struct decoding *decoding, struct lot_span where)
{
    struct lot_problem problem = decode_problem(decoding, LOT_PROBLEM_SEPARATOR, where);
    decode_warning(decoding, &problem);
}

/* ---- parts ---------------------------------------------------------------------------------- */

/* Takes the part of *rest in front of the next such byte, and the byte. */
static struct lot_span cut(struct lot_span *rest, uint8_t byte)
{
    const uint8_t *found = rest->size > 0 ? memchr(rest->data, byte, rest->size) : NULL;
    struct lot_span part = found ? lot_span(rest->data, (size_t)(found - rest->data)) : *rest;
    *rest = lot_span_part(*rest, part.size + 1, rest->size);
    return part;
}

static void take_element_strings(struct decoding *decoding, struct lot_span body)
{
    struct lot_span all = decoding->data;
    struct gs1_walk walk = {.decoding = decoding};
    unsigned before = decoding->out->element_count;
    decoding->data = body;
    gs1_read_separated(&walk);
    decoding->data = all;
    if (before == 0 && decoding->out->status != LOT_DECODE_ERROR) {
        gs1_associate(&walk);
    }
}

static void take_each(struct decoding *decoding, struct lot_span body,
                      bool (*take)(struct decoding *decoding, struct lot_span element))
{
    struct lot_span rest = body;
    while (rest.size > 0) {
        struct lot_span element = cut(&rest, GROUP_SEPARATOR);
        if (element.size == 0) {
            warn_separator(decoding, lot_span(element.data, 1));
        } else if (!take(decoding, element)) {
            return;
        }
    }
    if (body.size > 0 && body.data[body.size - 1] == GROUP_SEPARATOR) {
        warn_separator(decoding, lot_span_part(body, body.size - 1, 1));
    }
}

static void take_data_identifiers(struct decoding *decoding, struct lot_span body)
{
    take_each(decoding, body, mh10_take);
}

static void take_text_elements(struct decoding *decoding, struct lot_span body)
{
    take_each(decoding, body, iso15434_take_text);
}

/* ---- formats -------------------------------------------------------------------------------- */

static const struct {
    char code[3];
    void (*take)(struct decoding *decoding, struct lot_span body);
} formats[] = {
    {"05", take_element_strings },
    {"06", take_data_identifiers},
    {"12", take_text_elements   },
};

/* One format: its code, GS, its elements. */
static void take_format(struct decoding *decoding, struct lot_span format)
{
    struct lot_span code = lot_span_part(format, 0, 2);
    for (size_t f = 0; f < sizeof formats / sizeof formats[0]; f++) {
        if (!lot_span_equal(code, lot_span_of(formats[f].code))) {
            continue;
        }
        if (format.size < 3 || format.data[2] != GROUP_SEPARATOR) {
            refuse(decoding, LOT_PROBLEM_SYNTAX, lot_span_part(format, 2, 1));
            return;
        }
        struct lot_span body = lot_span_part(format, 3, format.size);
        if (body.size == 0) {
            refuse(decoding, LOT_PROBLEM_EMPTY, format);
        } else {
            formats[f].take(decoding, body);
        }
        return;
    }
    refuse(decoding, LOT_PROBLEM_UNKNOWN_IDENTIFIER, code);
}

/* ---- the envelope --------------------------------------------------------------------------- */

#define HEADER "[)>"

/* A pharmacy product number makes a message one of the IFA, wherever it stands. */
static bool holds_ppn(struct lot_span message)
{
    while (message.size > 0) {
        struct lot_span format = cut(&message, RECORD_SEPARATOR);
        while (format.size > 0) {
            if (lot_span_starts(cut(&format, GROUP_SEPARATOR), LOT_LITERAL("9N"))) {
                return true;
            }
        }
    }
    return false;
}

/* Every format, whatever is wrong with the one before it. */
static void take_formats(struct decoding *decoding)
{
    struct lot_span rest = lot_span_part(decoding->data, sizeof HEADER - 1, decoding->data.size);
    if (rest.data[0] == RECORD_SEPARATOR) {
        rest = lot_span(rest.data + 1, rest.size - 1);
    } else {
        warn_separator(decoding, lot_span_part(rest, 0, 0));
    }
    if (rest.size > 0 && rest.data[rest.size - 1] == END_OF_TRANSMISSION) {
        rest.size--;
    }
    if (holds_ppn(rest)) {
        decoding->out->syntax = LOT_SYNTAX_PPN;
    }
    do {
        take_format(decoding, cut(&rest, RECORD_SEPARATOR));
    } while (rest.size > 0);
}

static void take_words(struct decoding *decoding, const struct iso15434_notation *notation)
{
    struct iso15434_words words;
    if (iso15434_read_words(decoding, notation, &words)) {
        struct lot_span behind =
            lot_span_part(decoding->data, sizeof HEADER - 1, decoding->data.size);
        size_t first = behind.data[0] == RECORD_SEPARATOR ? 0 : sizeof "06" - 1;
        warn_separator(decoding, lot_span_part(behind, first, 1));
        take_formats(decoding);
        iso15434_restore_places(decoding->out, &words);
    }
}

bool decode_iso15434(struct decoding *decoding)
{
    /* some suppliers' labels begin so */
    if (lot_span_starts(decoding->data, LOT_LITERAL(">" HEADER))) {
        warn_separator(decoding, lot_span_part(decoding->data, 0, 1));
        decoding->data = lot_span(decoding->data.data + 1, decoding->data.size - 1);
    }
    if (!lot_span_starts(decoding->data, LOT_LITERAL("[)"))) {
        return false;
    }
    struct lot_span behind = lot_span_part(decoding->data, sizeof HEADER - 1, decoding->data.size);
    const struct iso15434_notation *notation = iso15434_notation(behind);
    if (!lot_span_starts(decoding->data, LOT_LITERAL(HEADER))) {
        refuse(decoding, LOT_PROBLEM_SYNTAX, lot_span_part(decoding->data, 0, sizeof HEADER - 1));
    } else if (!notation) {
        refuse(decoding, LOT_PROBLEM_SYNTAX, lot_span_part(behind, 0, 3));
    } else if (iso15434_is_plain(notation)) {
        take_formats(decoding);
    } else {
        take_words(decoding, notation);
    }
    return true;
}
