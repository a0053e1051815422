/* SPDX-License-Identifier: MIT */
#ifndef LABEL_TEMPLATE_VALUES_H
#define LABEL_TEMPLATE_VALUES_H

#include "template.h"

/* The values of SVG attributes, read strictly: true, or false and *out unchanged. */

/* "12.5", no exponent; with the unit behind it, or without one when unit is "". */
bool value_number(struct lot_span text, const char *unit, double *out);
/* "0 0 100 50": from the origin. */
bool value_view_box(struct lot_span text, double *width, double *height);
/* translate(x[,y]) and rotate(quarter turns[,x,y]), one after another; put behind what is there. */
bool value_transform(struct lot_span text, struct placement *placement);

struct lot_span value_trim(struct lot_span text);
/* The part before the byte, which is stepped over; all of it when the byte does not come. */
struct lot_span value_next(struct lot_span *text, char end);

#endif
