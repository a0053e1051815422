/* SPDX-License-Identifier: MIT */
/*
 * PDF, for office printers: sheets of commands, of badges, of locations. Boxes are filled
 * rectangles and glyphs are filled outlines, so that no font need be embedded and a module is as
 * wide as the next one whatever the printer. Coordinates are whole 64ths of a dot, as in SVG; one
 * matrix makes points of them.
 */

#include "buffer.h"
#include "formats.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <zlib.h>

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

/* What the page draws, deflated. */
static int put_content(struct buffer *out, const struct lot_drawing *drawing)
{
    struct points dot = points_of(drawing, 1);
    struct buffer content = {0};
    buffer_print(&content, "%s 0 0 -%s 0 %s cm\n0.015625 0 0 0.015625 0 0 cm\n", dot.text, dot.text,
                 points_of(drawing, drawing->height).text);
    int error = put_items(&content, drawing);
    uLongf size = compressBound(content.bytes.size);
    uint8_t *deflated = malloc(size);
    if (!deflated || compress2(deflated, &size, content.bytes.data, content.bytes.size,
                               Z_DEFAULT_COMPRESSION) != Z_OK) {
        out->failed = true;
    } else {
        buffer_print(out, "<</Length %lu/Filter/FlateDecode>>\nstream\n", (unsigned long)size);
        buffer_put(out, deflated, size);
        buffer_print(out, "\nendstream");
    }
    free(deflated);
    out->failed = out->failed || content.failed;
    lot_bytes_done(&content.bytes);
    return error;
}

/* The file: a catalog, the list of pages, and of each page itself and its content. */
struct file {
    struct buffer out;
    size_t *starts; /* where each object begins */
    size_t count;
};

#define FIRST_PAGE 3u

static void begin_object(struct file *file)
{
    file->starts[file->count++] = file->out.bytes.size;
    buffer_print(&file->out, "%zu 0 obj\n", file->count);
}

static void end_object(struct file *file)
{
    buffer_print(&file->out, "\nendobj\n");
}

static void put_catalog(struct file *file, size_t pages)
{
    begin_object(file);
    buffer_print(&file->out, "<</Type/Catalog/Pages 2 0 R>>");
    end_object(file);
    begin_object(file);
    buffer_print(&file->out, "<</Type/Pages/Count %zu/Kids[", pages);
    for (size_t i = 0; i < pages; i++) {
        buffer_print(&file->out, "%zu 0 R ", FIRST_PAGE + 2 * i);
    }
    buffer_print(&file->out, "]>>");
    end_object(file);
}

static int put_page(struct file *file, const struct lot_drawing *drawing)
{
    begin_object(file);
    buffer_print(&file->out, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s %s]/Resources<<>>",
                 points_of(drawing, drawing->width).text, points_of(drawing, drawing->height).text);
    buffer_print(&file->out, "/Contents %zu 0 R>>", file->count + 1);
    end_object(file);
    begin_object(file);
    int error = put_content(&file->out, drawing);
    end_object(file);
    return error;
}

/* Where each object begins; every row has exactly 20 bytes. */
static void put_table(struct file *file)
{
    struct buffer *out = &file->out;
    size_t start = out->bytes.size;
    buffer_print(out, "xref\n0 %zu\n0000000000 65535 f \n", file->count + 1);
    for (size_t i = 0; i < file->count; i++) {
        buffer_print(out, "%010zu 00000 n \n", file->starts[i]);
    }
    buffer_print(out, "trailer\n<</Size %zu/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
                 file->count + 1, start);
}

int lot_drawings_pdf(const struct lot_drawing *const *pages, size_t count, struct lot_bytes *out)
{
    struct file file = {.starts = calloc(FIRST_PAGE + 2 * count, sizeof *file.starts)};
    if (!file.starts) {
        return -ENOMEM;
    }
    int error = 0;
    buffer_print(&file.out, "%%PDF-1.4\n");
    put_catalog(&file, count);
    for (size_t i = 0; error == 0 && i < count; i++) {
        error = put_page(&file, pages[i]);
    }
    put_table(&file);
    free(file.starts);
    if (error < 0) {
        lot_bytes_done(&file.out.bytes);
        return error;
    }
    return buffer_take(&file.out, out);
}

int render_pdf(const struct lot_drawing *drawing, const struct lot_print_options *options,
               struct lot_bytes *out)
{
    (void)options; /* of a file there is one */
    return lot_drawings_pdf(&drawing, 1, out);
}
