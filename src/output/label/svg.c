/* SPDX-License-Identifier: MIT */
/*
 * SVG with text as outlines: it looks the same everywhere, whatever fonts are there, and no text of
 * a label can become markup. Coordinates are whole 64ths of a dot, FreeType's own unit: no decimal
 * point, so no locale can turn it into a comma.
 */

#include "buffer.h"
#include "formats.h"

#include <math.h>

/* Where a glyph stands while its outline is written. */
struct origin {
    struct buffer *out;
    const struct frame *frame;
    int x, y;
};

static void draw(void *user, char operation, const struct outline_point *points)
{
    static const struct {
        char operation;
        int points;
    } operations[] = {
        {'M', 1},
        {'L', 1},
        {'Q', 2},
        {'C', 3},
        {'Z', 0}
    };
    const struct origin *origin = user;
    size_t row = 0;
    while (operations[row].operation != operation) {
        row++;
    }
    buffer_put(origin->out, &operation, 1);
    for (int i = 0; i < operations[row].points; i++) {
        const struct frame *frame = origin->frame;
        long x = origin->x + points[i].x;
        long y = origin->y - points[i].y;
        buffer_print(origin->out, i > 0 ? " %ld %ld" : "%ld %ld",
                     frame->xx * x + frame->xy * y + (long)frame->x0 * OUTLINE_UNIT,
                     frame->yx * x + frame->yy * y + (long)frame->y0 * OUTLINE_UNIT);
    }
}

static int put_run(struct buffer *out, const struct lot_drawing *drawing, const struct run *run)
{
    int error = 0;
    for (size_t i = 0; error == 0 && i < run->count; i++) {
        const struct placed_glyph *placed = &drawing->glyphs[run->first + i];
        struct origin origin = {out, &run->frame, placed->x * OUTLINE_UNIT,
                                run->baseline * OUTLINE_UNIT};
        struct outline_pen pen = {.user = &origin, .draw = draw};
        error = fonts_outline(drawing->fonts, run->font, placed->index, &pen);
    }
    return error;
}

static int put_box(struct buffer *out, struct box box)
{
    buffer_print(out, "M%d %dh%dv%dh%dz\n", box.x * OUTLINE_UNIT, box.y * OUTLINE_UNIT,
                 box.width * OUTLINE_UNIT, box.height * OUTLINE_UNIT, -box.width * OUTLINE_UNIT);
    return 0;
}

/* All items of one kind as one path: modules that touch must not show a seam. */
static int put_path(struct buffer *out, const struct lot_drawing *drawing, enum item_kind kind)
{
    int error = 0;
    for (size_t i = 0; error == 0 && i < drawing->item_count; i++) {
        const struct item *item = &drawing->items[i];
        if (item->kind == kind) {
            error = kind == ITEM_BOX ? put_box(out, item->box) : put_run(out, drawing, &item->run);
        }
    }
    return error;
}

/* Millimetres of so many dots, exact to a micrometre. */
static void put_length(struct buffer *out, const char *name, int dots, double dots_per_mm)
{
    char text[LOT_DECIMAL_SIZE];
    lot_decimal_format(lround(dots * 1000 / dots_per_mm), 3, text);
    buffer_print(out, " %s=\"%smm\"", name, text);
}

int render_svg(const struct lot_drawing *drawing, const struct lot_print_options *options,
               struct lot_bytes *out)
{
    (void)options; /* of a file there is one */
    struct buffer svg = {0};
    buffer_print(&svg, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    put_length(&svg, "width", drawing->width, drawing->dots_per_mm);
    put_length(&svg, "height", drawing->height, drawing->dots_per_mm);
    buffer_print(&svg, " viewBox=\"0 0 %d %d\">\n", drawing->width * OUTLINE_UNIT,
                 drawing->height * OUTLINE_UNIT);
    buffer_print(&svg, "<path fill=\"#fff\" d=\"M0 0h%dv%dh%dz\"/>\n",
                 drawing->width * OUTLINE_UNIT, drawing->height * OUTLINE_UNIT,
                 -drawing->width * OUTLINE_UNIT);
    buffer_print(&svg, "<path shape-rendering=\"crispEdges\" d=\"");
    int error = put_path(&svg, drawing, ITEM_BOX);
    buffer_print(&svg, "\"/>\n<path d=\"");
    error = error < 0 ? error : put_path(&svg, drawing, ITEM_RUN);
    buffer_print(&svg, "\"/>\n</svg>\n");
    if (error < 0) {
        lot_bytes_done(&svg.bytes);
        return error;
    }
    return buffer_take(&svg, out);
}
