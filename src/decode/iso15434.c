/* SPDX-License-Identifier: MIT */
/*
 * Envelopes of ISO/IEC 15434, what two-dimensional symbols of industry and pharmacy hold:
 *
 *     [ ) > RS  format GS element GS element ... RS  format GS ...  RS EOT
 *
 *     05  GS1 element strings        06  data identifiers (ANSI MH10.8.2)
 *     12  text element identifiers: three letters, a space, a value
 *
 * Scanners strip the trailer, or send the control characters as words ("{RS}", "<GS>", "\x1d"):
 * both are understood. A pharmacy product number (9N) makes it a code of the IFA Coding System,
 * where D is the expiry date and lot and serial have at most 20 characters.
 */

#include "gs1.h"
#include "mh10.h"

#include <string.h>

enum {
    END_OF_TRANSMISSION = 0x04,
    RECORD_SEPARATOR = 0x1e,
};

#define IFA_TEXT_MAX 20u

/* ---- control characters in words ------------------------------------------------------------ */

static const struct {
    const char *word;
    uint8_t byte;
} words[] = {
    {"{RS}",  RECORD_SEPARATOR   },
    {"{GS}",  GROUP_SEPARATOR    },
    {"{EOT}", END_OF_TRANSMISSION},
    {"<RS>",  RECORD_SEPARATOR   },
    {"<GS>",  GROUP_SEPARATOR    },
    {"<EOT>", END_OF_TRANSMISSION},
    {"\\x1e", RECORD_SEPARATOR   },
    {"\\x1E", RECORD_SEPARATOR   },
    {"\\x1d", GROUP_SEPARATOR    },
    {"\\x1D", GROUP_SEPARATOR    },
    {"\\x04", END_OF_TRANSMISSION},
};

/* The size of the word that the text begins with, and its byte; 0: none. */
static size_t word_at(struct lot_span text, uint8_t *byte)
{
    for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
        struct lot_span word = lot_span_of(words[w].word);
        if (lot_span_starts(text, word)) {
            *byte = words[w].byte;
            return word.size;
        }
    }
    return 0;
}

/* Reads the data again with control characters for words; offsets count in what was read. */
static void read_words(struct decoding *decoding)
{
    struct lot_span rest = decoding->data;
    const uint8_t *start = decoding->out->text + decoding->out->text_used;
    size_t size = 0;
    while (rest.size > 0) {
        uint8_t byte = rest.data[0];
        size_t used = word_at(rest, &byte);
        decode_text(decoding, lot_span(&byte, 1));
        size++;
        rest = lot_span_part(rest, used > 0 ? used : 1, rest.size);
    }
    decoding->data = lot_span(start, size);
    decoding->origin = start;
    struct lot_problem problem =
        decode_problem(decoding, LOT_PROBLEM_SEPARATOR, lot_span_part(decoding->data, 3, 1));
    decode_warning(decoding, &problem);
}

/* ---- formats -------------------------------------------------------------------------------- */

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

/* Warns of a separator that stands where nothing ends. */
static void warn_separator(struct decoding *decoding, struct lot_span where)
{
    struct lot_problem problem = decode_problem(decoding, LOT_PROBLEM_SEPARATOR, where);
    decode_warning(decoding, &problem);
}

