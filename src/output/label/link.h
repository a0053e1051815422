/* SPDX-License-Identifier: MIT */
#ifndef LABEL_LINK_H
#define LABEL_LINK_H

/* A way to a printer, on which nothing ever waits: a device node, a pipe or a connection. */

#include <lot/label.h>

#include <sys/types.h>

enum link_kind {
    LINK_NODE, /* /dev/usb/lp0, a serial line: may answer */
    LINK_PIPE, /* one way */
    LINK_SOCKET,
};

struct link {
    int fd; /* -1: closed */
    enum link_kind kind;
};

/* A connection only begins. -errno: the link is closed. */
int link_open(struct link *link, const char *target, int64_t patience_ms);
/* What came of connecting, once the descriptor can be written: 0 or -errno. */
int link_reached(const struct link *link);
/* How many bytes went; 0: none now; -errno. */
ssize_t link_write(const struct link *link, struct lot_span bytes);
/* How many bytes came; 0: none now; -EPIPE: the other side has ended; -errno. */
ssize_t link_read(const struct link *link, uint8_t *out, size_t size);
/* Nothing that was written waits in the kernel any more, as far as that can be told. */
bool link_is_drained(const struct link *link);
/* Tells the other side of a connection that no more comes. */
void link_finish(const struct link *link);
/* Throws away what did not go out: a label that was given up is not to come later. */
void link_close(struct link *link);

#endif
