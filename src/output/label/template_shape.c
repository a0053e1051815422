/* SPDX-License-Identifier: MIT */
/*
 * The attributes of a template's elements: a row each. What would change the picture and is not
 * known is refused, since a label that prints something else than the editor shows is worse than
 * none; what an editor writes down for itself (attributes with a prefix, fonts) is passed over.
 */

#include "template_shape.h"

#include "template_values.h"

#include <string.h>

#define IN(kind)   (1u << (kind))
#define IN_SVG     IN(ELEMENT_SVG)
#define IN_TEXT    (IN(ELEMENT_TEXT) | IN(ELEMENT_TSPAN))
#define IN_RECT    IN(ELEMENT_RECT)
#define IN_LINE    IN(ELEMENT_LINE)
#define IN_IMAGE   IN(ELEMENT_IMAGE)
#define IN_DRAWN   (IN(ELEMENT_TEXT) | IN_RECT | IN_LINE | IN_IMAGE)
#define IN_BOXED   (IN_RECT | IN_IMAGE)
#define IN_ANY     (IN_DRAWN | IN(ELEMENT_TSPAN) | IN(ELEMENT_G) | IN_SVG)
#define AT(member) offsetof(struct shape, member)

struct shape shape_first(void)
{
    return (struct shape){
        .fill = COLOUR_BLACK, .stroke_width = 1, .font_size = 4, .symbol = SHAPE_NO_SYMBOL};
}

struct shape shape_inside(const struct shape *parent)
{
    struct shape shape = shape_first();
    shape.placement = parent->placement;
    shape.fill = parent->fill;
    shape.stroke = parent->stroke;
    shape.stroke_width = parent->stroke_width;
    shape.font_size = parent->font_size;
    shape.weight = parent->weight;
    shape.align = parent->align;
    return shape;
}

/* ---- values --------------------------------------------------------------------------------- */

/* A value that is one of a few words; -1: none of them. */
struct word {
    const char *text;
    int value;
};

static int word_of(struct lot_span text, const struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (lot_span_equal(text, lot_span_of(words[i].text))) {
            return words[i].value;
        }
    }
    return -1;
}
#define WORD_OF(text, words) word_of(text, words, sizeof(words) / sizeof(words)[0])

typedef bool reader(struct lot_span text, void *out);

static bool read_number(struct lot_span text, void *out)
{
    return value_number(text, "", out) || value_number(text, "px", out);
}

static bool read_mm(struct lot_span text, void *out)
{
    return value_number(text, "mm", out);
}

static bool read_view(struct lot_span text, void *out)
{
    struct shape *shape = out;
    return value_view_box(text, &shape->view_width, &shape->view_height);
}

static bool read_transform(struct lot_span text, void *out)
{
    return value_transform(text, out);
}

static bool read_colour(struct lot_span text, void *out)
{
    static const struct word words[] = {
        {"none",    COLOUR_NONE },
        {"white",   COLOUR_NONE },
        {"#fff",    COLOUR_NONE },
        {"#ffffff", COLOUR_NONE },
        {"black",   COLOUR_BLACK},
        {"#000",    COLOUR_BLACK},
        {"#000000", COLOUR_BLACK},
    };
    int colour = WORD_OF(text, words);
    *(enum colour *)out = colour < 0 ? COLOUR_OTHER : (enum colour)colour;
    return true;
}

static bool read_weight(struct lot_span text, void *out)
{
    static const struct word words[] = {
        {"normal", WEIGHT_REGULAR},
        {"400",    WEIGHT_REGULAR},
        {"bold",   WEIGHT_BOLD   },
        {"700",    WEIGHT_BOLD   },
    };
    int weight = WORD_OF(text, words);
    if (weight >= 0) {
        *(enum weight *)out = (enum weight)weight;
    }
    return weight >= 0;
}

static bool read_anchor(struct lot_span text, void *out)
{
    static const struct word words[] = {
        {"start",  ALIGN_LEFT  },
        {"middle", ALIGN_CENTRE},
        {"end",    ALIGN_RIGHT },
    };
    int align = WORD_OF(text, words);
    if (align >= 0) {
        *(enum align *)out = (enum align)align;
    }
    return align >= 0;
}

static bool read_symbol(struct lot_span text, void *out)
{
    int kind = symbol_kind_by_name(text);
    *(int *)out = kind < 0 ? SHAPE_NO_SYMBOL : kind;
    return kind >= 0;
}

static bool copy(struct lot_span text, char *out, size_t size)
{
    if (text.size == 0 || text.size >= size) {
        return false;
    }
    memcpy(out, text.data, text.size);
    out[text.size] = '\0';
    return true;
}

static bool read_content(struct lot_span text, void *out)
{
    return copy(text, out, sizeof((struct shape *)0)->content);
}

static bool read_when(struct lot_span text, void *out)
{
    return copy(text, out, sizeof((struct shape *)0)->when);
}

static bool read_yes(struct lot_span text, void *out)
{
    *(bool *)out = true;
    return lot_span_equal(text, LOT_LITERAL("yes"));
}

