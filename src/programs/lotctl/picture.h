/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_PICTURE_H
#define LOTCTL_PICTURE_H

/* Labels and sheets on their way out: to the file of --output, or to the terminal. */

#include "request.h"

#include <lot/label.h>

/* --format, else by the ending of --output, else the fallback. Negative: there is no such format,
 * which was told. */
int picture_format(const struct request *request, enum lot_label_format fallback);

/*
 * Writes to --output, "-" being standard output. Pages from the second on, which only formats of
 * one picture a file have, are numbered: sheet-2.png. An enum exit_status, told unless EXIT_DONE.
 */
int picture_write(const struct request *request, struct lot_span bytes, size_t page,
                  struct output *out);

/* Shows it as wide as the terminal is. -errno. */
int picture_preview(const struct lot_drawing *drawing, struct output *out);

#endif
