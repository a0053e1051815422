/* SPDX-License-Identifier: MIT */
/* A ring without an allocator: it is needed when the system has little left to give. */

#include "waiting.h"

#include <string.h>

void waiting_add(struct waiting *waiting, const struct lot_scan *scan)
{
    unsigned slot = waiting->count++ % WAITING_MAX;
    size_t size = scan->bytes.size < LOT_SCAN_MAX ? scan->bytes.size : LOT_SCAN_MAX;
    if (size > 0) {
        memcpy(waiting->bytes[slot], scan->bytes.data, size);
    }
    waiting->scan[slot] = *scan;
    waiting->scan[slot].bytes = lot_span(waiting->bytes[slot], size);
}

size_t waiting_scans(const struct waiting *waiting, struct lot_scan out[WAITING_MAX])
{
    unsigned kept = waiting->count < WAITING_MAX ? waiting->count : WAITING_MAX;
    for (unsigned i = 0; i < kept; i++) {
        out[i] = waiting->scan[(waiting->count - kept + i) % WAITING_MAX];
    }
    return kept;
}

void waiting_clear(struct waiting *waiting)
{
    waiting->count = 0;
}
