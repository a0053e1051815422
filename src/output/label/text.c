/* SPDX-License-Identifier: MIT */
/*
 * Lines of text: characters -> glyphs on a baseline, with whole-dot advances. A line never leaves
 * the width it was given: it is set smaller, down to what can still be read, and then cut with an
 * ellipsis, so that nothing is ever printed over something else.
 */

#include "drawing.h"

#include <errno.h>
#include <math.h>

#define REPLACEMENT  0xfffdu
#define ELLIPSIS     0x2026u
#define SHRINK_LEAST 0.6 /* of the size wished for */
#define READABLE_MM  1.5 /* no smaller than this by shrinking */

/* The character at *at, which moves past it; what is not UTF-8 or not printable becomes the mark.
 */
static uint32_t next_character(struct lot_span text, size_t *at)
{
    static const uint8_t payload[] = {0x7f, 0x1f, 0x0f, 0x07};
    for (size_t size = 1; size <= 4; size++) {
        struct lot_span part = lot_span_part(text, *at, size);
        if (part.size != size || !lot_span_is_utf8(part)) {
            continue;
        }
        uint32_t character = part.data[0] & payload[size - 1];
        for (size_t i = 1; i < size; i++) {
            character = character << 6 | (part.data[i] & 0x3f);
        }
        *at += size;
        bool control = character < 0x20 || (character >= 0x7f && character < 0xa0);
        return control ? REPLACEMENT : character;
    }
    *at += 1;
    return REPLACEMENT;
}

static int add_glyph(struct lot_drawing *drawing, enum weight weight, uint32_t character)
{
    struct placed_glyph *glyphs = drawing_room(drawing->glyphs, drawing->glyph_count,
                                               &drawing->glyph_room, sizeof *drawing->glyphs);
    if (!glyphs) {
        return -ENOMEM;
    }
    drawing->glyphs = glyphs;
    glyphs[drawing->glyph_count++] =
        (struct placed_glyph){.index = fonts_find(drawing->fonts, weight, character)};
    return 0;
}

static int add_glyphs(struct lot_drawing *drawing, enum weight weight, struct lot_span text)
{
    for (size_t at = 0; at < text.size;) {
        int error = add_glyph(drawing, weight, next_character(text, &at));
        if (error < 0) {
            return error;
        }
    }
    return 0;
}

/* Adds an advance; -EIO when the font has a broken glyph. */
static int advance(const struct lot_drawing *drawing, struct font font, uint32_t index, int *width)
{
    const struct glyph *glyph = fonts_glyph(drawing->fonts, font, index);
    if (!glyph) {
        return -EIO;
    }
    *width += glyph->advance;
    return 0;
}

int drawing_measure(const struct lot_drawing *drawing, struct font font, struct lot_span text)
{
    int width = 0;
    for (size_t at = 0; at < text.size;) {
        uint32_t character = next_character(text, &at);
        int error =
            advance(drawing, font, fonts_find(drawing->fonts, font.weight, character), &width);
        if (error < 0) {
            return error;
        }
    }
    return width;
}

int drawing_cap_height(const struct lot_drawing *drawing, struct font font)
{
    uint32_t index = fonts_find(drawing->fonts, font.weight, 'H');
    const struct glyph *glyph = fonts_glyph(drawing->fonts, font, index);
    return glyph ? glyph->top : font.size;
}

/* ---- fitting -------------------------------------------------------------------------------- */

static int run_width(const struct lot_drawing *drawing, const struct run *run)
{
    int width = 0;
    for (size_t i = 0; i < run->count; i++) {
        int error = advance(drawing, run->font, drawing->glyphs[run->first + i].index, &width);
        if (error < 0) {
            return error;
        }
    }
    return width;
}

static int smallest(const struct lot_drawing *drawing, const struct line *line)
{
    int size = line->font.size;
    int shrunk = line->must_show ? 0 : (int)ceil(size * SHRINK_LEAST);
    int readable = (int)ceil(READABLE_MM * drawing->dots_per_mm);
    int least = shrunk > readable ? shrunk : readable;
    return least < size ? least : size;
}

