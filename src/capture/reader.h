/* SPDX-License-Identifier: MIT */
#ifndef CAPTURE_READER_H
#define CAPTURE_READER_H

/* One scanner that is open: events of its node in, scans out. */

#include <lot/capture.h>

struct xkb_keymap;

struct reader_options {
    struct xkb_keymap *keymap; /* borrowed while the reader lives */
    bool tab_ends;
    struct lot_framer_options framing;
};

struct reader_handler {
    void *user;
    void (*scan)(void *user, struct lot_span bytes, struct lot_time time);
    /* A scan was thrown away: LOST or LONG. */
    void (*lost)(void *user, enum lot_frame frame);
    /* The device cannot be read any more (-errno). The reader may be freed from here. */
    void (*gone)(void *user, int error);
};

struct reader;

/* Opens and grabs a device node. Nothing is read before reader_start. -errno when it cannot be. */
int reader_new(struct reader **out, const char *node, const struct reader_options *options);
/* Lets go of the device, what is half read forgotten. NULL is fine. */
struct reader *reader_free(struct reader *reader);

int reader_start(struct reader *reader, struct sd_event *loop,
                 const struct reader_handler *handler);
/* True when a scan is half read. */
bool reader_is_busy(const struct reader *reader);
/* What the device calls itself. */
const char *reader_name(const struct reader *reader);
/* Tells one device from another, unplugged and plugged in again: make, serial number, port. */
void reader_identity(const struct reader *reader, char *out, size_t size);

#endif
