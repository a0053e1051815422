/* SPDX-License-Identifier: MIT */
/* Text for a terminal, character by character; the C library knows how wide each one is. */

#include "display.h"

#include "escape.h"

#include <string.h>
#include <wchar.h>

/* One character of a text: how many bytes it has, and its columns; -1: not to be shown. */
struct glyph {
    size_t size;
    int width;
};

static struct glyph next_glyph(struct lot_span text)
{
    uint8_t byte = text.data[0];
    if (byte >= 0x20 && byte < 0x7f) {
        return (struct glyph){1, 1};
    }
    mbstate_t state = {0};
    wchar_t wide = 0;
    size_t size = mbrtowc(&wide, (const char *)text.data, text.size, &state);
    bool broken = size == 0 || size > text.size; /* NUL, or the two values that say so */
    return broken ? (struct glyph){1, -1} : (struct glyph){size, wcwidth(wide)};
}

size_t display_measure(struct lot_span text, unsigned *width)
{
    size_t size = 0;
    unsigned columns = 0;
    while (text.size > 0) {
        struct glyph glyph = next_glyph(text);
        size_t shown = glyph.width < 0 ? glyph.size * ESCAPE_SIZE : glyph.size;
        columns += glyph.width < 0 ? (unsigned)shown : (unsigned)glyph.width;
        size += shown;
        text = lot_span_part(text, glyph.size, text.size);
    }
    *width = columns;
    return size;
}

void display_write(struct lot_span text, char *out)
{
    while (text.size > 0) {
        struct glyph glyph = next_glyph(text);
        for (size_t i = 0; i < glyph.size && glyph.width < 0; i++) {
            out += escape_byte(text.data[i], out);
        }
        if (glyph.width >= 0) {
            memcpy(out, text.data, glyph.size);
            out += glyph.size;
        }
        text = lot_span_part(text, glyph.size, text.size);
    }
}

void display_put(struct output *out, struct lot_span text, unsigned width)
{
    unsigned columns = 0;
    size_t size = display_measure(text, &columns);
    char *room = output_reserve(out, size);
    if (room) {
        display_write(text, room);
    }
    output_repeat(out, ' ', width > columns ? width - columns : 0);
}
