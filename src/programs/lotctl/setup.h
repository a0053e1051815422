/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_SETUP_H
#define LOTCTL_SETUP_H

/* What most verbs begin with: the configuration, and the ledger that it names. */

#include "config.h"
#include "holding.h"
#include "request.h"

/* --config and --ledger. An enum exit_status; NULL and what was wrong told unless EXIT_DONE. */
int setup_config(struct config **out, const struct request *request);

/* A ledger that is read. */
struct reading {
    struct config *config;
    struct holding holding;
};
int setup_reading(struct reading *reading, const struct request *request);
void reading_done(struct reading *reading);

/* Tells what the ledger said last; returns EXIT_FAILED. */
int ledger_failed(const struct lot_ledger *ledger, const struct config *config);

#endif
