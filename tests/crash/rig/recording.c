/* SPDX-License-Identifier: MIT */
/* A list of operations and one heap of the bytes that were written. */

#include "recording.h"

static void saw(void *user, const struct disk_event *event)
{
    struct recording *recording = user;
    if (recording->count == recording->room) {
        recording->room = recording->room * 2 + 1024;
        recording->operation =
            grown(recording->operation, recording->room, sizeof *recording->operation);
    }
    recording->operation[recording->count++] = (struct operation){
        .kind = event->operation,
        .name = event->name,
        .inode = event->inode,
        .offset = event->offset,
        .size = event->size,
        .at = recording->data.size,
        .acknowledged = recording->acknowledged,
    };
    bytes_put(&recording->data, recording->data.size, event->data, event->size);
    if (event->inode >= recording->inodes) {
        recording->inodes = event->inode + 1;
    }
}

struct disk_watcher recording_watcher(struct recording *recording)
{
    return (struct disk_watcher){saw, recording};
}

unsigned recording_promised(const struct recording *recording, size_t at)
{
    return at < recording->count ? recording->operation[at].acknowledged : recording->acknowledged;
}

void recording_done(struct recording *recording)
{
    free(recording->operation);
    bytes_done(&recording->data);
    *recording = (struct recording){0};
}
