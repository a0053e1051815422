/* SPDX-License-Identifier: MIT */
#ifndef LABEL_TEMPLATE_H
#define LABEL_TEMPLATE_H

#include "drawing.h"
#include "picture.h"

/* Quarter turns clockwise, then a shift, in millimetres. */
struct placement {
    unsigned quarters;
    double x, y;
};

struct point {
    double x, y;
};

struct point placement_apply(const struct placement *placement, struct point point);

enum node_kind {
    NODE_TEXT,
    NODE_BOX,
    NODE_SYMBOL,
    NODE_PICTURE,
};

/* Something that a template draws; lengths in millimetres. */
struct node {
    enum node_kind kind;
    unsigned line; /* of the file */
    struct placement placement;
    double x, y, width, height; /* of a text: y is its baseline */
    char *pattern;              /* with {field}: what a text or a symbol says */
    char *when;                 /* drawn only where this field says something; NULL: always */
    double font_size;
    enum weight weight;
    enum align align;
    bool must_show;
    enum symbol_kind symbol;
    struct picture *picture;
    bool stretch; /* the picture fills its box, whatever its proportions */
};

/* Lets go of what a node holds. */
void node_done(struct node *node);

struct lot_template {
    char *path;
    double width, height;
    struct node *nodes;
    size_t count, room;
    char *zpl; /* what a printer draws itself; NULL: the nodes are drawn */
    size_t zpl_size;
};

/* The field of that name, or NULL. */
const struct lot_label_field *field_find(const struct lot_label_field *fields, size_t count,
                                         struct lot_span name);

/* -EINVAL with "file:line: ..." */
__attribute__((format(printf, 4, 5))) int template_fault(const struct lot_template *template,
                                                         unsigned line,
                                                         struct lot_label_fault *fault,
                                                         const char *format, ...);

/* Takes over what the node holds, even when it fails: -ENOMEM. */
int template_add(struct lot_template *template, const struct node *node);

#endif
