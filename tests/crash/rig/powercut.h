/* SPDX-License-Identifier: MIT */
#ifndef CRASH_POWERCUT_H
#define CRASH_POWERCUT_H

/*
 * What a disk may hold when power goes at some point of a recording. All that was synced is there.
 * Of what was not, each write is there, is not, or is there in some of its 512-byte sectors; a
 * truncation happened or not; the directory changed in order up to some change (file systems
 * journal their names). Writes to a file and names are independent of each other.
 */

#include "recording.h"

#define SECTOR_SIZE 512u

struct powercut {
    const struct recording *recording;
    bool lies;                 /* the disk says that it synced, and does not */
    size_t at;                 /* operations issued before power goes */
    struct bytes *durable;     /* content by inode */
    int bound[DISK_NAMES_MAX]; /* durable names: their inode, or -1 */
    size_t *pending;           /* writes and truncations not synced, as operations, in order */
    size_t pending_count;
    size_t *renamed; /* names not synced */
    size_t renamed_count;
};

/* Before the first operation. The recording outlives it and does not change. */
void powercut_init(struct powercut *cut, const struct recording *recording, bool lies);
void powercut_done(struct powercut *cut);
/* Issues one more operation; false: there was none left. */
bool powercut_next(struct powercut *cut);

/* Sectors of a write, one of a truncation. */
size_t operation_pieces(const struct operation *operation);
/* Pieces of all that is pending. */
size_t powercut_pieces(const struct powercut *cut);

/* Which pieces were kept, in order, and how many changes of names. */
struct survivors {
    uint8_t *piece;
    size_t names;
};

/* Puts what is left on the disk, in place of what it held. */
void powercut_image(const struct powercut *cut, const struct survivors *survivors,
                    struct disk *disk);

#endif
