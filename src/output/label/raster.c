/* SPDX-License-Identifier: MIT */
/*
 * The drawing as the print head sees it. Boxes are filled and glyphs are copied dot by dot: nothing
 * is scaled or smoothed, so a module of six dots is six dots everywhere.
 */

#include "raster.h"

#include <errno.h>
#include <stdlib.h>

static int at_least(int value, int least)
{
    return value > least ? value : least;
}

static int at_most(int value, int most)
{
    return value < most ? value : most;
}

/* Blackens the dots from..to-1 of a row. */
static void fill_row(uint8_t *row, int from, int to)
{
    int first = from / 8;
    int last = (to - 1) / 8;
    uint8_t head = (uint8_t)(0xff >> from % 8);
    uint8_t tail = (uint8_t)(0xff << (7 - (to - 1) % 8));
    if (first == last) {
        row[first] |= head & tail;
        return;
    }
    row[first] |= head;
    for (int i = first + 1; i < last; i++) {
        row[i] = 0xff;
    }
    row[last] |= tail;
}

static void fill_box(struct raster *raster, struct box box)
{
    int left = at_least(box.x, 0);
    int right = at_most(box.x + box.width, raster->width);
    int top = at_least(box.y, 0);
    int bottom = at_most(box.y + box.height, raster->height);
    for (int y = top; left < right && y < bottom; y++) {
        fill_row(raster->bits + (size_t)y * raster->stride, left, right);
    }
}

static void set_dot(struct raster *raster, int x, int y)
{
    if (x >= 0 && x < raster->width && y >= 0 && y < raster->height) {
        raster->bits[(size_t)y * raster->stride + (size_t)x / 8] |= (uint8_t)(0x80 >> x % 8);
    }
}

/* Sets the dot of the page that covers a dot of the frame: the one its middle comes to. */
static void set_turned(struct raster *raster, const struct frame *frame, int x, int y)
{
    int right = frame->xx * (2 * x + 1) + frame->xy * (2 * y + 1) - 1;
    int down = frame->yx * (2 * x + 1) + frame->yy * (2 * y + 1) - 1;
    set_dot(raster, right / 2 + frame->x0, down / 2 + frame->y0);
}

static void copy_glyph(struct raster *raster, const struct frame *frame, const struct glyph *glyph,
                       int x, int y)
{
    for (int row = 0; row < glyph->rows; row++) {
        const uint8_t *bits = glyph->bits + (ptrdiff_t)row * glyph->pitch;
        for (int column = 0; column < glyph->width; column++) {
            if (bits[column / 8] & 0x80 >> column % 8) {
                set_turned(raster, frame, x + column, y + row);
            }
        }
    }
}

static int copy_run(struct raster *raster, const struct lot_drawing *drawing, const struct run *run)
{
    for (size_t i = 0; i < run->count; i++) {
        const struct placed_glyph *placed = &drawing->glyphs[run->first + i];
        const struct glyph *glyph = fonts_glyph(drawing->fonts, run->font, placed->index);
        if (!glyph) {
            return -EIO;
        }
        copy_glyph(raster, &run->frame, glyph, placed->x + glyph->left, run->baseline - glyph->top);
    }
    return 0;
}

int raster_draw(const struct lot_drawing *drawing, struct raster *out)
{
    struct raster raster = {.width = drawing->width, .height = drawing->height};
    raster.stride = ((size_t)raster.width + 7) / 8;
    raster.bits = calloc((size_t)raster.height, raster.stride);
    int error = raster.bits ? 0 : -ENOMEM;
    for (size_t i = 0; error == 0 && i < drawing->item_count; i++) {
        const struct item *item = &drawing->items[i];
        switch (item->kind) {
        case ITEM_BOX:
            fill_box(&raster, item->box);
            break;
        case ITEM_RUN:
            error = copy_run(&raster, drawing, &item->run);
            break;
        }
    }
    if (error < 0) {
        raster_done(&raster);
        return error;
    }
    *out = raster;
    return 0;
}

void raster_done(struct raster *raster)
{
    free(raster->bits);
    *raster = (struct raster){0};
}
