/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_VERIFY_MARK_H
#define LOTCTL_VERIFY_MARK_H

/*
 * How far a ledger was found clean: a line in FILE.verified beside it, "ID HASH". It is believed as
 * far as the row still has that hash; it is no proof to anybody else.
 */

#include <lot/base.h>

struct verify_mark {
    uint64_t id;
    uint8_t head[32];
};

/* 1: there is none that can be read. */
int verify_mark_read(const char *ledger, struct verify_mark *out);
/* -errno: who may only read here leaves no mark. */
int verify_mark_write(const char *ledger, const struct verify_mark *mark);

#endif
