/* SPDX-License-Identifier: MIT */
#ifndef CRASH_DISK_H
#define CRASH_DISK_H

/*
 * A disk in memory under SQLite: its default VFS while it is installed, so that what is tested is
 * the ledger as it is. It does what SQLite's own VFS for Linux does, in the same order, the syncing
 * of directories included, and shows each operation to a watcher. One connection at a time.
 */

#include <stdbool.h>

#include <sqlite3.h>

#include "bytes.h"

enum disk_operation {
    DISK_CREATE, /* a name for a new, empty inode */
    DISK_WRITE,
    DISK_TRUNCATE, /* offset is the new size */
    DISK_SYNC,     /* of the file's content and size */
    DISK_REMOVE,   /* the name */
    DISK_SYNC_NAMES,
};

struct disk_event {
    enum disk_operation operation;
    unsigned name;  /* index into disk.file */
    unsigned inode; /* counts from 0 in order of creation */
    size_t offset;
    const void *data; /* WRITE */
    size_t size;
};

struct disk_watcher {
    void (*saw)(void *user, const struct disk_event *event); /* NULL: nobody looks */
    void *user;
};

/* A PRAGMA that the disk answers itself instead of letting SQLite act on it. */
struct disk_answer {
    const char *pragma;
    const char *argument; /* NULL: asked without one */
    const char *answer;   /* NULL: none */
};

#define DISK_NAMES_MAX   8u
#define DISK_REGIONS_MAX 8 /* of the wal-index */

struct disk_file {
    char *path;
    bool there;
    unsigned inode;
    struct bytes bytes;
};

struct disk {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    struct disk_watcher watcher;
    const struct disk_answer *answers; /* ended by a row whose pragma is NULL; or NULL */
    struct disk_file file[DISK_NAMES_MAX];
    unsigned names, inodes;
    void *region[DISK_REGIONS_MAX];
};

/* Puts an empty disk under every database that is opened from now on. */
void disk_install(struct disk *disk);
/* Takes it away again and frees all that was on it. */
void disk_remove(struct disk *disk);
/* Forgets the files but not their names. */
void disk_clear(struct disk *disk);
/* A hash of all that is on it. */
uint64_t disk_hash(const struct disk *disk);

#endif
