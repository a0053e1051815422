/* SPDX-License-Identifier: MIT */
#ifndef LABEL_FONTS_H
#define LABEL_FONTS_H

#include <lot/label.h>

struct fonts;

enum weight {
    WEIGHT_REGULAR,
    WEIGHT_BOLD,
    WEIGHT_COUNT
};

struct font {
    enum weight weight;
    int size; /* of the em square, in dots */
};

/* A glyph in dots: 1 bit a dot, rows from the top, the highest bit leftmost. */
struct glyph {
    int left, top; /* from the pen to the left edge; from the baseline up to the top edge */
    int width, rows, pitch;
    int advance;
    uint8_t *bits;
};

#define OUTLINE_UNIT 64 /* outlines are in 64ths of a dot, y upwards from the baseline */

struct outline_point {
    long x, y;
};

/* What draws an outline: 'M' and 'L' get 1 point, 'Q' 2, 'C' 3, as in SVG; 'Z' closes. */
struct outline_pen {
    void *user;
    void (*draw)(void *user, char operation, const struct outline_point *points);
};

/*
 * Opens the options' font, or the first of the usual ones. What it lacks is looked for in their
 * fallbacks and then in those of the usual ones that are there. -ENOENT with *fault.
 */
int fonts_open(struct fonts **out, const struct lot_label_options *options,
               struct lot_label_fault *fault);
struct fonts *fonts_close(struct fonts *fonts);

/* The number of a character's glyph, or of the mark for one that no font has. */
uint32_t fonts_find(struct fonts *fonts, enum weight weight, uint32_t character);

/* Valid until the next call; NULL when the font is broken or there is no memory. */
const struct glyph *fonts_glyph(struct fonts *fonts, struct font font, uint32_t number);

/* Draws the glyph's shape as designed, without fitting it to dots. 0 or -EIO. */
int fonts_outline(struct fonts *fonts, struct font font, uint32_t number,
                  const struct outline_pen *pen);

#endif
