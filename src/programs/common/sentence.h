/* SPDX-License-Identifier: MIT */
#ifndef SENTENCE_H
#define SENTENCE_H

/* Templates with named arguments, expanded into clean text: see wording.h for their form. */

#include <lot/base.h>

/* Text that grows in a buffer and is cut at the end of a character when it is full. */
struct sentence {
    char *out;
    size_t size, used;
};

void sentence_begin(struct sentence *sentence, char *out, size_t size);
/* Text of ours, and bytes from outside, which are made printable. */
void sentence_put(struct sentence *sentence, const char *text);
void sentence_put_bytes(struct sentence *sentence, struct lot_span bytes);
void sentence_put_date(struct sentence *sentence, lot_date date);
void sentence_put_number(struct sentence *sentence, int64_t number, unsigned decimals);
/* Ends it with a NUL; the length. */
size_t sentence_end(struct sentence *sentence);

/* What an argument is: puts it into the sentence. */
enum argument {
    ARGUMENT_PUT,
    ARGUMENT_ZERO,    /* put, but the bracket around it is left out */
    ARGUMENT_NONE,    /* there is none: the bracket around it is left out */
    ARGUMENT_UNKNOWN, /* no template may name it */
};
typedef enum argument put_argument(struct sentence *sentence, const void *subject,
                                   struct lot_span name);

void sentence_expand(struct sentence *sentence, const char *template, put_argument *put,
                     const void *subject);

#endif
