/* SPDX-License-Identifier: MIT */
#ifndef LABEL_TEMPLATE_SHAPE_H
#define LABEL_TEMPLATE_SHAPE_H

#include "template.h"

/* The elements of SVG that a template may have. */
enum element_kind {
    ELEMENT_SVG,
    ELEMENT_G,
    ELEMENT_TEXT,
    ELEMENT_TSPAN,
    ELEMENT_RECT,
    ELEMENT_LINE,
    ELEMENT_IMAGE,
};

enum colour {
    COLOUR_NONE,
    COLOUR_BLACK,
    COLOUR_OTHER, /* a print head has none: only what stands for a symbol may have it */
};

#define SHAPE_NO_SYMBOL (-1)

/* An element as its attributes describe it. */
struct shape {
    /* inherited */
    struct placement placement;
    enum colour fill, stroke;
    double stroke_width, font_size;
    enum weight weight;
    enum align align;
    /* its own */
    double x, y, width, height, x1, y1, x2, y2, text_width;
    double page_width, page_height, view_width, view_height;
    int symbol; /* SHAPE_NO_SYMBOL, or an enum symbol_kind */
    bool must_show;
    bool stretch;
    struct lot_span href; /* of an image: lives as long as its attributes */
    char content[SYMBOL_TEXT_MAX];
    char when[32];
};

/* What is in the outermost element; and what is in another one of these attributes. */
struct shape shape_first(void);
struct shape shape_inside(const struct shape *parent);

enum shape_result {
    SHAPE_SET,
    SHAPE_UNKNOWN, /* no such attribute here */
    SHAPE_INVALID, /* not a value that it takes */
};

/* Takes one attribute; "style" is taken apart. *failed is then the property at fault. */
enum shape_result shape_set(struct shape *shape, enum element_kind element, const char *name,
                            const char *value, struct lot_span *failed);

#endif
