/* SPDX-License-Identifier: MIT */
#ifndef LABEL_FORMATS_H
#define LABEL_FORMATS_H

#include "drawing.h"

/* One renderer a file: the whole drawing -> bytes. 0 or -errno. */
typedef int renderer(const struct lot_drawing *drawing, const struct lot_print_options *options,
                     struct lot_bytes *out);
renderer render_png, render_svg, render_zpl, render_escpos, render_tspl, render_pdf;

/* Darkness on a scale of 0..most, and speed in inches a second of 1..most. */
unsigned darkness_of(const struct lot_print_options *options, unsigned most);
unsigned inches_of(const struct lot_print_options *options, unsigned most);

#endif
