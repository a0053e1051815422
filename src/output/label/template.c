/* SPDX-License-Identifier: MIT */
/* A template in memory: a size and a list of what is drawn; whatever is not on the sheet is
 * refused. */

#include "template.h"

#include "fault.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct point placement_apply(const struct placement *placement, struct point point)
{
    static const struct {
        int xx, xy, yx, yy;
    } turns[] = {
        {1,  0,  0,  1 },
        {0,  -1, 1,  0 },
        {-1, 0,  0,  -1},
        {0,  1,  -1, 0 },
    };
    unsigned turn = placement->quarters % 4;
    return (struct point){
        turns[turn].xx * point.x + turns[turn].xy * point.y + placement->x,
        turns[turn].yx * point.x + turns[turn].yy * point.y + placement->y,
    };
}

const struct lot_label_field *field_find(const struct lot_label_field *fields, size_t count,
                                         struct lot_span name)
{
    for (size_t i = 0; i < count; i++) {
        if (lot_span_equal(name, lot_span_of(fields[i].name))) {
            return &fields[i];
        }
    }
    return NULL;
}

int template_fault(const struct lot_template *template, unsigned line,
                   struct lot_label_fault *fault, const char *format, ...)
{
    char text[192];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return fault_set(fault, LOT_LABEL_DATA, "%s:%u: %s", template->path, line, text);
}

void node_done(struct node *node)
{
    free(node->pattern);
    free(node->when);
    picture_free(node->picture);
}

int template_add(struct lot_template *template, const struct node *node)
{
    struct node *nodes =
        drawing_room(template->nodes, template->count, &template->room, sizeof *template->nodes);
    if (!nodes) {
        struct node lost = *node;
        node_done(&lost);
        return -ENOMEM;
    }
    template->nodes = nodes;
    nodes[template->count++] = *node;
    return 0;
}

void lot_template_size(const struct lot_template *template, double *width_mm, double *height_mm)
{
    *width_mm = template->width;
    *height_mm = template->height;
}

bool lot_template_is_zpl(const struct lot_template *template)
{
    return template->zpl != NULL;
}

struct lot_template *lot_template_free(struct lot_template *template)
{
    if (template) {
        for (size_t i = 0; i < template->count; i++) {
            node_done(&template->nodes[i]);
        }
        free(template->nodes);
        free(template->zpl);
        free(template->path);
        free(template);
    }
    return NULL;
}
