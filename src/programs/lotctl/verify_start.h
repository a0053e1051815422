/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_VERIFY_START_H
#define LOTCTL_VERIFY_START_H

/* Where verifying begins, by the options, and what is known beforehand: the device's public key. */

#include "setup.h"
#include "verify_mark.h"

struct verify_start {
    struct lot_verify verify; /* its public_key, after and head */
    uint8_t public_key[32];
    struct verify_mark mark;
};

/* An enum exit_status. *start stays where it is: verify points into it. */
int verify_start_find(struct verify_start *start, struct lot_ledger *ledger,
                      const struct config *config, const struct request *request);

#endif
