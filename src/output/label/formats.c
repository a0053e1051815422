/* SPDX-License-Identifier: MIT */
/* The formats that a drawing can become: a row each. */

#include "formats.h"

#include <errno.h>

static const struct format {
    const char *name;
    renderer *render;
} formats[LOT_LABEL_FORMAT_COUNT] = {
    [LOT_LABEL_PNG] = {"png",    render_png   },
      [LOT_LABEL_SVG] = {"svg",    render_svg   },
    [LOT_LABEL_ZPL] = {"zpl",    render_zpl   },
      [LOT_LABEL_ESCPOS] = {"escpos", render_escpos},
    [LOT_LABEL_TSPL] = {"tspl",   render_tspl  },
      [LOT_LABEL_PDF] = {"pdf",    render_pdf   },
};

int lot_label_format_by_name(struct lot_span name)
{
    for (int i = 0; i < LOT_LABEL_FORMAT_COUNT; i++) {
        if (lot_span_equal(name, lot_span_of(formats[i].name))) {
            return i;
        }
    }
    return -EINVAL;
}

const char *lot_label_format_name(enum lot_label_format format)
{
    return formats[format].name;
}

int lot_drawing_print(const struct lot_drawing *drawing, enum lot_label_format format,
                      const struct lot_print_options *options, struct lot_bytes *out)
{
    struct lot_print_options asked = *options;
    asked.copies = asked.copies > 0 ? asked.copies : 1;
    return formats[format].render(drawing, &asked, out);
}

int lot_drawing_render(const struct lot_drawing *drawing, enum lot_label_format format,
                       unsigned copies, struct lot_bytes *out)
{
    return lot_drawing_print(drawing, format, &(struct lot_print_options){.copies = copies}, out);
}

/* ---- options in a printer's own scales ------------------------------------------------------ */

static unsigned within(unsigned value, unsigned least, unsigned most)
{
    value = value > least ? value : least;
    return value < most ? value : most;
}

unsigned darkness_of(const struct lot_print_options *options, unsigned most)
{
    return (within(options->darkness, 1, 100) * most + 50) / 100;
}

unsigned inches_of(const struct lot_print_options *options, unsigned most)
{
    return within(options->speed, 1, most);
}
