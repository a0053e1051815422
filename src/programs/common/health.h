/* SPDX-License-Identifier: MIT */
#ifndef HEALTH_H
#define HEALTH_H

#include "config.h"
#include "wording.h"

#include <lot/ledger.h>

/*
 * What is not well with ledger, disk and clock, for the operator, worst first: "" when all is well.
 * Asked when something was written, never by a timer.
 */
void health_word(const struct lot_ledger *ledger, const struct config *config, struct lot_time now,
                 char out[WORDING_SIZE]);

#endif