/* Sets the run smaller until it fits or may not become smaller; returns its width. */
static int shrink(const struct lot_drawing *drawing, struct run *run, const struct line *line)
{
    int least = smallest(drawing, line);
    int width = run_width(drawing, run);
    while (width > line->width && run->font.size > least) {
        int size = run->font.size * line->width / width;
        size = size < run->font.size ? size : run->font.size - 1;
        run->font.size = size > least ? size : least;
        width = run_width(drawing, run);
    }
    return width;
}

/* Takes glyphs off the end until an ellipsis fits behind them, and adds it. */
static int cut(struct lot_drawing *drawing, struct run *run, int room)
{
    uint32_t ellipsis = fonts_find(drawing->fonts, run->font.weight, ELLIPSIS);
    uint32_t space = fonts_find(drawing->fonts, run->font.weight, ' ');
    int left = 0;
    int error = advance(drawing, run->font, ellipsis, &left);
    size_t kept = 0;
    for (; error == 0 && kept < run->count; kept++) {
        error = advance(drawing, run->font, drawing->glyphs[run->first + kept].index, &left);
        if (left > room) {
            break;
        }
    }
    while (kept > 0 && drawing->glyphs[run->first + kept - 1].index == space) {
        kept--;
    }
    drawing->glyph_count = run->first + kept;
    run->count = kept + 1;
    return error < 0 ? error : add_glyph(drawing, run->font.weight, ELLIPSIS);
}

/* ---- placing -------------------------------------------------------------------------------- */

static void cover(struct box *ink, struct box part)
{
    if (part.width == 0 || part.height == 0) {
        return;
    }
    if (ink->width == 0) {
        *ink = part;
        return;
    }
    int right = ink->x + ink->width;
    int bottom = ink->y + ink->height;
    right = part.x + part.width > right ? part.x + part.width : right;
    bottom = part.y + part.height > bottom ? part.y + part.height : bottom;
    ink->x = part.x < ink->x ? part.x : ink->x;
    ink->y = part.y < ink->y ? part.y : ink->y;
    ink->width = right - ink->x;
    ink->height = bottom - ink->y;
}

static int place(struct lot_drawing *drawing, const struct run *run, int x)
{
    struct item item = {.kind = ITEM_RUN, .run = *run};
    for (size_t i = 0; i < run->count; i++) {
        struct placed_glyph *placed = &drawing->glyphs[run->first + i];
        const struct glyph *glyph = fonts_glyph(drawing->fonts, run->font, placed->index);
        if (!glyph) {
            return -EIO;
        }
        placed->x = x;
        cover(&item.box,
              (struct box){x + glyph->left, run->baseline - glyph->top, glyph->width, glyph->rows});
        x += glyph->advance;
    }
    item.run.frame = drawing->frame;
    item.box = frame_box(&drawing->frame, item.box);
    return drawing_add_item(drawing, &item);
}

int drawing_add_line(struct lot_drawing *drawing, const struct line *line)
{
    struct run run = {
        .font = line->font, .baseline = line->baseline, .first = drawing->glyph_count};
    int error = add_glyphs(drawing, line->font.weight, line->text);
    if (error < 0 || drawing->glyph_count == run.first) {
        return error;
    }
    run.count = drawing->glyph_count - run.first;
    int width = shrink(drawing, &run, line);
    if (width > line->width) {
        error = cut(drawing, &run, line->width);
        width = error < 0 ? error : run_width(drawing, &run);
    }
    if (width < 0) {
        return width;
    }
    if (line->hangs) {
        run.baseline -=
            drawing_cap_height(drawing, line->font) - drawing_cap_height(drawing, run.font);
    }
    static const int halves[] = {[ALIGN_LEFT] = 0, [ALIGN_CENTRE] = 1, [ALIGN_RIGHT] = 2};
    return place(drawing, &run, line->x + (line->width - width) * halves[line->align] / 2);
}
