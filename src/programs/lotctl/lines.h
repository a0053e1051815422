/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_LINES_H
#define LOTCTL_LINES_H

/*
 * Lines of any bytes from a descriptor, without a copy of each. A line longer than any scan may be
 * is handed over cut to LINES_SIZE bytes, which is still too long for a scan, and answered as such.
 */

#include <lot/base.h>

#define LINES_SIZE 262144u

struct lines {
    int fd;
    bool ended;        /* the descriptor has no more */
    bool cut;          /* the rest of a line that was too long is still to be dropped */
    size_t start, end; /* what was read and not yet handed over */
    uint8_t *data;
};

int lines_init(struct lines *lines, int fd); /* -ENOMEM */
void lines_done(struct lines *lines);

/*
 * 0: *line has the next line without its newline, which the caller may change in place; it is valid
 * until the next call. The last line may lack its newline. 1: no more; negative: reading failed.
 */
int lines_next(struct lines *lines, uint8_t **line, size_t *size);

/* True when the next line needs a read: the moment to show what was answered so far. */
bool lines_must_wait(const struct lines *lines);

#endif