static bool read_href(struct lot_span text, void *out)
{
    *(struct lot_span *)out = text;
    return text.size > 0;
}

static bool read_aspect(struct lot_span text, void *out)
{
    static const struct word words[] = {
        {"none",          true },
        {"xMidYMid",      false},
        {"xMidYMid meet", false},
    };
    int stretch = WORD_OF(text, words);
    *(bool *)out = stretch == true;
    return stretch >= 0;
}

static bool pass_over(struct lot_span text, void *out)
{
    (void)text;
    (void)out;
    return true;
}

/* ---- the table ------------------------------------------------------------------------------ */

static const struct attribute {
    const char *name;
    unsigned elements;
    reader *read;
    size_t offset;
} attributes[] = {
    {"width",               IN_SVG,                   read_mm,        AT(page_width)  },
    {"height",              IN_SVG,                   read_mm,        AT(page_height) },
    {"viewBox",             IN_SVG,                   read_view,      0               },
    {"version",             IN_SVG,                   pass_over,      0               },
    {"xmlns",               IN_SVG,                   pass_over,      0               },
    {"x",                   IN_TEXT | IN_BOXED,       read_number,    AT(x)           },
    {"y",                   IN_TEXT | IN_BOXED,       read_number,    AT(y)           },
    {"width",               IN_BOXED,                 read_number,    AT(width)       },
    {"height",              IN_BOXED,                 read_number,    AT(height)      },
    {"href",                IN_IMAGE,                 read_href,      AT(href)        },
    {"xlink:href",          IN_IMAGE,                 read_href,      AT(href)        },
    {"preserveAspectRatio", IN_IMAGE,                 read_aspect,    AT(stretch)     },
    {"image-rendering",     IN_IMAGE,                 pass_over,      0               },
    {"x1",                  IN_LINE,                  read_number,    AT(x1)          },
    {"y1",                  IN_LINE,                  read_number,    AT(y1)          },
    {"x2",                  IN_LINE,                  read_number,    AT(x2)          },
    {"y2",                  IN_LINE,                  read_number,    AT(y2)          },
    {"transform",           IN_DRAWN | IN(ELEMENT_G), read_transform, AT(placement)   },
    {"fill",                IN_ANY,                   read_colour,    AT(fill)        },
    {"stroke",              IN_ANY,                   read_colour,    AT(stroke)      },
    {"stroke-width",        IN_ANY,                   read_number,    AT(stroke_width)},
    {"font-size",           IN_ANY,                   read_number,    AT(font_size)   },
    {"font-weight",         IN_ANY,                   read_weight,    AT(weight)      },
    {"text-anchor",         IN_ANY,                   read_anchor,    AT(align)       },
    {"data-symbol",         IN_RECT,                  read_symbol,    AT(symbol)      },
    {"data-content",        IN_RECT,                  read_content,   AT(content)     },
    {"data-width",          IN(ELEMENT_TEXT),         read_number,    AT(text_width)  },
    {"data-must-show",      IN(ELEMENT_TEXT),         read_yes,       AT(must_show)   },
    {"data-when",           IN_DRAWN,                 read_when,      AT(when)        },
    {"id",                  IN_ANY,                   pass_over,      0               },
    {"font-family",         IN_ANY,                   pass_over,      0               },
    {"font-style",          IN_ANY,                   pass_over,      0               },
    {"line-height",         IN_ANY,                   pass_over,      0               },
    {"text-align",          IN_ANY,                   pass_over,      0               },
};

static const struct attribute *find(enum element_kind element, struct lot_span name)
{
    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++) {
        if ((attributes[i].elements & IN(element)) &&
            lot_span_equal(name, lot_span_of(attributes[i].name))) {
            return &attributes[i];
        }
    }
    return NULL;
}

/* "inkscape:label", "-inkscape-font-specification", "xml:space". */
static bool is_the_editors(struct lot_span name)
{
    return lot_span_starts(name, LOT_LITERAL("-inkscape-")) || memchr(name.data, ':', name.size);
}

static enum shape_result set(struct shape *shape, enum element_kind element, struct lot_span name,
                             struct lot_span value)
{
    const struct attribute *attribute = find(element, name);
    if (!attribute) {
        return is_the_editors(name) ? SHAPE_SET : SHAPE_UNKNOWN;
    }
    bool done = attribute->read(value, (char *)shape + attribute->offset);
    return done ? SHAPE_SET : SHAPE_INVALID;
}

enum shape_result shape_set(struct shape *shape, enum element_kind element, const char *name,
                            const char *value, struct lot_span *failed)
{
    struct lot_span rest = lot_span_of(value);
    enum shape_result result = SHAPE_SET;
    *failed = lot_span_of(name);
    if (strcmp(name, "style") != 0) {
        return set(shape, element, *failed, rest);
    }
    while (result == SHAPE_SET && (rest = value_trim(rest)).size > 0) {
        struct lot_span property = value_next(&rest, ';');
        *failed = value_trim(value_next(&property, ':'));
        result = set(shape, element, *failed, value_trim(property));
    }
    return result;
}
