/* SPDX-License-Identifier: MIT */
/*
 * The label on a terminal: two pixels a character, one above the other, each the average of the
 * dots that it covers. Where the terminal has shades, the blank of the label is white and its ink
 * black, whatever the terminal's own colours are; else what is dark is drawn.
 */

#include "buffer.h"
#include "raster.h"

#include <errno.h>

#define SHADE_FIRST 232 /* of the terminal's 24 greys, from nearly black */
#define SHADES      24
#define WHITE       231
#define BLACK       16
#define DARK        96 /* of 255: thin strokes are not lost */

static unsigned dots_in(const struct raster *raster, int x, int y, int size)
{
    unsigned count = 0;
    for (int row = y; row < y + size && row < raster->height; row++) {
        for (int column = x; column < x + size && column < raster->width; column++) {
            const uint8_t *bits = raster->bits + (size_t)row * raster->stride;
            count += bits[column / 8] >> (7 - column % 8) & 1;
        }
    }
    return count;
}

static uint8_t ink_at(const struct raster *raster, int x, int y, int size)
{
    return (uint8_t)(dots_in(raster, x * size, y * size, size) * 255 / (unsigned)(size * size));
}

static int shade(uint8_t ink)
{
    int step = (255 - ink) * (SHADES + 1) / 255;
    return step == 0 ? BLACK : step > SHADES ? WHITE : SHADE_FIRST + step - 1;
}

static void put_shaded(struct buffer *out, uint8_t above, uint8_t below)
{
    buffer_print(out, "\x1b[38;5;%d;48;5;%dm▀", shade(above), shade(below));
}

static void put_block(struct buffer *out, uint8_t above, uint8_t below)
{
    static const char *const blocks[] = {" ", "▄", "▀", "█"};
    buffer_print(out, "%s", blocks[(above > DARK) << 1 | (below > DARK)]);
}

int lot_drawing_preview(const struct lot_drawing *drawing, int columns, bool shades,
                        struct lot_bytes *out)
{
    struct raster raster;
    if (columns <= 0) {
        return -EINVAL;
    }
    int error = raster_draw(drawing, &raster);
    if (error < 0) {
        return error;
    }
    struct buffer text = {0};
    int size = (raster.width + columns - 1) / columns;
    for (int y = 0; y * size < raster.height; y += 2) {
        for (int x = 0; x * size < raster.width; x++) {
            uint8_t above = ink_at(&raster, x, y, size);
            uint8_t below = ink_at(&raster, x, y + 1, size);
            (shades ? put_shaded : put_block)(&text, above, below);
        }
        buffer_print(&text, shades ? "\x1b[0m\n" : "\n");
    }
    raster_done(&raster);
    return buffer_take(&text, out);
}
