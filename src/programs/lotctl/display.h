/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_DISPLAY_H
#define LOTCTL_DISPLAY_H

/*
 * What a terminal may be given. Lots and names come from scans and files: control bytes in them
 * would steer the terminal, and a table only stands straight when columns, not bytes, are counted.
 * Needs a UTF-8 LC_CTYPE (main sets C.UTF-8).
 */

#include "output.h"

#include <lot/base.h>

/* The size of `display_write`'s result, and in *width the columns it takes. */
size_t display_measure(struct lot_span text, unsigned *width);

/*
 * Writes the text as it may be shown: printable characters as they are, every other byte as \xNN.
 * out has room for what display_measure said.
 */
void display_write(struct lot_span text, char *out);

/* Writes the text as above, and blanks until it is width columns wide. */
void display_put(struct output *out, struct lot_span text, unsigned width);

#endif
