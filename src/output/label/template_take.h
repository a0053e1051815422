/* SPDX-License-Identifier: MIT */
#ifndef LABEL_TEMPLATE_TAKE_H
#define LABEL_TEMPLATE_TAKE_H

#include "template_shape.h"

/* Where a shape goes, and the line of the file that it stands in. */
struct taking {
    struct lot_template *template;
    unsigned line;
    struct lot_label_fault *fault;
};

/* Adds what the shape draws: -EINVAL with the fault, -ENOMEM. */
int take_rect(const struct taking *taking, const struct shape *shape);
int take_line(const struct taking *taking, const struct shape *shape);
int take_image(const struct taking *taking, const struct shape *shape);
int take_text(const struct taking *taking, const struct shape *shape, const char *text);

/* For those that take: the shape as a node, and the node into the template, with all it holds. */
struct node take_node(const struct taking *taking, const struct shape *shape, enum node_kind kind);
int take_add(const struct taking *taking, struct node *node, const char *pattern,
             const struct shape *shape);

#endif
