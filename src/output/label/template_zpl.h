/* SPDX-License-Identifier: MIT */
#ifndef LABEL_TEMPLATE_ZPL_H
#define LABEL_TEMPLATE_ZPL_H

#include "buffer.h"
#include "template.h"

/* True for a file that is a printer's own language, not a drawing. */
bool zpl_is_path(const char *path);

/* Takes a copy of the text when all of its {field}s stand where they can be escaped. -EINVAL. */
int zpl_template_take(struct lot_template *template, struct lot_span text,
                      struct lot_label_fault *fault);

/* The text with its fields put in. */
int zpl_template_fill(const struct lot_template *template, const struct lot_label_job *job,
                      struct lot_bytes *out, struct lot_label_fault *fault);

/* ---- its parts ------------------------------------------------------------------------------ */

/* "^FDLot {lot}": its sign and two letters, and what follows up to the next command. */
struct zpl_command {
    char name[4];
    struct lot_span data;
    unsigned line;
};

struct zpl_reader {
    struct lot_span rest;
    unsigned line;
};

bool zpl_next(struct zpl_reader *reader, struct zpl_command *out);
bool zpl_is(const struct zpl_command *command, const char *name);
bool zpl_takes_fields(const struct zpl_command *command);

/* The next {name} of a text, stepped over, and what stands before it; false: there is none, and all
 * of the text stands before it. */
bool zpl_next_field(struct lot_span *text, struct lot_span *before, struct lot_span *name);
bool zpl_has_field(struct lot_span text);

/* What ^PQ begins with. */
#define ZPL_COPIES LOT_LITERAL("{copies}")

/* True for what no printer and no symbol takes for anything but itself. */
bool zpl_is_plain(uint8_t byte);

#endif
