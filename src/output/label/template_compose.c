/* SPDX-License-Identifier: MIT */
/*
 * A template and a lot's fields -> a drawing. What a text says is put in as text and never read
 * again, and what a symbol says is checked after the fields are in: no field can become markup,
 * another identifier, or a command.
 */

#include "buffer.h"
#include "fault.h"
#include "symbol_check.h"
#include "template_zpl.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#define FILLED_MOST 512u

struct composing {
    const struct lot_template *template;
    const struct lot_label_field *fields;
    size_t count;
    struct lot_drawing *drawing;
    struct {
        int x, y;
    } origin; /* of the template's sheet on the drawing, in dots */
    struct lot_label_fault *fault;
    size_t gs1_size; /* what all GS1 symbols of the label say */
    char gs1[SYMBOL_TEXTS_MAX];
};

#define refuse(composing, node, ...)                                                               \
    template_fault((composing)->template, (node)->line, (composing)->fault, __VA_ARGS__)

/* ---- fields --------------------------------------------------------------------------------- */

static const struct lot_label_field *find(const struct composing *composing, struct lot_span name)
{
    return field_find(composing->fields, composing->count, name);
}

struct filled {
    size_t fields, known; /* how many there are, and of them, how many say something */
    size_t size;
    char text[FILLED_MOST];
};

static bool is_unreserved(uint8_t byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || (byte != '\0' && strchr("-._~", byte));
}

static bool append(struct filled *filled, const void *bytes, size_t size)
{
    bool fits = filled->size + size <= FILLED_MOST;
    if (fits && size > 0) {
        memcpy(filled->text + filled->size, bytes, size);
        filled->size += size;
    }
    return fits;
}

/* In a URI what could mean something else is written %2F. */
static bool append_encoded(struct filled *filled, struct lot_span value)
{
    static const char digits[] = "0123456789ABCDEF";
    bool fits = true;
    for (size_t i = 0; fits && i < value.size; i++) {
        uint8_t byte = value.data[i];
        char encoded[] = {'%', digits[byte >> 4], digits[byte & 15]};
        fits = is_unreserved(byte) ? append(filled, &byte, 1) : append(filled, encoded, 3);
    }
    return fits;
}

static int append_field(const struct composing *composing, const struct node *node,
                        struct lot_span name, struct filled *out)
{
    const struct lot_label_field *field = find(composing, name);
    bool symbol = node->kind == NODE_SYMBOL;
    if (!field) {
        return refuse(composing, node, "there is no field {%.*s}", (int)name.size,
                      (const char *)name.data);
    }
    struct lot_span value = field->value;
    if (symbol && symbol_kind_is_gs1(node->symbol) && value.size > 0 &&
        (memchr(value.data, '[', value.size) || memchr(value.data, ']', value.size))) {
        return refuse(composing, node, "{%s} has a bracket, which no GS1 symbol can say",
                      field->name);
    }
    out->fields++;
    out->known += value.size > 0;
    bool uri = symbol && node->symbol == SYMBOL_LINK_QR;
    bool fits = uri ? append_encoded(out, value) : append(out, value.data, value.size);
    return fits ? 0 : refuse(composing, node, "what this says is too long");
}

/* "Lot {lot}" with its fields put in. */
static int fill(const struct composing *composing, const struct node *node, struct filled *out)
{
    struct lot_span rest = lot_span_of(node->pattern);
    *out = (struct filled){0};
    int error = 0;
    while (error == 0 && rest.size > 0) {
        const uint8_t *brace = memchr(rest.data, '{', rest.size);
        size_t plain = brace ? (size_t)(brace - rest.data) : rest.size;
        if (!append(out, rest.data, plain)) {
            return refuse(composing, node, "what this says is too long");
        }
        rest = lot_span_part(rest, plain + 1, rest.size);
        const uint8_t *end = brace && rest.size > 0 ? memchr(rest.data, '}', rest.size) : NULL;
        if (brace && !end) {
            return refuse(composing, node, "a '{' without its '}'");
        }
        if (brace) {
            size_t size = (size_t)(end - rest.data);
            error = append_field(composing, node, lot_span_part(rest, 0, size), out);
            rest = lot_span_part(rest, size + 1, rest.size);
        }
    }
    return error;
}

