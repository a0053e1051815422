/* SPDX-License-Identifier: MIT */
#ifndef LABEL_BUFFER_H
#define LABEL_BUFFER_H

#include <lot/label.h>

/* Bytes that grow as they are written; when memory runs out it stays failed until it is taken. */
struct buffer {
    struct lot_bytes bytes;
    size_t room;
    bool failed;
};

void buffer_put(struct buffer *buffer, const void *data, size_t size);
__attribute__((format(printf, 2, 3))) void buffer_print(struct buffer *buffer, const char *format,
                                                        ...);
/* Hands the bytes over, or frees them: -ENOMEM. */
int buffer_take(struct buffer *buffer, struct lot_bytes *out);

#endif
