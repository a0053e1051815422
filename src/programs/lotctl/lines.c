/* SPDX-License-Identifier: MIT */
/*
 * A window on the input: lines are found in it with memchr and handed out where they lie; what is
 * left of the last one moves to the front before the next read.
 */

#include "lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int lines_init(struct lines *lines, int fd)
{
    *lines = (struct lines){.fd = fd, .data = malloc(LINES_SIZE)};
    return lines->data ? 0 : -ENOMEM;
}

void lines_done(struct lines *lines)
{
    free(lines->data);
    *lines = (struct lines){.fd = -1};
}

static uint8_t *find_newline(const struct lines *lines)
{
    size_t size = lines->end - lines->start;
    return size > 0 ? memchr(lines->data + lines->start, '\n', size) : NULL;
}

bool lines_must_wait(const struct lines *lines)
{
    return !lines->ended && !find_newline(lines);
}

static int read_more(struct lines *lines)
{
    size_t kept = lines->end - lines->start;
    memmove(lines->data, lines->data + lines->start, kept);
    lines->start = 0;
    lines->end = kept;
    ssize_t size;
    do {
        size = read(lines->fd, lines->data + kept, LINES_SIZE - kept);
    } while (size < 0 && errno == EINTR);
    if (size < 0) {
        return -errno;
    }
    lines->ended = size == 0;
    lines->end += (size_t)size;
    return 0;
}

/* Drops what is at hand of a line that was cut; its newline ends that. */
static void drop_rest(struct lines *lines)
{
    uint8_t *newline = find_newline(lines);
    lines->cut = !newline;
    lines->start = newline ? (size_t)(newline - lines->data) + 1 : lines->end;
}

static int hand_over(struct lines *lines, size_t size, size_t taken, uint8_t **line, size_t *out)
{
    *line = lines->data + lines->start;
    *out = size;
    lines->start += taken;
    return 0;
}

int lines_next(struct lines *lines, uint8_t **line, size_t *size)
{
    for (;;) {
        if (lines->cut) {
            drop_rest(lines);
        }
        uint8_t *newline = find_newline(lines);
        size_t left = lines->end - lines->start;
        if (newline) {
            size_t found = (size_t)(newline - (lines->data + lines->start));
            return hand_over(lines, found, found + 1, line, size);
        }
        if (left == LINES_SIZE) {
            lines->cut = true;
            return hand_over(lines, left, left, line, size);
        }
        if (lines->ended) {
            return left > 0 ? hand_over(lines, left, left, line, size) : 1;
        }
        int error = read_more(lines);
        if (error < 0) {
            return error;
        }
    }
}
