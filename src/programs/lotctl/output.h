/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_OUTPUT_H
#define LOTCTL_OUTPUT_H

/*
 * Everything that lotctl prints goes through one large buffer: a million answers are a few hundred
 * writes. A write that fails is remembered and told once, at the end, by the exit status.
 */

#include <lot/base.h>

struct output {
    int fd;
    int error; /* -errno of the first write that failed, or 0 */
    char *data;
    size_t size, used;
};

/* -ENOMEM. The descriptor stays the caller's. */
int output_init(struct output *out, int fd);
/* Flushes and lets go of the buffer; answers the first failure (-errno), or 0. */
int output_done(struct output *out);

void output_bytes(struct output *out, struct lot_span bytes);
void output_text(struct output *out, const char *text);
void output_repeat(struct output *out, char byte, size_t times);
void output_flush(struct output *out);
/* Room for size bytes, which the caller fills at once; NULL when there is no memory. */
char *output_reserve(struct output *out, size_t size);

/* Writes one JSON text of any size and a newline. fill may be called again when it did not fit. */
void output_json(struct output *out, void (*fill)(struct lot_json *json, const void *what),
                 const void *what);

#endif
