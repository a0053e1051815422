/* SPDX-License-Identifier: MIT */
/*
 * PDF of one page, for office printers: sheets of commands, badges. Boxes are filled rectangles and
 * glyphs are filled outlines, so that no font need be embedded and a module is as wide as the next
 * one whatever the printer. Coordinates are whole 64ths of a dot, as in SVG; one matrix makes
 * points of them.
 */

#include "buffer.h"
#include "formats.h"

#include <math.h>

#define OBJECTS      4
#define MICRO_POINTS 1000000
#define POINTS_INCH  72
#define MM_INCH      25.4

/* ---- the page's content --------------------------------------------------------------------- */

/* Where a glyph stands while its outline is written, and how far it was drawn. */
struct origin {
    struct buffer *out;
    const struct frame *frame;
    struct outline_point glyph, pen;
};

static struct outline_point on_page(const struct origin *origin, struct outline_point point)
{
    const struct frame *frame = origin->frame;
    long x = origin->glyph.x + point.x;
    long y = origin->glyph.y - point.y;
    return (struct outline_point){frame->xx * x + frame->xy * y + (long)frame->x0 * OUTLINE_UNIT,
                                  frame->yx * x + frame->yy * y + (long)frame->y0 * OUTLINE_UNIT};
}

static void put_points(struct origin *origin, const struct outline_point *points, int count,
                       char operation)
{
    for (int i = 0; i < count; i++) {
        origin->pen = on_page(origin, points[i]);
        buffer_print(origin->out, "%ld %ld ", origin->pen.x, origin->pen.y);
    }
    buffer_print(origin->out, "%c\n", operation);
}

/* PDF knows cubic curves only: their control points lie two thirds of the way to the quadratic's.
 */
static void put_quadratic(struct origin *origin, const struct outline_point points[2])
{
    struct outline_point from = origin->pen;
    struct outline_point control = on_page(origin, points[0]);
    struct outline_point to = on_page(origin, points[1]);
    buffer_print(origin->out, "%ld %ld %ld %ld %ld %ld c\n", (from.x + 2 * control.x) / 3,
                 (from.y + 2 * control.y) / 3, (to.x + 2 * control.x) / 3,
                 (to.y + 2 * control.y) / 3, to.x, to.y);
    origin->pen = to;
}

static void draw(void *user, char operation, const struct outline_point *points)
{
    struct origin *origin = user;
    switch (operation) {
    case 'M':
        put_points(origin, points, 1, 'm');
        break;
    case 'L':
        put_points(origin, points, 1, 'l');
        break;
    case 'Q':
        put_quadratic(origin, points);
        break;
    case 'C':
        put_points(origin, points, 3, 'c');
        break;
    default:
        put_points(origin, points, 0, 'h');
    }
}

/* Each glyph is filled by itself: where two touch, nothing is left out. */
static int put_run(struct buffer *out, const struct lot_drawing *drawing, const struct run *run)
{
    int error = 0;
    for (size_t i = 0; error == 0 && i < run->count; i++) {
        const struct placed_glyph *placed = &drawing->glyphs[run->first + i];
        struct origin origin = {
            .out = out,
            .frame = &run->frame,
            .glyph = {(long)placed->x * OUTLINE_UNIT, (long)run->baseline * OUTLINE_UNIT},
        };
        struct outline_pen pen = {.user = &origin, .draw = draw};
        error = fonts_outline(drawing->fonts, run->font, placed->index, &pen);
        buffer_print(out, "f\n");
    }
    return error;
}

static void put_box(struct buffer *out, struct box box)
{
    buffer_print(out, "%d %d %d %d re\n", box.x * OUTLINE_UNIT, box.y * OUTLINE_UNIT,
                 box.width * OUTLINE_UNIT, box.height * OUTLINE_UNIT);
}

/* All boxes are one path: modules that touch must not show a seam. */
static int put_items(struct buffer *out, const struct lot_drawing *drawing)
{
    int error = 0;
    for (size_t i = 0; i < drawing->item_count; i++) {
        if (drawing->items[i].kind == ITEM_BOX) {
            put_box(out, drawing->items[i].box);
        }
    }
    buffer_print(out, "f\n");
    for (size_t i = 0; error == 0 && i < drawing->item_count; i++) {
        const struct item *item = &drawing->items[i];
        error = item->kind == ITEM_RUN ? put_run(out, drawing, &item->run) : 0;
    }
    return error;
}

/* ---- the file ------------------------------------------------------------------------------- */

struct points {
    char text[LOT_DECIMAL_SIZE];
};

/* A length in points with six places, whatever the locale. */
static struct points points_of(const struct lot_drawing *drawing, double dots)
{
    struct points points = {.text = ""};
    double inches = dots / drawing->dots_per_mm / MM_INCH;
    lot_decimal_format(llround(inches * POINTS_INCH * MICRO_POINTS), 6, points.text);
    return points;
}

static int put_content(struct buffer *out, const struct lot_drawing *drawing)
{
    struct points dot = points_of(drawing, 1);
    struct buffer content = {0};
    buffer_print(&content, "%s 0 0 -%s 0 %s cm\n0.015625 0 0 0.015625 0 0 cm\n", dot.text, dot.text,
                 points_of(drawing, drawing->height).text);
    int error = put_items(&content, drawing);
    buffer_print(out, "<</Length %zu>>\nstream\n", content.bytes.size);
    buffer_put(out, content.bytes.data, content.bytes.size);
    buffer_print(out, "endstream");
    out->failed = out->failed || content.failed;
    lot_bytes_done(&content.bytes);
    return error;
}

static int put_object(struct buffer *out, const struct lot_drawing *drawing, int number)
{
    int error = 0;
    buffer_print(out, "%d 0 obj\n", number);
    switch (number) {
    case 1:
        buffer_print(out, "<</Type/Catalog/Pages 2 0 R>>");
        break;
    case 2:
        buffer_print(out, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
        break;
    case 3:
        buffer_print(out, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s %s]/Resources<<>>",
                     points_of(drawing, drawing->width).text,
                     points_of(drawing, drawing->height).text);
        buffer_print(out, "/Contents 4 0 R>>");
        break;
    default:
        error = put_content(out, drawing);
    }
    buffer_print(out, "\nendobj\n");
    return error;
}

/* Where each object begins; every row has exactly 20 bytes. */
static void put_table(struct buffer *out, const size_t starts[OBJECTS])
{
    size_t start = out->bytes.size;
    buffer_print(out, "xref\n0 %d\n0000000000 65535 f \n", OBJECTS + 1);
    for (int i = 0; i < OBJECTS; i++) {
        buffer_print(out, "%010zu 00000 n \n", starts[i]);
    }
    buffer_print(out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", OBJECTS + 1,
                 start);
}

int render_pdf(const struct lot_drawing *drawing, const struct lot_print_options *options,
               struct lot_bytes *out)
{
    (void)options; /* of a file there is one */
    struct buffer pdf = {0};
    size_t starts[OBJECTS];
    int error = 0;
    buffer_print(&pdf, "%%PDF-1.4\n");
    for (int i = 0; error == 0 && i < OBJECTS; i++) {
        starts[i] = pdf.bytes.size;
        error = put_object(&pdf, drawing, i + 1);
    }
    if (error < 0) {
        lot_bytes_done(&pdf.bytes);
        return error;
    }
    put_table(&pdf, starts);
    return buffer_take(&pdf, out);
}
