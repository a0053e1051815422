/* SPDX-License-Identifier: MIT */
#ifndef LOT_SYNC_SEEN_H
#define LOT_SYNC_SEEN_H

/* Which records a file has had already, and on which line. */

#include <lot/base.h>

struct seen;

struct seen *seen_new(void); /* NULL: no memory */
struct seen *seen_free(struct seen *seen);

/* Notes that key and part stand on this line (from 1). 0: new; the line where they stood before,
 * which stays noted; -ENOMEM. */
int64_t seen_before(struct seen *seen, const struct lot_text *key, int32_t part, int64_t line);

#endif
