/* SPDX-License-Identifier: MIT */
/*
 * Logos: a PNG becomes filled boxes in the drawing's own dots, as everything else on a label is, so
 * that each printer language and file format has it without knowing of pictures. The file is a
 * stranger's: its sides are limited before there is memory for them, and so are its pieces.
 */

#include "picture.h"

#include <errno.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

#define PIECES_MOST 32768u

/* ---- decoding ------------------------------------------------------------------------------- */

static int decode(png_image *image, struct picture *picture, const char **why)
{
    if (image->width > PICTURE_SIDE_MOST || image->height > PICTURE_SIDE_MOST) {
        *why = "a side has more than 2048 pixels";
        return -EINVAL;
    }
    const png_color white = {0xff, 0xff, 0xff};
    image->format = PNG_FORMAT_GRAY;
    picture->width = (int)image->width;
    picture->height = (int)image->height;
    size_t pixels = (size_t)image->width * image->height;
    picture->ink = malloc(pixels);
    if (!picture->ink) {
        return -ENOMEM;
    }
    if (!png_image_finish_read(image, &white, picture->ink, 0, NULL)) {
        *why = "it is a broken PNG";
        return -EINVAL;
    }
    for (size_t i = 0; i < pixels; i++) {
        picture->ink[i] = (uint8_t)(0xff - picture->ink[i]);
    }
    return 0;
}

int picture_new(struct picture **out, struct lot_span png, const char **why)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    struct picture *picture = calloc(1, sizeof *picture);
    if (!picture) {
        return -ENOMEM;
    }
    *why = "it is no PNG";
    int error = png_image_begin_read_from_memory(&image, png.data, png.size) ? 0 : -EINVAL;
    error = error < 0 ? error : decode(&image, picture, why);
    png_image_free(&image);
    if (error < 0) {
        picture_free(picture);
        return error;
    }
    *out = picture;
    return 0;
}

struct picture *picture_free(struct picture *picture)
{
    if (picture) {
        free(picture->ink);
        free(picture);
    }
    return NULL;
}

/* ---- drawing -------------------------------------------------------------------------------- */

/* The pixels that a dot covers in one direction: from..end-1, one at least. */
struct cover {
    int from, end;
};

static struct cover cover(int dot, int dots, int pixels)
{
    int from = (int)((long)dot * pixels / dots);
    int end = (int)((long)(dot + 1) * pixels / dots);
    return (struct cover){from, end > from ? end : from + 1};
}

static bool is_dark(const struct picture *picture, struct cover across, struct cover down)
{
    long ink = 0;
    for (int y = down.from; y < down.end; y++) {
        const uint8_t *row = picture->ink + (size_t)y * (size_t)picture->width;
        for (int x = across.from; x < across.end; x++) {
            ink += row[x];
        }
    }
    long pixels = (long)(across.end - across.from) * (down.end - down.from);
    return 2 * ink >= 0xff * pixels;
}

/* Rows of dots that are alike, collected until another comes. */
struct band {
    struct lot_drawing *drawing;
    struct box box; /* of the rows so far */
    bool *dark;     /* of each dot across */
    unsigned pieces;
};

static int put_band(struct band *band)
{
    struct box piece = band->box;
    int error = 0;
    for (int x = 0; error == 0 && band->box.height > 0 && x < band->box.width;) {
        int end = x;
        while (end < band->box.width && band->dark[end]) {
            end++;
        }
        piece.x = band->box.x + x;
        piece.width = end - x;
        if (end > x) {
            error = ++band->pieces > PIECES_MOST ? -E2BIG : drawing_add_box(band->drawing, piece);
        }
        x = end + 1;
    }
    return error;
}

static int draw_rows(struct band *band, bool *row, const struct picture *picture, int rows)
{
    int top = band->box.y;
    int error = 0;
    size_t size = (size_t)band->box.width;
    for (int y = 0; error == 0 && y < rows; y++) {
        struct cover down = cover(y, rows, picture->height);
        for (int x = 0; x < band->box.width; x++) {
            row[x] = is_dark(picture, cover(x, band->box.width, picture->width), down);
        }
        if (memcmp(row, band->dark, size) != 0) {
            error = put_band(band);
            band->box.y = top + y;
            band->box.height = 0;
            memcpy(band->dark, row, size);
        }
        band->box.height++;
    }
    return error < 0 ? error : put_band(band);
}

/* The largest box of the picture's proportions, in the middle. */
static struct box inside(const struct picture *picture, struct box box)
{
    struct box part = box;
    if ((long)box.width * picture->height > (long)box.height * picture->width) {
        part.width = (int)((long)box.height * picture->width / picture->height);
    } else {
        part.height = (int)((long)box.width * picture->height / picture->width);
    }
    part.x += (box.width - part.width) / 2;
    part.y += (box.height - part.height) / 2;
    return part;
}

int drawing_add_picture(struct lot_drawing *drawing, const struct picture *picture, struct box box,
                        bool stretch)
{
    struct box part = stretch ? box : inside(picture, box);
    if (part.width <= 0 || part.height <= 0) {
        return 0;
    }
    int rows = part.height;
    bool *dots = calloc(2 * (size_t)part.width, sizeof *dots);
    if (!dots) {
        return -ENOMEM;
    }
    part.height = 0;
    struct band band = {.drawing = drawing, .box = part, .dark = dots};
    int error = draw_rows(&band, dots + part.width, picture, rows);
    free(dots);
    return error;
}
