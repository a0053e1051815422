/* SPDX-License-Identifier: MIT */
/* Shapes -> nodes: what is drawn must lie on the sheet, with all the room that it may ever take. */

#include "template_take.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#define NEAR    0.01 /* mm: what an editor rounds */
#define ASCENT  0.75 /* of the font's size, about what capitals have */
#define DESCENT 0.25

#define refuse(taking, ...)                                                                        \
    template_fault((taking)->template, (taking)->line, (taking)->fault, __VA_ARGS__)

struct area {
    double x, y, width, height;
};

static bool is_on_the_sheet(const struct lot_template *template, const struct node *node)
{
    for (int corner = 0; corner < 4; corner++) {
        struct point point = {node->x + (corner & 1 ? node->width : 0),
                              node->y + (corner & 2 ? node->height : 0)};
        if (node->kind == NODE_TEXT) {
            point.y = node->y + node->font_size * (corner & 2 ? DESCENT : -ASCENT);
        }
        point = placement_apply(&node->placement, point);
        if (!(point.x >= -NEAR && point.x <= template->width + NEAR && point.y >= -NEAR &&
              point.y <= template->height + NEAR)) {
            return false;
        }
    }
    return true;
}

struct node take_node(const struct taking *taking, const struct shape *shape, enum node_kind kind)
{
    return (struct node){
        .kind = kind,
        .line = taking->line,
        .placement = shape->placement,
        .x = shape->x,
        .y = shape->y,
        .width = shape->width,
        .height = shape->height,
        .font_size = shape->font_size,
        .weight = shape->weight,
        .align = shape->align,
        .must_show = shape->must_show,
        .stretch = shape->stretch,
    };
}

int take_add(const struct taking *taking, struct node *node, const char *pattern,
             const struct shape *shape)
{
    struct lot_template *template = taking->template;
    if (!is_on_the_sheet(template, node)) {
        node_done(node);
        return refuse(taking, "this lies outside the sheet of %g x %g mm", template->width,
                      template->height);
    }
    node->pattern = *pattern ? strdup(pattern) : NULL;
    node->when = *shape->when ? strdup(shape->when) : NULL;
    if ((*pattern && !node->pattern) || (*shape->when && !node->when)) {
        node_done(node);
        return -ENOMEM;
    }
    return template_add(template, node);
}

static int add_box(const struct taking *taking, const struct shape *shape, struct area area)
{
    struct node node = take_node(taking, shape, NODE_BOX);
    node.x = area.x;
    node.y = area.y;
    node.width = area.width;
    node.height = area.height;
    return take_add(taking, &node, "", shape);
}

/* The outline of a rectangle: a box for each edge. */
static int add_outline(const struct taking *taking, const struct shape *shape)
{
    double stroke = shape->stroke_width;
    double left = shape->x - stroke / 2;
    double top = shape->y - stroke / 2;
    const struct area edges[] = {
        {left,                top,                 shape->width + stroke, stroke                },
        {left,                top + shape->height, shape->width + stroke, stroke                },
        {left,                top,                 stroke,                shape->height + stroke},
        {left + shape->width, top,                 stroke,                shape->height + stroke},
    };
    int error = 0;
    for (size_t i = 0; error == 0 && i < sizeof edges / sizeof edges[0]; i++) {
        error = add_box(taking, shape, edges[i]);
    }
    return error;
}

static int take_symbol(const struct taking *taking, const struct shape *shape)
{
    if (!*shape->content) {
        return refuse(taking, "a symbol needs its data-content");
    }
    struct node node = take_node(taking, shape, NODE_SYMBOL);
    node.symbol = (enum symbol_kind)shape->symbol;
    return take_add(taking, &node, shape->content, shape);
}

int take_rect(const struct taking *taking, const struct shape *shape)
{
    const struct area area = {shape->x, shape->y, shape->width, shape->height};
    if (!(shape->width > 0 && shape->height > 0)) {
        return refuse(taking, "a rect has a width and a height");
    }
    if (shape->symbol != SHAPE_NO_SYMBOL) {
        return take_symbol(taking, shape);
    }
    if (shape->fill == COLOUR_OTHER || shape->stroke == COLOUR_OTHER) {
        return refuse(taking, "a colour that is neither black, white nor none");
    }
    int error = shape->fill == COLOUR_BLACK ? add_box(taking, shape, area) : 0;
    return error == 0 && shape->stroke == COLOUR_BLACK ? add_outline(taking, shape) : error;
}

int take_line(const struct taking *taking, const struct shape *shape)
{
    double stroke = shape->stroke_width;
    bool level = shape->y1 == shape->y2;
    if ((!level && shape->x1 != shape->x2) || shape->stroke != COLOUR_BLACK || !(stroke > 0)) {
        return refuse(taking, "a line is level or upright, and its stroke black");
    }
    double length = fabs(level ? shape->x2 - shape->x1 : shape->y2 - shape->y1);
    const struct area area = {
        .x = fmin(shape->x1, shape->x2) - (level ? 0 : stroke / 2),
        .y = fmin(shape->y1, shape->y2) - (level ? stroke / 2 : 0),
        .width = level ? length : stroke,
        .height = level ? stroke : length,
    };
    return add_box(taking, shape, area);
}

/* How far the sheet reaches from a text's point, along its line or (turn 2) against it. */
static double reach(const struct lot_template *template, const struct shape *shape, unsigned turn)
{
    struct point at = placement_apply(&shape->placement, (struct point){shape->x, shape->y});
    const double reaches[] = {template->width - at.x, template->height - at.y, at.x, at.y};
    return reaches[(shape->placement.quarters + turn) % 4];
}

/* Without a width of its own a text may grow to the edge. */
static double text_width(const struct lot_template *template, const struct shape *shape)
{
    double ahead = reach(template, shape, 0);
    double behind = reach(template, shape, 2);
    const double widths[] = {
        [ALIGN_LEFT] = ahead, [ALIGN_CENTRE] = 2 * fmin(ahead, behind), [ALIGN_RIGHT] = behind};
    return shape->text_width > 0 ? shape->text_width : widths[shape->align];
}

int take_text(const struct taking *taking, const struct shape *shape, const char *text)
{
    static const double starts[] = {[ALIGN_LEFT] = 0, [ALIGN_CENTRE] = 0.5, [ALIGN_RIGHT] = 1};
    if (shape->fill != COLOUR_BLACK || !(shape->font_size > 0)) {
        return refuse(taking, "a text is black and has a font-size");
    }
    struct node node = take_node(taking, shape, NODE_TEXT);
    node.width = text_width(taking->template, shape);
    node.x -= node.width * starts[shape->align];
    return take_add(taking, &node, text, shape);
}
