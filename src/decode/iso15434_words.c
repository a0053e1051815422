/* SPDX-License-Identifier: MIT */
/*
 * Control characters in words: many scanners and most programs between them and us write RS, GS and
 * EOT as something that can be typed. The data is read again with the characters themselves, and
 * the places in the answer are put back afterwards to where the words stand.
 */

#include "iso15434.h"

#include <string.h>

static const struct iso15434_notation notations[] = {
    {"\x1e",         "\x1d",         "\x04"        },
    {"{RS}",         "{GS}",         "{EOT}"       },
    {"<RS>",         "<GS>",         "<EOT>"       },
    {"[RS]",         "[GS]",         "[EOT]"       },
    {"\\x1e",        "\\x1d",        "\\x04"       },
    {"\\x1E",        "\\x1D",        "\\x04"       },
    {"\\u001e",      "\\u001d",      "\\u0004"     },
    {"\\u001E",      "\\u001D",      "\\u0004"     },
    {"\\036",        "\\035",        "\\004"       },
    {"^^",           "^]",           "^D"          },
    {"\xe2\x90\x9e", "\xe2\x90\x9d", "\xe2\x90\x84"}, /* the pictures of Unicode */
};

const struct iso15434_notation *iso15434_notation(struct lot_span text)
{
    bool format = lot_span_is_digits(lot_span_part(text, 0, 2));
    struct lot_span behind = lot_span_part(text, 2, text.size);
    for (size_t n = 0; n < sizeof notations / sizeof notations[0]; n++) {
        if (lot_span_starts(text, lot_span_of(notations[n].record)) ||
            (format && lot_span_starts(behind, lot_span_of(notations[n].group)))) {
            return &notations[n];
        }
    }
    return NULL;
}

bool iso15434_is_plain(const struct iso15434_notation *notation)
{
    return notation == notations;
}

/* The size of what one byte is written as at the front of the text, and the byte. */
static size_t word_at(const struct iso15434_notation *notation, struct lot_span text, uint8_t *byte)
{
    const struct {
        const char *word;
        uint8_t byte;
    } words[] = {
        {notation->group,  GROUP_SEPARATOR    },
        {notation->record, RECORD_SEPARATOR   },
        {notation->end,    END_OF_TRANSMISSION},
    };
    for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
        struct lot_span word = lot_span_of(words[w].word);
        if (lot_span_starts(text, word)) {
            *byte = words[w].byte;
            return word.size;
        }
    }
    *byte = text.data[0];
    return 1;
}

bool iso15434_read_words(struct decoding *decoding, const struct iso15434_notation *notation,
                         struct iso15434_words *out)
{
    struct lot_decoded *answer = decoding->out;
    struct lot_span rest = decoding->data;
    size_t before = (size_t)(rest.data - decoding->origin);
    if (before + rest.size > sizeof answer->text - answer->text_used) {
        struct lot_problem problem = decode_problem(decoding, LOT_PROBLEM_TOO_LONG, rest);
        decode_error(decoding, &problem);
        return false;
    }
    *out = (struct iso15434_words){notation, rest, before, answer->warning_count};
    uint8_t *copy = answer->text + answer->text_used;
    size_t size = before;
    if (before > 0) {
        memcpy(copy, decoding->origin, before);
    }
    while (rest.size > 0) {
        size_t used = word_at(notation, rest, &copy[size++]);
        rest = lot_span_part(rest, used, rest.size);
    }
    answer->text_used += size;
    decoding->data = lot_span(copy + before, size - before);
    decoding->origin = copy;
    return true;
}

/* The place in what was scanned of the byte that is at this place now. */
static uint16_t place_of(const struct iso15434_words *words, size_t place)
{
    struct lot_span rest = words->scanned;
    uint8_t byte;
    for (size_t at = words->before; at < place && rest.size > 0; at++) {
        rest = lot_span_part(rest, word_at(words->notation, rest, &byte), rest.size);
    }
    return (uint16_t)(words->before + (words->scanned.size - rest.size));
}

static void restore(const struct iso15434_words *words, uint16_t *offset, uint16_t *length)
{
    uint16_t end = place_of(words, (size_t)*offset + *length);
    *offset = place_of(words, *offset);
    *length = (uint16_t)(end - *offset);
}

void iso15434_restore_places(struct lot_decoded *out, const struct iso15434_words *words)
{
    for (unsigned e = 0; e < out->element_count; e++) {
        restore(words, &out->elements[e].offset, &out->elements[e].length);
    }
    for (unsigned w = words->warnings; w < out->warning_count; w++) {
        restore(words, &out->warnings[w].offset, &out->warnings[w].length);
    }
    if (out->status == LOT_DECODE_ERROR) {
        restore(words, &out->error.offset, &out->error.length);
    }
}
