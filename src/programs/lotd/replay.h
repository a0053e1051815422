/* SPDX-License-Identifier: MIT */
#ifndef REPLAY_H
#define REPLAY_H

/*
 * lotd on lines instead of scanners: standard input or recorded sessions, on a virtual clock, with
 * one line of output for each scan, written only after its commit. No loop, bus or hardware.
 */

#include "exit_status.h"
#include "options.h"
#include "station.h"

struct replay_parts {
    const struct options *options;
    const struct config *config;
    struct station *station;
    struct lot_ledger *ledger;
};

/*
 * Replays each session of the options in turn, until the first that does not end well: an outcome
 * other than expected, a line that cannot be read, a ledger or an output that failed. A label goes
 * to the printer, where one is configured, before the next line is read.
 */
enum exit_status replay_run(const struct replay_parts *parts);

#endif
