/* SPDX-License-Identifier: MIT */
#ifndef LOT_SYNC_KEY_H
#define LOT_SYNC_KEY_H

#include "minisign.h"

#include <lot/sync.h>

/* Lives in guarded memory: not in a core file, not in swap where the system allows it. */
struct lot_key {
    struct minisign_secret secret;
};

/* As lot_key_open; a key that is made has a device number above that one. -ERANGE: none came. */
int key_open_above(struct lot_key **out, const char *path, bool create, uint32_t above);

#endif
