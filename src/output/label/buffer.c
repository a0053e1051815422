/* SPDX-License-Identifier: MIT */
/* A growing buffer whose writers need not check: the failure shows when the bytes are taken. */

#include "buffer.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void lot_bytes_done(struct lot_bytes *bytes)
{
    free(bytes->data);
    *bytes = (struct lot_bytes){0};
}

static bool reserve(struct buffer *buffer, size_t size)
{
    size_t needed = buffer->bytes.size + size;
    if (!buffer->failed && needed > buffer->room) {
        size_t room = needed + needed / 2 + 256;
        uint8_t *data = realloc(buffer->bytes.data, room);
        buffer->failed = !data;
        if (data) {
            buffer->bytes.data = data;
            buffer->room = room;
        }
    }
    return !buffer->failed;
}

void buffer_put(struct buffer *buffer, const void *data, size_t size)
{
    if (size > 0 && reserve(buffer, size)) {
        memcpy(buffer->bytes.data + buffer->bytes.size, data, size);
        buffer->bytes.size += size;
    }
}

void buffer_print(struct buffer *buffer, const char *format, ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof text) {
        buffer->failed = true;
        return;
    }
    buffer_put(buffer, text, (size_t)length);
}

int buffer_take(struct buffer *buffer, struct lot_bytes *out)
{
    if (buffer->failed) {
        lot_bytes_done(&buffer->bytes);
        return -ENOMEM;
    }
    *out = buffer->bytes;
    *buffer = (struct buffer){0};
    return 0;
}