/* 1: drawn, 0: its field says nothing. */
static int is_wanted(const struct composing *composing, const struct node *node)
{
    if (!node->when) {
        return 1;
    }
    const struct lot_label_field *field = find(composing, lot_span_of(node->when));
    return field ? field->value.size > 0
                 : refuse(composing, node, "there is no field {%s}", node->when);
}

/* ---- texts ---------------------------------------------------------------------------------- */

static int dots(const struct composing *composing, double mm)
{
    return (int)lround(mm * composing->drawing->dots_per_mm);
}

static int draw_text(struct composing *composing, const struct node *node)
{
    struct filled filled;
    int error = fill(composing, node, &filled);
    if (error < 0 || (filled.fields > 0 && filled.known == 0)) {
        return error;
    }
    const struct line line = {
        .text = lot_span(filled.text, filled.size),
        .font = {node->weight, dots(composing, node->font_size)},
        .x = dots(composing, node->x),
        .width = dots(composing, node->width),
        .baseline = dots(composing, node->y),
        .align = node->align,
        .must_show = node->must_show,
    };
    return drawing_add_line(composing->drawing, &line);
}

/* ---- boxes ---------------------------------------------------------------------------------- */

/* From edge to edge, each rounded by itself: boxes that touch keep touching. */
static struct box box_of(const struct composing *composing, const struct node *node)
{
    int x = dots(composing, node->x);
    int y = dots(composing, node->y);
    return (struct box){x, y, dots(composing, node->x + node->width) - x,
                        dots(composing, node->y + node->height) - y};
}

/* No line is so thin that nothing of it is printed. */
static int draw_box(struct composing *composing, const struct node *node)
{
    struct box box = box_of(composing, node);
    box.width = box.width > 0 ? box.width : 1;
    box.height = box.height > 0 ? box.height : 1;
    return drawing_add_box(composing->drawing, box);
}

static int draw_picture(struct composing *composing, const struct node *node)
{
    int error = drawing_add_picture(composing->drawing, node->picture, box_of(composing, node),
                                    node->stretch);
    return error == -E2BIG ? refuse(composing, node, "the image is in too many pieces for a label")
                           : error;
}

/* ---- symbols -------------------------------------------------------------------------------- */

/* "[15][10]A" -> "[10]A": an identifier whose field says nothing is left out. */
static void drop_empty_elements(struct filled *filled)
{
    size_t kept = 0;
    for (size_t at = 0; at < filled->size;) {
        const char *next = memchr(filled->text + at + 1, '[', filled->size - at - 1);
        size_t end = next ? (size_t)(next - filled->text) : filled->size;
        if (filled->text[end - 1] != ']') {
            memmove(filled->text + kept, filled->text + at, end - at);
            kept += end - at;
        }
        at = end;
    }
    filled->size = kept;
}

/* In the middle of its box, with the quiet zone inside it. */
static int place_symbol(struct composing *composing, const struct node *node,
                        const struct symbol *symbol)
{
    struct box box = box_of(composing, node);
    int columns = symbol_columns(symbol) + 2 * symbol_quiet(symbol);
    bool linear = symbol_is_linear(symbol);
    int rows = linear ? 1 : symbol_rows(symbol) + 2 * symbol_quiet(symbol);
    int blank = box.width / columns;
    blank =
        (linear || box.height / rows > blank ? blank : box.height / rows) * symbol_quiet(symbol);
    const struct symbol_space space = {
        .width = box.width - 2 * blank,
        .height = linear ? box.height : box.height - 2 * blank,
        .blank = blank,
        .dots_per_mm = composing->drawing->dots_per_mm,
    };
    int x = symbol_fit(symbol, &space, composing->fault);
    if (x < 0) {
        return x;
    }
    struct box modules = {
        .width = x * symbol_columns(symbol),
        .height = linear ? box.height : x * symbol_rows(symbol),
    };
    modules.x = box.x + (box.width - modules.width) / 2;
    modules.y = box.y + (box.height - modules.height) / 2;
    return drawing_add_symbol(composing->drawing, symbol, x, modules);
}

static int remember(struct composing *composing, const struct node *node,
                    const struct filled *filled)
{
    if (composing->gs1_size + filled->size > SYMBOL_TEXTS_MAX) {
        return refuse(composing, node, "the symbols say more than one label can");
    }
    memcpy(composing->gs1 + composing->gs1_size, filled->text, filled->size);
    composing->gs1_size += filled->size;
    return 0;
}

