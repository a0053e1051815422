/* SPDX-License-Identifier: MIT */
#ifndef CRASH_TROUBLE_H
#define CRASH_TROUBLE_H

/*
 * A system that refuses: calls of the C library that SQLite and the ledger make fail on demand,
 * with the error a kernel would give, or because a resource limit makes the kernel give it. A
 * program that is linked with this has its own open, pwrite, ftruncate, fsync, fdatasync, unlink.
 */

#include <stdbool.h>

enum trouble_call {
    TROUBLE_OPEN_READING = 1,
    TROUBLE_OPEN_WRITING = 2, /* or creating */
    TROUBLE_WRITE = 4,
    TROUBLE_TRUNCATE = 8,
    TROUBLE_SYNC = 16,
    TROUBLE_REMOVE = 32,
    TROUBLE_OPEN = TROUBLE_OPEN_READING | TROUBLE_OPEN_WRITING,
    TROUBLE_CHANGE = TROUBLE_WRITE | TROUBLE_TRUNCATE | TROUBLE_SYNC | TROUBLE_REMOVE,
};

enum trouble_limit {
    TROUBLE_NO_LIMIT,
    TROUBLE_LIMIT_FILE_SIZE,
    TROUBLE_LIMIT_DESCRIPTORS,
};

struct trouble {
    unsigned calls; /* bits of enum trouble_call */
    int error;      /* errno */
    bool shortens;  /* the first write that fails is done by half, and says so */
    bool lasts;     /* fails from then on; else once */
    enum trouble_limit limit;
};

/* So many calls go well before it begins; with a limit, after is what it is set to. */
void trouble_begin(const struct trouble *trouble, unsigned after);
/* All is well again. Returns how many calls failed with its error. */
unsigned trouble_end(void);

#endif
