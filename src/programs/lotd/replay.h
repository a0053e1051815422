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

/*
 * Replays each session of the options in turn, until the first that does not end well: an outcome
 * other than expected, a line that cannot be read, a ledger or an output that failed.
 */
enum exit_status replay_run(const struct options *options, struct station *station,
                            struct lot_ledger *ledger);

#endif