static int draw_symbol(struct composing *composing, const struct node *node)
{
    struct filled filled;
    struct symbol *symbol = NULL;
    int error = fill(composing, node, &filled);
    if (error == 0 && symbol_kind_is_gs1(node->symbol)) {
        drop_empty_elements(&filled);
        error = remember(composing, node, &filled);
    }
    struct lot_span text = lot_span(filled.text, filled.size);
    error = error < 0 ? error : symbol_new(&symbol, node->symbol, text, composing->fault);
    error = error < 0 ? error : place_symbol(composing, node, symbol);
    symbol_free(symbol);
    return error;
}

/* ---- the whole ------------------------------------------------------------------------------ */

/* The node's own frame in dots. */
static struct frame frame_of(const struct composing *composing, const struct node *node)
{
    struct placement turn = {.quarters = node->placement.quarters};
    struct point right = placement_apply(&turn, (struct point){1, 0});
    struct point down = placement_apply(&turn, (struct point){0, 1});
    return (struct frame){
        .xx = (int)right.x,
        .xy = (int)down.x,
        .x0 = composing->origin.x + dots(composing, node->placement.x),
        .yx = (int)right.y,
        .yy = (int)down.y,
        .y0 = composing->origin.y + dots(composing, node->placement.y),
    };
}

static int draw_nodes(struct composing *composing)
{
    static int (*const draw[])(struct composing *, const struct node *) = {
        [NODE_TEXT] = draw_text,
        [NODE_BOX] = draw_box,
        [NODE_SYMBOL] = draw_symbol,
        [NODE_PICTURE] = draw_picture,
    };
    int error = 0;
    for (size_t i = 0; error == 0 && i < composing->template->count; i++) {
        const struct node *node = &composing->template->nodes[i];
        composing->drawing->frame = frame_of(composing, node);
        int wanted = is_wanted(composing, node);
        error = wanted > 0 ? draw[node->kind](composing, node) : wanted;
    }
    if (error == 0 && composing->gs1_size > 0) {
        error =
            symbol_check_together(lot_span(composing->gs1, composing->gs1_size), composing->fault);
    }
    return error;
}

int lot_drawing_new(struct lot_drawing **out, const struct lot_label_options *options,
                    struct lot_label_fault *fault)
{
    struct fonts *fonts = NULL;
    int error = fonts_open(&fonts, options, fault);
    return error < 0 ? error : drawing_new(out, options, fonts, fault);
}

int lot_template_add(const struct lot_template *template, struct lot_drawing *page,
                     const struct lot_label_place *place, struct lot_label_fault *fault)
{
    if (template->zpl) {
        return template_fault(template, 1, fault, "this is ZPL: only a printer draws it");
    }
    struct composing composing = {
        .template = template,
        .fields = place->fields,
        .count = place->count,
        .drawing = page,
        .fault = fault,
    };
    composing.origin.x = dots(&composing, place->x_mm);
    composing.origin.y = dots(&composing, place->y_mm);
    return draw_nodes(&composing);
}

int lot_template_compose(const struct lot_template *template,
                         const struct lot_label_options *options,
                         const struct lot_label_field *fields, size_t count,
                         struct lot_drawing **out, struct lot_label_fault *fault)
{
    const struct lot_label_place place = {.fields = fields, .count = count};
    struct lot_label_options sized = *options;
    struct lot_drawing *drawing = NULL;
    lot_template_size(template, &sized.width_mm, &sized.height_mm);
    int error = lot_drawing_new(&drawing, &sized, fault);
    error = error < 0 ? error : lot_template_add(template, drawing, &place, fault);
    if (error < 0) {
        lot_drawing_free(drawing);
        return error;
    }
    *out = drawing;
    return 0;
}

int lot_template_print(const struct lot_template *template, const struct lot_label_job *job,
                       struct lot_bytes *out, struct lot_label_fault *fault)
{
    struct lot_drawing *drawing = NULL;
    if (template->zpl && job->format == LOT_LABEL_ZPL) {
        return zpl_template_fill(template, job, out, fault);
    }
    int error =
        lot_template_compose(template, job->options, job->fields, job->count, &drawing, fault);
    error = error < 0 ? error : lot_drawing_print(drawing, job->format, &job->print, out);
    lot_drawing_free(drawing);
    return error;
}
