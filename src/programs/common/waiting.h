/* SPDX-License-Identifier: MIT */
#ifndef WAITING_H
#define WAITING_H

/*
 * Scans that a failed ledger did not take, kept whole until it can: refused, but not lost. The
 * newest are kept where there are too many.
 */

#include <lot/base.h>

#define WAITING_MAX 64u

struct waiting {
    unsigned count; /* since the ledger failed */
    struct lot_scan scan[WAITING_MAX];
    uint8_t bytes[WAITING_MAX][LOT_SCAN_MAX];
};

/* Copies the scan, of LOT_SCAN_MAX bytes at most. */
void waiting_add(struct waiting *waiting, const struct lot_scan *scan);
/* Those that are kept, oldest first; how many. Valid until the next is added. */
size_t waiting_scans(const struct waiting *waiting, struct lot_scan out[WAITING_MAX]);
void waiting_clear(struct waiting *waiting);

#endif
