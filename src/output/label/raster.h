/* SPDX-License-Identifier: MIT */
#ifndef LABEL_RASTER_H
#define LABEL_RASTER_H

#include "drawing.h"

/* One bit a dot, 1 is black; rows from the top, the highest bit of a byte leftmost. */
struct raster {
    int width, height;
    size_t stride; /* bytes a row */
    uint8_t *bits;
};

/* -ENOMEM, -EIO: a glyph of the font is broken. */
int raster_draw(const struct lot_drawing *drawing, struct raster *out);
void raster_done(struct raster *raster);

#endif
