/* SPDX-License-Identifier: MIT */
#ifndef LABEL_DRAWING_H
#define LABEL_DRAWING_H

#include "fonts.h"
#include "symbol.h"

/*
 * The display list: what is on a label, in whole dots from the top left corner. Everything is
 * placed and fitted when it is added; whoever renders it has no decision left to take.
 */

struct box {
    int x, y, width, height;
};

/* A quarter turn and a shift in dots: page x = xx * x + xy * y + x0. */
struct frame {
    int xx, xy, x0;
    int yx, yy, y0;
};

struct placed_glyph {
    uint32_t index;
    int x;
};

/* Glyphs on a baseline. */
struct run {
    struct font font;
    int baseline;
    size_t first, count; /* in the drawing's glyphs */
    struct frame frame;  /* in which they stand */
};

enum item_kind {
    ITEM_BOX, /* filled */
    ITEM_RUN,
};

struct item {
    enum item_kind kind;
    struct box box; /* what it covers: of a run, its ink */
    struct run run;
};

struct lot_drawing {
    int width, height;
    double dots_per_mm;
    struct frame frame; /* of what is added next */
    struct fonts *fonts;
    struct item *items;
    size_t item_count, item_room;
    struct placed_glyph *glyphs;
    size_t glyph_count, glyph_room;
};

/* The drawing owns the fonts from here on, even when it fails. */
int drawing_new(struct lot_drawing **out, const struct lot_label_options *options,
                struct fonts *fonts, struct lot_label_fault *fault);

/* Where a box of the frame is on the page. */
struct box frame_box(const struct frame *frame, struct box box);

int drawing_add_item(struct lot_drawing *drawing, const struct item *item);
int drawing_add_box(struct lot_drawing *drawing, struct box box);

/* The dark modules, each of x by x dots, from the given corner; a linear one as high as the box. */
int drawing_add_symbol(struct lot_drawing *drawing, const struct symbol *symbol, int x,
                       struct box at);

enum align {
    ALIGN_LEFT,
    ALIGN_CENTRE,
    ALIGN_RIGHT,
};

/* A line of UTF-8 text; where it is too long for its width, it is set smaller, then cut. */
struct line {
    struct lot_span text;
    struct font font;
    int x, width, baseline;
    enum align align;
    bool must_show; /* may be set as small as can be read, not only a little smaller */
    bool hangs;     /* what is set smaller keeps its upper edge, not its baseline */
};

int drawing_add_line(struct lot_drawing *drawing, const struct line *line);

/* The width of a text as drawing_add_line would set it in an endless line; -ENOMEM and the like. */
int drawing_measure(const struct lot_drawing *drawing, struct font font, struct lot_span text);

/* How far capitals and digits rise above the baseline. */
int drawing_cap_height(const struct lot_drawing *drawing, struct font font);

/* Room for one more in a growing array; NULL: -ENOMEM, the array unchanged. */
void *drawing_room(void *array, size_t count, size_t *room, size_t size);

#endif
