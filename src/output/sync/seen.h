/* SPDX-License-Identifier: MIT */
#ifndef LOT_SYNC_SEEN_H
#define LOT_SYNC_SEEN_H

/* Which records a file has had already, and on which line. */

#include <lot/base.h>

struct seen;

struct seen *seen_new(void); /* NULL: no memory */
struct seen *seen_free(struct seen *seen);

/* What tells a record from others. */
struct seen_key {
    const struct lot_text *text, *lot; /* lot: NULL where there is none */
    int32_t part;
};

/* Notes that the key stands on this line (from 1). 0: new; the line where it stood before, which
 * stays noted; -ENOMEM. */
int64_t seen_before(struct seen *seen, const struct seen_key *key, int64_t line);

#endif