static void take_each(struct decoding *decoding, struct lot_span body,
                      bool (*take)(struct decoding *decoding, struct lot_span element))
{
    struct lot_span rest = body;
    while (rest.size > 0) {
        struct lot_span element = cut(&rest, GROUP_SEPARATOR);
        if (element.size == 0) {
            warn_separator(decoding, element);
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

/* Three letters, a space, a value (ATA Spec 2000, chapter 9). */
static bool take_text_element(struct decoding *decoding, struct lot_span element)
{
    static const struct {
        const char *id;
        enum lot_fact fact;
    } facts[] = {
        {"PNO", LOT_FACT_ITEM  },
        {"PNR", LOT_FACT_ITEM  },
        {"SER", LOT_FACT_SERIAL},
        {"SEQ", LOT_FACT_SERIAL},
        {"LOT", LOT_FACT_LOT   },
        {"LTN", LOT_FACT_LOT   },
        {"BTN", LOT_FACT_LOT   },
    };
    bool formed = element.size > 4 && element.data[3] == ' ';
    for (size_t i = 0; formed && i < 3; i++) {
        formed = element.data[i] >= 'A' && element.data[i] <= 'Z';
    }
    if (!formed) {
        struct lot_problem problem =
            decode_problem(decoding, LOT_PROBLEM_UNKNOWN_IDENTIFIER, lot_span_part(element, 0, 4));
        decode_error(decoding, &problem);
        return true;
    }
    char id[LOT_ELEMENT_ID_SIZE];
    struct lot_span value = lot_span_part(element, 4, element.size);
    decode_id(id, lot_span_part(element, 0, 3));
    for (size_t f = 0; f < sizeof facts / sizeof facts[0]; f++) {
        if (memcmp(facts[f].id, id, 3) == 0) {
            decode_fact(decoding, facts[f].fact, (struct lot_value){.text = value});
        }
    }
    return decode_element(decoding, id, "", value, value);
}

static void take_text_elements(struct decoding *decoding, struct lot_span body)
{
    take_each(decoding, body, take_text_element);
}

static const struct {
    char code[3];
    void (*take)(struct decoding *decoding, struct lot_span body);
} formats[] = {
    {"05", take_element_strings },
    {"06", take_data_identifiers},
    {"12", take_text_elements   },
};

static void refuse(struct decoding *decoding, enum lot_problem_code code, struct lot_span where)
{
    struct lot_problem problem = decode_problem(decoding, code, where);
    decode_error(decoding, &problem);
}

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
        }
        formats[f].take(decoding, body);
        return;
    }
    refuse(decoding, LOT_PROBLEM_UNKNOWN_IDENTIFIER, code);
}

/* ---- the IFA Coding System ------------------------------------------------------------------- */

static const struct lot_element *element_of(const struct lot_decoded *out, const char *id)
{
    for (unsigned e = 0; e < out->element_count; e++) {
        if (strcmp(out->elements[e].id, id) == 0) {
            return &out->elements[e];
        }
    }
    return NULL;
}

static void judge_ifa(struct decoding *decoding)
{
    static const char *const texts[] = {"1T", "S"};
    const struct lot_decoded *out = decoding->out;
    for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++) {
        const struct lot_element *element = element_of(out, texts[t]);
        if (element && element->value.size > IFA_TEXT_MAX) {
            struct lot_problem problem =
                decode_problem(decoding, LOT_PROBLEM_LENGTH, element->value);
            decode_id(problem.element, lot_span_of(texts[t]));
            problem.expected_min = 1;
            problem.expected_max = IFA_TEXT_MAX;
            decode_error(decoding, &problem);
        }
    }
    const struct lot_element *expiry = element_of(out, "D");
    if (expiry) {
        decode_fact(
            decoding, LOT_FACT_EXPIRY,
            (struct lot_value){.text = expiry->value,
                               .number = mh10_day(expiry->value, decoding->options->today)});
    }
}

/* ---- the envelope --------------------------------------------------------------------------- */

bool decode_iso15434(struct decoding *decoding)
{
    static const struct lot_span begins = {(const uint8_t *)"[)>", 3};
    uint8_t byte = 0;
    if (!lot_span_starts(decoding->data, lot_span_part(begins, 0, 2))) {
        return false;
    }
    if (word_at(lot_span_part(decoding->data, begins.size, decoding->data.size), &byte) > 0) {
        read_words(decoding);
    }
    struct lot_span rest = decoding->data;
    if (!lot_span_starts(rest, begins) || rest.size < 4 || rest.data[3] != RECORD_SEPARATOR) {
        refuse(decoding, LOT_PROBLEM_SYNTAX, lot_span_part(rest, 0, 4));
        return true;
    }
    rest = lot_span_part(rest, 4, rest.size);
    if (rest.size > 0 && rest.data[rest.size - 1] == END_OF_TRANSMISSION) {
        rest.size--;
    }
    do {
        take_format(decoding, cut(&rest, RECORD_SEPARATOR));
    } while (rest.size > 0 && decoding->out->status != LOT_DECODE_ERROR);
    if (element_of(decoding->out, "9N")) {
        decoding->out->syntax = LOT_SYNTAX_PPN;
        judge_ifa(decoding);
    }
    return true;
}
