/* SPDX-License-Identifier: MIT */
#ifndef LABEL_FORMATS_H
#define LABEL_FORMATS_H

#include "drawing.h"

/* One renderer a file: the whole drawing -> bytes. 0 or -errno. */
int render_png(const struct lot_drawing *drawing, unsigned copies, struct lot_bytes *out);
int render_svg(const struct lot_drawing *drawing, unsigned copies, struct lot_bytes *out);
int render_zpl(const struct lot_drawing *drawing, unsigned copies, struct lot_bytes *out);

#endif
