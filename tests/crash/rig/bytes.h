/* SPDX-License-Identifier: MIT */
#ifndef CRASH_BYTES_H
#define CRASH_BYTES_H

/* Bytes that grow, as a file does. Without memory a test cannot go on: it aborts. */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct bytes {
    uint8_t *data;
    size_t size, room;
};

/* Never NULL. */
static inline void *grown(void *data, size_t count, size_t size)
{
    void *more = reallocarray(data, count, size);
    if (!more) {
        abort();
    }
    return more;
}

/* What is added reads as zeros. */
static inline void bytes_resize(struct bytes *bytes, size_t size)
{
    if (size > bytes->room) {
        bytes->room = size + size / 2 + 4096;
        bytes->data = grown(bytes->data, bytes->room, 1);
    }
    if (size > bytes->size) {
        memset(bytes->data + bytes->size, 0, size - bytes->size);
    }
    bytes->size = size;
}

/* Writes there, past the end too. */
static inline void bytes_put(struct bytes *bytes, size_t offset, const void *data, size_t size)
{
    if (offset + size > bytes->size) {
        bytes_resize(bytes, offset + size);
    }
    if (size > 0) {
        memcpy(bytes->data + offset, data, size);
    }
}

static inline void bytes_copy(struct bytes *to, const struct bytes *from)
{
    to->size = 0;
    bytes_put(to, 0, from->data, from->size);
}

static inline void bytes_done(struct bytes *bytes)
{
    free(bytes->data);
    *bytes = (struct bytes){0};
}

#endif
