/* SPDX-License-Identifier: MIT */
/*
 * The calibration code, the pure part: its text, how a garbled one is known, and whether a
 * layout explains what arrived.
 *
 * The text begins with a word whose letters repeat in certain places: whichever layout garbles it,
 * they still do. Then comes each sign with a space behind it, so that a dead key never meets a
 * letter to join; then digits and letters, which no common layout has dead, and between them and
 * the last word GS: what stands there, if anything, is what the scanner sends for it. Spaces come
 * and go with dead keys: they are left out before anything is compared.
 */

#include "calibration.h"

#include <string.h>

#define HEAD "LOTD-CALIBRATE"
#define BODY                                                                                       \
    HEAD " ! \" # $ % & ' ( ) * + , - . / : ; < = > ? @ [ \\ ] ^ _ ` { | } ~ "                     \
         "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define TAIL "END"

struct lot_span lot_calibration_text(void)
{
    return LOT_LITERAL(BODY "\x1d" TAIL);
}

/* ---- knowing it ----------------------------------------------------------------------------- */

static struct lot_span next_character(struct lot_span *text)
{
    struct lot_span character = lot_span_part(*text, 0, character_size(*text));
    *text = lot_span_part(*text, character.size, text->size);
    return character;
}

/* True when the text begins with characters that are equal where those of HEAD are. */
static bool begins_alike(struct lot_span text)
{
    static const char head[] = HEAD;
    struct lot_span seen[sizeof head - 1];
    for (size_t i = 0; i < sizeof head - 1; i++) {
        seen[i] = next_character(&text);
        if (seen[i].size == 0) {
            return false;
        }
        for (size_t j = 0; j < i; j++) {
            if ((head[i] == head[j]) != lot_span_equal(seen[i], seen[j])) {
                return false;
            }
        }
    }
    return true;
}

bool lot_calibration_likely(struct lot_span scan)
{
    if (scan.size < sizeof BODY / 2 || scan.size > CALIBRATION_SIZE_MAX) {
        return false;
    }
    for (unsigned skipped = 0; skipped <= CALIBRATION_PREAMBLE_MAX; skipped++) {
        if (begins_alike(scan)) {
            return true;
        }
        next_character(&scan);
    }
    return false;
}

/* ---- explaining it -------------------------------------------------------------------------- */

/* The places of the text that reading so far may have come to. */
struct places {
    unsigned count;
    bool at[CALIBRATION_SIZE_MAX + 1];
};

static void put_place(struct places *places, size_t at)
{
    places->count += !places->at[at];
    places->at[at] = true;
}

/* From one place on to those that a key leads to. */
static void follow_key(const struct keystroke *stroke, struct lot_span text, size_t at,
                       struct places *next)
{
    struct lot_span rest = lot_span_part(text, at, text.size);
    size_t mark = rest.size > 0 && rest.data[0] == '\0';
    if (stroke->size > 0) {
        if (lot_span_starts(rest, lot_span(stroke->text, stroke->size))) {
            put_place(next, at + stroke->size);
        }
        return;
    }
    put_place(next, at); /* a dead key that the host dropped, or no character at all */
    put_place(next, at + mark);
    if (stroke->accent != ACCENT_NONE) {
        rest = lot_span_part(rest, mark, rest.size);
        put_place(next, at + mark + accent_sign((enum accent)stroke->accent, rest));
    }
}

/* Types the keys from one place on; spaces are left out on both sides. */
static struct places follow(const struct lot_layout *layout, struct lot_span keys,
                            struct lot_span text, size_t from)
{
    struct places places = {0};
    put_place(&places, from);
    for (size_t i = 0; i < keys.size && places.count > 0; i++) {
        struct places next = {0};
        if (keys.data[i] == ' ') {
            continue;
        }
        for (size_t at = from; at <= text.size; at++) {
            if (places.at[at]) {
                follow_key(&layout->stroke[keys.data[i] - ASCII_FIRST], text, at, &next);
            }
        }
        places = next;
    }
    return places;
}

/* The last place marked, or SIZE_MAX. */
static size_t last_place(const struct places *places, size_t size)
{
    for (size_t at = size + 1; at-- > 0;) {
        if (places->at[at]) {
            return at;
        }
    }
    return SIZE_MAX;
}

static bool find_tail(const struct lot_layout *layout, struct calibration_text *text, size_t from)
{
    struct lot_span all = lot_span(text->bytes, text->size);
    for (size_t at = from; at <= all.size && at - from <= LOT_CALIBRATION_BYTES_MAX; at++) {
        struct places places = follow(layout, LOT_LITERAL(TAIL), all, at);
        size_t end = last_place(&places, all.size);
        if (end != SIZE_MAX) {
            text->separator = lot_span_part(all, from, at - from);
            text->ending = lot_span_part(all, end, all.size);
            return true;
        }
    }
    return false;
}

void calibration_strip(struct calibration_text *text, struct lot_span scan)
{
    text->size = 0;
    for (size_t i = 0; i < scan.size && i < CALIBRATION_SIZE_MAX; i++) {
        if (scan.data[i] != ' ') {
            text->bytes[text->size++] = scan.data[i];
        }
    }
}

bool calibration_explains(const struct lot_layout *layout, struct calibration_text *text)
{
    struct lot_span all = lot_span(text->bytes, text->size);
    for (size_t from = 0; from <= CALIBRATION_PREAMBLE_MAX && from <= all.size; from++) {
        struct places places = follow(layout, LOT_LITERAL(BODY), all, from);
        size_t end = last_place(&places, all.size);
        if (end != SIZE_MAX && find_tail(layout, text, end)) {
            return true;
        }
    }
    return false;
}
