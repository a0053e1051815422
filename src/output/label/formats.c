/* SPDX-License-Identifier: MIT */
/* The formats that a drawing can become: a row each. */

#include "formats.h"

#include <errno.h>

static const struct format {
    const char *name;
    int (*render)(const struct lot_drawing *drawing, unsigned copies, struct lot_bytes *out);
} formats[LOT_LABEL_FORMAT_COUNT] = {
    [LOT_LABEL_PNG] = {"png", render_png},
    [LOT_LABEL_SVG] = {"svg", render_svg},
    [LOT_LABEL_ZPL] = {"zpl", render_zpl},
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

int lot_drawing_render(const struct lot_drawing *drawing, enum lot_label_format format,
                       unsigned copies, struct lot_bytes *out)
{
    return formats[format].render(drawing, copies, out);
}
