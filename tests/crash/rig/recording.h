/* SPDX-License-Identifier: MIT */
#ifndef CRASH_RECORDING_H
#define CRASH_RECORDING_H

/*
 * What a disk was asked to do, in order, and how many steps of work had been acknowledged before
 * each operation.
 */

#include "disk.h"

struct operation {
    enum disk_operation kind;
    unsigned name, inode;
    size_t offset, size;
    size_t at; /* of its bytes in recording.data */
    unsigned acknowledged;
};

struct recording {
    struct operation *operation;
    size_t count, room;
    struct bytes data;
    unsigned inodes;
    unsigned acknowledged; /* to be kept up by whoever does the work */
};

/* The watcher that records into it. It may not move while it does. */
struct disk_watcher recording_watcher(struct recording *recording);
void recording_done(struct recording *recording);

/* Steps acknowledged before the operation is issued; past the last one, all of them. */
unsigned recording_promised(const struct recording *recording, size_t at);

#endif
