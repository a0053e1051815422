/* SPDX-License-Identifier: MIT */
/*
 * ESC/POS, of receipt printers: the label as raster images (GS v 0). A clone's buffer holds a few
 * kilobytes: the picture goes in bands, which the printer joins without a seam. There is no count
 * of copies, nor a label's length: each copy is sent, and the paper fed past the edge where it is
 * torn.
 */

#include "buffer.h"
#include "formats.h"
#include "raster.h"

#define BAND_ROWS  128
#define FEED_LINES 4

static void put_band(struct buffer *out, const struct raster *raster, int y, int rows)
{
    const uint8_t command[] = {0x1d,
                               'v',
                               '0',
                               0,
                               (uint8_t)raster->stride,
                               (uint8_t)(raster->stride >> 8),
                               (uint8_t)rows,
                               (uint8_t)(rows >> 8)};
    buffer_put(out, command, sizeof command);
    buffer_put(out, raster->bits + (size_t)y * raster->stride, (size_t)rows * raster->stride);
}

static void put_label(struct buffer *out, const struct raster *raster, bool cut)
{
    static const uint8_t feed[] = {0x1b, 'd', FEED_LINES};
    static const uint8_t feed_and_cut[] = {0x1d, 'V', 66, 0};
    for (int y = 0; y < raster->height; y += BAND_ROWS) {
        int rows = raster->height - y < BAND_ROWS ? raster->height - y : BAND_ROWS;
        put_band(out, raster, y, rows);
    }
    buffer_put(out, cut ? feed_and_cut : feed, cut ? sizeof feed_and_cut : sizeof feed);
}

int render_escpos(const struct lot_drawing *drawing, const struct lot_print_options *options,
                  struct lot_bytes *out)
{
    static const uint8_t initialise[] = {0x1b, '@'};
    struct raster raster;
    int error = raster_draw(drawing, &raster);
    if (error < 0) {
        return error;
    }
    struct buffer escpos = {0};
    buffer_put(&escpos, initialise, sizeof initialise);
    for (unsigned copy = 0; copy < options->copies; copy++) {
        put_label(&escpos, &raster, options->cut);
    }
    raster_done(&raster);
    return buffer_take(&escpos, out);
}
