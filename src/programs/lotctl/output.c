/* SPDX-License-Identifier: MIT */
/*
 * The way out. stdio would lock, copy and count for every field; here JSON is written straight into
 * the free end of the buffer and only leaves it in large writes.
 */

#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OUTPUT_SIZE 262144u
#define JSON_ROOM   4096u /* most answers are smaller: with less free the buffer is sent first */

int output_init(struct output *out, int fd)
{
    *out = (struct output){.fd = fd, .data = malloc(OUTPUT_SIZE), .size = OUTPUT_SIZE};
    return out->data ? 0 : -ENOMEM;
}

int output_done(struct output *out)
{
    output_flush(out);
    free(out->data);
    int error = out->error;
    *out = (struct output){.fd = -1};
    return error;
}

/* After a failure nothing more is tried: what would follow a gap is worth nothing. */
static void write_out(struct output *out, const char *bytes, size_t size)
{
    while (size > 0 && out->error == 0) {
        ssize_t done = write(out->fd, bytes, size);
        if (done < 0 && errno != EINTR) {
            out->error = -errno;
        }
        if (done > 0) {
            bytes += done;
            size -= (size_t)done;
        }
    }
}

void output_flush(struct output *out)
{
    write_out(out, out->data, out->used);
    out->used = 0;
}

void output_bytes(struct output *out, struct lot_span bytes)
{
    if (bytes.size > out->size - out->used) {
        output_flush(out);
    }
    if (bytes.size > out->size) {
        write_out(out, (const char *)bytes.data, bytes.size);
    } else if (bytes.size > 0) {
        memcpy(out->data + out->used, bytes.data, bytes.size);
        out->used += bytes.size;
    }
}

void output_text(struct output *out, const char *text)
{
    output_bytes(out, lot_span_of(text));
}

void output_repeat(struct output *out, char byte, size_t times)
{
    for (; times > 0; times--) {
        output_bytes(out, lot_span(&byte, 1));
    }
}

static bool grow(struct output *out)
{
    char *larger = realloc(out->data, out->size * 2);
    if (!larger) {
        out->error = -ENOMEM;
        return false;
    }
    out->data = larger;
    out->size *= 2;
    return true;
}

/* Makes room once it turned out that there is too little. */
static bool make_room(struct output *out)
{
    if (out->used > 0) {
        output_flush(out);
        return true;
    }
    return grow(out);
}

char *output_reserve(struct output *out, size_t size)
{
    while (size > out->size - out->used) {
        if (!make_room(out)) {
            return NULL;
        }
    }
    out->used += size;
    return out->data + out->used - size;
}

void output_json(struct output *out, void (*fill)(struct lot_json *json, const void *what),
                 const void *what)
{
    if (out->size - out->used < JSON_ROOM) {
        output_flush(out);
    }
    struct lot_json json;
    int length;
    do {
        lot_json_begin(&json, out->data + out->used, out->size - out->used);
        fill(&json, what);
        length = lot_json_end(&json);
    } while (length < 0 && make_room(out));
    if (length >= 0) {
        out->used += (size_t)length;
        out->data[out->used++] = '\n'; /* where lot_json_end put its NUL */
    }
}
