/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_ISO15434_H
#define LOT_DECODE_ISO15434_H

#include "decoding.h"

enum {
    END_OF_TRANSMISSION = 0x04,
    RECORD_SEPARATOR = 0x1e,
};

/*
 * One text element, identifier and value: answers it and its fact, or its error. False when no
 * further element can be taken.
 */
bool iso15434_take_text(struct decoding *decoding, struct lot_span element);

/* How control characters are written, the first row as themselves. */
struct iso15434_notation {
    const char *record, *group, *end;
};

/* An envelope whose control characters were words, and what was there before they were read. */
struct iso15434_words {
    const struct iso15434_notation *notation;
    struct lot_span scanned;
    size_t before;     /* bytes in front of the envelope */
    unsigned warnings; /* how many had been given by then */
};

/*
 * The notation of what stands behind the envelope's first three characters: a record separator, or
 * (it is lost easily) two digits and a group separator. NULL when it is none of those known.
 */
const struct iso15434_notation *iso15434_notation(struct lot_span text);
bool iso15434_is_plain(const struct iso15434_notation *notation);

/* Reads the data again with control characters for words. False, and an error: there is no room. */
bool iso15434_read_words(struct decoding *decoding, const struct iso15434_notation *notation,
                         struct iso15434_words *out);
/* Puts the places of all that was answered since back to those of what was scanned. */
void iso15434_restore_places(struct lot_decoded *out, const struct iso15434_words *words);

#endif
