/* SPDX-License-Identifier: MIT */
#ifndef LABEL_PICTURE_H
#define LABEL_PICTURE_H

#include "drawing.h"

/* A logo: how dark each of its pixels is. */
struct picture {
    int width, height;
    uint8_t *ink; /* a byte a pixel, row by row; 0: white */
};

#define PICTURE_SIDE_MOST 2048 /* pixels */

/* Decodes a PNG of any kind, on white. -EINVAL with why in *why; -ENOMEM. */
int picture_new(struct picture **out, struct lot_span png, const char **why);
struct picture *picture_free(struct picture *picture);

/*
 * Draws it into the box of the drawing's frame: a dot is dark where half of what it covers is. It
 * keeps its proportions, in the middle of the box, unless it is stretched. -E2BIG: it is in more
 * pieces than a logo has.
 */
int drawing_add_picture(struct lot_drawing *drawing, const struct picture *picture, struct box box,
                        bool stretch);

#endif
