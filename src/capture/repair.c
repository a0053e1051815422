/* SPDX-License-Identifier: MIT */
/*
 * A garbled text read backwards. Each place of it may be read in several ways: as what a key types,
 * as a dead key and what it made of the next letter, as a separator. All ways are followed to the
 * end of the text, from behind, so that only those count that explain the whole of it:
 *
 *     none  -> it is not the text of a US scanner on that host
 *     one   -> that is what was scanned
 *     more  -> the places where they part are named, and nothing is chosen
 *
 * No allocation and no xkb: a layout is a table by now.
 */

#include "layout.h"

#include <errno.h>
#include <string.h>

#define READINGS_MAX 24u
#define GS           0x1d
#define ESC          0x1b

/* One way to read a place: so many bytes stand for those keys. */
struct reading {
    size_t size;
    uint8_t key[2]; /* the second may be 0: none */
};

struct readings {
    unsigned count;
    struct reading reading[READINGS_MAX];
};

struct text {
    const struct lot_layout *layout;
    struct lot_span input;
    bool marked;       /* there are NULs: each dead key has one */
    uint8_t separator; /* the byte that GS came as: a host has one */
};

static struct lot_span rest_of(const struct text *text, size_t at)
{
    return lot_span_part(text->input, at, text->input.size);
}

static void add(struct readings *readings, size_t size, unsigned first, unsigned second)
{
    if (readings->count < READINGS_MAX) {
        readings->reading[readings->count++] = (struct reading){
            size, {(uint8_t)first, (uint8_t)second}
        };
    }
}

/* ---- readings of one place ------------------------------------------------------------------ */

/* Before a letter that it would join, before a space and at the end a sign had its own space. */
static bool had_space(enum accent accent, struct lot_span next)
{
    struct lot_span composed, letter = lot_span_part(next, 0, character_size(next));
    return next.size == 0 || next.data[0] == ' ' || accent_compose(accent, letter, &composed);
}

/* A dead key and a letter became the one character that the bytes after the mark begin with. */
static void read_composed(const struct text *text, struct lot_span after, size_t mark,
                          unsigned dead, struct readings *readings)
{
    enum accent accent = (enum accent)text->layout->stroke[dead].accent;
    if (after.size == 0 || after.data[0] < 0x80) {
        return;
    }
    for (unsigned i = 0; i < ASCII_COUNT; i++) {
        const struct keystroke *letter = &text->layout->stroke[i];
        struct lot_span composed;
        if (letter->size > 0 &&
            accent_compose(accent, lot_span(letter->text, letter->size), &composed) &&
            lot_span_starts(after, composed)) {
            add(readings, mark + composed.size, ASCII_FIRST + dead, ASCII_FIRST + i);
        }
    }
}

static void read_dead(const struct text *text, struct lot_span rest, unsigned dead,
                      struct readings *readings)
{
    enum accent accent = (enum accent)text->layout->stroke[dead].accent;
    size_t mark = rest.data[0] == '\0';
    if (text->marked && mark == 0) {
        return;
    }
    struct lot_span after = lot_span_part(rest, mark, rest.size);
    size_t sign = accent_sign(accent, after);
    if (sign > 0) {
        bool space = had_space(accent, lot_span_part(after, sign, after.size));
        add(readings, mark + sign, ASCII_FIRST + dead, space ? ' ' : 0);
    }
    if (mark > 0 && (after.size == 0 || after.data[0] < ASCII_FIRST)) {
        add(readings, mark, ASCII_FIRST + dead, 0); /* nothing came of it */
    }
    read_composed(text, after, mark, dead, readings);
}

static void read_control(const struct text *text, struct lot_span rest, struct readings *readings)
{
    const struct keystroke *separator = &text->layout->separator;
    uint8_t byte = rest.data[0];
    if (separator->size > 0 && lot_span_starts(rest, lot_span(separator->text, separator->size))) {
        add(readings, separator->size, GS, 0);
    }
    if (byte == text->separator) {
        add(readings, 1, GS, 0);
    } else if (byte > 0 && byte < ASCII_FIRST) {
        add(readings, 1, byte, 0);
    }
}

static void read_plain(const struct text *text, struct lot_span rest, struct readings *readings)
{
    for (unsigned i = 0; i < ASCII_COUNT; i++) {
        const struct keystroke *stroke = &text->layout->stroke[i];
        struct lot_span typed = lot_span(stroke->text, stroke->size);
        bool silent = stroke->accent == ACCENT_NONE && typed.size == 0;
        if (typed.size > 0 ? lot_span_starts(rest, typed) : silent && rest.data[0] == '\0') {
            add(readings, silent ? 1 : typed.size, ASCII_FIRST + i, 0);
        }
    }
}

/* Without marks a dead key is thought of only where no key types the same alone. */
static void read_place(const struct text *text, size_t at, struct readings *readings)
{
    struct lot_span rest = rest_of(text, at);
    readings->count = 0;
    read_plain(text, rest, readings);
    read_control(text, rest, readings);
    if (!text->marked && readings->count > 0) {
        return;
    }
    for (unsigned i = 0; i < ASCII_COUNT; i++) {
        if (text->layout->stroke[i].accent != ACCENT_NONE) {
            read_dead(text, rest, i, readings);
        }
    }
}

