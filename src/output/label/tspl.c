/* SPDX-License-Identifier: MIT */
/*
 * TSPL, of TSC printers and their many clones: the label as one BITMAP, in which a dot that is to
 * be printed is 0. The gap between labels is left as the printer measured it.
 */

#include "buffer.h"
#include "formats.h"
#include "raster.h"

#include <math.h>

#define DENSITY_MOST 15u
#define INCHES_MOST  14u

/* Blank dots are 1, those past the right edge too. */
static void put_bits(struct buffer *out, const struct raster *raster)
{
    uint8_t padding = (uint8_t)(0xff >> ((raster->width - 1) % 8 + 1));
    for (size_t at = 0; at < (size_t)raster->height * raster->stride; at++) {
        bool last = at % raster->stride == raster->stride - 1;
        uint8_t bits = (uint8_t)(~raster->bits[at] | (last ? padding : 0));
        buffer_put(out, &bits, 1);
    }
}

static void put_settings(struct buffer *out, const struct lot_print_options *options)
{
    if (options->darkness > 0) {
        buffer_print(out, "DENSITY %u\r\n", darkness_of(options, DENSITY_MOST));
    }
    if (options->speed > 0) {
        buffer_print(out, "SPEED %u\r\n", inches_of(options, INCHES_MOST));
    }
    if (options->cut) {
        buffer_print(out, "SET CUTTER 1\r\n");
    }
}

/* Millimetres with as many places as are there, and a point whatever the locale. */
static void put_size(struct buffer *out, const struct lot_drawing *drawing)
{
    char width[LOT_DECIMAL_SIZE];
    char height[LOT_DECIMAL_SIZE];
    lot_decimal_format(lround(drawing->width * 100 / drawing->dots_per_mm), 2, width);
    lot_decimal_format(lround(drawing->height * 100 / drawing->dots_per_mm), 2, height);
    buffer_print(out, "SIZE %s mm,%s mm\r\n", width, height);
}

int render_tspl(const struct lot_drawing *drawing, const struct lot_print_options *options,
                struct lot_bytes *out)
{
    struct raster raster;
    int error = raster_draw(drawing, &raster);
    if (error < 0) {
        return error;
    }
    struct buffer tspl = {0};
    put_size(&tspl, drawing);
    put_settings(&tspl, options);
    buffer_print(&tspl, "CLS\r\nBITMAP 0,0,%zu,%d,0,", raster.stride, raster.height);
    put_bits(&tspl, &raster);
    buffer_print(&tspl, "\r\nPRINT 1,%u\r\n", options->copies);
    raster_done(&raster);
    return buffer_take(&tspl, out);
}
