/* SPDX-License-Identifier: MIT */
/* The display list itself: boxes and runs are collected here, text.c sets the runs. */

#include "drawing.h"

#include "fault.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

#define MM_LEAST   10.0
#define MM_MOST    300.0
#define DOTS_LEAST 5.0
#define DOTS_MOST  60.0

static bool within(double value, double least, double most)
{
    return value >= least && value <= most; /* false for what is not a number */
}

int drawing_new(struct lot_drawing **out, const struct lot_label_options *options,
                struct fonts *fonts, struct lot_label_fault *fault)
{
    double width = options->width_mm != 0 ? options->width_mm : 100;
    double height = options->height_mm != 0 ? options->height_mm : 50;
    double dots = options->dots_per_mm != 0 ? options->dots_per_mm : 8;
    struct lot_drawing *drawing = calloc(1, sizeof *drawing);
    if (!drawing || !within(width, MM_LEAST, MM_MOST) || !within(height, MM_LEAST, MM_MOST) ||
        !within(dots, DOTS_LEAST, DOTS_MOST)) {
        fonts_close(fonts);
        bool memory = !drawing;
        free(drawing);
        return memory ? fault_set(fault, LOT_LABEL_SYSTEM, "out of memory for a label")
                      : fault_set(fault, LOT_LABEL_SIZE,
                                  "a label of %g x %g mm at %g dots/mm: sides are 10 to 300 mm, "
                                  "5 to 60 dots/mm",
                                  width, height, dots);
    }
    drawing->width = (int)lround(width * dots);
    drawing->height = (int)lround(height * dots);
    drawing->dots_per_mm = dots;
    drawing->frame = (struct frame){.xx = 1, .yy = 1};
    drawing->fonts = fonts;
    *out = drawing;
    return 0;
}

struct lot_drawing *lot_drawing_free(struct lot_drawing *drawing)
{
    if (drawing) {
        fonts_close(drawing->fonts);
        free(drawing->items);
        free(drawing->glyphs);
        free(drawing);
    }
    return NULL;
}

void *drawing_room(void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room) {
        return array;
    }
    size_t more = *room > 0 ? 2 * *room : 64;
    void *grown = reallocarray(array, more, size);
    if (grown) {
        *room = more;
    }
    return grown;
}

struct box frame_box(const struct frame *frame, struct box box)
{
    int x = frame->xx * box.x + frame->xy * box.y + frame->x0;
    int y = frame->yx * box.x + frame->yy * box.y + frame->y0;
    int width = frame->xx * box.width + frame->xy * box.height;
    int height = frame->yx * box.width + frame->yy * box.height;
    return (struct box){
        width < 0 ? x + width : x,
        height < 0 ? y + height : y,
        abs(width),
        abs(height),
    };
}

int drawing_add_item(struct lot_drawing *drawing, const struct item *item)
{
    struct item *items = drawing_room(drawing->items, drawing->item_count, &drawing->item_room,
                                      sizeof *drawing->items);
    if (!items) {
        return -ENOMEM;
    }
    drawing->items = items;
    items[drawing->item_count++] = *item;
    return 0;
}

int drawing_add_box(struct lot_drawing *drawing, struct box box)
{
    const struct item item = {.kind = ITEM_BOX, .box = frame_box(&drawing->frame, box)};
    return drawing_add_item(drawing, &item);
}

/* A run of dark modules from the given column on; the column after it. */
static int dark_until(const struct symbol *symbol, int column, int row)
{
    while (column < symbol_columns(symbol) && symbol_is_dark(symbol, column, row)) {
        column++;
    }
    return column;
}

/* The bars above and below, from quiet zone to quiet zone. */
static int add_bearers(struct lot_drawing *drawing, const struct symbol *symbol, int x,
                       struct box *at)
{
    int quiet = symbol_quiet(symbol) * x;
    struct box bar = {at->x - quiet, at->y, symbol_columns(symbol) * x + 2 * quiet,
                      symbol_bearer(symbol) * x};
    if (bar.height == 0) {
        return 0;
    }
    int error = drawing_add_box(drawing, bar);
    bar.y += at->height - bar.height;
    at->y += bar.height;
    at->height -= 2 * bar.height;
    return error < 0 ? error : drawing_add_box(drawing, bar);
}

int drawing_add_symbol(struct lot_drawing *drawing, const struct symbol *symbol, int x,
                       struct box at)
{
    int error = add_bearers(drawing, symbol, x, &at);
    int high = symbol_is_linear(symbol) ? at.height : x;
    for (int row = 0; row < symbol_rows(symbol); row++) {
        for (int column = 0; error == 0 && column < symbol_columns(symbol);) {
            int end = dark_until(symbol, column, row);
            struct box box = {at.x + column * x, at.y + row * x, (end - column) * x, high};
            error = end > column ? drawing_add_box(drawing, box) : 0;
            column = end + 1;
        }
    }
    return error;
}