/* ---- the whole text ------------------------------------------------------------------------- */

static struct text look_at(const struct lot_layout *layout, struct lot_span input)
{
    struct text text = {.layout = layout, .input = input};
    if (input.size > 0) {
        text.marked = memchr(input.data, '\0', input.size) != NULL;
        text.separator = memchr(input.data, GS, input.size)    ? GS
                         : memchr(input.data, ESC, input.size) ? ESC
                                                               : '\0';
    }
    return text;
}

/* Which places lead to the end of the text: ends[i] for each of them, the end itself too. */
static void follow_back(const struct text *text, bool ends[])
{
    struct readings readings;
    ends[text->input.size] = true;
    for (size_t at = text->input.size; at-- > 0;) {
        read_place(text, at, &readings);
        ends[at] = false;
        for (unsigned i = 0; i < readings.count; i++) {
            ends[at] = ends[at] || ends[at + readings.reading[i].size];
        }
    }
}

static void put_spot(struct lot_repair *out, size_t offset, size_t length)
{
    if (out->spot_count < LOT_REPAIR_SPOTS_MAX) {
        out->spot[out->spot_count].offset = (uint16_t)offset;
        out->spot[out->spot_count].length = (uint16_t)length;
        out->spot_count++;
    }
}

/* Only the readings that lead to the end are left; returns the longest. */
static struct reading sift(struct readings *readings, size_t at, const bool ends[])
{
    struct reading longest = {0};
    unsigned kept = 0;
    for (unsigned i = 0; i < readings->count; i++) {
        struct reading reading = readings->reading[i];
        if (ends[at + reading.size]) {
            readings->reading[kept++] = reading;
            longest = reading.size > longest.size ? reading : longest;
        }
    }
    readings->count = kept;
    return longest;
}

/* A sign and its space are two keys: the text may be longer than what it is read from. */
static int put_keys(struct lot_repair *out, struct reading reading)
{
    for (unsigned i = 0; i < 2 && reading.key[i] != 0; i++) {
        if (out->size == sizeof out->text) {
            return -EMSGSIZE;
        }
        out->text[out->size++] = reading.key[i];
    }
    return 0;
}

static int walk(const struct text *text, const bool ends[], struct lot_repair *out)
{
    struct readings readings;
    int error = 0;
    for (size_t at = 0; at < text->input.size && error == 0;) {
        read_place(text, at, &readings);
        struct reading reading = sift(&readings, at, ends);
        if (readings.count > 1) {
            put_spot(out, at, reading.size);
        }
        error = put_keys(out, reading);
        at += reading.size;
    }
    return error;
}

/* How far the text can be read from its beginning: the character there is no key's. */
static size_t furthest(const struct text *text)
{
    static const size_t longest = sizeof(((struct keystroke *)0)->text) + 1;
    bool reached[LOT_SCAN_MAX + sizeof(struct keystroke)] = {true};
    struct readings readings;
    size_t far = 0;
    for (size_t at = 0; at < text->input.size && at <= far + longest; at++) {
        if (!reached[at]) {
            continue;
        }
        far = at;
        read_place(text, at, &readings);
        for (unsigned i = 0; i < readings.count; i++) {
            reached[at + readings.reading[i].size] = true;
        }
    }
    return far;
}

/* In an ISO/IEC 15434 envelope a key press without a character may be GS, RS or EOT. */
static void doubt_envelope(const struct text *text, struct lot_repair *out)
{
    if (text->separator == GS ||
        !lot_span_starts(lot_span(out->text, out->size), LOT_LITERAL("[)>"))) {
        return;
    }
    for (size_t at = 0; at < text->input.size; at++) {
        if (text->input.data[at] == text->separator) {
            put_spot(out, at, 1);
        }
    }
}

int lot_layout_repair(const struct lot_layout *layout, struct lot_span input,
                      struct lot_repair *out)
{
    bool ends[LOT_SCAN_MAX + sizeof(struct keystroke)];
    struct text text = look_at(layout, input);
    out->size = 0;
    out->spot_count = 0;
    if (input.size > LOT_SCAN_MAX) {
        return -EMSGSIZE;
    }
    follow_back(&text, ends);
    if (!ends[0]) {
        size_t at = furthest(&text);
        put_spot(out, at, character_size(rest_of(&text, at)));
        out->outcome = LOT_REPAIR_FOREIGN;
        return 0;
    }
    int error = walk(&text, ends, out);
    if (error < 0) {
        return error;
    }
    doubt_envelope(&text, out);
    out->outcome = out->spot_count > 0                                     ? LOT_REPAIR_AMBIGUOUS
                   : lot_span_equal(lot_span(out->text, out->size), input) ? LOT_REPAIR_UNCHANGED
                                                                           : LOT_REPAIR_DONE;
    return 0;
}
