/* SPDX-License-Identifier: MIT */
#ifndef LOT_SYNC_KEY_H
#define LOT_SYNC_KEY_H

#include "minisign.h"

#include <lot/sync.h>

/* Lives in guarded memory: not in a core file, not in swap where the system allows it. */
struct lot_key {
    struct minisign_secret secret;
};

#endif
