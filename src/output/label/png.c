/* SPDX-License-Identifier: MIT */
/*
 * PNG of one bit a dot, with the dots' size in it, so that a print at 100 % has the right
 * millimetres. libpng leaves by longjmp: everything that outlives it is set up before.
 */

#include "buffer.h"
#include "formats.h"
#include "raster.h"

#include <errno.h>
#include <math.h>
#include <png.h>

static void write_bytes(png_structp png, png_bytep data, png_size_t size)
{
    buffer_put(png_get_io_ptr(png), data, size);
}

static void flush_bytes(png_structp png)
{
    (void)png;
}

static void fail(png_structp png, png_const_charp message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

/* False when libpng gave up: memory. */
static bool write_image(png_structp png, png_infop info, const struct raster *raster,
                        png_uint_32 dots_per_metre)
{
    if (setjmp(png_jmpbuf(png))) {
        return false;
    }
    png_set_IHDR(png, info, (png_uint_32)raster->width, (png_uint_32)raster->height, 1,
                 PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(png, info, dots_per_metre, dots_per_metre, PNG_RESOLUTION_METER);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_write_info(png, info);
    png_set_invert_mono(png); /* there 0 is black */
    for (int y = 0; y < raster->height; y++) {
        png_write_row(png, raster->bits + (size_t)y * raster->stride);
    }
    png_write_end(png, info);
    return true;
}

static int write_png(const struct raster *raster, double dots_per_mm, struct lot_bytes *out)
{
    struct buffer buffer = {0};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail, ignore);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (info) {
        png_set_write_fn(png, &buffer, write_bytes, flush_bytes);
    }
    bool written = info && write_image(png, info, raster, (png_uint_32)lround(dots_per_mm * 1000));
    png_destroy_write_struct(&png, &info);
    buffer.failed = buffer.failed || !written;
    return buffer_take(&buffer, out);
}

int render_png(const struct lot_drawing *drawing, const struct lot_print_options *options,
               struct lot_bytes *out)
{
    (void)options; /* of a file there is one */
    struct raster raster;
    int error = raster_draw(drawing, &raster);
    if (error < 0) {
        return error;
    }
    error = write_png(&raster, drawing->dots_per_mm, out);
    raster_done(&raster);
    return error;
}
